"""How well a document answers a query. Pure; what is measured here orders the findings."""

from collections.abc import Sequence
from typing import NamedTuple

from kiosk.library.model import Standing
from kiosk.library.search.folding import law_words, squeeze
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


class Match(NamedTuple):
    """A candidate with all the words in it: ``found`` are those of its own text."""

    candidate: Candidate
    found: tuple[str, ...]
    score: Score


def rank_of(standing: Standing) -> int:
    """Return 0 for what is in force, more for what is not."""
    return _STANDING[standing]


class Scale:
    """Weighs candidates for one query; what depends on the law alone is worked out once a law."""

    def __init__(self, query: Query) -> None:
        self._words = query.words
        self._whole = query.whole
        self._printed = query.number.printed if query.number and not query.law else None
        self._laws: dict[str, tuple[str, int]] = {}

    def weigh(self, candidate: Candidate, why: int, standing: Standing) -> Match | None:
        """Return how well ``candidate`` answers; ``None`` where a word occurs nowhere in it.

        ``found`` is empty where only the name of its law, or a key, has the words.
        """
        searched = candidate.searched
        law, named = self._laws.get(candidate.law) or self._law(candidate.law)
        found = []
        for word in self._words:
            form = _form_in(word, searched)
            if form is not None:
                found.append(form)
            elif not _form_in(word, law) and not _form_in(word, squeeze(candidate.keys)):
                return None
        if not candidate.law:
            title = squeeze(candidate.title)
            named = sum(_named(word, title) for word in self._words)
        is_it = self._printed is not None and self._printed in (candidate.title, candidate.keys)
        close = (0.0, 0.0, 0.0) if is_it else _closeness(searched, found, self._whole)
        score = (why, not is_it, _STANDING[standing], -named, -len(found), *close, candidate.id)
        return Match(candidate, tuple(found), score)

    def _law(self, name: str) -> tuple[str, int]:
        """A law's squeezed name, and how much of it the words are."""
        law = law_words(name)
        self._laws[name] = (law, sum(_named(word, law) for word in self._words))
        return self._laws[name]


def _form_in(word: Word, searched: str) -> str | None:
    for form in word.forms:
        if form in searched:
            return form
    return None


def _named(word: Word, name: str) -> int:
    """2 for most of a name, 1 for a part of it."""
    longest = max((len(form) for form in word.forms if form in name), default=0)
    if not longest or not name:
        return 0
    return 2 if 2 * longest >= len(name) else 1


def _closeness(searched: str, found: Sequence[str], whole: str) -> tuple[float, float, float]:
    """The phrase as it was typed, the distance of the words, how much of the text they are."""
    if not found:
        return 0, 0, 0
    length = len(searched) + _SHORT_TEXT
    if len(found) == 1:
        return 0, 0, -searched.count(found[0]) / length
    density = -sum(searched.count(form) for form in found) / length
    return (0, 0, density) if whole in searched else (1, _span(searched, found), density)


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
