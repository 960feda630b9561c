"""The county as the rest of the terminal sees it; the client and the outbox stand behind it."""

from dataclasses import dataclass
from datetime import datetime
from typing import Protocol
from uuid import UUID

from kiosk.county.contract import Centre, PrintState, PriorityReason, SelfCheck, Wait
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

    def online(self) -> bool:
        """Whether the last exchange with the backend succeeded."""

    def undelivered(self) -> int:
        """Records the backend has not received yet."""

    def set_aside(self) -> int:
        """Records the backend refused for good; staff must look at them."""

    def close(self) -> None:
        """Stop the delivery thread and close the store."""
