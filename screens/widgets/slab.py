"""A rounded ground with an edge, drawn with as little work as software GL allows.

Filling a pixel through a texture, as every shape of Kivy does, costs llvmpipe 7 ns; clearing it
costs 2. Grounds cover most of a page and are one colour: they are cleared, band by band, and only
the corners are pictures.
"""

from collections.abc import Sequence
from functools import lru_cache
from math import ceil, hypot

from kivy.graphics import (
    ClearBuffers,
    ClearColor,
    Color,
    InstructionGroup,
    Mesh,
    ScissorPop,
    ScissorPush,
)
from kivy.graphics.instructions import Canvas
from kivy.graphics.texture import Texture

Band = tuple[int, int, int, int]
"""Left, lower, width, height, in pixels."""


@lru_cache(64)
def disc(radius: float, soft: float) -> Texture:
    """Return a white disc in the middle of a square; its edge fades over ``2 * soft`` pixels."""
    side = 2 * ceil(radius + soft)
    pixels = bytearray()
    for y in range(side):
        for x in range(side):
            away = hypot(x + 0.5 - side / 2, y + 0.5 - side / 2)
            solid = min(1.0, max(0.0, (radius + soft - away) / (2 * soft)))
            pixels += bytes((255, round(255 * solid)))
    texture = Texture.create(size=(side, side), colorfmt="luminance_alpha")
    texture.blit_buffer(bytes(pixels), colorfmt="luminance_alpha", bufferfmt="ubyte")
    texture.min_filter = texture.mag_filter = "nearest"
    return texture


class _Fill:
    """A rounded rectangle of one colour, or of its rim only."""

    def __init__(self, group: InstructionGroup, bands: int) -> None:
        self._clear = ClearColor(0, 0, 0, 0)
        self._colour = Color()
        self._corners = Mesh(mode="triangles")
        self._scissors = [ScissorPush(width=0, height=0) for _ in range(bands)]
        group.add(self._clear)
        for scissor in self._scissors:
            for step in (scissor, ClearBuffers(clear_color=True), ScissorPop()):
                group.add(step)
        group.add(self._colour)
        group.add(self._corners)

    def tint(self, colour: Sequence[float]) -> None:
        self._clear.rgba = self._colour.rgba = colour

    def place(self, bands: Sequence[Band], box: Band, radius: int) -> None:
        """Clear ``bands``, and draw the corners of ``box``."""
        for scissor, band in zip(self._scissors, bands, strict=True):
            scissor.x, scissor.y, scissor.width, scissor.height = band
        self._corners.texture = picture = disc(radius, 0.5)
        self._corners.vertices = vertices = _corners(box, radius, picture.width)
        self._corners.indices = list(range(len(vertices) // 4))


class Slab:
    """Draws on ``canvas``; nothing until it is placed. Colours are opaque."""

    def __init__(self, canvas: Canvas) -> None:
        group = InstructionGroup()
        canvas.add(group)
        self._edge = InstructionGroup()
        group.add(self._edge)
        self._rim, self._ground = _Fill(self._edge, 4), _Fill(group, 3)

    def tint(self, ground: Sequence[float]) -> None:
        """Take another colour inside the edge."""
        self._ground.tint(ground)

    def edge(self, colour: Sequence[float]) -> None:
        """Take another colour of the edge."""
        self._rim.tint(colour)

    def place(self, box: tuple[float, float, float, float], corner: float, border: float) -> None:
        """Stand in ``box``, rounded to whole pixels; an edge of 0 pixels is none."""
        x, y = round(box[0]), round(box[1])
        width, height = round(box[0] + box[2]) - x, round(box[1] + box[3]) - y
        r, b = int(min(corner, width / 2, height / 2)), int(border)
        rim = (
            (x + r, y, width - 2 * r, b),
            (x + r, y + height - b, width - 2 * r, b),
            (x, y + r, b, height - 2 * r),
            (x + width - b, y + r, b, height - 2 * r),
        )
        inner = (
            (x + b, y + r, width - 2 * b, height - 2 * r),
            (x + r, y + b, width - 2 * r, r - b),
            (x + r, y + height - r, width - 2 * r, r - b),
        )
        self._rim.place(rim if b else ((0, 0, 0, 0),) * 4, (x, y, width, height), r if b else 0)
        self._ground.place(inner, (x + b, y + b, width - 2 * b, height - 2 * b), r - b)


def _corners(box: Band, radius: int, side: float) -> list[float]:
    """Return the four corners of ``box`` as triangles of x, y, u, v: quarters of a disc."""
    if radius <= 0:
        return []
    x, y, width, height = box
    share = (side / 2 - radius) / side
    vertices: list[float] = []
    for left, at_left in ((x, True), (x + width - radius, False)):
        for low, at_foot in ((y, True), (y + height - radius, False)):
            u = (share, 0.5) if at_left else (0.5, 1 - share)
            v = (share, 0.5) if at_foot else (0.5, 1 - share)
            quad = [
                (left + i * radius, low + j * radius, u[i], v[j]) for i in (0, 1) for j in (0, 1)
            ]
            for corner in (0, 1, 2, 2, 1, 3):
                vertices += quad[corner]
    return vertices
