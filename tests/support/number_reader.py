"""Reads the queue number off a picture of a ticket: the tallest row of capitals and digits.

Knows the typeface and nothing of the code that draws tickets. Ink is what is darker than half;
what hangs together is one shape; shapes are compared with the glyphs of the font.
"""

import re
import string
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path

from PIL import Image, ImageDraw, ImageFont

NUMBER = re.compile(r"[A-Z]{1,2}\d{2,}")
_FEWEST = 3
ALPHABET = string.ascii_uppercase + string.digits

_LEAST_HEIGHT = 40
"""Pixels. No smaller shape is looked at: the number is the largest thing of a ticket."""
_LEAST_LIKENESS = 0.8
_WIDTH, _HEIGHT = 128, 64
_DRAWN_AT = 256
_CONDENSED = tuple(percent / 100 for percent in range(100, 58, -2))
"""How much narrower than the font's the glyphs may be; all of a number alike."""
_UNEVEN, _HANGING = 0.06, 0.25
_RUN = re.compile(rb"\x00+")


class NoNumber(Exception):
    """No row of the picture is a queue number."""


@dataclass
class _Shape:
    """Ink that hangs together, as runs of ``(row, first, behind last)``."""

    runs: list[tuple[int, int, int]] = field(default_factory=list)

    @property
    def box(self) -> tuple[int, int, int, int]:
        rows, lefts, rights = zip(*self.runs, strict=True)
        return min(lefts), min(rows), max(rights), max(rows) + 1

    def picture(self) -> Image.Image:
        """Return the shape alone, white on black."""
        left, top, right, bottom = self.box
        image = Image.new("L", (right - left, bottom - top))
        pen = ImageDraw.Draw(image)
        for row, first, behind in self.runs:
            pen.line((first - left, row - top, behind - 1 - left, row - top), fill=255)
        return image


@dataclass(frozen=True)
class _Letter:
    """A shape that may be a letter, by place and size."""

    left: int
    top: int
    bottom: int
    picture: Image.Image

    @property
    def height(self) -> int:
        return self.bottom - self.top


def read_number(picture: Image.Image, bold: Path) -> str:
    """Return the queue number on ``picture``, drawn dark on light in the typeface ``bold``.

    Raises :class:`NoNumber`.
    """
    for row in _rows(_letters(picture)):
        read = _read(row, bold) if len(row) >= _FEWEST else None
        if read is not None and NUMBER.fullmatch(read):
            return read
    raise NoNumber("no row of large letters is a number")


def _read(row: Sequence[_Letter], bold: Path) -> str | None:
    """Read ``row`` with one condensation for all of it; ``None`` if a shape is no letter."""
    inks = [_ink(letter.picture, letter.picture.width) for letter in row]
    readings = []
    for condensed in _CONDENSED:
        found = [_closest(ink, _glyphs(bold, condensed)) for ink in inks]
        readings.append((min(likeness for likeness, _ in found), [char for _, char in found]))
    worst, read = max(readings)
    return "".join(read) if worst >= _LEAST_LIKENESS else None


def _closest(ink: int, glyphs: dict[str, int]) -> tuple[float, str]:
    """Return the likest glyph: ink that both have, as a share of the ink that either has."""
    return max(
        ((ink & glyph).bit_count() / (ink | glyph).bit_count(), char)
        for char, glyph in glyphs.items()
    )


@cache
def _glyphs(bold: Path, condensed: float) -> dict[str, int]:
    return {char: _ink(glyph, glyph.width * condensed) for char, glyph in _drawn(bold).items()}


def _ink(picture: Image.Image, width: float) -> int:
    """Return the dots of ``picture``, seen as ``width`` wide, at the height of all comparisons."""
    scaled = max(1, round(width * _HEIGHT / picture.height))
    canvas = Image.new("L", (_WIDTH, _HEIGHT))
    canvas.paste(picture.resize((scaled, _HEIGHT), Image.Resampling.BOX))
    dots = canvas.point(lambda level: 255 * (level >= 128)).convert("1", dither=Image.Dither.NONE)
    return int.from_bytes(dots.tobytes())


@cache
def _drawn(bold: Path) -> dict[str, Image.Image]:
    font = ImageFont.truetype(str(bold), _DRAWN_AT)
    drawn = {}
    for char in ALPHABET:
        image = Image.new("L", (2 * _DRAWN_AT, 2 * _DRAWN_AT))
        ImageDraw.Draw(image).text((_DRAWN_AT // 2, _DRAWN_AT // 2), char, 255, font)
        drawn[char] = image.crop(image.getbbox())
    return drawn


def _rows(letters: list[_Letter]) -> Iterator[list[_Letter]]:
    """Yield letters that stand beside each other, from left to right; the tallest row first."""
    left = sorted(letters, key=lambda letter: letter.height, reverse=True)
    while left:
        tallest = left[0]
        row = [letter for letter in left if _beside(letter, tallest)]
        left = [letter for letter in left if letter not in row]
        yield sorted(row, key=lambda letter: letter.left)


def _beside(letter: _Letter, tallest: _Letter) -> bool:
    """Tell whether both stand on one line; a Q hangs below it."""
    above, below = letter.top - tallest.top, tallest.bottom - letter.bottom
    return abs(above) <= _UNEVEN * tallest.height and abs(below) <= _HANGING * tallest.height


def _letters(picture: Image.Image) -> list[_Letter]:
    found = []
    for shape in _shapes(picture):
        left, top, right, bottom = shape.box
        height, width = bottom - top, right - left
        if height >= _LEAST_HEIGHT and 0.1 * height <= width <= 1.3 * height:
            found.append(_Letter(left, top, bottom, shape.picture()))
    return found


def _shapes(picture: Image.Image) -> list[_Shape]:
    """Return what hangs together by edges."""
    runs, starts = _runs(picture)
    parents = list(range(len(runs)))
    for above, here, behind in zip(starts, starts[1:], starts[2:], strict=False):
        for upper, lower in _touching(runs, above, here, behind):
            parents[_root(parents, lower)] = _root(parents, upper)
    shapes: dict[int, _Shape] = {}
    for index, run in enumerate(runs):
        shapes.setdefault(_root(parents, index), _Shape()).runs.append(run)
    return list(shapes.values())


def _runs(picture: Image.Image) -> tuple[list[tuple[int, int, int]], list[int]]:
    """Return the runs of ink of all rows, and with which of them each row begins."""
    data = picture.convert("L").point(lambda level: 0 if level < 128 else 255).tobytes()
    width, height = picture.size
    runs, starts = [], []
    for row in range(height):
        starts.append(len(runs))
        begin = row * width
        for run in _RUN.finditer(data, begin, begin + width):
            runs.append((row, run.start() - begin, run.end() - begin))
    return runs, [*starts, len(runs)]


def _touching(
    runs: list[tuple[int, int, int]], above: int, here: int, behind: int
) -> Iterator[tuple[int, int]]:
    """Yield pairs of runs, one of ``above…here`` and one of ``here…behind``, that touch."""
    upper, lower = above, here
    while upper < here and lower < behind:
        (_, first, end), (_, other_first, other_end) = runs[upper], runs[lower]
        if first < other_end and other_first < end:
            yield upper, lower
        if end <= other_end:
            upper += 1
        else:
            lower += 1


def _root(parents: list[int], index: int) -> int:
    while parents[index] != index:
        parents[index] = parents[parents[index]]
        index = parents[index]
    return index
