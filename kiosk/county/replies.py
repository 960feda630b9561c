"""Expected failures of the county backend, as values that a journey turns into pages."""

from dataclasses import dataclass, field
from enum import StrEnum

from kiosk.county.contract import ProblemCode


class Cause(StrEnum):
    """Where a call that got no answer came to its end."""

    LINE = "line"
    CERTIFICATE = "certificate"
    ERROR = "error"
    GARBAGE = "garbage"
    DISK = "disk"


@dataclass(frozen=True)
class Refused:
    """The backend understood and said no."""

    code: ProblemCode
    detail: str = ""


@dataclass(frozen=True)
class Unreachable:
    """No answer inside the time budget, or one that is not of the contract; ``why`` is for staff.

    With ``Cause.DISK`` nothing was sent: this terminal could not write down what it would send.
    """

    why: str = ""
    cause: Cause = field(default=Cause.LINE, compare=False)


def no_disk() -> Unreachable:
    """Nothing could be made durable, so nothing was promised."""
    return Unreachable("the terminal cannot write to its disk", Cause.DISK)
