"""What may come next: the rest of words of the office, never what somebody wrote before."""

import tomllib
from collections.abc import Iterable
from functools import cache
from itertools import chain
from pathlib import Path

from kiosk.text_input.port import CANDIDATES
from kiosk.text_input.written import MARKS

WORDS = Path(__file__).resolve().parents[2] / "assets" / "text_input" / "words.toml"
LONGEST_ENDING = 4
"""How many of the last characters are looked at."""


def suggest(text: str) -> tuple[str, ...]:
    """Return up to :data:`CANDIDATES` continuations of ``text``, the likeliest first.

    The longest ending of ``text`` that begins a word of the vocabulary counts; words that go with
    anything follow.
    """
    words = _vocabulary()
    if not text.strip():
        return words.openings
    endings = (text[-length:] for length in range(min(LONGEST_ENDING, len(text)), 0, -1))
    # Only the longest: 老人 goes on to what begins with it, and not by its 人 to 人民法院.
    found = next((words.rests[ending] for ending in endings if ending in words.rests), ())
    after_mark = text[-1] in MARKS
    anywhere = (each for each in words.anywhere if not (after_mark and each in MARKS))
    return tuple(_apart(chain(found, anywhere)))


def is_known(word: str) -> bool:
    """Tell whether ``word`` is of the vocabulary."""
    return word in _vocabulary().known


def _apart(continuations: Iterable[str]) -> list[str]:
    """Return the first of them, without those that one gets to by way of an earlier one."""
    kept: list[str] = []
    for each in continuations:
        if not each.startswith(tuple(kept)):
            kept.append(each)
            if len(kept) == CANDIDATES:
                break
    return kept


class Vocabulary:
    """The words of a file.

    ``rests`` are what is left of words after each of their beginnings; after some whole words, what
    often follows them comes first.
    """

    def __init__(self, path: Path) -> None:
        with path.open("rb") as file:
            table = tomllib.load(file)
        self.words = tuple(chain.from_iterable(group.split() for group in table["words"].values()))
        self.known = frozenset(self.words)
        self.openings = tuple(table["openings"].split())[:CANDIDATES]
        self.anywhere = tuple(table["anywhere"].split())
        self.rests: dict[str, tuple[str, ...]] = {}
        for word in self.words:
            for length in range(1, min(len(word), LONGEST_ENDING + 1)):
                start, rest = word[:length], word[length:]
                self.rests[start] = (*self.rests.get(start, ()), rest)
        for word, followers in table["after"].items():
            self.rests[word] = (*followers.split(), *self.rests.get(word, ()))


@cache
def _vocabulary() -> Vocabulary:
    return Vocabulary(WORDS)
