"""Reads the frame buffer of a virtual X server, as it stands, into a picture.

``Xvfb -fbdir`` keeps each screen in a file in the format of ``xwd`` (X11/XWDFile.h): a header of
32-bit numbers, most significant byte first, colours, then rows of pixels.
"""

import struct
from pathlib import Path

from PIL import Image

_FIELDS = 25
_VERSION, _Z_PIXMAP, _LEAST_BYTE_FIRST = 7, 2, 0
_COLOUR_BYTES = 12
_MASKS = (0xFF0000, 0x00FF00, 0x0000FF)


class NotReadable(Exception):
    """The file is not what this reader knows."""


def read_frame_buffer(path: Path) -> Image.Image:
    """Return the picture in ``path``: 32 bits a pixel, blue first, as Xvfb has it at depth 24."""
    data = path.read_bytes()
    header = struct.unpack_from(f">{_FIELDS}I", data)
    size, version, pixmap_format, _, width, height = header[:6]
    byte_order, bits_per_pixel, row_bytes = header[7], header[11], header[12]
    masks, colours = header[14:17], header[19]
    if (version, pixmap_format) != (_VERSION, _Z_PIXMAP):
        raise NotReadable(f"version {version}, pixmap format {pixmap_format}")
    if (byte_order, bits_per_pixel, masks) != (_LEAST_BYTE_FIRST, 32, _MASKS):
        raise NotReadable(f"byte order {byte_order}, {bits_per_pixel} bits, masks {masks}")
    start = size + colours * _COLOUR_BYTES
    pixels = data[start : start + row_bytes * height]
    return Image.frombytes("RGB", (width, height), pixels, "raw", "BGRX", row_bytes)
