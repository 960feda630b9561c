"""A hall whose terminal can be restarted at any moment."""

from datetime import datetime
from pathlib import Path

from county_standin import NOW

from kiosk.county.client import Client
from kiosk.county.office import Office
from kiosk.store import Store

CREDENTIAL = "credential-of-a-test"


class OwnTime:
    """Time that passes only in the pauses between two tries, eight seconds in each."""

    def __init__(self) -> None:
        self._now = 0.0

    def clock(self) -> float:
        return self._now

    def sleep(self, seconds: float) -> None:
        self._now += 8.0


class Hall:
    """Offices on one data folder; opening another one is what a restart after a crash is."""

    def __init__(self, folder: Path) -> None:
        self.path = folder / "terminal.db"
        self.now = NOW
        self.offices: list[Office] = []

    def office(
        self, url: str, *, budget: float = 5.0, letter: str = "K", time: "OwnTime | None" = None
    ) -> Office:
        """Open an office; with a ``time`` of its own no budget depends on how busy the machine is.

        Only what answers or breaks at once may stand at the other end then.
        """
        own = {} if time is None else {"clock": time.clock, "sleep": time.sleep}
        client = Client(url, CREDENTIAL, budget=budget, **own)  # type: ignore[arg-type]
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
