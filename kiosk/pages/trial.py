"""Pages on which staff try the terminal out: its picture, its touch, its keys."""

import re
from dataclasses import dataclass
from enum import StrEnum

from kiosk.pages.base import Page
from kiosk.pages.telling import Notice

_HIT = re.compile(r"hit:(-?\d{1,5}):(-?\d{1,5})")
KEY = "key:"
"""What the answer to a :class:`KeyProbe` begins with."""


class Colour(StrEnum):
    """What a field is filled with: every dot fully on, off, or one of its three parts on."""

    WHITE = "#FFFFFF"
    BLACK = "#000000"
    RED = "#FF0000"
    GREEN = "#00FF00"
    BLUE = "#0000FF"


@dataclass(frozen=True, kw_only=True)
class Field(Page):
    """The whole screen in one colour, but for a band of words and buttons.

    The band lies low, or ``raised`` so that what was below it is seen too. ``cross`` is where a
    cross stands that is to be touched: shares of the width from the left and of the height from
    below. A touch beside the buttons then answers how far off it was: see :func:`hit`.
    """

    colour: Colour
    raised: bool = False
    cross: tuple[float, float] | None = None
    back: bool = False
    footer: bool = False

    def offers(self, answer: object) -> bool:
        """An option, or where a touch was."""
        if super().offers(answer):
            return True
        return self.cross is not None and isinstance(answer, str) and off_by(answer) is not None


def hit(right_mm: float, above_mm: float) -> str:
    """Return the answer for a touch so far from the cross, in tenths of a millimetre."""
    return f"hit:{_tenths(right_mm)}:{_tenths(above_mm)}"


def off_by(answer: str) -> tuple[float, float] | None:
    """Return how far off a touch was, in millimetres; ``None`` for an option's id."""
    found = _HIT.fullmatch(answer)
    return (int(found[1]) / 10, int(found[2]) / 10) if found else None


@dataclass(frozen=True, kw_only=True)
class KeyProbe(Notice):
    """Waits for one of the ``keys`` of the keypad, by name; none of them does anything else."""

    keys: tuple[str, ...]
    back: bool = False
    footer: bool = False

    def offers(self, answer: object) -> bool:
        """An option, or :data:`KEY` and the name of a key."""
        if super().offers(answer):
            return True
        return isinstance(answer, str) and answer in {f"{KEY}{key}" for key in self.keys}


def _tenths(mm: float) -> int:
    return max(-99_999, min(99_999, round(mm * 10)))
