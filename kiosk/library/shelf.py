"""The library of this terminal: its database behind the port, faults as values."""

import json
from collections.abc import Callable
from dataclasses import replace
from datetime import date, datetime
from pathlib import Path
from typing import TypeVar

from kiosk.events import types as events
from kiosk.library.laws.catalogue import Catalogue
from kiosk.library.laws.importing import IMPORTED, article_ref
from kiosk.library.laws.numerals import article_number
from kiosk.library.model import (
    Answer,
    Article,
    Directory,
    Entry,
    Filter,
    Found,
    Holdings,
    Kind,
    LibraryFault,
    Ref,
)
from kiosk.library.search.engine import Searcher
from kiosk.library.search.ranking import rank_of
from kiosk.library.store import LibraryError, Store
from kiosk.zone import CENTRE_ZONE

T = TypeVar("T")


def open_library(path: Path, today: Callable[[], date] | None = None) -> "Shelf":
    """Return the library kept in ``path``; its file is opened, and made, when first needed.

    ``today`` tells the day that laws are judged by; without it the centre's calendar does.
    """
    return Shelf(Store(path), today or _today)


class Shelf:
    """The library as it stands in ``store``; see :class:`kiosk.library.port.Library`.

    The questions and answers that came with the program are put on the shelf when it is first
    used.
    """

    def __init__(self, store: Store, today: Callable[[], date]) -> None:
        self._store = store
        self._catalogue = Catalogue(store, today)
        self._searcher = Searcher(store, self._catalogue)
        self._filled: object = None

    def search(self, words: str, kind: Kind | None = None, limit: int = 20) -> Found | LibraryFault:
        """Return what ``words`` are found in, the best first: blanks part words, all must occur."""
        return self._safely(lambda: self._search(words, kind, limit))

    def open(self, ref: Ref) -> Article | Answer | Entry | LibraryFault | None:
        """Return what ``ref`` names; ``None`` where it is gone."""
        if ref.kind is Kind.LAW:
            return self._safely(lambda: self._article(ref))
        if ref.kind is Kind.QA:
            from kiosk.library.answers import open_answer

            return self._safely(lambda: open_answer(self._store, ref, self.find_article))
        from kiosk.library.directory.keeping import open_entry

        return self._safely(lambda: open_entry(self._store, ref))

    def find_article(self, law: str, number: str) -> Ref | None:
        """Return the article of a law by name or short name, number as printed or in digits.

        Of several versions the one in force goes first, then the latest. A name that is merely
        alike is another law.
        """
        found = self._safely(lambda: self._find_article(law, number))
        return None if isinstance(found, LibraryFault) else found

    def browse(self, wanted: Filter) -> Directory | LibraryFault:
        """Return the entries of the directory that ``wanted`` lets through."""
        from kiosk.library.directory.browse import browse

        return self._safely(lambda: browse(self._store, wanted))

    def holdings(self) -> Holdings | LibraryFault:
        """Return how much there is."""
        return self._safely(self._holdings)

    def close(self) -> None:
        """Close the database."""
        self._store.close()

    def _search(self, words: str, kind: Kind | None, limit: int) -> Found:
        with self._store.reading():
            found = self._searcher.search(words, kind, limit)
            return replace(found, no_laws=not self._catalogue.laws().by_id)

    def _article(self, ref: Ref) -> Article | None:
        with self._store.reading():
            kept = self._store.read(ref)
            law = self._catalogue.laws().of(ref.id)
        if kept is None or law is None:
            return None
        return Article(
            ref=ref,
            law=law,
            number=kept.title,
            path=tuple(json.loads(kept.payload)["path"]),
            paragraphs=tuple(kept.text.split("\n")),
            before=kept.before,
            after=kept.after,
        )

    def _find_article(self, name: str, number: str) -> Ref | None:
        wanted = article_number(number)
        if wanted is None:
            return None
        with self._store.reading():
            laws = sorted(self._catalogue.laws().book.called(name), key=lambda law: law.id)
            for law in sorted(reversed(laws), key=lambda law: rank_of(law.standing)):
                ref = article_ref(law.id, wanted)
                if self._store.payload(ref) is not None:
                    return ref
        return None

    def _holdings(self) -> Holdings:
        from kiosk.library.directory.keeping import kept_directory

        with self._store.reading():
            directory = kept_directory(self._store)
            imported = self._store.meta(IMPORTED)
            return Holdings(
                laws=len(self._catalogue.laws().by_id),
                articles=self._store.count(Kind.LAW),
                answers=self._store.count(Kind.QA),
                entries=self._store.count(Kind.DIRECTORY),
                sample_entries=directory.samples if directory else 0,
                laws_imported=date.fromisoformat(imported) if imported else None,
                directory_as_of=directory.as_of if directory else None,
            )

    def _safely(self, work: Callable[[], T]) -> T | LibraryFault:
        try:
            self._fill()
            return work()
        except LibraryError as error:
            return LibraryFault(str(error))

    def _fill(self) -> None:
        """Put the answers into a file that was not yet looked at, a rebuilt one included."""
        state = self._store.generation()[2]
        if self._filled != state:
            from kiosk.library.answers import AnswersError, ensure_answers

            try:
                ensure_answers(self._store)
            except (AnswersError, OSError) as error:
                events.answers_not_read(error)
            self._filled = state


def _today() -> date:
    return datetime.now(CENTRE_ZONE).date()
