"""A label and its value: an address, opening hours, a telephone number."""

from pathlib import Path

from kivy.graphics import Color, Rectangle
from kivy.lang import Builder

from kiosk.pages import Fact, Tone
from screens.metrics import BORDER
from screens.skin import Skin
from screens.theme import rgba
from screens.widgets.block import Block

Builder.load_file(str(Path(__file__).with_suffix(".kv")))

SIGNS = {Tone.CARE: "warning", Tone.URGENT: "error"}
LABEL_SHARE = 0.28
"""Of the width: the label stands beside its value where it needs no more than this."""
APART_MM, PAD_MM = 5.0, 3.0


class FactLine(Block):
    """The label left of its value, or above it, and a thin line below both.

    What needs care has a sign before its value.
    """

    def __init__(self, **kwargs: object) -> None:
        super().__init__(**kwargs)
        with self.canvas.before:
            self._colour = Color()
            self._rule = Rectangle(size=(0, 0))

    def tell(self, skin: Skin, fact: Fact) -> None:
        """Take the words of ``fact``."""
        ids = self.ids
        ids.sign.icon = SIGNS.get(fact.tone, "")
        ids.sign.ground = str(fact.tone) if fact.tone in SIGNS else "paper"
        ids.label.quote(skin, fact.label)
        ids.value.quote(skin, fact.value)

    def forget(self) -> None:
        """Keep not whether it needed care."""
        self.ids.sign.icon = ""
        self._rule.size = (0, 0)

    def fit(self, skin: Skin, width: float) -> float:
        """Choose between beside and above; return the height of both and the line."""
        ids, mm = self.ids, skin.metrics.mm
        apart, self._pad, self._thick = mm(APART_MM), mm(PAD_MM), mm(BORDER)
        self._beside = ids.label.natural_width(skin) <= LABEL_SHARE * width
        self._left = LABEL_SHARE * width + apart if self._beside else 0.0
        self._sign = ids.sign.width + apart / 2 if ids.sign.fit(skin) else 0.0
        ids.label.fit(skin, LABEL_SHARE * width + 1 if self._beside else width)
        ids.value.fit(skin, width - self._left - self._sign)
        value = max(ids.value.height, ids.sign.height)
        words = max(ids.label.height, value) if self._beside else ids.label.height + value
        self._colour.rgba = rgba(skin.theme.paper.edge)
        self.size = (width, words + 2 * self._pad + self._thick)
        return float(self.height)

    def place(self, x: float, top: float) -> None:
        """Place label, sign and value, their first lines on one height."""
        super().place(x, top)
        ids = self.ids
        top -= self._pad
        first = max(ids.value.pitch, ids.sign.height)
        if self._beside:
            ids.label.place(x, top - (first - ids.label.pitch) / 2)
        else:
            ids.label.place(x, top)
            top -= ids.label.height
        ids.sign.place(x + self._left, top - (first - ids.sign.height) / 2)
        ids.value.place(x + self._left + self._sign, top - (first - ids.value.pitch) / 2)
        self._rule.pos = (round(x), round(self.y))
        self._rule.size = (self.width, self._thick)
