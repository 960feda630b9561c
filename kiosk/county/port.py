"""The county as the rest of the terminal sees it; the client and the outbox stand behind it."""

from dataclasses import dataclass
from datetime import datetime
from typing import Protocol
from uuid import UUID

from kiosk.county.contract import (
    Centre,
    Matter,
    PrintState,
    PriorityReason,
    Rateable,
    SelfCheck,
    Wait,
)
from kiosk.county.matters import QuestionField
from kiosk.county.replies import Refused, Unreachable


@dataclass(frozen=True)
class IssuedTicket:
    """A number the citizen may be shown. ``offline`` ones are of the terminal's own series.

    ``ahead``, ``wait`` and ``phone_url`` are ``None`` where they are not known.
    """

    request_id: UUID
    number: str
    windows: tuple[int, ...]
    ahead: int | None
    wait: Wait | None
    issued_at: datetime
    phone_url: str | None
    offline: bool = False


@dataclass(frozen=True)
class LeftQuestion:
    """A question that was taken: ``code`` is the way back to it. ``offline``: not sent yet."""

    code: str
    asked_at: datetime
    due_at: datetime
    offline: bool = False


@dataclass(frozen=True)
class Scores:
    """How a citizen was served, 1 (very bad) to 5 (very good), and a word if one likes.

    Either ``ticket`` or ``matter``, a query code, says of what.
    """

    department: int
    post: int
    person: int
    word: str = ""
    ticket: UUID | None = None
    matter: str | None = None


class County(Protocol):
    """What the terminal asks of the county. Nothing here raises for a fault of the line."""

    def load_centre(self) -> Centre | Unreachable:
        """Return the centre as it stands now; kept as ``last_centre`` for offline work."""

    def last_centre(self) -> Centre | None:
        """Return the centre as last heard of, since the program started or before."""

    def issue(
        self,
        service: str,
        letter: str,
        reason: PriorityReason | None,
        self_check: SelfCheck | None = None,
    ) -> IssuedTicket | Refused | Unreachable:
        """Take a number: request id made durable first, own series when the line is down.

        ``self_check`` only with the citizen's consent; it is forgotten with the delivery.
        ``Unreachable`` where the line is down and nothing is known to issue by.
        """

    def report_print(self, request_id: UUID, state: PrintState) -> None:
        """Record what became of the paper; the outbox delivers it."""

    def call_staff(self, page: str) -> Unreachable | None:
        """Ask a member of staff to come to this terminal."""

    def leave_question(
        self, field: QuestionField, text: str, phone: str | None
    ) -> LeftQuestion | Unreachable:
        """Take a question, made durable first; the outbox delivers it when the line is down.

        ``Unreachable`` where the disk takes nothing: a question that may be lost is not taken.
        """

    def look_up(self, code: str, factor: str | None) -> Matter | Refused | Unreachable:
        """Return the matter of a query code. ``factor``: the last four digits of its phone.

        Refused as ``not_found`` for a wrong code or factor alike, ``code_paused`` after five.
        """

    def find_ticket(self, number: str) -> Rateable | Refused | Unreachable:
        """Return today's ticket of this number, as its rating needs it."""

    def rate(self, scores: Scores) -> Unreachable | None:
        """Record a rating durably; the outbox delivers it."""

    def online(self) -> bool:
        """Whether the last exchange with the backend succeeded."""

    def undelivered(self) -> int:
        """Records the backend has not received yet."""

    def set_aside(self) -> int:
        """Records the backend refused for good; staff must look at them."""

    def close(self) -> None:
        """Stop the delivery thread and close the store."""
