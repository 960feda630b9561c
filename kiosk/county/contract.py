"""What a county backend and a terminal say to each other (contract version 1).

Any server that answers these messages over HTTP is a county backend; ``tests/contract`` decides.
Times are ISO 8601 with an offset. A business date is the backend's date in Asia/Shanghai.

====== ================================== ====================== ===============================
verb   path (below ``/api/v1``)           body                   answer
====== ================================== ====================== ===============================
GET    ``/centre``                                               :class:`Centre`
POST   ``/tickets``                       :class:`TicketRequest` 201 :class:`Ticket`
PUT    ``/tickets/paper/{request_id}``    :class:`PaperTicket`   :class:`Ticket`
GET    ``/tickets/{id}``                                         :class:`Ticket`
POST   ``/tickets/{id}/cancel``                                  :class:`Ticket`
PUT    ``/tickets/{id}/print``            :class:`PrintReport`   :class:`Ticket`
POST   ``/windows/{id}/{action}``         :class:`WindowOrder`   :class:`WindowState`
GET    ``/windows/{id}``                                         :class:`WindowState`
GET    ``/tickets/number/{number}``                              :class:`Rateable`
GET    ``/legal-aid/pack``                                       :class:`RulePack`
POST   ``/matters``                       :class:`Question`      201 :class:`QuestionReceipt`
POST   ``/matters/lookup``                :class:`LookUp`        :class:`Matter`
POST   ``/ratings``                       :class:`RatingRequest` 201 :class:`RatingReceipt`
GET    ``/directory``                                            :class:`Directory`
POST   ``/terminals/self/heartbeat``      :class:`Heartbeat`     :class:`HeartbeatReply`
POST   ``/terminals/self/assistance``     :class:`HelpCall`      204
====== ================================== ====================== ===============================

Every call carries ``Authorization: Bearer <credential>``; terminals and windows have credentials
of their own. Every POST carries ``Idempotency-Key``, a UUID: the same key and body get the stored
answer for at least 7 days, another body is refused. Errors are ``application/problem+json``
(RFC 9457) with a ``code`` of :class:`ProblemCode`. ``GET /t/{token}`` is the citizen's phone page
and ``GET /health`` answers without a credential.
"""

from datetime import date
from enum import StrEnum
from typing import Annotated, Literal
from uuid import UUID

from pydantic import Field, field_validator

from kiosk.county.directory import Directory as Directory
from kiosk.county.heartbeat import SINCE_CONDITIONS as SINCE_CONDITIONS
from kiosk.county.heartbeat import Condition as Condition
from kiosk.county.heartbeat import Heartbeat as Heartbeat
from kiosk.county.heartbeat import HeartbeatReply as HeartbeatReply
from kiosk.county.heartbeat import Readiness as Readiness
from kiosk.county.heartbeat import Verdict as Verdict
from kiosk.county.matters import LookUp as LookUp
from kiosk.county.matters import Matter as Matter
from kiosk.county.matters import Question as Question
from kiosk.county.matters import QuestionReceipt as QuestionReceipt
from kiosk.county.matters import Rateable as Rateable
from kiosk.county.matters import RatingReceipt as RatingReceipt
from kiosk.county.matters import RatingRequest as RatingRequest
from kiosk.county.matters import TicketNumber as TicketNumber
from kiosk.county.message import Count, Moment, Plain, Told, WindowId
from kiosk.county.message import Message as Message
from kiosk.county.message import Request as Request
from kiosk.county.message import Words as Words
from kiosk.county.problem import RETRYABLE as RETRYABLE
from kiosk.county.problem import STATUS_OF as STATUS_OF
from kiosk.county.problem import Problem as Problem
from kiosk.county.problem import ProblemCode as ProblemCode
from kiosk.county.self_check import RulePack as RulePack
from kiosk.county.self_check import SelfCheck as SelfCheck

API = "/api/v1"
VERSION = 1
LEGAL_AID_SERVICE = "legal-aid"
"""Id of the service that a self-check leads to, where the centre has it."""


class PriorityReason(StrEnum):
    """Why somebody is called earlier; self-declared here, checked by eye at the window."""

    ELDERLY = "elderly"
    DISABLED = "disabled"
    PREGNANT_OR_INFANT = "pregnant_or_infant"
    MILITARY = "military"


class TicketState(StrEnum):
    """Where a ticket is in its life; ``waiting`` again after being put back."""

    WAITING = "waiting"
    CALLED = "called"
    SERVING = "serving"
    DONE = "done"
    MISSED = "missed"
    TRANSFERRED = "transferred"
    CANCELLED = "cancelled"
    VOID = "void"


class PrintState(StrEnum):
    """What became of the paper. "Sent to the printer" is not called "printed"."""

    PENDING = "pending"
    SENT = "sent"
    FAILED = "failed"
    REPRINTED = "reprinted"


class Wait(Message):
    """A waiting time in whole minutes, as a range: ``shortest <= longest``."""

    shortest: Count
    longest: Count


