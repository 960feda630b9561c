"""A few words on a rounded ground of their own: where a thing comes from, or how it stands."""

from pathlib import Path

from kivy.lang import Builder
from kivy.properties import NumericProperty, StringProperty

from screens.metrics import BORDER
from screens.skin import Skin
from screens.widgets.block import Block

Builder.load_file(str(Path(__file__).with_suffix(".kv")))

SIDE_MM, PAD_MM, SPACE_MM = 5.0, 0.8, 2.0
LARGEST_RADIUS_MM = 8.0


class Tag(Block):
    """As wide as its words; broken where the width is less. Without words it takes no room.

    ``lifted`` names its colours, ``icon`` stands before the words. An edge is drawn where the
    colours have one.
    """

    text = StringProperty("")
    icon = StringProperty("")
    lifted = StringProperty("chip")
    ground = StringProperty("#FFFFFF")
    edge = StringProperty("#FFFFFF")
    border = NumericProperty(0)
    radius = NumericProperty(0)

    def fit(self, skin: Skin, width: float) -> float:
        """Return the height of the words and the ground around them."""
        words, sign, mm = self.ids.words, self.ids.icon, skin.metrics.mm
        self._side, self._pad = mm(SIDE_MM), mm(PAD_MM)
        self._before = sign.width + mm(SPACE_MM) if sign.fit(skin) else 0.0
        room = width - 2 * self._side - self._before
        words.fit(skin, min(room, words.natural_width(skin) + 1))
        words.width = words.drawn_width
        pair = skin.pair(self.lifted)
        self.ground, self.edge = pair.ground, pair.edge
        self.border = mm(BORDER) if pair.edge != pair.ground else 0
        if not self.text:
            self.size = (0, 0)
            return 0.0
        content = max(words.height, sign.height)
        self.size = (words.width + 2 * self._side + self._before, content + 2 * self._pad)
        self.radius = min(self.height / 2, mm(LARGEST_RADIUS_MM))
        return float(self.height)

    def place(self, x: float, top: float) -> None:
        """Place sign and words on the ground."""
        super().place(x, top)
        words, sign = self.ids.words, self.ids.icon
        middle = top - self.height / 2
        sign.place(x + self._side, middle + sign.height / 2)
        words.place(x + self._side + self._before, middle + words.height / 2)

    def forget(self) -> None:
        """Keep no words, nor what they meant."""
        self.text = self.icon = ""
        self.lifted = "chip"
