"""Lines of text as textures: measured, broken and drawn once, tinted when shown.

Opening a font at a size costs Kivy about ten milliseconds and drawing a line one or two, so both
are remembered. Text is drawn white and takes its colour from the canvas.
"""

from collections import OrderedDict
from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache

from kivy.core.text import Label as CoreLabel
from kivy.graphics.texture import Texture

from kiosk.fonts import Fonts
from kiosk.typography import break_lines

CACHE_BYTES = 24_000_000
BYTES_PER_PIXEL = 4
ORPHAN_EM = 3
"""A last line shorter than this takes from the lines before it."""


class Face(StrEnum):
    """Which of the fonts."""

    REGULAR = "regular"
    BOLD = "bold"
    ICONS = "icons"


@dataclass(frozen=True)
class Type:
    """A face at a size in pixels."""

    face: Face
    size: int


class Typesetter:
    """Breaks text into lines and turns lines into textures."""

    def __init__(self, fonts: Fonts) -> None:
        self._files = {
            Face.REGULAR: str(fonts.regular),
            Face.BOLD: str(fonts.bold),
            Face.ICONS: str(fonts.icons),
        }
        self._textures: OrderedDict[tuple[str, Type], Texture] = OrderedDict()
        self._bytes = 0
        self._pens: dict[Type, CoreLabel] = {}
        self.lines: Callable[[str, Type, int], tuple[str, ...]] = lru_cache(2048)(self._lines)
        self.measure: Callable[[str, Type], float] = lru_cache(8192)(self._measure)

    def texture(self, line: str, type_: Type) -> Texture:
        """Return ``line`` drawn in white; its height is the font's, its baseline the font's."""
        key = (line, type_)
        known = self._textures.get(key)
        if known is not None:
            self._textures.move_to_end(key)
            return known
        label = CoreLabel(
            text=line, font_size=type_.size, font_name=self._files[type_.face], color=(1, 1, 1, 1)
        )
        label.refresh()
        self._remember(key, label.texture)
        return label.texture

    def warm(self, type_: Type) -> None:
        """Open the font of ``type_`` ahead of its first use."""
        self.measure("中", type_)

    def _lines(self, text: str, type_: Type, width: int) -> tuple[str, ...]:
        def measure(part: str) -> float:
            return self.measure(part, type_)

        lines = break_lines(text, measure, width)
        for narrower in range(1, ORPHAN_EM + 1):
            if len(lines) < 2 or measure(lines[-1]) >= ORPHAN_EM * type_.size:
                break
            again = break_lines(text, measure, width - narrower * type_.size)
            if len(again) > len(lines):
                break
            lines = again
        return tuple(lines)

    def _measure(self, text: str, type_: Type) -> float:
        pen = self._pens.get(type_)
        if pen is None:
            pen = self._pens[type_] = CoreLabel(
                font_size=type_.size, font_name=self._files[type_.face]
            )
            pen.resolve_font_name()
        return float(pen.get_extents(text)[0])

    def _remember(self, key: tuple[str, Type], texture: Texture) -> None:
        self._textures[key] = texture
        self._bytes += _bytes(texture)
        while self._bytes > CACHE_BYTES and len(self._textures) > 1:
            _, oldest = self._textures.popitem(last=False)
            self._bytes -= _bytes(oldest)


def _bytes(texture: Texture) -> int:
    return int(texture.width * texture.height * BYTES_PER_PIXEL)
