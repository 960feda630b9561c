"""The contract's messages about matters: questions that were left, what became of them, ratings.

A matter is looked up by its query code *and* the last four digits of the phone number that was
left with it; where none was left, the code is all there is. A code nobody was given, a wrong
factor and a missing one are answered alike. Five wrong factors within ten minutes pause a code
for ten minutes, whichever terminal asks.
"""

from enum import StrEnum
from typing import Annotated, Self
from uuid import UUID

from pydantic import AfterValidator, Field, model_validator

from kiosk.county.message import Message, Moment, Plain, Request, Told, WindowId, Words
from kiosk.county.query_code import is_query_code

REPLY_MINUTES = 300
"""Within so many minutes the county promises to answer a consultation."""

KEPT_DAYS = 90
"""So many days after it was answered or closed, what was said with a matter is deleted."""

WRONG_FACTORS = 5
PAUSE_MINUTES = 10


def _is_code(value: str) -> str:
    if not is_query_code(value):
        raise ValueError("not a query code: twelve digits, the last of which checks the others")
    return value


QueryCode = Annotated[str, Field(pattern=r"^[0-9]{12}$"), AfterValidator(_is_code)]
PhoneNumber = Annotated[str, Field(pattern=r"^[0-9]{7,13}$")]
Factor = Annotated[str, Field(pattern=r"^[0-9]{4}$")]
TicketNumber = Annotated[str, Field(pattern=r"^[A-Z]{1,2}[0-9]{1,9}$")]
Score = Annotated[int, Field(ge=1, le=5)]


class MatterKind(StrEnum):
    """What somebody has under way at the centre."""

    CONSULTATION = "consultation"
    LEGAL_AID = "legal_aid"
    MEDIATION = "mediation"
    NOTARY = "notary"


class MatterState(StrEnum):
    """How far a matter is; ``answered`` is the end of a consultation, ``closed`` of the others."""

    RECEIVED = "received"
    ASSIGNED = "assigned"
    ANSWERED = "answered"
    CLOSED = "closed"


class QuestionField(StrEnum):
    """The field of law a question is from, as citizens know them."""

    WAGES = "wages"
    FAMILY = "family"
    SUPPORT = "support"
    VIOLENCE = "violence"
    INJURY = "injury"
    DEBT = "debt"
    LAND = "land"
    HOUSING = "housing"
    CONSUMER = "consumer"
    CRIME = "crime"
    OFFICIALS = "officials"
    OTHER = "other"


class Question(Request):
    """Leave a question. ``Idempotency-Key`` is the request id; the terminal made ``code``.

    ``phone`` is there where the citizen wants to be called back or to have a second factor.
    ``asked_at`` later than its delivery is clamped to the delivery. A code that is taken is
    refused as ``code_taken``; the terminal makes another where it still can.
    """

    code: QueryCode
    field: QuestionField
    text: str = Field(min_length=1, max_length=500)
    phone: PhoneNumber | None = None
    asked_at: Told


class QuestionReceipt(Message):
    """The question is with the county; ``due_at`` is when it promised to have answered."""

    code: QueryCode
    received_at: Moment
    due_at: Moment


class LookUp(Request):
    """Ask for a matter. ``factor`` is ``None`` where no phone number was left.

    Its answer is not kept under its idempotency key: a repeated key is looked up again.
    """

    code: QueryCode
    factor: Factor | None = None


class MatterEvent(Message):
    """Something that happened to a matter, the oldest first. ``who`` is a desk, or a person."""

    state: MatterState
    at: Moment
    who: Words | None = None
    note: Plain = Field(default="", max_length=500)


class Matter(Message):
    """A matter as its owner may see it.

    ``question`` and ``reply`` are as they were written. ``due_at`` is set where the county
    promised a time, and ``overdue`` tells that it has passed without an answer (or that the answer
    came later). ``rated`` tells that it was. ``department`` and ``person`` are who deals with it.
    """

    code: QueryCode
    kind: MatterKind
    field: QuestionField | None = None
    question: Plain = Field(default="", max_length=500)
    reply: Plain = Field(default="", max_length=10_000)
    state: MatterState
    received_at: Moment
    due_at: Moment | None = None
    overdue: bool = False
    now: Moment
    events: tuple[MatterEvent, ...] = Field(min_length=1, max_length=100)
    department: Words | None = None
    person: Words | None = None
    rated: bool = False


class RatingRequest(Request):
    """Three scores, 1 (very bad) to 5 (very good), and a word if one likes.

    Of a ticket that is done (its number on that business date, see ``/tickets/number/{number}``)
    or of a matter that was answered; once each: a second is refused as ``already_rated``.
    """

    ticket: UUID | None = None
    matter: QueryCode | None = None
    department: Score
    post: Score
    person: Score
    word: str = Field(default="", max_length=200)
    rated_at: Told

    @model_validator(mode="after")
    def _of_one_thing(self) -> Self:
        if (self.ticket is None) == (self.matter is None):
            raise ValueError("a rating is of a ticket or of a matter")
        return self


class RatingReceipt(Message):
    """The rating was counted."""

    rated_at: Moment


class Rateable(Message):
    """A ticket of today as the rating page needs it; no more than the hall has seen called."""

    ticket: UUID
    number: TicketNumber
    served: bool
    rated: bool
    service: str = Field(max_length=64)
    window: WindowId | None
