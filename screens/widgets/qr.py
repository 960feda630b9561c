"""A QR code, crisp: every module a whole number of pixels."""

from math import ceil

from kivy.graphics import Color, Rectangle
from kivy.graphics.texture import Texture
from kivy.properties import NumericProperty, StringProperty

from kiosk.qr import QUIET_MODULES, qr_matrix, qr_modules
from screens.skin import Skin
from screens.theme import rgba
from screens.widgets.block import Block

LEAST_MODULE_MM = 0.6
"""Of a code that holds much text: a phone at arm's length still tells its modules apart."""


class QrCode(Block):
    """The code for ``text``, ``side`` millimetres with its quiet zone; no text takes no room."""

    text = StringProperty("")
    side = NumericProperty(42)

    def __init__(self, **kwargs: object) -> None:
        super().__init__(**kwargs)
        self._drawn_text = ""
        self._modules = 0
        with self.canvas:
            self._light = Color()
            self._ground = Rectangle(size=(0, 0))
            self._dark = Color()
            self._code = Rectangle(size=(0, 0))

    def fit(self, skin: Skin, width: float = 0) -> float:
        """Take the largest whole number of pixels a module within ``side``, or the smallest that
        a phone reads."""
        if not self.text:
            self.size = self._ground.size = self._code.size = (0, 0)
            return 0.0
        self._modules = qr_modules(self.text)
        self._light.rgba = rgba(skin.theme.code_light)
        self._dark.rgba = rgba(skin.theme.code_dark)
        whole = self._modules + 2 * QUIET_MODULES
        least = ceil(LEAST_MODULE_MM * skin.metrics.px_per_mm)
        pixel = max(least, int(skin.metrics.mm(self.side) // whole))
        self._quiet = QUIET_MODULES * pixel
        self.size = self._ground.size = (whole * pixel, whole * pixel)
        self._code.size = (self._modules * pixel, self._modules * pixel)
        return float(self.height)

    def place(self, x: float, top: float) -> None:
        """Draw ground and code on whole pixels. Here the code is made: it takes its time."""
        super().place(round(x), round(top))
        if self._drawn_text != self.text:
            self._draw()
        self._ground.pos = self.pos
        self._code.pos = (self.x + self._quiet, self.y + self._quiet)

    def forget(self) -> None:
        """Keep neither the text nor the code."""
        self.text = self._drawn_text = ""
        self._code.texture = None
        self._code.size = (0, 0)

    def _draw(self) -> None:
        matrix = qr_matrix(self.text)
        texture = Texture.create(size=(self._modules, self._modules), colorfmt="rgba")
        texture.mag_filter = texture.min_filter = "nearest"
        dots = b"".join(
            b"\xff\xff\xff\xff" if dark else b"\x00\x00\x00\x00"
            for row in reversed(matrix)
            for dark in row
        )
        texture.blit_buffer(dots, colorfmt="rgba", bufferfmt="ubyte")
        self._code.texture = texture
        self._drawn_text = self.text
