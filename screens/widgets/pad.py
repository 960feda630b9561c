"""The digit pad: ten digits, delete and done, in four rows of three."""

from collections.abc import Callable
from pathlib import Path

from kivy.lang import Builder

from kiosk.wording import say
from screens.skin import Skin
from screens.widgets.block import Standing
from screens.widgets.target import Target

Builder.load_file(str(Path(__file__).with_suffix(".kv")))

DELETE, DONE = "delete", "done"
LAYOUT = ("123", "456", "789")
COLUMNS = 3
APART_MM = 4.0
LEAST_MM = 18.0
MOST_MM = 48.0
DIGIT_SHARE, WORD_SHARE = 0.62, 0.36
"""Size of a digit and of a word in parts of their key's height, at most."""


class PadKey(Target):
    """A digit, or a sign with its word."""

    def __init__(self, symbol: str, press: Callable[[str], None]) -> None:
        super().__init__(name=f"screen:{symbol}", once=False)
        self.symbol = symbol
        self.fire = lambda: press(symbol)
        ids = self.ids
        ids.glyph.icon = {DELETE: "backspace", DONE: "check"}.get(symbol, "")
        ground = "primary" if symbol == DONE else "card"
        self._colours = ids.glyph.ground = ids.words.ground = ground

    def fit(self, skin: Skin, width: float) -> float:
        """Fit sign and words to the key as it stands; the height is the pad's to give."""
        ids = self.ids
        digit = self.symbol.isdigit()
        ids.words.text = self.symbol if digit else skin.shown(say(f"screen.{self.symbol}"))
        ids.words.role = "large" if digit else "prompt"
        ids.words.cap = int(self.height * (DIGIT_SHARE if digit else WORD_SHARE))
        pad = skin.metrics.mm(3)
        ids.glyph.fit(skin)
        self._space = pad if ids.glyph.width else 0.0
        room = width - 2 * pad - ids.glyph.width - self._space
        ids.words.fit(skin, room)
        ids.words.width = ids.words.drawn_width
        self.width = width
        self.paint(skin, skin.pair(self._colours))
        return float(self.height)

    def place(self, x: float, top: float) -> None:
        """Centre sign and words."""
        super().place(x, top)
        glyph, words = self.ids.glyph, self.ids.words
        left = x + (self.width - glyph.width - self._space - words.width) / 2
        middle = top - self.height / 2
        glyph.place(left, middle + glyph.height / 2)
        words.place(left + glyph.width + self._space, middle + words.height / 2)


class Pad(Standing):
    """Twelve keys; ``press`` hears a digit, ``delete`` or ``done``."""

    def __init__(self, press: Callable[[str], None], **kwargs: object) -> None:
        super().__init__(**kwargs)
        order = [*"".join(LAYOUT), DELETE, "0", DONE]
        self._keys = [PadKey(symbol, press) for symbol in order]
        for key in self._keys:
            self.add_widget(key)

    def fit(self, skin: Skin, width: float) -> float:
        """Return the least height: keys a finger hits safely."""
        mm = skin.metrics.mm
        self._skin, self._apart = skin, mm(APART_MM)
        self._key_width = (width - (COLUMNS - 1) * self._apart) / COLUMNS
        rows = len(self._keys) // COLUMNS
        blank = (rows - 1) * self._apart
        self.most = rows * mm(MOST_MM) + blank
        self.size = (width, rows * mm(LEAST_MM) + blank)
        return float(self.height)

    def place(self, x: float, top: float) -> None:
        """Place the keys."""
        super().place(x, top)
        rows = len(self._keys) // COLUMNS
        key_height = (self.height - (rows - 1) * self._apart) / rows
        for index, key in enumerate(self._keys):
            row, column = divmod(index, COLUMNS)
            key.stretch(key_height)
            key.fit(self._skin, self._key_width)
            key.place(
                x + column * (self._key_width + self._apart),
                top - row * (key_height + self._apart),
            )
