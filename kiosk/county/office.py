"""The county as the terminal has it: asks the backend, and goes on without it."""

import secrets
import uuid
from collections.abc import Callable
from datetime import UTC, date, datetime
from uuid import UUID

from kiosk.county.beats import Beats
from kiosk.county.bodies import body_of
from kiosk.county.client import Client
from kiosk.county.contract import (
    Centre,
    Condition,
    Directory,
    Heartbeat,
    HeartbeatReply,
    HelpCall,
    Matter,
    PaperTicket,
    PrintReport,
    PrintState,
    PriorityReason,
    Rateable,
    RulePack,
    SelfCheck,
    Ticket,
    TicketRequest,
)
from kiosk.county.delivery import PATIENCE_SECONDS, Delivery
from kiosk.county.desk import Desk
from kiosk.county.directory import LARGEST_DIRECTORY
from kiosk.county.known import KnownCentre, read_centre
from kiosk.county.matters import QuestionField
from kiosk.county.outbox import Kind, Outbox
from kiosk.county.port import IssuedTicket, LeftQuestion, Scores
from kiosk.county.replies import Refused, Unreachable, no_disk
from kiosk.county.series import Series
from kiosk.events import types as events
from kiosk.store import Store, StoreError

_DIRECTORY_SECONDS = 30.0


def system_clock() -> datetime:
    """Return the time of this machine, aware."""
    return datetime.now(UTC)


