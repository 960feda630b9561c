"""Rules on slips of paper: the code on them, found in the picture that goes to the printer."""

from collections.abc import Iterator
from itertools import groupby

from PIL import Image

from kiosk.qr import QUIET_MODULES, qr_matrix
from screens.audit.colours import code_in
from screens.audit.rules import Reading, Rule
from screens.audit.scene import Code

FINDER = 7
"""Modules a side of the pattern in three corners of a code: dark 1, light 1, dark 3, light 1,
dark 1 [ISO/IEC 18004]."""


def judge(slip: Image.Image, text: str, dots_per_mm: float) -> list[Reading]:
    """Return side and quiet zone of the code for ``text`` on ``slip``, a 1-bit picture."""
    part = find_code(slip, text)
    if part is None:
        return [Reading(Rule.CODE_SIZE, 0.0, 1.0, "no such code on the slip")]
    code = Code(text, (0.0, 0.0, float(part.width), float(part.height)))
    return list(code_in(part, code, dots_per_mm))


def find_code(slip: Image.Image, text: str) -> Image.Image | None:
    """Return the part of ``slip`` with the code for ``text`` and as much around it as is its own:
    four modules, or less where the slip ends."""
    matrix, grey = qr_matrix(text), slip.convert("L")
    for left, top, module in _finders(grey):
        if _is_code(grey, matrix, left, top, module):
            side, quiet = len(matrix) * module, QUIET_MODULES * module
            return grey.crop(
                (
                    max(0, left - quiet),
                    max(0, top - quiet),
                    min(grey.width, left + side + quiet),
                    min(grey.height, top + side + quiet),
                )
            )
    return None


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
