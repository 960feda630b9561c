"""What a screen is given: the part of the window it may use, and how it answers."""

from collections.abc import Callable
from dataclasses import dataclass

from kiosk.view import Cancel


@dataclass(frozen=True)
class Area:
    """The part of the window a screen may use, in pixels from below; ``reach`` is the height no
    control lies above."""

    bottom: float
    top: float
    reach: float


@dataclass(frozen=True)
class Answers:
    """How a screen answers: ``press`` an option, a key of the pad ``keyed``, ``wrote`` a name of a
    writing page, ``turned`` to a sheet (from 1) of how many; ``later`` runs after seconds."""

    press: Callable[[str], None]
    keyed: Callable[[str], None]
    wrote: Callable[[str], None]
    turned: Callable[[int, int], None]
    later: Callable[[float, Callable[[], None]], Cancel]
