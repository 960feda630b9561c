"""The chain of what staff did at this terminal, in its durable store."""

from collections.abc import Callable
from datetime import datetime, timedelta

from kiosk.audit import KEPT_YEARS, Chain, Entry, Mark, find_break, mark_of, next_entry
from kiosk.audit_sql import SQLITE_GUARDS
from kiosk.store import Store

_COLUMNS = "number, at, who, what, record, seal"


class BrokenChain(Exception):
    """Entries are not as they were written; the message says where."""


class Book:
    """Writes and reads the chain in ``store``. Methods raise :class:`kiosk.store.StoreError`."""

    def __init__(self, store: Store, clock: Callable[[], datetime]) -> None:
        self._store = store
        self._clock = clock

    def write(self, who: str, what: str, record: str = "") -> None:
        """Append a deed, durable on return, or with the transaction it is part of."""
        with self._store.transaction() as db:
            entry = next_entry(self._mark("head"), self._now(), who, what, record)
            db.execute(f"INSERT INTO deed ({_COLUMNS}) VALUES (?, ?, ?, ?, ?, ?)", _row(entry))
            db.execute(
                "UPDATE deed_mark SET number = ?, seal = ? WHERE name = 'head'",
                (entry.number, entry.seal),
            )

    def chain(self) -> Chain:
        """Return all that is kept here, the oldest first."""
        with self._store.transaction() as db:
            rows = db.execute(f"SELECT {_COLUMNS} FROM deed ORDER BY number").fetchall()
            entries = tuple(Entry(*row) for row in rows)
            return Chain(self._mark("start"), entries, self._mark("head"))

    def take_out_old(self, who: str, keep: Callable[[tuple[Entry, ...]], None]) -> int:
        """Hand the entries older than :data:`KEPT_YEARS` to ``keep``, then delete them here.

        Returns how many. Raises :class:`BrokenChain` where something is wrong: it has to stay.
        """
        with self._store.transaction() as db:
            chain = self.chain()
            wrong = find_break(chain)
            if wrong is not None:
                raise BrokenChain(wrong)
            oldest = self._now() - timedelta(days=365 * KEPT_YEARS) // timedelta(milliseconds=1)
            old = tuple(each for each in chain.entries if each.at < oldest)
            if not old:
                return 0
            keep(old)
            self.write(who, "audit.archive", f"entries {old[0].number}-{old[-1].number}")
            start = mark_of(old[-1])
            for name in SQLITE_GUARDS:
                db.execute(f"DROP TRIGGER {name}")
            db.execute("DELETE FROM deed WHERE number <= ?", (start.number,))
            db.execute(
                "UPDATE deed_mark SET number = ?, seal = ? WHERE name = 'start'",
                (start.number, start.seal),
            )
            for statement in SQLITE_GUARDS.values():
                db.execute(statement)
        return len(old)

    def _mark(self, name: str) -> Mark:
        with self._store.transaction() as db:
            row = db.execute("SELECT number, seal FROM deed_mark WHERE name = ?", (name,))
            return Mark(*row.fetchone())

    def _now(self) -> int:
        return int(self._clock().timestamp() * 1000)


def _row(entry: Entry) -> tuple[object, ...]:
    return entry.number, entry.at, entry.who, entry.what, entry.record, entry.seal
