"""A code for the phone with what it is for."""

from pathlib import Path

from kivy.factory import Factory
from kivy.lang import Builder
from kivy.properties import StringProperty

from screens.skin import Skin
from screens.widgets.block import Block
from screens.widgets.qr import QrCode

Factory.register("QrCode", cls=QrCode)
Builder.load_file(str(Path(__file__).with_suffix(".kv")))

SPACE_MM = 6.0
NARROWEST_EM = 7
"""With less room than this beside the code, the words stand above it."""


class Scan(Block):
    """The code on the left and its caption beside it, or above; no code takes no room."""

    text = StringProperty("")
    caption = StringProperty("")

    def fit(self, skin: Skin, width: float) -> float:
        """Choose between beside and above; return the height of both."""
        code, words = self.ids.code, self.ids.words
        self._space = skin.metrics.mm(SPACE_MM)
        code.fit(skin)
        room = width - code.width - self._space
        needed = max(words.widest_word(skin), min(NARROWEST_EM * words.em(skin), width))
        self._beside = bool(self.text) and room >= needed
        words.fit(skin, room if self._beside else width)
        if not self.text:
            self.size = (width, 0.0)
        elif self._beside:
            self.size = (width, max(code.height, words.height))
        else:
            self.size = (width, code.height + self._space + words.height)
        return float(self.height)

    def place(self, x: float, top: float) -> None:
        """Place code and caption."""
        super().place(x, top)
        code, words = self.ids.code, self.ids.words
        if self._beside:
            middle = top - self.height / 2
            code.place(x, middle + code.height / 2)
            words.place(x + code.width + self._space, middle + words.height / 2)
            return
        words.place(x, top)
        code.place(x, top - words.height - self._space)

    def forget(self) -> None:
        """Keep neither code nor caption."""
        self.text = self.caption = ""
