"""A hall whose terminal can be restarted at any moment."""

from datetime import datetime
from pathlib import Path

from county_standin import NOW

from kiosk.county.client import Client
from kiosk.county.office import Office
from kiosk.store import Store

CREDENTIAL = "credential-of-a-test"


class Hall:
    """Offices on one data folder; opening another one is what a restart after a crash is."""

    def __init__(self, folder: Path) -> None:
        self.path = folder / "terminal.db"
        self.now = NOW
        self.offices: list[Office] = []

    def office(self, url: str, *, budget: float = 5.0, letter: str = "K") -> Office:
        client = Client(url, CREDENTIAL, budget=budget)
        store = Store(self.path, clock=self.clock)
        office = Office(
            client,
            store,
            letter=letter,
            version="test",
            phone_base="http://phones.example",
            clock=self.clock,
        )
        self.offices.append(office)
        return office

    def clock(self) -> datetime:
        return self.now
