"""The large invitation of the idle page."""

from pathlib import Path

from kivy.lang import Builder

from screens.metrics import BORDER
from screens.skin import Skin
from screens.widgets.target import Target

Builder.load_file(str(Path(__file__).with_suffix(".kv")))

PAD_MM = 12.0
SIGN_MM, SMALL_SIGN_MM = 72.0, 36.0
LARGE_SCALE, LARGE_LOWERED = 1.5, 1.25
"""From this text size on sign, second language and hint make room."""


class Invitation(Target):
    """Icon and words in the middle of a blue ground, in both languages."""

    def tell(self, *, name: str, title: str, other: str, hint: str) -> None:
        """Take the words; ``other`` is the title in the other language."""
        self.name = name
        ids = self.ids
        ids.title.text, ids.other.text, ids.hint.text = title, other, hint

    def hit(self, x: float, y: float) -> bool:
        """Nobody has to aim: everything above its lower edge begins a visit."""
        return bool(y >= self.y)

    def fit(self, skin: Skin, width: float) -> float:
        """Return the least height; it may grow to any."""
        metrics, ids = skin.metrics, self.ids
        large = metrics.text_scale >= (LARGE_LOWERED if metrics.lowered else LARGE_SCALE)
        ids.sign.side = 0 if large else SMALL_SIGN_MM if metrics.lowered else SIGN_MM
        if large:
            ids.hint.text = ids.other.text = ""
        pad = metrics.mm(PAD_MM / 2 if large else PAD_MM)
        self.paint(skin, skin.theme.primary, border=BORDER)
        height = self.ids.column.fit(skin, width - 2 * pad) + 2 * pad
        self._pad = pad
        self.size = (width, height)
        self.most = float(skin.metrics.height)
        return float(height)

    def place(self, x: float, top: float) -> None:
        """Place the words in the middle."""
        super().place(x, top)
        column = self.ids.column
        column.place(x + self._pad, top - (self.height - column.height) / 2)
