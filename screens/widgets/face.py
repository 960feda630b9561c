"""A face of a score, its word below it and its number above."""

from collections.abc import Callable
from pathlib import Path

from kivy.factory import Factory
from kivy.lang import Builder

from kiosk.pages import Option
from screens.metrics import Role
from screens.skin import Skin
from screens.widgets.card import Chip
from screens.widgets.target import Target

Factory.register("Chip", cls=Chip)
Builder.load_file(str(Path(__file__).with_suffix(".kv")))

PAD_MM, APART_MM = 2.0, 3.0
MOST_MM = 150.0
FACES = (
    "sentiment_very_dissatisfied",
    "sentiment_dissatisfied",
    "sentiment_neutral",
    "sentiment_satisfied",
    "sentiment_very_satisfied",
)
"""The worst first."""
WORD_LINES = 2
SHORT_WORD = 3
"""Chinese of up to so many characters stays on one line."""


class Face(Target):
    """One of several in a row: number, face, word, one below the other."""

    def __init__(self, press: Callable[[str], None], **kwargs: object) -> None:
        super().__init__(**kwargs)
        self.fire = lambda: press(self.name)

    def tell(self, skin: Skin, option: Option, icon: str, number: str) -> None:
        """Take word and face of ``option``."""
        self.name = option.id
        self.ids.title.quote(skin, option.title)
        self.ids.icon.icon, self.ids.chip.number = icon, number

    def forget(self) -> None:
        """Keep not which score this was."""
        self.name = self.ids.icon.icon = self.ids.chip.number = ""

    def least_width(self, skin: Skin) -> float:
        """Return the width at which a word breaks once at most, in pixels."""
        title = self.ids.title
        word = max(
            (skin.type.measure(w, skin.face(Role.PROMPT, bold=True)) for w in _halves(title.text)),
            default=0,
        )
        self.ids.icon.fit(skin)
        return float(max(word + 1, self.ids.icon.width) + 2 * skin.metrics.mm(PAD_MM))

    natural_width = least_width

    def fit(self, skin: Skin, width: float) -> float:
        """Return the height of all three."""
        ids, mm = self.ids, skin.metrics.mm
        self._pad, self._apart = mm(PAD_MM), mm(APART_MM)
        parts = (ids.chip, ids.icon, ids.title)
        chip, icon, title = (part.fit(skin, width - 2 * self._pad) for part in parts)
        # Faces of a row stand on one height, whether or not their words break.
        title = max(title, WORD_LINES * ids.title.pitch)
        self._content = chip + icon + title + 2 * self._apart
        self.size = (width, self._content + 4 * self._pad)
        self.most = max(self.height, mm(MOST_MM))
        self.paint(skin, skin.pair("card"), border=0.8)
        return float(self.height)

    def place(self, x: float, top: float) -> None:
        """Place number, face and word one below the other, in the middle."""
        super().place(x, top)
        y = top - (self.height - self._content) / 2
        for part in (self.ids.chip, self.ids.icon, self.ids.title):
            part.place(x + (self.width - part.width) / 2, y)
            y -= part.height + self._apart


def _halves(text: str) -> list[str]:
    """Words of western script; Chinese in halves, since it may break anywhere."""
    if text.isascii():
        return text.split()
    middle = (len(text) + 1) // 2
    return [text] if len(text) <= SHORT_WORD else [text[:middle], text[middle:]]
