"""The library as the rest of the terminal sees it; its database stands behind it."""

from typing import Protocol

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


class Library(Protocol):
    """What can be looked up on this terminal. Nothing here raises for a damaged database."""

    def search(self, words: str, kind: Kind | None = None, limit: int = 20) -> Found | LibraryFault:
        """Return what ``words`` are found in, the best first: blanks part words, all must occur."""

    def open(self, ref: Ref) -> Article | Answer | Entry | LibraryFault | None:
        """Return what ``ref`` names; ``None`` where it is gone."""

    def find_article(self, law: str, number: str) -> Ref | None:
        """Return the article of a law by name or short name, number as printed or in digits."""

    def browse(self, wanted: Filter) -> Directory | LibraryFault:
        """Return the entries of the directory that ``wanted`` lets through."""

    def holdings(self) -> Holdings | LibraryFault:
        """Return how much there is."""

    def close(self) -> None:
        """Close the database."""
