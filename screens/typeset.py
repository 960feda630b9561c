"""Lines of text as textures: measured, broken and drawn once, tinted when shown.

Drawn by Pillow, not by Kivy's text provider: that one reads the whole font file, 16 MB, into
memory for every size in use and takes ten milliseconds to do it; Pillow maps the file. Text is
drawn white and takes its colour from the canvas, so it need not be drawn anew for another theme.
"""

from collections import OrderedDict
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache
from math import ceil

from kivy.graphics.texture import Texture
from PIL import Image, ImageDraw, ImageFont

from kiosk.fonts import Fonts
from kiosk.typography import break_lines, widest_piece

CACHE_BYTES = 4_000_000
BYTES_PER_PIXEL = 2
FACES = 16
"""Open at once: each takes half a megabyte, and a millisecond to open. Every look and every kind of
page has sizes of its own, and over some visits they would come to seventy."""
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
        self._font = lru_cache(FACES)(self._open)
        self.lines = lru_cache(2048)(self._lines)
        self.measure = lru_cache(8192)(self._measure)

    def forget(self) -> None:
        """Keep no text that was set, nor its picture. Fonts stay open."""
        self._textures.clear()
        self._bytes = 0
        for memory in (self.lines, self.measure):
            memory.cache_clear()

    def texture(self, line: str, type_: Type) -> Texture:
        """Return ``line`` drawn in white; its height is the font's, its baseline the font's."""
        key = (line, type_)
        known = self._textures.get(key)
        if known is None:
            known = self._draw(line, type_)
            self._remember(key, known)
        else:
            self._textures.move_to_end(key)
        return known

    def _draw(self, line: str, type_: Type) -> Texture:
        font = self._font(type_)
        ascent, descent = font.getmetrics()
        size = (max(1, ceil(font.getlength(line))), ascent + descent)
        mask = Image.new("L", size)
        ImageDraw.Draw(mask).text((0, 0), line, font=font, fill=255)
        pixels = Image.merge("LA", (Image.new("L", size, 255), mask)).tobytes()
        texture = Texture.create(size=size, colorfmt="luminance_alpha")
        texture.blit_buffer(pixels, colorfmt="luminance_alpha", bufferfmt="ubyte")
        texture.flip_vertical()
        # It is always drawn pixel by pixel: reading four around each is work for nothing.
        texture.min_filter = texture.mag_filter = "nearest"
        return texture

    def _open(self, type_: Type) -> ImageFont.FreeTypeFont:
        return ImageFont.truetype(
            self._files[type_.face], type_.size, layout_engine=ImageFont.Layout.BASIC
        )

    def _lines(self, text: str, type_: Type, width: int) -> tuple[str, ...]:
        def measure(part: str) -> float:
            return self.measure(part, type_)

        lines = break_lines(text, measure, width)
        least = widest_piece(text, measure)
        for narrower in range(1, ORPHAN_EM + 1):
            room = width - narrower * type_.size
            if len(lines) < 2 or measure(lines[-1]) >= ORPHAN_EM * type_.size or room < least:
                break
            again = break_lines(text, measure, room)
            if len(again) > len(lines):
                break
            lines = again
        return tuple(lines)

    def _measure(self, text: str, type_: Type) -> float:
        return self._font(type_).getlength(text)

    def _remember(self, key: tuple[str, Type], texture: Texture) -> None:
        self._textures[key] = texture
        self._bytes += _bytes(texture)
        while self._bytes > CACHE_BYTES and len(self._textures) > 1:
            _, oldest = self._textures.popitem(last=False)
            self._bytes -= _bytes(oldest)


def _bytes(texture: Texture) -> int:
    return int(texture.width * texture.height * BYTES_PER_PIXEL)
