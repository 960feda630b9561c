"""Rules on slips of paper: the code on them, found in the picture that goes to the printer."""

from collections.abc import Iterator
from itertools import groupby

from PIL import Image

from kiosk.qr import QUIET_MODULES, qr_matrix
from screens.audit.colours import CODE_MM
from screens.audit.rules import Reading, Rule

WHITE = 255
FINDER = 7
"""Modules a side of the pattern in three corners of a code: dark 1, light 1, dark 3, light 1,
dark 1 [ISO/IEC 18004]."""


def judge(slip: Image.Image, text: str, dots_per_mm: float) -> list[Reading]:
    """Return side and quiet zone of the code for ``text`` on ``slip``, a 1-bit picture."""
    grey = slip.convert("L")
    found = find_code(grey, text)
    if found is None:
        return [Reading(Rule.CODE_SIZE, 0.0, CODE_MM, "no such code on the slip")]
    left, top, module = found
    side = len(qr_matrix(text)) * module
    box = (left, top, left + side, top + side)
    return [
        Reading(Rule.CODE_SIZE, side / dots_per_mm, CODE_MM, "QR code on paper"),
        Reading(Rule.CODE_QUIET, _quiet(grey, box, module), QUIET_MODULES, "QR code on paper"),
    ]


def find_code(grey: Image.Image, text: str) -> tuple[int, int, int] | None:
    """Return where the code for ``text`` lies on ``grey``: left, top, dots a module."""
    matrix = qr_matrix(text)
    for left, top, module in _finders(grey):
        if _is_code(grey, matrix, left, top, module):
            return left, top, module
    return None


def _quiet(grey: Image.Image, box: tuple[int, int, int, int], module: int) -> int:
    """Return how many modules around ``box`` are blank on every side, up to those needed."""
    left, top, right, bottom = box
    for modules in range(1, QUIET_MODULES + 1):
        grow = modules * module
        around = (left - grow, top - grow, right + grow, bottom + grow)
        if around[0] < 0 or around[1] < 0 or around[2] > grey.width or around[3] > grey.height:
            return modules - 1
        frame = grey.crop(around)
        frame.paste(WHITE, (grow, grow, grow + right - left, grow + bottom - top))
        if frame.getextrema() != (WHITE, WHITE):
            return modules - 1
    return QUIET_MODULES


def _finders(grey: Image.Image) -> Iterator[tuple[int, int, int]]:
    """Yield where the upper left finder may lie: left, top, dots a module."""
    for y in range(grey.height):
        row = grey.crop((0, y, grey.width, y + 1)).tobytes()
        x = 0
        for value, run in groupby(row):
            length = sum(1 for _ in run)
            if value == 0 and length >= FINDER and length % FINDER == 0:
                yield x, y, length // FINDER
            x += length


def _is_code(
    grey: Image.Image, matrix: tuple[tuple[bool, ...], ...], left: int, top: int, module: int
) -> bool:
    """Tell whether every module of ``matrix`` is there."""
    side = len(matrix) * module
    if left + side > grey.width or top + side > grey.height:
        return False
    half = module // 2
    return all(
        (grey.getpixel((left + column * module + half, top + row * module + half)) == 0) is dark
        for row, modules in enumerate(matrix)
        for column, dark in enumerate(modules)
    )
