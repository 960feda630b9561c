"""Expected failures of the county backend, as values that a journey turns into pages."""

from dataclasses import dataclass

from kiosk.county.contract import ProblemCode


@dataclass(frozen=True)
class Refused:
    """The backend understood and said no."""

    code: ProblemCode
    detail: str = ""


@dataclass(frozen=True)
class Unreachable:
    """No answer inside the time budget, or one that is not of the contract."""

    why: str = ""
