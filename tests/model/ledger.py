"""What people hold in their hands and were promised, whatever the machines believe."""

from collections import defaultdict
from dataclasses import dataclass, field
from datetime import datetime
from uuid import UUID

from kiosk.county.contract import PrintState, PriorityReason
from kiosk.county.line import Call
from kiosk.county.port import IssuedTicket, LeftQuestion
from tests.model.times import date_of, milliseconds

_PAPER = "/tickets/paper/"


@dataclass(frozen=True)
class Held:
    """A number somebody was shown; ``day`` is the true date of that moment."""

    terminal: str
    request_id: UUID
    number: str
    service: str
    reason: PriorityReason | None
    issued_ms: int
    offline: bool
    day: str


@dataclass(frozen=True)
class Asked:
    """A question somebody has a query code for."""

    code: str
    text: str
    phone: str | None


@dataclass
class Ledger:
    """``prints``: what was durably reported last of each paper. ``rated``: who has rated what.

    ``deliveries``: when each paper reached the backend, in milliseconds, however often.
    """

    held: dict[UUID, Held] = field(default_factory=dict)
    asked: list[Asked] = field(default_factory=list)
    prints: dict[UUID, PrintState] = field(default_factory=dict)
    rated: set[UUID] = field(default_factory=set)
    restored: set[UUID] = field(default_factory=set)
    deliveries: dict[UUID, set[int]] = field(default_factory=lambda: defaultdict(set))

    def hand_out(
        self,
        terminal: str,
        ticket: IssuedTicket,
        service: str,
        reason: PriorityReason | None,
        now: datetime,
    ) -> None:
        """Note that somebody was shown a number."""
        assert ticket.request_id not in self.held, "two people were given one request id"
        self.held[ticket.request_id] = Held(
            terminal,
            ticket.request_id,
            ticket.number,
            service,
            reason,
            milliseconds(ticket.issued_at),
            ticket.offline,
            date_of(now),
        )

    def promise(self, question: LeftQuestion, text: str, phone: str | None) -> None:
        """Note that somebody was given a query code."""
        self.asked.append(Asked(question.code, text, phone))

    def note_arrival(self, call: Call, now: datetime) -> None:
        """Note that a request has reached the backend."""
        if call.method == "PUT" and call.path.startswith(_PAPER):
            self.deliveries[UUID(call.path.removeprefix(_PAPER))].add(milliseconds(now))
