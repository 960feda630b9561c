"""What each drawing of :class:`~screens.widgets.picture.Picture` is made of. Our own drawings.

Units are hundredths of the side, from the lower left corner. Shapes are drawn in their order.
"""

from dataclasses import dataclass
from typing import Literal

Paint = Literal["ink", "ground", "tint"]
"""The mark colour, the colour behind the drawing, or the first one thinned with the second."""


@dataclass(frozen=True)
class Plate:
    """A filled rounded rectangle."""

    x: float
    y: float
    width: float
    height: float
    corner: float = 0.0
    paint: Paint = "ink"


@dataclass(frozen=True)
class Stroke:
    """A line through ``points`` (x, y, x, y, …) with round ends."""

    points: tuple[float, ...]
    width: float = 3.5
    paint: Paint = "ink"


@dataclass(frozen=True)
class Sign:
    """An icon of the icon font, its middle at ``x``, ``y``; ``halo`` keeps it apart from what it
    lies on."""

    icon: str
    x: float
    y: float
    size: float
    halo: float = 3.0


Shape = Plate | Stroke | Sign

_PRINTER: tuple[Shape, ...] = (
    Plate(8, 52, 84, 42, 7),
    Plate(18, 82, 30, 5, 2.5, "ground"),
    Plate(78, 82, 5, 5, 2.5, "ground"),
    Plate(18, 58, 64, 7, 3.5, "ground"),
)
_PAPER: tuple[Shape, ...] = (
    Plate(27, 8, 46, 54, 2),
    Plate(30, 11, 40, 51, 1, "ground"),
)
_WRITTEN: tuple[Shape, ...] = (
    Plate(42, 36, 16, 12, 1),
    Plate(36, 27, 28, 3.5, 1.7),
    Plate(36, 19, 20, 3.5, 1.7),
)

DRAWINGS: dict[str, tuple[Shape, ...]] = {
    "touch": (
        Plate(12, 6, 58, 88, 7),
        Plate(17, 15, 48, 71, 2, "ground"),
        Plate(22, 68, 38, 12, 3, "tint"),
        Plate(22, 51, 38, 12, 3, "tint"),
        Plate(22, 34, 38, 12, 3, "tint"),
        Sign("touch_app", 63, 34, 68),
    ),
    "paper": (
        *_PRINTER,
        *_PAPER,
        *_WRITTEN,
        Stroke((86, 42, 86, 12)),
        Stroke((78, 20, 86, 12, 94, 20)),
        Stroke((14, 42, 14, 12)),
        Stroke((6, 20, 14, 12, 22, 20)),
    ),
    "tear": (
        *_PRINTER,
        Plate(27, 50, 46, 12, 0),
        Plate(30, 50, 40, 12, 0, "ground"),
        *(Stroke((24 + 14 * dash, 46, 30 + 14 * dash, 46), 2.5) for dash in range(4)),
        Plate(27, 2, 46, 40, 2),
        Plate(30, 5, 40, 37, 1, "ground"),
        Plate(36, 25, 16, 11, 1),
        Plate(36, 17, 28, 3.5, 1.7),
        Plate(36, 10, 18, 3.5, 1.7),
        Stroke((86, 38, 86, 10)),
        Stroke((78, 18, 86, 10, 94, 18)),
    ),
    "scan": (
        Plate(20, 46, 60, 50, 4),
        Plate(24, 50, 52, 42, 2, "ground"),
        Sign("qr_code_2", 50, 71, 42, 0),
        Stroke((50, 42, 50, 28)),
        Stroke((42, 36, 50, 28, 58, 36)),
        Plate(10, 4, 80, 18, 6),
        Plate(22, 10, 56, 6, 3, "ground"),
    ),
    "write": (
        Plate(6, 22, 66, 70, 4),
        Plate(10, 26, 58, 62, 2, "ground"),
        Plate(38, 26, 2, 62, 0, "tint"),
        Plate(10, 56, 58, 2, 0, "tint"),
        Stroke((20, 72, 58, 72), 5),
        Stroke((39, 82, 39, 50), 5),
        Sign("touch_app", 66, 32, 62),
    ),
    "digits": (
        *(
            Plate(8 + 24 * column, 34 + 21 * row, 19, 16, 3, "tint")
            for row in range(3)
            for column in range(3)
        ),
        Plate(32, 55, 19, 16, 3),
        Sign("touch_app", 60, 32, 64),
    ),
}
"""By what the drawing says: touch the screen, paper comes out below, tear it off, hold the code to
the reader, write with a finger, type digits."""
