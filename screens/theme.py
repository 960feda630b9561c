"""Colours: what each part is painted with, in the normal and in the high-contrast theme.

Text has at least 10:1 on its ground in the normal theme and 18:1 in the other; edges of controls
and the focus ring at least 3:1 on what lies beside them (WCAG 1.4.6, 1.4.11; voting kiosks).
"""

from dataclasses import dataclass
from functools import cache

from kiosk.pages import Tone

Rgba = tuple[float, float, float, float]


@dataclass(frozen=True)
class Pair:
    """A ground, the ink of text and icons on it, and the edge around it, as ``#RRGGBB``."""

    ground: str
    ink: str
    soft: str
    edge: str
    mark: str


@dataclass(frozen=True)
class Theme:
    """All colours of one theme. ``press`` is how far a pressed part darkens (or lightens)."""

    paper: Pair
    header: Pair
    banner: Pair
    footer: Pair
    card: Pair
    primary: Pair
    dimmed: Pair
    chip: Pair
    hit: Pair
    leave: Pair
    progress: Pair
    tones: dict[Tone, Pair]
    ring: str
    code_dark: str
    code_light: str
    pressed: str
    pressed_share: float
    edges_everywhere: bool = False
    """Whether also parts that only tell something have an edge; else it marks what is pressed."""


_INK, _SOFT, _BLUE, _EDGE = "#10233F", "#2A374C", "#083562", "#7A8698"

NORMAL = Theme(
    paper=Pair("#FAF7F1", _INK, _SOFT, _EDGE, _BLUE),
    header=Pair(_BLUE, "#FFFFFF", "#FFFFFF", _BLUE, "#FFFFFF"),
    banner=Pair("#FDEFD8", _INK, _SOFT, "#8A3B00", "#8A3B00"),
    footer=Pair("#FFFFFF", _INK, _SOFT, _EDGE, _BLUE),
    card=Pair("#FFFFFF", _INK, _SOFT, _EDGE, _BLUE),
    primary=Pair(_BLUE, "#FFFFFF", "#FFFFFF", _BLUE, "#FFFFFF"),
    dimmed=Pair("#F0ECE3", _SOFT, _SOFT, _EDGE, "#56637A"),
    chip=Pair("#E6EEF8", _BLUE, _BLUE, "#E6EEF8", _BLUE),
    hit=Pair("#FFDF9E", _INK, _INK, "#FFDF9E", _INK),
    leave=Pair("#7A1010", "#FFFFFF", "#FFFFFF", "#7A1010", "#FFFFFF"),
    progress=Pair("#E2E6EC", _INK, _INK, "#E2E6EC", _BLUE),
    tones={
        Tone.CALM: Pair("#E9F0F9", _INK, _SOFT, _BLUE, _BLUE),
        Tone.GOOD: Pair("#E5F3EA", "#06331F", "#123626", "#064025", "#064025"),
        Tone.CARE: Pair("#FDEFD8", _INK, _SOFT, "#8A3B00", "#8A3B00"),
        Tone.URGENT: Pair("#FBE8E6", "#3A0A0A", "#3A0A0A", "#8A1414", "#8A1414"),
    },
    ring="#B4530A",
    code_dark=_INK,
    code_light="#FFFFFF",
    pressed="#000000",
    pressed_share=0.18,
)

_WHITE, _BLACK, _YELLOW = "#FFFFFF", "#000000", "#FFFF00"
_NIGHT = Pair(_BLACK, _WHITE, _WHITE, _WHITE, _WHITE)

HIGH_CONTRAST = Theme(
    paper=_NIGHT,
    header=_NIGHT,
    banner=Pair(_BLACK, _YELLOW, _YELLOW, _YELLOW, _YELLOW),
    footer=_NIGHT,
    card=_NIGHT,
    primary=Pair(_WHITE, _BLACK, _BLACK, _WHITE, _BLACK),
    dimmed=Pair(_BLACK, _WHITE, _WHITE, "#8C8C8C", "#B4B4B4"),
    chip=Pair(_WHITE, _BLACK, _BLACK, _WHITE, _BLACK),
    hit=Pair(_YELLOW, _BLACK, _BLACK, _YELLOW, _BLACK),
    leave=Pair(_YELLOW, _BLACK, _BLACK, _YELLOW, _BLACK),
    progress=_NIGHT,
    tones={
        Tone.CALM: _NIGHT,
        Tone.GOOD: _NIGHT,
        Tone.CARE: Pair(_BLACK, _YELLOW, _YELLOW, _YELLOW, _YELLOW),
        Tone.URGENT: Pair(_BLACK, _YELLOW, _YELLOW, _YELLOW, _YELLOW),
    },
    ring=_YELLOW,
    code_dark=_BLACK,
    code_light=_WHITE,
    pressed="#808080",
    pressed_share=0.45,
    edges_everywhere=True,
)


def choose(*, high_contrast: bool) -> Theme:
    """Return the theme a visit asked for."""
    return HIGH_CONTRAST if high_contrast else NORMAL


@cache
def rgba(colour: str) -> Rgba:
    """Return ``#RRGGBB`` as four shares of 0..1."""
    red, green, blue = (int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5))
    return red, green, blue, 1.0


@cache
def mix(colour: str, other: str, share: float) -> str:
    """Return ``colour`` with ``share`` (0..1) of ``other`` in it."""
    blended = (
        round((a * (1 - share) + b * share) * 255)
        for a, b in zip(rgba(colour)[:3], rgba(other)[:3], strict=True)
    )
    return "#" + "".join(f"{value:02X}" for value in blended)


def contrast_ratio(one: str, other: str) -> float:
    """Contrast of two colours, 1..21 (WCAG 2.2, *contrast ratio* and *relative luminance*)."""
    lighter, darker = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


def _luminance(colour: str) -> float:
    channels = [
        value / 12.92 if value <= 0.04045 else ((value + 0.055) / 1.055) ** 2.4
        for value in rgba(colour)[:3]
    ]
    return 0.2126 * channels[0] + 0.7152 * channels[1] + 0.0722 * channels[2]
