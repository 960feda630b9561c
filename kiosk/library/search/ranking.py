"""How well a document answers a query. Pure; what is measured here orders the findings."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from kiosk.library.model import Standing
from kiosk.library.search.query import Query, Word

Score = tuple[float, ...]
"""The smaller the better; compared from the left."""

NAMED, WORDS, OTHER_WORDS, NEAR = 0, 1, 2, 3
"""Why something was found: by its number or name, by all words, by synonyms, by parts of them."""

_STANDING = {
    Standing.IN_FORCE: 0,
    Standing.UNKNOWN: 0,
    Standing.NOT_YET: 1,
    Standing.SUPERSEDED: 2,
}
_SHORT_TEXT = 150
"""Characters added to every text before hits are set against its length: short ones win less."""
_PLACES = 8
"""Places of one word that are tried for the distance between words."""


class Candidate(NamedTuple):
    """A row of the store that may hold the words. ``folded`` is ``None`` where nothing folds."""

    id: int
    ref: str
    law: str
    title: str
    text: str
    keys: str
    folded: str | None

    @property
    def searched(self) -> str:
        """Return title and text as they are searched."""
        return self.folded or self.title + self.text.replace("\n", "")


@dataclass(frozen=True)
class Match:
    """A candidate with all the words in it: ``found`` are those of its own text."""

    candidate: Candidate
    found: tuple[str, ...]
    score: Score


def rank_of(standing: Standing) -> int:
    """Return 0 for what is in force, more for what is not."""
    return _STANDING[standing]


def weigh(
    candidate: Candidate, query: Query, squeeze: Callable[[str], str], standing: Standing
) -> Match | None:
    """Return how well ``candidate`` answers; ``None`` where a word occurs nowhere in it.

    ``found`` is empty where only the name of its law has the words.
    """
    searched = candidate.searched
    law = squeeze(candidate.law)
    found: list[str] = []
    named = 0.0
    for word in query.words:
        form = _form_in(word, searched)
        if form is None and not _elsewhere(word, law, squeeze(candidate.keys)):
            return None
        found += [form] if form else []
        named += _named(word, law) + _named(word, squeeze(candidate.title))
    score = (rank_of(standing), -named, *_closeness(searched, found, query.whole), candidate.id)
    return Match(candidate, tuple(found), score)


def _form_in(word: Word, searched: str) -> str | None:
    for form in word.forms:
        if form in searched:
            return form
    return None


def _elsewhere(word: Word, law: str, keys: str) -> bool:
    return any(form in law or form in keys for form in word.forms)


def _named(word: Word, name: str) -> int:
    """2 for most of a name, 1 for a part of it."""
    longest = max((len(form) for form in word.forms if form in name), default=0)
    if not longest or not name:
        return 0
    return 2 if 2 * longest >= len(name) else 1


def _closeness(searched: str, found: Sequence[str], whole: str) -> tuple[float, float, float]:
    """The phrase as it was typed, the distance of the words, how much of the text they are."""
    times = sum(searched.count(form) for form in found)
    density = -times / (len(searched) + _SHORT_TEXT)
    if len(found) < 2:
        return 0, 0, density
    if whole in searched:
        return 0, 0, density
    return 1, _span(searched, found), density


def _span(searched: str, found: Sequence[str]) -> int:
    """The fewest characters from one of the words to the farthest of the nearest others."""
    places = [_places(searched, form) for form in found]
    fewest = min(places, key=len)
    return min(
        max(min(abs(place - other) for other in others) for others in places) for place in fewest
    )


def _places(searched: str, form: str) -> list[int]:
    places: list[int] = []
    at = searched.find(form)
    while at >= 0 and len(places) < _PLACES:
        places.append(at)
        at = searched.find(form, at + 1)
    return places