class Office:
    """The :class:`kiosk.county.port.County` of a real terminal.

    ``letter`` is the terminal's own, of its offline series. ``phone_base`` is the address under
    which phones reach the backend, or ``None`` where they cannot. ``client`` and ``store`` belong
    to the office from here on: :meth:`close` closes them. ``draw`` as in :class:`Desk`.
    """

    def __init__(
        self,
        client: Client,
        store: Store,
        *,
        letter: str,
        version: str,
        phone_base: str | None,
        clock: Callable[[], datetime] = system_clock,
        make_id: Callable[[], UUID] = uuid.uuid4,
        draw: Callable[[int], int] = secrets.randbelow,
    ) -> None:
        self._client = client
        self._store = store
        self._version = version
        self._phone_base = phone_base.rstrip("/") if phone_base else None
        self._clock = clock
        self._make_id = make_id
        self._known = KnownCentre(store)
        self._outbox = Outbox(store)
        self._delivery = Delivery(client)
        self._beats = Beats(client, make_id)
        self._desk = Desk(client, self._outbox, clock=clock, make_id=make_id, draw=draw)
        self._series = Series(store, letter)
        # Counters may be lost with a damaged file, and their numbers are in the hall.
        store.renewed = lambda: self._series.skip(clock())
        if store.fault is not None:
            store.renewed()

    def start(self) -> None:
        """Begin to deliver in the background what the backend has not received."""
        self._outbox.start(self._delivery.send)

    def deliver(self) -> bool:
        """Deliver now, from this thread, what waits; tell whether nothing is left to deliver.

        Raises :class:`kiosk.store.StoreError`.
        """
        return self._outbox.deliver(self._delivery.send)

    def load_centre(self) -> Centre | Unreachable:
        """Return the centre as it stands now; kept as ``last_centre`` for offline work."""
        given = self._series.given
        answer = self._client.call("GET", "/centre", read_centre)
        if isinstance(answer, Refused):
            return Unreachable(answer.code)
        if isinstance(answer, Centre):
            self._known.keep(answer)
            self._close_series(answer.business_date, given)
            self._outbox.wake()
        return answer

    def last_centre(self) -> Centre | None:
        """Return the centre as last heard of, since the program started or before."""
        return self._known.get()

    def issue(
        self,
        service: str,
        letter: str,
        reason: PriorityReason | None,
        self_check: SelfCheck | None = None,
    ) -> IssuedTicket | Refused | Unreachable:
        """Take a number: request id made durable first, own series when the line is down.

        ``self_check`` only with the citizen's consent; it is forgotten with the delivery.
        ``Unreachable`` where the line is down and no centre was ever known, or where the disk
        takes nothing: a number that may be lost is not given.
        """
        request_id = self._make_id()
        request = TicketRequest(service=service, reason=reason, facts=self_check)
        body = body_of(request)
        try:
            self._outbox.hold(Kind.TICKET, request_id, body)
        except StoreError as error:
            events.request_not_kept(Kind.TICKET, error)
            return no_disk()
        answer = self._delivery.post_ticket(request_id, body)
        if isinstance(answer, Unreachable):
            return self._issue_offline(request_id, letter, request)
        self._settle(request_id)
        return answer if isinstance(answer, Refused) else self._issued(answer)

    def report_print(self, request_id: UUID, state: PrintState) -> None:
        """Record what became of the paper; the outbox delivers it."""
        report = PrintReport.model_validate({"state": state})
        try:
            self._outbox.add(Kind.PRINT, request_id, report.model_dump_json())
        except StoreError as error:
            events.request_not_kept(Kind.PRINT, error)

    def call_staff(self, page: str) -> Unreachable | None:
        """Ask a member of staff to come to this terminal."""
        answer = self._client.call(
            "POST",
            "/terminals/self/assistance",
            _nothing,
            body=HelpCall(page=page).model_dump_json(),
            key=str(self._make_id()),
        )
        return Unreachable(answer.code) if isinstance(answer, Refused) else answer

    def leave_question(
        self, field: QuestionField, text: str, phone: str | None
    ) -> LeftQuestion | Unreachable:
        """Take a question, made durable first; the outbox delivers it when the line is down."""
        return self._desk.leave_question(field, text, phone)

    def look_up(self, code: str, factor: str | None) -> Matter | Refused | Unreachable:
        """Return the matter of a query code, with the last four digits of its phone."""
        return self._desk.look_up(code, factor)

    def find_ticket(self, number: str) -> Rateable | Refused | Unreachable:
        """Return today's ticket of this number, as its rating needs it."""
        return self._desk.find_ticket(number)

    def rate(self, scores: Scores) -> Unreachable | None:
        """Record a rating durably; the outbox delivers it."""
        return self._desk.rate(scores)

    def beat(
        self, faults: tuple[str, ...] = (), condition: Condition | None = None
    ) -> HeartbeatReply | Refused | Unreachable:
        """Tell the backend once that this terminal lives, how it is, and what ails it."""
        self._forget_past()
        answer = self._beats.send(self._heartbeat(faults, condition))
        if isinstance(answer, HeartbeatReply):
            self._outbox.wake()
        return answer

    def fetch_pack(self) -> RulePack | Refused | Unreachable:
        """Return the rules of the self-check that the county has published."""
        return self._client.call(
            "GET", "/legal-aid/pack", RulePack.model_validate_json, budget=PATIENCE_SECONDS
        )

    def fetch_directory(self) -> Directory | Refused | Unreachable:
        """Return the directory that the county has published."""
        return self._client.call(
            "GET",
            "/directory",
            Directory.model_validate_json,
            budget=_DIRECTORY_SECONDS,
            largest=LARGEST_DIRECTORY,
        )

    def online(self) -> bool:
        """Whether the last exchange with the backend succeeded."""
        return self._client.online()

    def last_failure(self) -> Refused | Unreachable | None:
        """Return why the last call came to nothing; ``None`` where it did not."""
        return self._client.last_failure()

    def undelivered(self) -> int:
        """Records the backend has not received yet."""
        return self._outbox.undelivered()

    def set_aside(self) -> int:
        """Records the backend refused for good; staff must look at them."""
        return self._outbox.set_aside()

    def close(self) -> None:
        """Stop the delivery thread and close the store; calls under way are cut."""
        self._client.close()
        self._outbox.close()
        self._store.close()

    def _forget_past(self) -> None:
        try:
            self._outbox.forget_past(self._clock())
        except StoreError as error:
            events.past_not_forgotten(error)

    def _heartbeat(self, faults: tuple[str, ...], condition: Condition | None) -> Heartbeat:
        return Heartbeat(
            clock=self._clock(),
            version=self._version,
            faults=tuple(fault[:200] for fault in faults[:50]),
            set_aside=self._outbox.set_aside(),
            undelivered=self._outbox.undelivered(),
            condition=condition,
        )

    def _issued(self, ticket: Ticket) -> IssuedTicket:
        self._outbox.wake()
        return IssuedTicket(
            request_id=ticket.id,
            number=ticket.number,
            windows=ticket.windows,
            ahead=ticket.ahead,
            wait=ticket.wait,
            issued_at=ticket.issued_at,
            phone_url=self._phone_url(ticket),
        )

    def _phone_url(self, ticket: Ticket) -> str | None:
        if self._phone_base is None:
            return None
        return f"{self._phone_base}/{ticket.phone_path.lstrip('/')}"

    def _settle(self, request_id: UUID) -> None:
        try:
            self._outbox.settle(request_id)
        except StoreError as error:
            # Sent again with the same id at the next start, which changes nothing.
            events.request_not_forgotten(Kind.TICKET, error)

    def _issue_offline(
        self, request_id: UUID, letter: str, request: TicketRequest
    ) -> IssuedTicket | Refused | Unreachable:
        now = self._known.no_earlier(self._clock())
        service = self._known.standing(request.service, now)
        if isinstance(service, Refused | Unreachable):
            self._settle(request_id)
            return service
        try:
            number = self._write_paper(request_id, letter, request, now)
        except StoreError as error:
            events.number_not_kept(error)
            return no_disk()
        return IssuedTicket(
            request_id=request_id,
            number=number,
            windows=service.windows,
            ahead=None,
            wait=None,
            issued_at=now,
            phone_url=None,
            offline=True,
        )

    def _close_series(self, heard: date, given: int) -> None:
        """Let the series begin anew on a later date; ``given`` as it was before the backend told.

        Not where a number came in between, nor where one waits: its date is the delivery's then.
        """
        try:
            with self._store.transaction():
                if self._series.given == given and not self._outbox.papers():
                    self._series.close(heard)
        except StoreError as error:
            events.centre_not_kept(error)

    def _write_paper(
        self, request_id: UUID, letter: str, request: TicketRequest, now: datetime
    ) -> str:
        with self._store.transaction():
            number = self._series.next(letter, self._known.business_date(now))
            paper = PaperTicket(
                service=request.service,
                reason=request.reason,
                number=number,
                issued_at=now,
                facts=request.facts,
            )
            self._outbox.turn_into_paper(request_id, body_of(paper))
        return number


def _nothing(body: bytes) -> None:
    """Read an answer that says nothing."""
