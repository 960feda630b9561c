"""The head of every page: whose terminal this is, and the time or what is left of it."""

from pathlib import Path

from kivy.lang import Builder
from kivy.properties import StringProperty

from kiosk.wording import say_count
from screens.skin import Skin
from screens.widgets.block import Block

Builder.load_file(str(Path(__file__).with_suffix(".kv")))

PAD_MM = 6.0
SPACE_MM = 5.0


class Header(Block):
    """Icon, name of the centre, clock; a count-down takes the clock's place while it runs."""

    name = StringProperty("")
    ground = StringProperty("#FFFFFF")
    edge = StringProperty("#FFFFFF")

    def tell(self, skin: Skin, name: str, clock: str, seconds_left: int | None) -> None:
        """Take the words."""
        ids = self.ids
        ids.name.text = name
        ids.timer.icon = "" if seconds_left is None else "timer"
        ids.clock.text = (
            clock if seconds_left is None else skin.shown(say_count("screen.seconds", seconds_left))
        )

    def fit(self, skin: Skin, width: float) -> float:
        """Return the least height; the name takes what clock and icon leave it."""
        ids, mm = self.ids, skin.metrics.mm
        pair = skin.theme.header
        self.ground, self.edge = pair.ground, pair.edge
        self._margin, self._space = skin.metrics.margin, mm(SPACE_MM)
        ids.icon.fit(skin)
        ids.timer.fit(skin)
        self._clock_width = ids.clock.natural_width(skin) + 1
        taken = ids.icon.width + self._space + self._clock_width + self._space
        if ids.timer.width:
            taken += ids.timer.width + self._space / 2
        height = ids.name.fit(skin, width - 2 * self._margin - taken)
        height = max(height, ids.clock.fit(skin, self._clock_width), ids.icon.height)
        self._least = height + 2 * mm(PAD_MM)
        self.size = (width, self._least)
        return float(self._least)

    def stretch(self, height: float) -> None:
        """Take ``height`` pixels; the words stay at the top."""
        self.height = height

    def place(self, x: float, top: float) -> None:
        """Stand below ``top``."""
        super().place(x, top)
        ids = self.ids
        middle = top - self._least / 2
        left = x + self._margin
        ids.icon.place(left, middle + ids.icon.height / 2)
        ids.name.place(left + ids.icon.width + self._space, middle + ids.name.height / 2)
        right = x + self.width - self._margin - self._clock_width
        ids.clock.place(right, middle + ids.clock.height / 2)
        if ids.timer.width:
            ids.timer.place(
                right - self._space / 2 - ids.timer.width, middle + ids.timer.height / 2
            )


class Banner(Block):
    """One quiet line below the header: what does not work at the moment."""

    ground = StringProperty("#FFFFFF")

    def tell(self, text: str) -> None:
        """Take the words; none hides the banner."""
        self.ids.words.text = text

    def fit(self, skin: Skin, width: float) -> float:
        """Return the height: none without words."""
        ids = self.ids
        self.ground = skin.theme.banner.ground
        self._margin = skin.metrics.margin
        height = ids.row.fit(skin, width - 2 * self._margin) if ids.words.text else 0.0
        ids.row.opacity = 1 if height else 0
        self._pad = skin.metrics.mm(4)
        self.size = (width, height + 2 * self._pad if height else 0)
        return float(self.height)

    def place(self, x: float, top: float) -> None:
        """Stand below ``top``."""
        super().place(x, top)
        if self.height:
            self.ids.row.place(x + self._margin, top - self._pad)
