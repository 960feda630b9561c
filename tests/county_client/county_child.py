"""The terminal's side of the county in a process of its own, to be killed at any moment."""

import multiprocessing
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime
from multiprocessing.connection import Connection
from pathlib import Path
from typing import Generic, TypeVar
from uuid import UUID

from kiosk.county.client import Client
from kiosk.county.contract import PrintState
from kiosk.county.matters import QuestionField
from kiosk.county.office import Office
from kiosk.county.port import IssuedTicket, LeftQuestion
from kiosk.store import Store

# requests is loaded at the first call: here, before any child begins.
PRELOAD = ["kiosk.county.line", "kiosk.county.office", __name__]
SERVICE, LETTER = "reception", "A"
QUESTION = "一个被断电的问题"


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


@dataclass(frozen=True)
class Promised:
    """A query code that a citizen was shown."""

    code: str
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


def ask_for_ever(place: Place, shown: Connection) -> None:
    """Leave questions and send each code through ``shown`` once it was promised."""
    office = open_office(place)
    office.start()
    while True:
        left = office.leave_question(QuestionField.WAGES, QUESTION, "13900001717")
        if isinstance(left, LeftQuestion):
            shown.send(Promised(left.code, left.offline))


Seen = TypeVar("Seen", Acknowledged, Promised)


class Terminal(Generic[Seen]):
    """A terminal process that does one thing all the time; ``acknowledged`` grows with each life.

    ``live`` is what it does: :func:`issue_for_ever` or :func:`ask_for_ever`.
    """

    def __init__(self, place: Place, live: Callable[[Place, Connection], None]) -> None:
        self._place = place
        self._live = live
        self._context = multiprocessing.get_context("forkserver")
        self._context.set_forkserver_preload(PRELOAD)
        self.acknowledged: list[Seen] = []
        self.lives = 0

    def begin(self) -> None:
        self._shown, theirs = self._context.Pipe(duplex=False)
        self._process = self._context.Process(
            target=self._live, args=(self._place, theirs), daemon=True
        )
        self._process.start()
        theirs.close()
        self.lives += 1

    def see(self) -> Seen:
        """Wait for the next thing that is shown."""
        if not self._shown.poll(30):
            raise TimeoutError("the terminal shows nothing")
        seen: Seen = self._shown.recv()
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
