"""A county on a temporary SQLite file whose clock the test holds."""

from collections.abc import Callable
from datetime import datetime, timedelta
from itertools import count
from pathlib import Path
from typing import TypeVar

import pytest

from kiosk.county.server import sample, terminals
from kiosk.county.server.database import make_engine, upgrade
from kiosk.county.server.transactions import Sources, Transaction, transact
from kiosk.zone import CENTRE_ZONE

T = TypeVar("T")


class County:
    """Runs commands at a time of the test's choosing."""

    def __init__(self, path: Path) -> None:
        self.now = datetime(2026, 11, 23, 10, 0, tzinfo=CENTRE_ZONE)
        tokens = count()
        self.engine = make_engine(f"sqlite:///{path}", write=True)
        self.reading = make_engine(f"sqlite:///{path}", write=False)
        self.sources = Sources(lambda: self.now, lambda: f"token-{next(tokens)}")
        upgrade(self.engine)
        with self.engine.begin() as connection:
            sample.load_sample(connection)
        self.do(lambda transaction: terminals.enrol_terminal(transaction, "hall-1", "K"))

    def do(self, command: Callable[[Transaction], T]) -> T:
        return transact(self.engine, self.sources, command, write=True)

    def later(self, **span: float) -> None:
        self.now += timedelta(**span)


@pytest.fixture
def county(tmp_path):
    opened = County(tmp_path / "county.sqlite3")
    yield opened
    opened.engine.dispose()
    opened.reading.dispose()
