"""A few words on a rounded ground of their own: where a statement comes from."""

from pathlib import Path

from kivy.lang import Builder
from kivy.properties import NumericProperty, StringProperty

from screens.skin import Skin
from screens.widgets.block import Block

Builder.load_file(str(Path(__file__).with_suffix(".kv")))

SIDE_MM, PAD_MM = 5.0, 0.8
LARGEST_RADIUS_MM = 8.0


class Tag(Block):
    """As wide as its words; broken where the width is less."""

    text = StringProperty("")
    ground = StringProperty("#FFFFFF")
    radius = NumericProperty(0)

    def fit(self, skin: Skin, width: float) -> float:
        """Return the height of the words and the ground around them."""
        words, mm = self.ids.words, skin.metrics.mm
        self._side, self._pad = mm(SIDE_MM), mm(PAD_MM)
        room = width - 2 * self._side
        words.fit(skin, min(room, words.natural_width(skin) + 1))
        words.width = words.drawn_width
        self.ground = skin.pair("chip").ground
        self.size = (words.width + 2 * self._side, words.height + 2 * self._pad)
        self.radius = min(self.height / 2, mm(LARGEST_RADIUS_MM))
        return float(self.height)

    def place(self, x: float, top: float) -> None:
        """Place the words on the ground."""
        super().place(x, top)
        self.ids.words.place(x + self._side, top - self._pad)

    def forget(self) -> None:
        """Keep no words."""
        self.text = ""