Windows = Annotated[tuple[WindowId, ...], Field(max_length=200)]


class Session(Message):
    """Opening hours of one day: local times ``HH:MM``, ``closes`` exclusive; "24:00" is allowed."""

    opens: str = Field(pattern=r"^([01]\d|2[0-3]):[0-5]\d$")
    closes: str = Field(pattern=r"^(([01]\d|2[0-3]):[0-5]\d|24:00)$")


class Service(Message):
    """One service of the centre, and how its queue stands now.

    ``wait`` is what somebody who took a ticket now would wait; ``None`` means unknown.
    ``opens_at`` is the next opening when ``open`` is false, or ``None`` where none is known.
    """

    id: str = Field(pattern=r"^[A-Za-z0-9_.-]{1,64}$")
    letter: str = Field(pattern=r"^[A-Z]$")
    name: Words
    icon: str = Field(max_length=64)
    bring: tuple[Words, ...] = Field(max_length=50)
    windows: Windows
    open: bool
    opens_at: Moment | None
    today: tuple[Session, ...] = Field(max_length=24)
    quota_reached: bool
    waiting: Count
    wait: Wait | None


class Centre(Message):
    """The centre as a terminal shows it. ``now`` is the backend's clock. Service ids differ."""

    name: Words
    now: Moment
    business_date: date
    services: tuple[Service, ...] = Field(max_length=100)
    on_duty: tuple[Words, ...] = Field(max_length=100)
    notices: tuple[Words, ...] = Field(max_length=50)
    priority_weight: float = Field(gt=0, allow_inf_nan=False)
    priority_cap: int = Field(ge=1, le=1_000_000)

    @field_validator("services")
    @classmethod
    def _differ(cls, services: tuple[Service, ...]) -> tuple[Service, ...]:
        if len({service.id for service in services}) < len(services):
            raise ValueError("two services have the same id")
        return services


class TicketRequest(Request):
    """Take a number. The ``Idempotency-Key`` header carries the request id, a UUID.

    ``facts`` are there only with the citizen's consent. They go to the window that holds the
    ticket and nowhere else, and are deleted once it is done, cancelled or void, or its business
    date has ended.
    """

    service: str
    reason: PriorityReason | None = None
    facts: SelfCheck | None = None


class PaperTicket(Request):
    """What the paper says: a ticket the terminal issued while the backend was away.

    The number on the paper wins: where the same request id had been given another number, that
    ticket becomes void. ``issued_at`` later than its delivery is clamped to the delivery.
    ``facts`` as in :class:`TicketRequest`.
    """

    service: str
    reason: PriorityReason | None = None
    facts: SelfCheck | None = None
    number: str = Field(pattern=r"^[A-Z][A-Z]\d{2,}$")
    issued_at: Told


class Period(Message):
    """One stretch of a ticket's life; ``until`` is ``None`` for the present one."""

    state: TicketState
    since: Moment
    until: Moment | None
    window: WindowId | None
    cause: Plain = Field(max_length=500)


class Ticket(Message):
    """A queue ticket. Its ``id`` is the request id the terminal made.

    ``ahead`` and ``wait`` are ``None`` unless it is waiting (or unknown).
    """

    id: UUID
    number: TicketNumber
    service: str = Field(max_length=64)
    reason: PriorityReason | None
    business_date: date
    issued_at: Moment
    state: TicketState
    window: WindowId | None
    windows: Windows
    ahead: Count | None
    wait: Wait | None
    print_state: PrintState
    phone_path: str = Field(pattern=r"^[!-~]{1,300}$")
    periods: tuple[Period, ...] = Field(max_length=10_000)


class PrintReport(Request):
    """What became of the paper, as the terminal saw it.

    The query's ``order`` (``/print?order=7``) grows from one report of a terminal to its next: one
    that comes after a greater one changes nothing. Without it the latest to arrive stands.
    """

    state: Literal[PrintState.SENT, PrintState.FAILED, PrintState.REPRINTED]


class WindowAction(StrEnum):
    """What a window can do."""

    NEXT = "next"
    RECALL = "recall"
    SERVE = "serve"
    MISSED = "missed"
    DONE = "done"
    TRANSFER = "transfer"
    RESTORE = "restore"
    OPEN = "open"
    CLOSE = "close"


class WindowOrder(Request):
    """The body of a window's action: ``to`` a service for transfer, ``ticket`` for restore."""

    to: str | None = None
    ticket: str | None = None


class WindowState(Message):
    """A window, the ticket it holds (if any), and how many wait for its services.

    ``self_check`` is what the citizen of that ticket lets this window see. ``overdue_matters``
    counts the consultations of the whole centre that wait longer than was promised.
    """

    id: int
    open: bool
    services: tuple[str, ...]
    ticket: Ticket | None
    waiting: int
    self_check: SelfCheck | None = None
    overdue_matters: int = Field(default=0, ge=0)


class HelpCall(Request):
    """Somebody at the terminal asks for a member of staff."""

    page: str = Field(max_length=80)
