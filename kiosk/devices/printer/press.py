"""Strips of paper: text, rules, number, code. A slip is these, one below the other."""

from dataclasses import dataclass
from math import ceil
from pathlib import Path
from typing import Literal

from PIL import Image, ImageDraw, ImageFont

from kiosk.fonts import Fonts
from kiosk.qr import QUIET_MODULES, qr_matrix
from kiosk.typography import break_evenly

NUMBER_HEIGHT_MM = 25.0
QR_SIDE_MM = 25.0
MODULE_MM = 0.5
"""What a phone still reads of a code that holds much text."""
WHITE = 255
BLACK = 0

_MARGIN_MM = 1.5
"""Kept free at either side, so that paper that runs a little askew costs no ink."""

_LEADING = 1.32
"""Line pitch in ems [适老化: at least 1.3]."""

_MOST_CONDENSED = 0.72
"""Below this a digit no longer reads as one of the face; a longer number gets lower instead."""

_OVERSAMPLING = 3
_INK_THRESHOLD = 128

Align = Literal["left", "centre"]


@dataclass(frozen=True)
class Style:
    """A face at a size (``em`` in dots) and how its lines stand."""

    font: ImageFont.FreeTypeFont
    em: int
    align: Align = "centre"


class Press:
    """Makes strips of paper, each as wide as the slip, to be pasted below one another."""

    def __init__(self, fonts: Fonts, width: int, dots_per_mm: float) -> None:
        self.fonts = fonts
        self.width = width
        self.dots_per_mm = dots_per_mm
        self.margin = self.dots(_MARGIN_MM)
        self.measure = width - 2 * self.margin

    def dots(self, mm: float) -> int:
        """Return the dots nearest to ``mm``."""
        return round(mm * self.dots_per_mm)

    def style(self, mm: float, *, bold: bool = False, align: Align = "centre") -> Style:
        """Return the text face with an em of ``mm``."""
        em = self.dots(mm)
        return Style(_font(self.fonts.bold if bold else self.fonts.regular, em), em, align)

    def blank(self, mm: float) -> Image.Image:
        """Leave ``mm`` of paper free."""
        return Image.new("L", (self.width, self.dots(mm)), WHITE)

    def rule(self, *, mm: float = 0.25, dashed: bool = False) -> Image.Image:
        """Draw a line ``mm`` thick across the slip."""
        strip = Image.new("L", (self.width, max(1, self.dots(mm))), WHITE)
        pen = ImageDraw.Draw(strip)
        step = self.dots(2.5) if dashed else self.width
        ink = self.dots(1.5) if dashed else self.width
        for left in range(0, self.width, step):
            pen.rectangle((left, 0, left + ink - 1, strip.height), fill=BLACK)
        return strip

    def text(self, text: str, style: Style) -> Image.Image:
        """Set ``text`` between the margins."""
        return self.inset(_set(text, style, self.measure), self.margin)

    def inset(self, picture: Image.Image, left: int) -> Image.Image:
        """Put ``picture`` on a strip, ``left`` dots from its edge."""
        strip = Image.new("L", (self.width, picture.height), WHITE)
        strip.paste(picture, (left, 0))
        return strip

    def number(self, number: str) -> Image.Image:
        """Set the number with digits 25 mm high, condensed to the width of the slip."""
        return self.digits(number, NUMBER_HEIGHT_MM)

    def digits(self, number: str, mm: float) -> Image.Image:
        """Set ``number`` with digits ``mm`` high, condensed to the width of the slip."""
        height = self.dots(mm)
        ink = _ink(number, self.fonts.bold, height * _OVERSAMPLING)
        natural = ink.width / _OVERSAMPLING
        lowered = min(1.0, self.measure / (natural * _MOST_CONDENSED))
        size = (
            min(self.measure, round(natural * lowered)),
            round(ink.height / _OVERSAMPLING * lowered),
        )
        scaled = ink.resize(size, Image.Resampling.LANCZOS)
        return self.inset(scaled, (self.width - scaled.width) // 2)

    def item(self, text: str, mm: float) -> Image.Image:
        """Set one thing to bring behind a box to tick."""
        style = self.style(mm, align="left")
        indent = round(style.em * 1.45)
        strip = self.inset(_set(text, style, self.measure - indent), self.margin + indent)
        side = round(style.em * 0.74)
        top = round((style.em * _LEADING - side) / 2)
        left = self.margin
        ImageDraw.Draw(strip).rectangle(
            (left, top, left + side, top + side), outline=BLACK, width=self.dots(0.3)
        )
        return strip

    def point(self, text: str, mm: float) -> Image.Image:
        """Set one of several statements behind a dot."""
        style = self.style(mm, align="left")
        indent = round(style.em * 0.9)
        strip = self.inset(_set(text, style, self.measure - indent), self.margin + indent)
        side = round(style.em * 0.3)
        top = round((style.em * _LEADING - side) / 2)
        left = self.margin + round(style.em * 0.1)
        ImageDraw.Draw(strip).ellipse((left, top, left + side, top + side), fill=BLACK)
        return strip

    def framed(self, text: str, mm: float) -> Image.Image:
        """Set ``text`` bold in a frame: the one sentence that matters."""
        pad = self.dots(3)
        words = _set(text, self.style(mm, bold=True), self.measure - 2 * pad)
        strip = Image.new("L", (self.width, words.height + 2 * pad), WHITE)
        strip.paste(words, (self.margin + pad, pad))
        ImageDraw.Draw(strip).rounded_rectangle(
            (self.margin, 0, self.width - self.margin - 1, strip.height - 1),
            radius=self.dots(2.5),
            outline=BLACK,
            width=self.dots(0.5),
        )
        return strip

    def heading(self, text: str, mm: float, symbol: str) -> Image.Image:
        """Set ``text`` bold and centred, behind an icon where there is room for one."""
        style = self.style(mm, bold=True)
        mark = _font(self.fonts.icons, round(style.em * 1.25))
        gap = round(style.em * 0.35)
        length = style.font.getlength(text) + mark.getlength(symbol) + gap
        if length > self.measure:
            return self.text(text, style)
        pitch = round(style.em * _LEADING)
        strip = Image.new("L", (self.width, pitch), WHITE)
        pen = ImageDraw.Draw(strip)
        left = (self.width - length) / 2
        pen.text((left, pitch / 2), symbol, BLACK, mark, anchor="lm")
        left += mark.getlength(symbol) + gap
        pen.text((left, _baseline(pitch / 2, style.em)), text, BLACK, style.font, anchor="ls")
        return strip

    def code(self, text: str) -> Image.Image:
        """Draw the QR code with its quiet zone around it.

        The code is at least 25 mm wide and its modules 0.5 mm, unless that much text leaves them
        less on this paper.
        """
        matrix = qr_matrix(text)
        module = max(ceil(self.dots(QR_SIDE_MM) / len(matrix)), ceil(MODULE_MM * self.dots_per_mm))
        module = min(module, self.width // (len(matrix) + 2 * QUIET_MODULES))
        side = (len(matrix) + 2 * QUIET_MODULES) * module
        picture = Image.new("L", (side, side), WHITE)
        pen = ImageDraw.Draw(picture)
        for row, modules in enumerate(matrix):
            for column, dark in enumerate(modules):
                if dark:
                    left, top = (column + QUIET_MODULES) * module, (row + QUIET_MODULES) * module
                    pen.rectangle((left, top, left + module - 1, top + module - 1), fill=BLACK)
        return picture

    def code_with_caption(self, text: str, caption: str) -> Image.Image:
        """Draw the QR code with its caption at the right, or below where it is too wide."""
        code = self.code(text)
        room = self.width - code.width - self.margin
        style = self.style(5.0, bold=True, align="left")
        if room < 4 * style.em:
            centred = self.inset(code, (self.width - code.width) // 2)
            return stack([centred, self.text(caption, self.style(5.0, bold=True)), self.blank(2)])
        words = _set(caption, style, room)
        strip = Image.new("L", (self.width, max(code.height, words.height)), WHITE)
        strip.paste(code, (0, (strip.height - code.height) // 2))
        strip.paste(words, (code.width, (strip.height - words.height) // 2))
        return strip


def _set(text: str, style: Style, width: int) -> Image.Image:
    """Set ``text`` in lines of at most ``width`` dots."""
    length = style.font.getlength
    lines = break_evenly(text, length, width)
    pitch = round(style.em * _LEADING)
    picture = Image.new("L", (width, pitch * len(lines)), WHITE)
    pen = ImageDraw.Draw(picture)
    for index, line in enumerate(lines):
        left = round((width - length(line)) / 2) if style.align == "centre" else 0
        middle = pitch * (index + 0.5)
        pen.text((left, _baseline(middle, style.em)), line, BLACK, style.font, anchor="ls")
    return picture


def _font(path: Path, em: int) -> ImageFont.FreeTypeFont:
    # Basic layout: the same picture whether or not a shaping library is installed.
    return ImageFont.truetype(str(path), em, layout_engine=ImageFont.Layout.BASIC)


def _baseline(middle: float, em: int) -> int:
    """Return the baseline that centres an em box of the face (0.88 em above it) on ``middle``."""
    return round(middle + em * 0.38)


def _ink(text: str, path: Path, digit_height: int) -> Image.Image:
    """Return ``text`` cropped to its ink, its digits ``digit_height`` dots high."""
    probe = _font(path, 1000)
    _, top, _, bottom = probe.getbbox("0", anchor="ls")
    font = _font(path, round(1000 * digit_height / (bottom - top)))
    left, top, right, bottom = (round(edge) for edge in font.getbbox(text, anchor="ls"))
    picture = Image.new("L", (right - left, bottom - top), WHITE)
    ImageDraw.Draw(picture).text((-left, -top), text, BLACK, font, anchor="ls")
    return picture


def stack(strips: list[Image.Image]) -> Image.Image:
    """Join strips of one width, the first on top."""
    picture = Image.new("L", (strips[0].width, sum(strip.height for strip in strips)), WHITE)
    top = 0
    for strip in strips:
        picture.paste(strip, (0, top))
        top += strip.height
    return picture


def to_ink(picture: Image.Image) -> Image.Image:
    """Turn grey into dots: what is at least half covered is black."""
    return picture.point(lambda value: WHITE if value >= _INK_THRESHOLD else 0, mode="1")
