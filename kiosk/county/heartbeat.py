"""What a terminal tells of itself every half minute, and what the backend wants of it."""

from datetime import datetime
from enum import StrEnum
from typing import Annotated

from pydantic import ConfigDict, Field

from kiosk.county.message import Count, Message, Request, Told, Words

Fault = Annotated[str, Field(max_length=200)]


class Verdict(StrEnum):
    """What an examination of a terminal came to."""

    READY = "ready"
    READY_EXCEPT = "ready_except"
    NOT_READY = "not_ready"


class Readiness(Message):
    """The last examination of a terminal: ``exceptions`` are the parts that did not pass."""

    verdict: Verdict
    at: Told
    exceptions: tuple[Annotated[str, Field(max_length=40)], ...] = Field(default=(), max_length=50)


class Condition(Message):
    """What staff should know of a terminal before they go there; ``None`` is not known.

    ``in_service`` is what staff at the terminal decided. ``slips`` came from the present roll of
    paper, ``paper_left_mm`` is the rest of it, estimated.
    """

    in_service: bool = True
    slips: Count | None = None
    paper_left_mm: Count | None = None
    readiness: Readiness | None = None


class Heartbeat(Request):
    """A terminal says that it lives, what time it thinks it is, and what ails it.

    What a newer terminal adds is ignored: it must be heard of all the same.
    """

    model_config = ConfigDict(extra="ignore")

    clock: Told
    version: str = Field(max_length=40)
    faults: tuple[Fault, ...] = Field(default=(), max_length=50)
    set_aside: int = Field(default=0, ge=0)
    undelivered: Count = 0
    condition: Condition | None = None


SINCE_CONDITIONS = {"undelivered", "condition"}
"""Keys of a heartbeat that a backend from before them refuses."""


class HeartbeatReply(Message):
    """What the backend wants of the terminal. ``skew_seconds``: terminal minus backend.

    ``pack_version`` is that of the :class:`RulePack` it has published, ``None`` for none;
    ``directory_version`` that of its :class:`Directory`.
    """

    now: datetime
    skew_seconds: float = Field(ge=-1e12, le=1e12)
    paused: bool
    message: Words | None
    pack_version: str | None = Field(default=None, max_length=100)
    directory_version: str | None = Field(default=None, max_length=100)
