"""The records a rule pack is made of. Unknown keys are refused."""

import re
from datetime import date
from typing import Annotated, Literal

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field

from kiosk.legal_aid.conditions import Condition

_ISO_DATE = re.compile(r"\d{4}-\d{2}-\d{2}", re.ASCII)


def _a_day(value: object) -> object:
    if value is None or isinstance(value, date):
        return value
    if isinstance(value, str) and _ISO_DATE.fullmatch(value):
        return date.fromisoformat(value)
    raise ValueError("a date written YYYY-MM-DD")


Day = Annotated[date, BeforeValidator(_a_day)]
MaybeDay = Annotated[date | None, BeforeValidator(_a_day)]
Words = Annotated[str, Field(min_length=1)]


Effect = Literal[
    "free_advice",  # advice for everyone, no conditions
    "appointed",  # an authority must have a lawyer appointed; no means test
    "may_apply",  # may apply for hardship or other reasons: the door stays open
    "in_scope",  # in scope, if in hardship
    "scope_open",  # other law may bring it into scope: unknown, never no
    "exempt",  # in scope, no means test
    "waived",  # means are not checked, with proof
    "urgent",  # aid may start before the decision
]
"""What follows where a rule holds. How effects combine is the engine's."""


class Record(BaseModel):
    """Frozen, strict, no key but its own."""

    model_config = ConfigDict(frozen=True, strict=True, extra="forbid")


class Plain(Record):
    """A sentence for everyone, in both languages."""

    zh: Words
    en: Words


class Statute(Record):
    """A law that rules cite by ``code``, the beginning of their ids."""

    code: Annotated[str, Field(pattern=r"^[A-Z]+$")]
    name: Words
    in_force_from: Day


class Dated(Record):
    """Something in force from one day to another, both included; no last day: still in force."""

    effective_from: Day
    effective_to: MaybeDay = None

    def covers(self, day: date) -> bool:
        """Tell whether it is in force on ``day``."""
        return self.effective_from <= day <= (self.effective_to or date.max)

    def overlaps(self, other: "Dated") -> bool:
        """Tell whether some day is covered by both."""
        return self.covers(other.effective_from) or other.covers(self.effective_from)


class Rule(Dated):
    """One rule of one law, as it stood for a time."""

    id: Words
    condition: Condition
    effect: Effect
    listed: Literal["when_yes", "unless_no"]
    """Whether it is among the grounds of a result only if it holds, or also while unknown."""
    statute: Words
    article: Annotated[int, Field(ge=1)]
    paragraph: Annotated[int, Field(ge=1)] | None
    item: Annotated[int, Field(ge=1)] | None
    plain: Plain
    verified_by: Words | None
    verified_on: MaybeDay


class Parameter(Dated):
    """A figure as it stood for a time. Unconfirmed: it must not decide anything."""

    name: Literal["hardship_standard"]
    unit: Words
    value: Annotated[float, Field(ge=0, allow_inf_nan=False)] | None
    status: Literal["confirmed", "unconfirmed"]
    source: Words
    verified_by: Words | None
    verified_on: MaybeDay


class Note(Record):
    """What has to be known about a rule, a parameter or the list of documents, and how surely."""

    about: Words
    source: Words
    status: Literal["confirmed", "unconfirmed"]
    plain: Plain
