"""The base of every part: it fits itself to a width, then is placed. One pass, nothing deferred.

Kivy's own layouts settle over several passes of the clock. A page has to know how high its parts
are before it can tell how many of them fit, so the parts here answer at once.
"""

from collections.abc import Sequence

from kivy.graphics import Color, SmoothRoundedRectangle
from kivy.properties import NumericProperty, StringProperty
from kivy.uix.widget import Widget

from screens.metrics import BORDER, CORNER, RING
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
    """A rounded ground with an edge and a focus ring, drawn below a widget's children."""

    def __init__(self, widget: Widget) -> None:
        with widget.canvas.before:
            self._ring_colour = Color(rgba=(0, 0, 0, 0))
            self._ring = SmoothRoundedRectangle()
            self._edge_colour = Color()
            self._edge = SmoothRoundedRectangle()
            self._ground_colour = Color()
            self._ground = SmoothRoundedRectangle()

    def paint(self, skin: Skin, pair: Pair, *, border: float = BORDER) -> None:
        """Take the colours of ``pair``; ``border`` in millimetres."""
        self._border = skin.metrics.mm(border)
        self._corner = skin.metrics.mm(CORNER)
        self._reach = skin.metrics.mm(RING)
        self._ring_rgba = rgba(skin.theme.ring)
        self._edge_colour.rgba = rgba(pair.edge)
        self._ground_colour.rgba = rgba(pair.ground)

    def tint(self, ground: str) -> None:
        """Change the ground only."""
        self._ground_colour.rgba = rgba(ground)

    def rim(self, colour: str, border: float) -> None:
        """Give the edge another colour and a width of ``border`` pixels."""
        x, y = self._edge.pos
        self._edge_colour.rgba = rgba(colour)
        width, height = self._edge.size
        _stand(self._ground, x, y, width, height, self._corner, -border)

    def place(self, x: float, y: float, width: float, height: float, *, ring: bool) -> None:
        """Stand at ``x``, ``y``; the ring lies outside, in the blank between parts."""
        _stand(self._edge, x, y, width, height, self._corner, 0)
        _stand(self._ground, x, y, width, height, self._corner, -self._border)
        self.ring(ring)

    def ring(self, shown: bool) -> None:
        """Show or hide the focus ring."""
        x, y = self._edge.pos
        width, height = self._edge.size
        if shown:
            _stand(self._ring, x, y, width, height, self._corner, self._reach)
            self._ring_colour.rgba = self._ring_rgba
        else:
            _stand(self._ring, x, y, 0, 0, 0, 0)
            self._ring_colour.rgba = (0, 0, 0, 0)


def _stand(
    shape: SmoothRoundedRectangle,
    x: float,
    y: float,
    width: float,
    height: float,
    corner: float,
    grow: float,
) -> None:
    shape.pos = (x - grow, y - grow)
    shape.size = (width + 2 * grow, height + 2 * grow)
    shape.radius = [max(0, corner + grow)]
