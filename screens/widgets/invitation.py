"""The large invitation of the idle page."""

from pathlib import Path

from kivy.factory import Factory
from kivy.lang import Builder

from screens.metrics import BORDER
from screens.skin import Skin
from screens.widgets.picture import Picture
from screens.widgets.target import Target

Factory.register("Picture", cls=Picture)
Builder.load_file(str(Path(__file__).with_suffix(".kv")))

PAD_MM, SMALL_PAD_MM, SPACE_MM = 9.0, 6.0, 8.0
PICTURE_MM, SMALL_PICTURE_MM, LARGE_PICTURE_MM = 74.0, 50.0, 96.0
LARGE_SCALE, LARGE_LOWERED = 1.5, 1.25
"""From this text size on picture, second language and hint make room."""


class Invitation(Target):
    """A drawing of what to do and the words for it in both languages, beside it or, where there
    is height for it, below. A ``small`` one leaves room for others: no hint, a smaller drawing."""

    small = False

    def __init__(self, **kwargs: object) -> None:
        super().__init__(**kwargs)
        self._hint = ""

    def tell(self, *, name: str, title: str, other: str, hint: str) -> None:
        """Take the words; ``other`` is the title in the other language."""
        self.name = name
        ids = self.ids
        ids.title.text, ids.other.text, self._hint = title, other, hint

    def hit(self, x: float, y: float) -> bool:
        """Nobody has to aim: everything above its lower edge begins a visit."""
        return bool(y >= self.y)

    def fit(self, skin: Skin, width: float) -> float:
        """Return the least height; it may grow to any."""
        metrics, ids = skin.metrics, self.ids
        large = metrics.text_scale >= (LARGE_LOWERED if metrics.lowered else LARGE_SCALE)
        small = self.small or metrics.lowered
        ids.picture.side = 0 if large else SMALL_PICTURE_MM if small else PICTURE_MM
        ids.hint.text = "" if large or self.small else self._hint
        if large:
            ids.other.text = ""
        self._pad = metrics.mm(SMALL_PAD_MM if self.small else PAD_MM)
        self._skin = skin
        ids.picture.fit(skin)
        before = ids.picture.width + metrics.mm(SPACE_MM) if ids.picture.width else 0.0
        self._before = before
        self.paint(skin, skin.theme.primary, border=BORDER)
        words = ids.column.fit(skin, width - 2 * self._pad - before)
        self.size = (width, max(words, ids.picture.height) + 2 * self._pad)
        self.most = float(metrics.height)
        return float(self.height)

    def place(self, x: float, top: float) -> None:
        """Place drawing and words in the middle of the height."""
        super().place(x, top)
        ids, middle = self.ids, top - self.height / 2
        if self._before and self._place_below(x, top):
            return
        ids.picture.place(x + self._pad, middle + ids.picture.height / 2)
        ids.column.place(x + self._pad + self._before, middle + ids.column.height / 2)

    def _place_below(self, x: float, top: float) -> bool:
        """Place a larger drawing above the words, if the height is enough; tell whether."""
        ids, skin, pad = self.ids, self._skin, self._pad
        beside, side = ids.column.width, ids.picture.side
        ids.picture.side = LARGE_PICTURE_MM
        between = skin.metrics.mm(SPACE_MM)
        both = ids.picture.fit(skin) + between + ids.column.fit(skin, self.width - 2 * pad)
        if both + 2 * pad > self.height:
            ids.picture.side = side
            ids.picture.fit(skin)
            ids.column.fit(skin, beside)
            return False
        upper = top - (self.height - both) / 2
        ids.picture.place(x + (self.width - ids.picture.width) / 2, upper)
        ids.column.place(x + pad, upper - ids.picture.height - between)
        return True
