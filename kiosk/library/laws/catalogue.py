"""The laws that the library holds, as they stand today; read anew once anything changed."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from kiosk.library.laws.names import NameBook
from kiosk.library.laws.record import LawRecord, laws_today
from kiosk.library.model import Kind, Law, Ref
from kiosk.library.store import Store


@dataclass(frozen=True)
class Laws:
    """All laws by id, their first articles, and their names."""

    by_id: dict[str, Law]
    first: dict[str, str]
    book: NameBook

    def of(self, ref_id: str) -> Law | None:
        """Return the law that the article with this id belongs to."""
        return self.by_id.get(ref_id.rpartition("/")[0])

    def is_first(self, ref_id: str) -> bool:
        """Whether the article with this id is the first of its law."""
        return self.first.get(ref_id.rpartition("/")[0]) == ref_id

    def first_ref(self, law: Law) -> Ref:
        """Return the first article of ``law``."""
        return Ref(Kind.LAW, self.first[law.id])


class Catalogue:
    """Keeps :class:`Laws` until the store or the day is another."""

    def __init__(self, store: Store, today: Callable[[], date]) -> None:
        self._store = store
        self._today = today
        self._kept: tuple[object, Laws] | None = None

    def laws(self) -> Laws:
        """Return the laws as they stand now. Raises ``LibraryError``."""
        today = self._today()
        state = (self._store.generation(), today)
        kept = self._kept
        if kept is None or kept[0] != state:
            records = [LawRecord.from_json(each.about) for each in self._store.scopes(Kind.LAW)]
            by_id = laws_today(records, today)
            first = {record.id: record.first for record in records}
            kept = self._kept = (state, Laws(by_id, first, NameBook(by_id.values())))
        return kept[1]
