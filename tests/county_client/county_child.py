"""The terminal's side of the county in a process of its own, to be killed at any moment."""

import multiprocessing
from dataclasses import dataclass
from datetime import UTC, datetime
from multiprocessing.connection import Connection
from pathlib import Path
from uuid import UUID

from kiosk.county.client import Client
from kiosk.county.contract import PrintState
from kiosk.county.office import Office
from kiosk.county.port import IssuedTicket
from kiosk.store import Store

# requests is loaded at the first call: here, before any child begins.
PRELOAD = ["kiosk.county.line", "kiosk.county.office", __name__]
SERVICE, LETTER = "reception", "A"


@dataclass(frozen=True)
class Place:
    """Where the terminal works; ``budget`` in seconds."""

    url: str
    credential: str
    database: Path
    budget: float


@dataclass(frozen=True)
class Acknowledged:
    """A number that a citizen was shown."""

    request_id: UUID
    number: str
    offline: bool


def open_office(place: Place) -> Office:
    def clock() -> datetime:
        return datetime.now(UTC)

    client = Client(place.url, place.credential, budget=place.budget)
    store = Store(place.database, clock=clock)
    return Office(client, store, letter="K", version="test", phone_base=None, clock=clock)


def issue_for_ever(place: Place, shown: Connection) -> None:
    """Issue tickets and send each number through ``shown`` once it was acknowledged."""
    office = open_office(place)
    office.start()
    while True:
        ticket = office.issue(SERVICE, LETTER, None)
        if isinstance(ticket, IssuedTicket):
            shown.send(Acknowledged(ticket.request_id, ticket.number, ticket.offline))
            office.report_print(ticket.request_id, PrintState.SENT)


class Terminal:
    """A terminal process that issues all the time; ``acknowledged`` grows with every life."""

    def __init__(self, place: Place) -> None:
        self._place = place
        self._context = multiprocessing.get_context("forkserver")
        self._context.set_forkserver_preload(PRELOAD)
        self.acknowledged: list[Acknowledged] = []
        self.lives = 0

    def begin(self) -> None:
        self._shown, theirs = self._context.Pipe(duplex=False)
        self._process = self._context.Process(
            target=issue_for_ever, args=(self._place, theirs), daemon=True
        )
        self._process.start()
        theirs.close()
        self.lives += 1

    def see(self) -> Acknowledged:
        """Wait for the next number that is shown."""
        if not self._shown.poll(30):
            raise TimeoutError("the terminal shows nothing")
        seen: Acknowledged = self._shown.recv()
        self.acknowledged.append(seen)
        return seen

    def kill(self) -> None:
        """End it with SIGKILL, and take what it had shown until then."""
        self._process.kill()
        self._process.join()
        try:
            while True:
                self.acknowledged.append(self._shown.recv())
        except EOFError:
            self._shown.close()
