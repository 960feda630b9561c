"""The base of every part: it fits itself to a width, then is placed. One pass, nothing deferred.

Kivy's own layouts settle over several passes of the clock. A page has to know how high its parts
are before it can tell how many of them fit, so the parts here answer at once.
"""

from collections.abc import Sequence
from enum import Enum, auto

from kivy.graphics import Color, SmoothLine
from kivy.properties import NumericProperty, StringProperty
from kivy.uix.widget import Widget

from screens.metrics import BORDER, CORNER, RING, RING_GAP
from screens.skin import Skin
from screens.theme import Pair, rgba
from screens.widgets.slab import Slab


class Block(Widget):
    """A part of a screen. ``above`` is the blank in millimetres it wants above it in a column."""

    above = NumericProperty(0)

    def fit(self, skin: Skin, width: float) -> float:
        """Dress for ``skin``, take ``width`` pixels and return the height needed."""
        raise NotImplementedError

    def place(self, x: float, top: float) -> None:
        """Stand with the upper left corner at ``x``, ``top``."""
        self.pos = (x, top - self.height)

    def forget(self) -> None:
        """Keep nothing of what this part told; what it is made of is asked by itself."""


class Standing(Block):
    """A part of a row of answers: the row gives it its height, up to ``most`` pixels."""

    name = StringProperty("")
    most: float = 0.0

    def stretch(self, height: float) -> None:
        """Take ``height`` pixels."""
        self.height = height

    def holds(self, name: str) -> bool:
        """Tell whether the focus on ``name`` is on this part, or on a target in it."""
        return bool(self.name == name)

    def natural_width(self, skin: Skin) -> float:
        """Return the width at which nothing breaks, in pixels; by default a row of its own."""
        return skin.metrics.content_width

    def least_width(self, skin: Skin) -> float:
        """Return the width at which no word breaks, in pixels."""
        return self.natural_width(skin)


class Blank(Standing):
    """Nothing, where a row has fewer parts than the rows above it."""

    def fit(self, skin: Skin, width: float) -> float:
        """Take the width and no height."""
        self.size = (width, 0)
        return 0.0

    def natural_width(self, skin: Skin) -> float:
        """Nothing breaks."""
        return 0.0


def show_only(parent: Widget, children: Sequence[Widget]) -> None:
    """Make ``children``, in this order, the children of ``parent``, touching only what differs."""
    if parent.children[::-1] == list(children):
        return
    parent.clear_widgets()
    for child in children:
        parent.add_widget(child)


class Ring(Enum):
    """Where a focus ring lies: in the blank around a part; where there is less blank, on the edge;
    where there is none, within, at the edge or framed by a strip of the ground."""

    AROUND = auto()
    ASTRIDE = auto()
    WITHIN = auto()
    FRAMED = auto()


class Panel:
    """A rounded ground with an edge and a focus ring, drawn below a widget's children."""

    def __init__(self, widget: Widget) -> None:
        self._slab = Slab(widget.canvas.before)
        self._box = (0.0, 0.0, 0.0, 0.0)
        with widget.canvas.before:
            self._ring_colour = Color(rgba=_NOTHING)
            self._ring = SmoothLine()

    def paint(
        self, skin: Skin, pair: Pair, *, border: float = BORDER, ring: str | None = None
    ) -> None:
        """Take the colours of ``pair``, for the ring ``ring`` or the usual; ``border`` in mm."""
        self._border = skin.metrics.mm(border) if pair.edge != pair.ground else 0.0
        self._corner = skin.metrics.mm(CORNER)
        self._ring_width, self._ring_gap = skin.metrics.mm(RING), skin.metrics.mm(RING_GAP)
        self._ring_rgba = rgba(ring or skin.theme.ring)
        self._slab.edge(rgba(pair.edge))
        self._slab.tint(rgba(pair.ground))

    def tint(self, ground: str) -> None:
        """Change the ground only."""
        self._slab.tint(rgba(ground))

    def place(self, x: float, y: float, width: float, height: float, *, ring: bool) -> None:
        """Stand at ``x``, ``y``; the ring lies outside, in the blank between parts."""
        self._box = (x, y, width, height)
        self._slab.place(self._box, self._corner, self._border)
        self.ring(ring)

    def ring(self, shown: bool, place: Ring = Ring.AROUND) -> None:
        """Show or hide the focus ring."""
        if not shown:
            self._ring_colour.rgba = _NOTHING
            self._ring.points = ()
            return
        half = self._ring_width / 2
        grow = {
            Ring.AROUND: half + self._ring_gap,
            Ring.ASTRIDE: 0.0,
            Ring.WITHIN: -half,
            Ring.FRAMED: -half - self._ring_gap,
        }[place]
        x, y, width, height = self._box
        self._ring.width = half
        self._ring.rounded_rectangle = (
            x - grow,
            y - grow,
            width + 2 * grow,
            height + 2 * grow,
            max(1, self._corner + grow),
        )
        self._ring_colour.rgba = self._ring_rgba


_NOTHING = (0, 0, 0, 0)
