"""Query codes: twelve digits a citizen finds a matter by, made by the terminal that took it.

Eleven digits are drawn by chance and the last one checks them by Damm's method (H. M. Damm,
"Total anti-symmetrische Quasigruppen", Marburg 2004), which tells every single wrong digit and
every two neighbours changed round. So a code is valid before the backend has heard of it, and a
slip of the finger is told without asking it.
"""

import re
from collections.abc import Callable

from stdnum import damm

LENGTH = 12
GROUP = 4
_DRAWN = 10 ** (LENGTH - 1)


def make_query_code(draw: Callable[[int], int]) -> str:
    """Return a new code. ``draw(n)`` returns a number from 0 to n-1, such as ``randbelow``."""
    number = f"{draw(_DRAWN):0{LENGTH - 1}}"
    return number + str(damm.calc_check_digit(number))


def is_query_code(text: str) -> bool:
    """Tell whether ``text`` is twelve digits of which the last checks the others."""
    return re.fullmatch(r"[0-9]{12}", text) is not None and damm.is_valid(text)


def find_query_code(scanned: str) -> str | None:
    """Return the code in what a scanner read, bare or at the end of an address; else ``None``."""
    found = re.search(r"(?<![0-9])([0-9]{12})\s*$", scanned)
    return found[1] if found and is_query_code(found[1]) else None


def grouped(code: str) -> str:
    """Return the code as the paper shows it: ``1234 5678 9012``."""
    return " ".join(code[i : i + GROUP] for i in range(0, len(code), GROUP))
