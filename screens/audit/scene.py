"""One sheet of a page as it was drawn: plain data, judged without the widgets."""

from dataclasses import dataclass
from enum import StrEnum

from screens.audit.rules import Box


class Place(StrEnum):
    """Where a text stands, as far as its size depends on it."""

    PAGE = "page"
    HEADER = "header"
    TIGHT = "tight"
    """A text that stays on one line; one that was found, of any length; words of a writing page."""
    KEY = "key"
    """A cell among many of one size: a key, a tool, a candidate."""


@dataclass(frozen=True)
class Ink:
    """A line of text, a part of one, or an icon. ``box`` is where its ink lies.

    ``em`` and ``capital`` (height of H) are in pixels; ``owner`` tells one widget from another,
    ``target`` names the target it stands on.
    """

    text: str
    box: Box
    em: float
    capital: float
    missing: str
    owner: int
    place: Place = Place.PAGE
    icon: bool = False
    target: str | None = None


@dataclass(frozen=True)
class Spot:
    """What can be pressed. ``kind`` is the class of the widget."""

    name: str
    box: Box
    kind: str


@dataclass(frozen=True)
class Code:
    """A QR code and its quiet zone."""

    text: str
    box: Box


@dataclass(frozen=True)
class Told:
    """A text as broken into lines, those shown, its line pitch in em, and what it is wider by."""

    text: str
    lines: tuple[str, ...]
    shown: tuple[str, ...]
    pitch: float
    too_wide: float
    owner: int
    box: Box


@dataclass(frozen=True)
class Scene:
    """A sheet. ``scale`` is the text size (1 … 2)."""

    width: float
    height: float
    px_per_mm: float
    scale: float
    lowered: bool
    contrast: bool
    inks: tuple[Ink, ...] = ()
    spots: tuple[Spot, ...] = ()
    codes: tuple[Code, ...] = ()
    told: tuple[Told, ...] = ()

    @property
    def window(self) -> Box:
        """The whole window."""
        return 0.0, 0.0, self.width, self.height


def overlap(one: Box, other: Box, slack: float) -> bool:
    """Tell whether two boxes share more than ``slack`` pixels both ways."""
    across = min(one[2], other[2]) - max(one[0], other[0])
    up = min(one[3], other[3]) - max(one[1], other[1])
    return across > slack and up > slack


def inside(one: Box, other: Box, slack: float) -> bool:
    """Tell whether ``one`` lies in ``other``, but for ``slack`` pixels."""
    return (
        one[0] >= other[0] - slack
        and one[1] >= other[1] - slack
        and one[2] <= other[2] + slack
        and one[3] <= other[3] + slack
    )


def distance(one: Box, other: Box) -> float:
    """Return the blank between two boxes, along the axis on which they lie further apart."""
    across = max(one[0], other[0]) - min(one[2], other[2])
    up = max(one[1], other[1]) - min(one[3], other[3])
    return max(across, up)
