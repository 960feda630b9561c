"""The two halves of a queue ticket on the screen: the number, and how long it takes."""

from dataclasses import replace
from pathlib import Path

from kivy.lang import Builder

from screens.skin import Skin
from screens.widgets.block import Block, Panel

Builder.load_file(str(Path(__file__).with_suffix(".kv")))

PAD_MM = 6.0


class Figures(Block):
    """Two figures side by side, each over its label."""

    def __init__(self, **kwargs: object) -> None:
        super().__init__(**kwargs)
        self._panel = Panel(self)

    def fit(self, skin: Skin, width: float) -> float:
        """Fit both figures to half the width."""
        self._pad = skin.metrics.mm(PAD_MM)
        self._half = (width - 3 * self._pad) / 2
        height = max(part.fit(skin, self._half) for part in (self.ids.left, self.ids.right))
        self.size = (width, height + 2 * self._pad)
        pair = skin.theme.card
        quiet = pair if skin.theme.edges_everywhere else replace(pair, edge=pair.ground)
        self._panel.paint(skin, quiet)
        return float(self.height)

    def place(self, x: float, top: float) -> None:
        """Place both figures, their tops on one line."""
        super().place(x, top)
        self._panel.place(x, self.y, self.width, self.height, ring=False)
        self.ids.left.place(x + self._pad, top - self._pad)
        self.ids.right.place(x + 2 * self._pad + self._half, top - self._pad)
