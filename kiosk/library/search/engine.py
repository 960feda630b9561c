"""The search: candidates from the index, checked against the text, the best first.

The index yields candidates in the order of their rank before anything was asked; when so many are
found that nobody reads them all, the best are chosen from the first of them. Without synonyms and
near findings, what is found is exactly what has all the words.
"""

import sqlite3
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from itertools import islice

from kiosk.library.laws.catalogue import Catalogue, Laws
from kiosk.library.laws.importing import article_ref
from kiosk.library.model import Found, Hit, Kind, Law, Ref, Standing
from kiosk.library.search.excerpt import excerpt
from kiosk.library.search.grams import match_term
from kiosk.library.search.near import Parts, parts_of
from kiosk.library.search.query import Query, Word, parse
from kiosk.library.search.ranking import (
    NAMED,
    NEAR,
    OTHER_WORDS,
    WORDS,
    Candidate,
    Match,
    Scale,
    rank_of,
)
from kiosk.library.store import Store, id_range, ref_key

MOST_WEIGHED = 200
"""Findings of one kind among which the best are chosen, where more are not asked for."""

_MOST_WORDS = 12
"""Words that the index is asked for; all are checked against the text."""
_NEARLY = 0.5
"""How much of a law's name is as good as naming it, while it is in force."""
_LAWS_MEANT = 5
_COLUMNS = "d.id, d.ref, d.law, d.title, d.text, d.keys, d.folded"
_FROM_INDEX = f"""SELECT {_COLUMNS} FROM gram CROSS JOIN document d ON d.id = gram.rowid
WHERE gram MATCH ? AND gram.rowid BETWEEN ? AND ? ORDER BY gram.rowid"""
_BY_REF = f"SELECT {_COLUMNS} FROM document d WHERE d.ref = ?"


@dataclass
class _Findings:
    """What was found so far, each document once, for the best reason."""

    matches: list[Match] = field(default_factory=list)
    seen: set[str] = field(default_factory=set)
    complete: bool = True

    def add(self, match: Match) -> None:
        if match.candidate.ref not in self.seen:
            self.seen.add(match.candidate.ref)
            self.matches.append(match)


class Searcher:
    """Searches ``store``; the laws stand as ``catalogue`` has them."""

    def __init__(self, store: Store, catalogue: Catalogue) -> None:
        self._store = store
        self._catalogue = catalogue

    def search(self, text: str, kind: Kind | None, limit: int) -> Found:
        """Return the best ``limit`` findings. Raises ``LibraryError``."""
        query = parse(text)
        if not query.words or limit < 1:
            return Found((), 0)
        with self._store.reading() as db:
            asked = _Asked(db, self._catalogue.laws(), (kind,) if kind else tuple(Kind), limit)
            findings = asked.find(query)
            best = sorted(findings.matches, key=lambda match: match.score)[:limit]
            total = len(findings.matches) if findings.complete else None
            return Found(tuple(asked.hit(match) for match in best), total)


class _Asked:
    """One search on one state of the database."""

    def __init__(
        self, db: sqlite3.Connection, laws: Laws, kinds: tuple[Kind, ...], limit: int
    ) -> None:
        self._db = db
        self._laws = laws
        self._kinds = kinds
        self._limit = limit
        self._findings = _Findings()

    def find(self, query: Query) -> _Findings:
        """Go from the surest reason to the least sure one, as far as there is room."""
        if Kind.LAW in self._kinds:
            self._by_name(query)
        self._by_words(query, WORDS)
        if len(self._findings.matches) < self._limit and any(word.also for word in query.words):
            words = tuple(Word((*word.forms, *word.also)) for word in query.words)
            self._by_words(replace(query, words=words), OTHER_WORDS)
        if not self._findings.matches:
            self._by_parts(parts_of(query))
            # How many are near enough is a matter of taste, not a number to show.
            self._findings.complete = not self._findings.matches
        return self._findings

    def hit(self, match: Match) -> Hit:
        """Return what is shown of a finding."""
        found = match.candidate
        ref = _ref(found.ref)
        shown, places = excerpt(found.title, found.text, match.found)
        is_law = ref.kind is Kind.LAW
        return Hit(
            ref=ref,
            title=f"{found.law} {found.title}" if is_law else found.title,
            text=found.text,
            excerpt=shown,
            hits=places,
            law=found.law,
            article=found.title if is_law else "",
            standing=self._standing(found),
        )

    def _by_name(self, query: Query) -> None:
        """An article by law and number; a law by its name, which opens at its first article."""
        for close, law in self._meant(query.law) if query.number else ():
            if query.number:
                self._take(article_ref(law.id, query.number), query, close, law)
        for close, law in self._meant(query.whole):
            if close == 1.0 or (close >= _NEARLY and law.standing is Standing.IN_FORCE):
                self._take(self._laws.first_ref(law), query, close, law)

    def _meant(self, name: str) -> list[tuple[float, Law]]:
        """The laws of that name; without one, those that it is a part of."""
        meant = self._laws.book.meant(name)
        exact = [each for each in meant if each[0] == 1.0]
        return exact or meant[:_LAWS_MEANT]

    def _take(self, ref: Ref, query: Query, close: float, law: Law) -> None:
        row = self._db.execute(_BY_REF, (ref_key(ref),)).fetchone()
        if row is None:
            return
        candidate = Candidate(*row)
        words = [form for word in query.words for form in word.forms]
        found = tuple(form for form in words if form in candidate.searched)
        score = (NAMED, close != 1.0, rank_of(law.standing), -close, candidate.id)
        self._findings.add(Match(candidate, found, score))

    def _by_words(self, query: Query, why: int) -> None:
        expression = " AND ".join(_any_of(word.forms) for word in query.words[:_MOST_WORDS])
        scale = Scale(query)
        for kind in self._kinds:
            weighed = (self._weigh(row, scale, why) for row in self._rows(expression, kind))
            self._collect(match for match in weighed if match)

    def _collect(self, matches: Iterator[Match]) -> None:
        most = max(MOST_WEIGHED, self._limit)
        for match in islice(matches, most):
            self._findings.add(match)
        if next(matches, None) is not None:
            self._findings.complete = False

    def _weigh(self, row: Candidate, scale: Scale, why: int) -> Match | None:
        match = scale.weigh(row, why, self._standing(row))
        if match and row.law and not match.found and not self._laws.is_first(_id(row.ref)):
            # The name of a law is every article's; the first stands for all of them.
            return None
        return match

    def _by_parts(self, parts: Parts) -> None:
        if not parts.pairs or not parts.least:
            return
        expression = " OR ".join(match_term(pair) for pair in parts.pairs)
        for kind in self._kinds:
            for row in islice(self._rows(expression, kind), MOST_WEIGHED * 5):
                found = parts.found_in(row.searched)
                if found:
                    standing = rank_of(self._standing(row))
                    score = (NEAR, -len(found), standing, len(row.text), row.id)
                    self._findings.add(Match(row, found, score))

    def _rows(self, expression: str, kind: Kind) -> Iterator[Candidate]:
        rows = self._db.execute(_FROM_INDEX, (expression, *id_range(kind)))
        return map(Candidate._make, rows)

    def _standing(self, candidate: Candidate) -> Standing:
        law = self._laws.of(_id(candidate.ref)) if candidate.law else None
        return law.standing if law else Standing.UNKNOWN


def _any_of(forms: Sequence[str]) -> str:
    return "(" + " OR ".join(match_term(form) for form in forms) + ")"


def _ref(key: str) -> Ref:
    return Ref(Kind(key.partition(":")[0]), _id(key))


def _id(key: str) -> str:
    return key.partition(":")[2]
