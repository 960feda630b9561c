"""QR codes as plain modules; screen and slip draw them their own way."""

from functools import lru_cache
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from qrcode.main import QRCode

Matrix = tuple[tuple[bool, ...], ...]

QUIET_MODULES = 4
"""Blank modules needed on every side [ISO/IEC 18004]; the matrix comes without them."""


@lru_cache(maxsize=32)
def qr_matrix(text: str) -> Matrix:
    """Return the modules of the QR code for ``text``, rows from the top, ``True`` is dark.

    Error correction M (15 %). Raises :class:`ValueError` where ``text`` is too long for a code.
    """
    code = _code(text)
    code.make(fit=True)
    return tuple(tuple(bool(module) for module in row) for row in code.get_matrix())


def qr_modules(text: str) -> int:
    """Return how many modules a side the code for ``text`` has, without making it.

    Raises :class:`ValueError` where ``text`` is too long for a code.
    """
    version: int = _code(text).best_fit()
    return 4 * version + 17


def _code(text: str) -> "QRCode[Any]":
    # Imported here: it costs more than drawing a page, and a start shows no code.
    import qrcode
    from qrcode.constants import ERROR_CORRECT_M

    code = qrcode.QRCode(error_correction=ERROR_CORRECT_M, border=0)
    code.add_data(text)
    return code
