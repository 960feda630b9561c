"""What every message of the contract is, and how much of anything one may hold.

The bounds are far above what a county needs. They keep a backend that went mad from showing a
citizen a page nobody can read, or time that no calendar has.
"""

import unicodedata
from datetime import datetime
from typing import Annotated

from pydantic import AfterValidator, AwareDatetime, BaseModel, BeforeValidator, ConfigDict, Field

_EARLIEST, _LATEST = 1900, 2999
_DIRECTIONS = frozenset("\u061c\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")


def _in_a_calendar(moment: datetime) -> datetime:
    # At the very ends of what datetime can say, turning to another zone overflows.
    if not _EARLIEST <= moment.year <= _LATEST:
        raise ValueError(f"a time of the years {_EARLIEST} to {_LATEST}")
    return moment


def without_controls(text: str) -> str:
    """Return ``text`` without what is obeyed rather than read; line ends become newlines."""
    lines = text.replace("\r\n", "\n").replace("\r", "\n").replace("\t", " ")
    return "".join(c for c in lines if c == "\n" or not _is_control(c))


def _is_control(character: str) -> bool:
    return unicodedata.category(character) == "Cc" or character in _DIRECTIONS


Plain = Annotated[str, AfterValidator(without_controls)]
"""Text to be shown: what came is stripped of control characters."""


def _not_a_number(value: object) -> object:
    # Otherwise 0 is a time of 1970: the contract has times in words of ISO 8601 alone.
    if isinstance(value, int | float) or (isinstance(value, str) and "-" not in value[1:]):
        raise ValueError("a time of ISO 8601 with its zone")
    return value


Told = Annotated[AwareDatetime, BeforeValidator(_not_a_number)]
"""A time in a request, as a terminal's clock says it."""

Moment = Annotated[AwareDatetime, AfterValidator(_in_a_calendar)]
Count = Annotated[int, Field(ge=0, le=1_000_000)]
WindowId = Annotated[int, Field(ge=0, le=9_999)]


class Message(BaseModel):
    """Base of every message: frozen. What a newer server adds is ignored by a client."""

    # pydantic keeps the strings of the messages it read, for the next ones: a citizen's too.
    model_config = ConfigDict(frozen=True, extra="ignore", cache_strings="keys")


class Request(Message):
    """Base of every body a client sends: an unknown key is an error that names it."""

    model_config = ConfigDict(frozen=True, extra="forbid", cache_strings="keys")


class Words(Message):
    """Text of the centre in both languages."""

    zh: Plain = Field(max_length=500)
    en: Plain = Field(max_length=500)
