"""The base of every part: it fits itself to a width, then is placed. One pass, nothing deferred.

Kivy's own layouts settle over several passes of the clock. A page has to know how high its parts
are before it can tell how many of them fit, so the parts here answer at once.
"""

from collections.abc import Sequence

from kivy.graphics import Color, SmoothLine, SmoothRoundedRectangle
from kivy.properties import NumericProperty, StringProperty
from kivy.uix.widget import Widget

from screens.metrics import BORDER, CORNER, RING, RING_GAP
from screens.skin import Skin
from screens.theme import Pair, rgba


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

    def natural_width(self, skin: Skin) -> float:
        """Return the width at which nothing breaks, in pixels; by default a row of its own."""
        return skin.metrics.content_width

    def least_width(self, skin: Skin) -> float:
        """Return the width at which no word breaks, in pixels."""
        return self.natural_width(skin)


def show_only(parent: Widget, children: Sequence[Widget]) -> None:
    """Make ``children``, in this order, the children of ``parent``, touching only what differs."""
    if parent.children[::-1] == list(children):
        return
    parent.clear_widgets()
    for child in children:
        parent.add_widget(child)


class Panel:
    """A rounded ground with an edge and a focus ring, drawn below a widget's children.

    Edge and ring are lines, not larger grounds below: on software GL every pixel that is painted
    twice is paid for twice.
    """

    def __init__(self, widget: Widget) -> None:
        with widget.canvas.before:
            self._ground_colour = Color(rgba=_NOTHING)
            self._ground = SmoothRoundedRectangle(size=(0, 0))
            self._edge_colour = Color(rgba=_NOTHING)
            self._edge = SmoothLine()
            self._ring_colour = Color(rgba=_NOTHING)
            self._ring = SmoothLine()

    def paint(
        self, skin: Skin, pair: Pair, *, border: float = BORDER, ring: str | None = None
    ) -> None:
        """Take the colours of ``pair``, for the ring ``ring`` or the usual; ``border`` in mm."""
        self._plain = pair.edge == pair.ground
        self._border = skin.metrics.mm(border)
        self._corner = skin.metrics.mm(CORNER)
        self._ring_width, self._ring_gap = skin.metrics.mm(RING), skin.metrics.mm(RING_GAP)
        self._ring_rgba = rgba(ring or skin.theme.ring)
        self._edge_rgba = rgba(pair.edge)
        self._ground_colour.rgba = rgba(pair.ground)

    def tint(self, ground: str) -> None:
        """Change the ground only."""
        self._ground_colour.rgba = rgba(ground)

    def place(self, x: float, y: float, width: float, height: float, *, ring: bool) -> None:
        """Stand at ``x``, ``y``; the ring lies outside, in the blank between parts."""
        self._ground.pos, self._ground.size = (x, y), (width, height)
        self._ground.radius = [self._corner]
        if self._plain:
            self._edge_colour.rgba = _NOTHING
        else:
            self._edge_colour.rgba = self._edge_rgba
            self._outline(self._edge, self._border, -self._border / 2)
        self.ring(ring)

    def ring(self, shown: bool, *, inside: bool = False, framed: bool = False) -> None:
        """Show or hide the focus ring; ``inside`` where there is no room around, ``framed`` by a
        strip of the ground."""
        if not shown:
            self._ring_colour.rgba = _NOTHING
            return
        half = self._ring_width / 2
        grow = -half - (self._ring_gap if framed else 0) if inside else half + self._ring_gap
        self._outline(self._ring, self._ring_width, grow)
        self._ring_colour.rgba = self._ring_rgba

    def _outline(self, line: SmoothLine, thickness: float, grow: float) -> None:
        """Draw ``line`` around the ground, its middle ``grow`` pixels outside."""
        (x, y), (width, height) = self._ground.pos, self._ground.size
        line.width = thickness / 2
        line.rounded_rectangle = (
            x - grow,
            y - grow,
            width + 2 * grow,
            height + 2 * grow,
            max(1, self._corner + grow),
        )


_NOTHING = (0, 0, 0, 0)
