"""The square one writes in: guides, the strokes so far, and the one that a finger draws now."""

from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise
from math import hypot

from kivy.graphics import Color, InstructionGroup, Mesh, ScissorPop, ScissorPush
from kivy.graphics import Point as Dabs
from kivy.graphics.texture import Texture

from kiosk.text_input.port import Point, Stroke
from kiosk.view import Box
from screens.skin import Skin
from screens.theme import mix, rgba
from screens.widgets.block import Block, Panel
from screens.widgets.slab import disc

INK_SHARE = 0.012
"""Half the width of a stroke, of the side of the square."""
STEP_SHARE = 0.006
"""Points nearer to each other than this, of the side, tell nothing new."""
GUIDE_SHARE, GUIDE_MM = 0.22, 0.7
DASH_MM = 4.0
INSET = 0.06
"""What the guides leave free at either end, of the side."""
ROUNDS = 2
DAB_SHARE, SOFT, MOST_DABS = 0.45, 1.0, 2000
"""Dabs of ink: how far apart, of their radius; their soft edge, in pixels; how many in a batch."""


def smooth(points: Sequence[Point]) -> list[Point]:
    """Cut the corners of a path (Chaikin): a finger is sampled coarsely, ink is round."""
    path = list(points)
    for _ in range(ROUNDS):
        if len(path) < 3:
            return path
        cut = [path[0]]
        for (ax, ay), (bx, by) in pairwise(path):
            cut.append((0.75 * ax + 0.25 * bx, 0.75 * ay + 0.25 * by))
            cut.append((0.25 * ax + 0.75 * bx, 0.25 * ay + 0.75 * by))
        path = [*cut, path[-1]]
    return path


def dabbed(path: Sequence[Point], apart: float) -> list[Point]:
    """Return points along ``path``, ``apart`` from each other, and its last one."""
    dabs, ahead = [], 0.0
    for (ax, ay), (bx, by) in pairwise(path):
        length = hypot(bx - ax, by - ay)
        while ahead < length:
            share = ahead / length
            dabs.append((ax + (bx - ax) * share, ay + (by - ay) * share))
            ahead += apart
        ahead -= length
    return [*dabs, path[-1]]


