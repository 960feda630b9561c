"""What is closest to words that occur nowhere: whole questions, typed as one asks them. Pure."""

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import pairwise

from kiosk.library.search.query import Query

_SAYS_LITTLE = frozenset(
    "的了吗呢吧啊呀我你他她它们怎么样办如何能不要想是有没和与被把给在就都也很谁哪什请问可以"
)
_MOST_PAIRS = 24
_LEAST_SHARE = 1 / 3


@dataclass(frozen=True)
class Parts:
    """Pairs of neighbouring characters that say something; ``least`` of them must be found."""

    pairs: tuple[str, ...]
    least: float

    def found_in(self, searched: str) -> tuple[str, ...]:
        """Return the pairs in ``searched``; none where they are too few to be what was meant."""
        found = tuple(pair for pair in self.pairs if pair in searched)
        return found if len(found) >= self.least else ()


def parts_of(query: Query) -> Parts:
    """Take a query apart, its synonyms included, without the words that every question has."""
    said = _pairs(word.forms[0] for word in query.words)
    meant = _pairs(other for word in query.words for other in word.also)
    pairs = tuple(dict.fromkeys((*said, *meant)))[:_MOST_PAIRS]
    return Parts(pairs, min(len(said), max(2, len(said) * _LEAST_SHARE)))


def _pairs(words: Iterable[str]) -> list[str]:
    return [
        first + second
        for word in words
        for first, second in pairwise(word)
        if not {first, second} & _SAYS_LITTLE and (first + second).isalnum()
    ]
