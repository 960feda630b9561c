"""A terminal's disk: the power may go before or after any write, and it may be full."""

import sqlite3
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from kiosk.store import Store
from tests.model.network import TerminalDied

_WRITES = frozenset({"COMMIT", "VACUUM"})


class Accident(StrEnum):
    """What happens to a write. ``FULL``: this one fails; ``STAYS_FULL``: so do all after it."""

    DIES_BEFORE = "dies before"
    DIES_AFTER = "dies after"
    FULL = "disk full"
    STAYS_FULL = "disk stays full"


@dataclass
class Fuse:
    """What happens at the ``write``-th durable write from now on (from 1), if anything."""

    write: int = 0
    accident: Accident | None = None

    def burn(self) -> Accident | None:
        """Count a write; return what happens to it."""
        if self.accident is None:
            return None
        self.write -= 1
        if self.write > 0:
            return None
        accident = self.accident
        if accident is not Accident.STAYS_FULL:
            self.accident = None
        return accident


class MortalConnection:
    """A SQLite connection that burns ``fuse`` with every durable write."""

    def __init__(self, db: sqlite3.Connection, fuse: Fuse) -> None:
        self._db = db
        self._fuse = fuse

    def execute(self, statement: str, *values: Any) -> sqlite3.Cursor:
        """Run a statement, unless something happens."""
        accident = self._fuse.burn() if statement in _WRITES else None
        if accident in (Accident.FULL, Accident.STAYS_FULL):
            raise sqlite3.OperationalError("database or disk is full")
        if accident is Accident.DIES_BEFORE:
            raise TerminalDied
        cursor = self._db.execute(statement, *values)
        if accident is Accident.DIES_AFTER:
            raise TerminalDied
        return cursor

    def __getattr__(self, name: str) -> Any:
        return getattr(self._db, name)


def make_mortal(store: Store, fuse: Fuse) -> None:
    """Let the writes of ``store`` burn ``fuse`` from now on."""
    assert store._db is not None
    store._db = MortalConnection(store._db, fuse)  # type: ignore[assignment]
