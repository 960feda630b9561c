"""A terminal on its real parts: store, outbox, office. Its line and its disk are the model's."""

import random
import sqlite3
from collections.abc import Callable
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any
from uuid import UUID

from kiosk.county.office import Office
from kiosk.county.outbox import Record
from kiosk.store import Store
from tests.model.backend import LETTERS
from tests.model.disk import Fuse, make_mortal
from tests.model.network import ModelClient, Network
from tests.model.times import Time

BUDGET_SECONDS = 1.5


class OutOfTurn(AssertionError):
    """A record was sent while an older one waited."""


class Terminal:
    """``skew`` is what its clock shows beyond the true time; ``made`` are the ids it has made."""

    def __init__(self, name: str, folder: Path, network: Network, time: Time) -> None:
        self.name = name
        self.skew = timedelta()
        self.fuse = Fuse()
        self.office: Office
        self.made: set[UUID] = set()
        self._file = folder / f"{name}.db"
        self._network = network
        self._time = time
        self._store: Store | None = None
        self._looking: sqlite3.Connection | None = None
        # By its name, so that two terminals never draw the same, yet every run does.
        self._chance = random.Random(name)

    def clock(self) -> datetime:
        """Return what this terminal takes for the time."""
        return self._time.now() + self.skew

    def start(self) -> None:
        """Start on what the disk holds; what ran before is gone. May die again."""
        self.end()
        self._store = Store(self._file, clock=self.clock)
        make_mortal(self._store, self.fuse)
        self._looking = sqlite3.connect(self._file, isolation_level=None)
        self.office = Office(
            ModelClient(
                self.name,
                self._network,
                self._time,
                budget=BUDGET_SECONDS,
                chance=self._chance.random,
            ),
            self._store,
            letter=LETTERS[self.name],
            version="model",
            phone_base=None,
            clock=self.clock,
            make_id=self._make_id,
            draw=self._chance.randrange,
        )
        self._watch(self.office)

    def end(self) -> None:
        """End without a goodbye."""
        if self._store is not None:
            self._store.close()
        if self._looking is not None:
            self._looking.close()

    def look(self, query: str, *values: object) -> list[tuple[Any, ...]]:
        """Return what a query finds in the file."""
        assert self._looking is not None
        return self._looking.execute(query, values).fetchall()

    def newest(self) -> int:
        """Return the sequence number of the newest record ever written."""
        found = self.look("SELECT seq FROM sqlite_sequence WHERE name = 'outbox'")
        return int(found[0][0]) if found else 0

    def _make_id(self) -> UUID:
        made = UUID(int=self._chance.getrandbits(128), version=4)
        self.made.add(made)
        return made

    def _watch(self, office: Office) -> None:
        """Let every delivery be checked for its turn, by what the file says."""
        send = office._delivery.send

        def in_turn(record: Record) -> object:
            (oldest,) = self.look("SELECT MIN(seq) FROM outbox WHERE state = 'pending'")[0]
            if record.seq != oldest:
                raise OutOfTurn(f"{self.name}: record {record.seq} sent before {oldest}")
            return send(record)

        office._delivery.send = in_turn  # type: ignore[method-assign]


Act = Callable[[Terminal], None]
