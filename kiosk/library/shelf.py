"""The library of this terminal: its database behind the port, faults as values."""

from collections.abc import Callable
from datetime import date, datetime
from pathlib import Path

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
from kiosk.library.port import Library
from kiosk.library.store import LibraryError, Store
from kiosk.zone import CENTRE_ZONE


def open_library(path: Path, today: Callable[[], date] | None = None) -> Library:
    """Return the library kept in ``path``; its file is opened, and made, when first needed."""
    return Shelf(Store(path), today or _today)


class Shelf:
    """The library as it stands in ``store``; see :class:`kiosk.library.port.Library`."""

    def __init__(self, store: Store, today: Callable[[], date]) -> None:
        self._store = store
        self._today = today

    def search(self, words: str, kind: Kind | None = None, limit: int = 20) -> Found | LibraryFault:
        """Return what ``words`` are found in, the best first."""
        try:
            return Found((), 0)
        except LibraryError as error:
            return LibraryFault(str(error))

    def open(self, ref: Ref) -> Article | Answer | Entry | LibraryFault | None:
        """Return what ``ref`` names; ``None`` where it is gone."""
        return None

    def find_article(self, law: str, number: str) -> Ref | None:
        """Return the article of a law by name or short name, number as printed or in digits."""
        return None

    def browse(self, wanted: Filter) -> Directory | LibraryFault:
        """Return the entries of the directory that ``wanted`` lets through."""
        return Directory(())

    def holdings(self) -> Holdings | LibraryFault:
        """Return how much there is."""
        try:
            return Holdings(laws=0, articles=self._store.count(Kind.LAW), answers=0, entries=0)
        except LibraryError as error:
            return LibraryFault(str(error))

    def close(self) -> None:
        """Close the database."""
        self._store.close()


def _today() -> date:
    return datetime.now(CENTRE_ZONE).date()
