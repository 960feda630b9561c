"""The two halves of a queue ticket on the screen: the number, and how long it takes."""

from pathlib import Path

from kivy.graphics import Color, Rectangle, SmoothEllipse
from kivy.lang import Builder

from screens.skin import Skin
from screens.theme import rgba
from screens.widgets.block import Block, Panel
from screens.widgets.boxes import telling

Builder.load_file(str(Path(__file__).with_suffix(".kv")))

PAD_MM = 6.0
NOTCH_MM = 8.0
DASHES = 24


class Figures(Block):
    """Two figures side by side, each over its label."""

    def __init__(self, **kwargs: object) -> None:
        super().__init__(**kwargs)
        self._panel = Panel(self)
        with self.canvas:
            self._notch_colour = Color()
            self._notches = (SmoothEllipse(size=(0, 0)), SmoothEllipse(size=(0, 0)))
            self._tear_colour = Color()
            self._tear = [Rectangle(size=(0, 0)) for _ in range(DASHES)]

    def fit(self, skin: Skin, width: float) -> float:
        """Fit both figures to half the width."""
        self._pad = skin.metrics.mm(PAD_MM)
        self._half = (width - 3 * self._pad) / 2
        height = max(part.fit(skin, self._half) for part in (self.ids.left, self.ids.right))
        self.size = (width, height + 2 * self._pad)
        self._panel.paint(skin, telling(skin, skin.theme.card))
        self._notch = skin.metrics.mm(NOTCH_MM)
        self._notch_colour.rgba = rgba(skin.theme.paper.ground)
        self._tear_colour.rgba = rgba(skin.theme.card.edge)
        return float(self.height)

    def place(self, x: float, top: float) -> None:
        """Place both figures, their tops on one line."""
        super().place(x, top)
        self._panel.place(x, self.y, self.width, self.height, ring=False)
        self._place_tear(x, top)
        self.ids.left.place(x + self._pad, top - self._pad)
        self.ids.right.place(x + 2 * self._pad + self._half, top - self._pad)

    def _place_tear(self, x: float, top: float) -> None:
        """A dashed line with a notch at either end, as on a ticket one tears off."""
        notch = self._notch
        for shape, centre in zip(self._notches, (x, x + self.width), strict=True):
            shape.size = (notch, notch)
            shape.pos = (centre - notch / 2, top - notch / 2)
        step = (self.width - 2 * notch) / (2 * DASHES - 1)
        for index, dash in enumerate(self._tear):
            dash.size = (step, 2)
            dash.pos = (round(x + notch + 2 * index * step), round(top))
