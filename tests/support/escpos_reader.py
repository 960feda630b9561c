"""Reads ESC/POS bytes back into pictures, knowing nothing of the driver that wrote them.

Written from Epson's command reference. A command that a slip has no business with is an error.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from PIL import Image

INITIALISE = "ESC @"
AUTOMATIC_STATUS = "GS a"
RASTER = "GS v 0"
CUT = "GS V"
FEED_LINES = "ESC d"
FEED_DOTS = "ESC J"
LINE_FEED = "LF"
PAPER_REPORT = "GS r"
STATUS_QUERY = "DLE EOT"
NOTHING = "NUL"

_LINE_DOTS = 30


class UnknownCommand(Exception):
    """Bytes that are no command of a slip."""


@dataclass(frozen=True)
class Command:
    """One command; ``end`` is the offset behind it."""

    name: str
    data: bytes
    end: int


_FIXED = (
    (b"\x1b@", INITIALISE, 0),
    (b"\x1da", AUTOMATIC_STATUS, 1),
    (b"\x1dr", PAPER_REPORT, 1),
    (b"\x1bd", FEED_LINES, 1),
    (b"\x1bJ", FEED_DOTS, 1),
    (b"\x10\x04", STATUS_QUERY, 1),
    (b"\x0a", LINE_FEED, 0),
    (b"\x00", NOTHING, 0),
)


def read_command(stream: bytes, start: int) -> Command | None:
    """Return the command at ``start``, ``None`` where it is not complete yet."""
    rest = stream[start : start + 3]
    for code, name, length in _FIXED:
        if rest.startswith(code):
            return _command(stream, name, start + len(code), length)
    if rest.startswith(b"\x1dV"):
        return _cut(stream, start + 2)
    if rest == b"\x1dv0":
        return _raster(stream, start + 3)
    if rest in (b"", b"\x1b", b"\x1d", b"\x10", b"\x1dv"):
        return None
    raise UnknownCommand(f"{rest.hex(' ')} at {start}")


def _command(stream: bytes, name: str, start: int, length: int) -> Command | None:
    end = start + length
    return Command(name, stream[start:end], end) if end <= len(stream) else None


def _cut(stream: bytes, start: int) -> Command | None:
    if start >= len(stream):
        return None
    kind = stream[start]
    if kind in (0, 1, 48, 49):
        return _command(stream, CUT, start, 1)
    if kind in (65, 66):
        return _command(stream, CUT, start, 2)
    raise UnknownCommand(f"GS V {kind}")


def _raster(stream: bytes, start: int) -> Command | None:
    head = stream[start : start + 5]
    if len(head) < 5:
        return None
    if head[0] != 0:
        raise UnknownCommand(f"GS v 0 with mode {head[0]}: dots would be stretched")
    row_bytes, rows = head[1] + 256 * head[2], head[3] + 256 * head[4]
    if not row_bytes or not rows:
        raise UnknownCommand("GS v 0 without dots")
    return _command(stream, RASTER, start, 5 + row_bytes * rows)


def read_commands(stream: bytes) -> Iterator[Command]:
    """Yield every command of ``stream``, which has to end with a complete one."""
    position = 0
    while position < len(stream):
        command = read_command(stream, position)
        if command is None:
            raise UnknownCommand(f"broken off at {position}")
        yield command
        position = command.end


def read_slips(stream: bytes, width: int) -> list[Image.Image]:
    """Return what was cut off the roll: 1-bit pictures ``width`` dots wide, blank slips left out.

    Paper that was not cut off yet is an error.
    """
    slips, rows = [], bytearray()
    row_length = (width + 7) // 8
    for command in read_commands(stream):
        if command.name == RASTER:
            rows += _rows(command.data, row_length)
        elif command.name == LINE_FEED:
            rows += bytes(row_length * _LINE_DOTS)
        elif command.name == FEED_LINES:
            rows += bytes(row_length * _LINE_DOTS * command.data[0])
        elif command.name == FEED_DOTS:
            rows += bytes(row_length * command.data[0])
        elif command.name == CUT:
            if any(rows):
                slips.append(_picture(bytes(rows), width, row_length))
            rows.clear()
    if rows:
        raise UnknownCommand("the last slip was not cut off")
    return slips


def _rows(data: bytes, row_length: int) -> bytes:
    given = data[1] + 256 * data[2]
    if given > row_length:
        raise UnknownCommand(f"rows of {given * 8} dots do not fit the paper")
    dots = data[5:]
    return b"".join(
        dots[start : start + given].ljust(row_length, b"\x00")
        for start in range(0, len(dots), given)
    )


def _picture(rows: bytes, width: int, row_length: int) -> Image.Image:
    white = bytes(byte ^ 0xFF for byte in rows)
    return Image.frombytes("1", (width, len(rows) // row_length), white)