class InkSquare(Block):
    """Draws strokes; :meth:`down`, :meth:`move` and :meth:`lift` are one finger's."""

    def __init__(self) -> None:
        super().__init__()
        self._panel = Panel(self)
        with self.canvas:
            self._guide_colour = Color()
            self._guides = Mesh(mode="triangles")
            self._scissor = ScissorPush()
            self._ink_colour = Color()
        self._done = InstructionGroup()
        self._now = InstructionGroup()
        self.canvas.add(self._done)
        self.canvas.add(self._now)
        with self.canvas:
            ScissorPop()
        self._strokes: tuple[Stroke, ...] = ()
        self._drawn: list[InstructionGroup] = []
        self._points: list[Point] = []
        self._half = 0.0
        self._dab: Texture | None = None

    @property
    def box(self) -> Box:
        """Where it is, in pixels from the lower left corner of the window."""
        return float(self.x), float(self.y), float(self.width), float(self.height)

    def set(self, skin: Skin, left: float, top: float, side: float) -> None:
        """Stand below ``top``, ``side`` pixels wide and high."""
        before = self.box
        self.size, self.pos = (side, side), (left, top - side)
        pair = skin.pair("card")
        self._panel.paint(skin, pair)
        self._panel.place(left, top - side, side, side, ring=False)
        self._guide_colour.rgba = rgba(mix(pair.ground, pair.ink, GUIDE_SHARE))
        self._ink_colour.rgba = rgba(pair.ink)
        self._scissor.x, self._scissor.y = int(left), int(top - side)
        self._scissor.width = self._scissor.height = int(side)
        vertices = [edge for dash in self._dashes(skin) for edge in dash]
        self._guides.vertices = vertices
        self._guides.indices = list(range(len(vertices) // 4))
        if before != self.box:
            self._half = max(1.5, side * INK_SHARE)
            self._dab = disc(self._half, SOFT)
            self._draw_all()

    def tell(self, strokes: tuple[Stroke, ...]) -> None:
        """Draw ``strokes``, as little anew as differs."""
        same = 0
        for one, other in zip(strokes, self._strokes[: len(self._drawn)], strict=False):
            if one != other:
                break
            same += 1
        while len(self._drawn) > same:
            self._done.remove(self._drawn.pop())
        # Before it stands somewhere, a square has no ink: it is drawn once it does.
        for stroke in strokes[same:] if self._dab is not None else ():
            self._drawn.append(self._inked(stroke))
            self._done.add(self._drawn[-1])
        self._strokes = strokes

    def down(self, x: float, y: float) -> None:
        """A finger was put on the square."""
        self._points = [self._within(x, y)]
        self._draw_now()

    def move(self, x: float, y: float) -> None:
        """The finger moved; outside it goes on along the edge."""
        if not self._points:
            return
        point, last = self._within(x, y), self._points[-1]
        if abs(point[0] - last[0]) + abs(point[1] - last[1]) >= STEP_SHARE:
            self._points.append(point)
            self._draw_now()

    def lift(self) -> Stroke:
        """The finger left: return what it drew. A tap is a dot; empty if it was called off."""
        stroke, self._points = tuple(self._points), []
        self._now.clear()
        return stroke

    def forget(self) -> None:
        """Keep no stroke, done or begun."""
        self.lift()
        self.tell(())

    def _within(self, x: float, y: float) -> Point:
        across, down = (x - self.x) / self.width, (self.top - y) / self.height
        return min(1.0, max(0.0, across)), min(1.0, max(0.0, down))

    def _draw_now(self) -> None:
        self._now.clear()
        self._now.add(self._inked(tuple(self._points)))

    def _draw_all(self) -> None:
        strokes = self._strokes
        self.tell(())
        self.tell(strokes)
        if self._points:
            self._draw_now()

    def _inked(self, stroke: Stroke) -> InstructionGroup:
        """Draw a stroke as soft round dabs so near to each other that they are one line."""
        group, half = InstructionGroup(), self._half
        path = [
            (self.x + across * self.width, self.top - down * self.height)
            for across, down in smooth(stroke)
        ]
        dabs = dabbed(path, half * DAB_SHARE)
        for begin in range(0, len(dabs), MOST_DABS):
            flat = [edge for dab in dabs[begin : begin + MOST_DABS] for edge in dab]
            group.add(Dabs(points=flat, texture=self._dab, pointsize=half + SOFT))
        return group

    def _dashes(self, skin: Skin) -> Iterable[list[float]]:
        """Two dashed lines through the middle, as triangles of x, y, u, v."""
        half, dash = skin.metrics.mm(GUIDE_MM) / 2, skin.metrics.mm(DASH_MM)
        inset = self.width * INSET
        for begin, end in _spaced(inset, self.width - inset, dash):
            yield _quad(self.x + begin, self.center_y - half, self.x + end, self.center_y + half)
            yield _quad(self.center_x - half, self.y + begin, self.center_x + half, self.y + end)


def _spaced(begin: float, end: float, dash: float) -> Iterator[tuple[float, float]]:
    """Dashes from ``begin`` to ``end``, as long as the blanks between, alike at both ends."""
    count = max(1, int(((end - begin) / dash + 1) // 2))
    start = (begin + end - (2 * count - 1) * dash) / 2
    for place in range(count):
        yield start + 2 * place * dash, start + (2 * place + 1) * dash


def _quad(left: float, bottom: float, right: float, top: float) -> list[float]:
    corners = [(left, bottom), (right, bottom), (right, top), (left, bottom), (right, top)]
    return [edge for x, y in (*corners, (left, top)) for edge in (x, y, 0.0, 0.0)]
