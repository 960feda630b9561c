"""The few ESC/POS commands a slip needs. Source: Epson, ESC/POS Command Reference."""

from collections.abc import Iterator
from itertools import groupby

from PIL import Image

BAND_ROWS = 24

INITIALISE = b"\x1b@"
"""ESC @: clear what an earlier job left set."""

NO_AUTOMATIC_STATUS = b"\x1da\x00"
"""GS a 0: unasked status bytes would be taken for answers."""

FEED_AND_CUT = b"\x1dV\x42\x00"
"""GS V 66 0: feed the end of the slip past the cutter, cut all but a point."""

REPORT_PAPER = b"\x1dr\x01"
"""GS r 1: asks for one byte *in turn*, so that its coming means all before it was printed."""


def ask_status(query: int) -> bytes:
    """DLE EOT n: asks for one byte at once, whatever else the printer does."""
    return bytes((0x10, 0x04, query))


def is_paper_report(byte: int) -> bool:
    """Tell whether ``byte`` has the fixed bits of an answer to GS r 1."""
    return byte & 0b1001_0000 == 0


def raster(picture: Image.Image) -> Iterator[bytes]:
    """Yield a 1-bit ``picture`` as GS v 0 commands of at most 24 rows, exact to the dot.

    Each band ends at its last black dot, and blank rows make bands of their own: blank paper is a
    large part of a slip, and a serial line carries only a few thousand bytes a second.
    """
    # Not ImageChops.invert: white can also be a 1, which that turns into black.
    ink = picture.point([255] + [0] * 255, mode="1")
    for top, bottom in _bands(ink):
        band = ink.crop((0, top, ink.width, bottom))
        box = band.getbbox()
        row_bytes = (box[2] + 7) // 8 if box else 1
        dots = band.crop((0, 0, row_bytes * 8, band.height)).tobytes()
        size = row_bytes.to_bytes(2, "little") + band.height.to_bytes(2, "little")
        yield b"\x1dv0\x00" + size + dots


def _bands(ink: Image.Image) -> Iterator[tuple[int, int]]:
    """Yield (top, bottom) of stretches of blank rows and of inked ones, cut to the band height."""
    row_bytes = (ink.width + 7) // 8
    dots = ink.tobytes()
    top = 0
    for _, rows in groupby(
        range(ink.height), lambda y: any(dots[y * row_bytes : (y + 1) * row_bytes])
    ):
        end = top + len(list(rows))
        for start in range(top, end, BAND_ROWS):
            yield start, min(start + BAND_ROWS, end)
        top = end


def finish_broken_band(width: int) -> bytes:
    """Return what ends a band that was broken off, and cuts it from the next slip.

    Zero bytes are blank dots inside a band and nothing outside one, so too many do no harm.
    """
    return bytes((width + 7) // 8 * BAND_ROWS) + FEED_AND_CUT
