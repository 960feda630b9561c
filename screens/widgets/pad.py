"""The digit pad: ten digits, delete and done, in four rows of three."""

from collections.abc import Callable

from kivy.properties import BooleanProperty

from kiosk.pad import DELETE, DONE, PAD
from kiosk.wording import say
from screens.skin import Skin
from screens.widgets.block import Standing
from screens.widgets.cell import Cell, Label

LAYOUT = ("123", "456", "789")
COLUMNS = 3
APART_MM = 4.0
LEAST_MM = 18.0
MOST_MM = 48.0
DIGIT_SHARE, WORD_SHARE = 0.62, 0.56
"""Size of a digit and of a word in parts of their key's height, at most."""
ICONS = {DELETE: "backspace", DONE: "check"}


class Pad(Standing):
    """Twelve keys; ``press`` hears a digit, ``delete`` or ``done``.

    While not ``ready``, done is dimmed: it can be pressed all the same, and says what is missing.
    """

    ready = BooleanProperty(True)

    def __init__(self, press: Callable[[str], None], **kwargs: object) -> None:
        super().__init__(**kwargs)
        self._symbols = [*"".join(LAYOUT), DELETE, "0", DONE]
        self._keys = [Cell(press) for _ in self._symbols]
        for key in self._keys:
            self.add_widget(key)

    def fit(self, skin: Skin, width: float) -> float:
        """Return the least height: keys a finger hits safely."""
        mm = skin.metrics.mm
        self._skin, self._apart = skin, mm(APART_MM)
        self._key_width = (width - (COLUMNS - 1) * self._apart) / COLUMNS
        for key, symbol in zip(self._keys, self._symbols, strict=True):
            key.tell(self._label(skin, symbol))
        rows = len(self._keys) // COLUMNS
        blank = (rows - 1) * self._apart
        self.most = rows * mm(MOST_MM) + blank
        self.size = (width, rows * mm(LEAST_MM) + blank)
        return float(self.height)

    def holds(self, name: str) -> bool:
        """Tell whether ``name`` is a key."""
        return any(key.name == name for key in self._keys)

    def place(self, x: float, top: float) -> None:
        """Place the keys."""
        super().place(x, top)
        rows = len(self._keys) // COLUMNS
        key_height = (self.height - (rows - 1) * self._apart) / rows
        for index, key in enumerate(self._keys):
            row, column = divmod(index, COLUMNS)
            left = x + column * (self._key_width + self._apart)
            upper = top - row * (key_height + self._apart)
            key.set(self._skin, left, upper, self._key_width, key_height)

    def _label(self, skin: Skin, symbol: str) -> Label:
        digit = symbol.isdigit()
        done = "primary" if self.ready else "dimmed"
        return Label(
            symbol if digit else skin.shown(say(f"screen.{symbol}")),
            PAD + symbol,
            icon=ICONS.get(symbol, ""),
            role="large" if digit else "prompt",
            share=DIGIT_SHARE if digit else WORD_SHARE,
            ground=done if symbol == DONE else "card",
        )
