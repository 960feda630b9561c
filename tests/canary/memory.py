"""Looks through the memory of a running process for words it should have forgotten."""

import ctypes
import os
import sys
from collections.abc import Iterable, Iterator
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

_PIECE = 16 << 20


@dataclass(frozen=True, order=True)
class Hit:
    """``canary`` stands at ``address`` of a mapping called ``mapping``, in ``spelling``."""

    process: str
    mapping: str
    canary: str
    spelling: str
    address: int
    around: bytes

    def __str__(self) -> str:
        return f"{self.process}: {self.canary} as {self.spelling} in {self.mapping}"


def forms(canary: str, pid: int) -> dict[str, bytes]:
    """Return how ``canary`` may lie in memory: bytes, CPython's strings, a list of its digits."""
    ways = {
        "UTF-8": canary.encode(),
        "UTF-16": canary.encode("utf-16-le"),
        "UTF-32": canary.encode("utf-32-le"),
    }
    if canary.isascii() and canary.isdigit():
        ways["digits in 32 bits"] = b"".join(int(each).to_bytes(4, "little") for each in canary)
        pointers = _pointers(canary, pid)
        if pointers is not None:
            ways["list of digits"] = pointers
    return ways


def _pointers(digits: str, pid: int) -> bytes | None:
    """Return a list of one-digit strings as its items lie there; ``None`` in another program.

    The strings are of the interpreter itself, at one place in it whatever its base.
    """
    binary = _binary(Path("/proc/self/maps"))
    other = _binary(Path(f"/proc/{pid}/maps"))
    if binary is None or other is None or binary[1] != other[1]:
        return None
    return b"".join(
        (id(digit) - binary[0] + other[0]).to_bytes(8, sys.byteorder) for digit in digits
    )


def _binary(maps: Path) -> tuple[int, str] | None:
    """Return where the interpreter begins that holds the one-digit strings, and its file."""
    found = [line.split(maxsplit=5) for line in maps.read_text().splitlines()]
    for owner in ("libpython3", "/bin/python3"):
        for parts in found:
            if len(parts) == 6 and owner in parts[5]:
                return int(parts[0].split("-")[0], 16), parts[5]
    return None


def look_through(pid: int, name: str, canaries: Iterable[str]) -> "Search":
    """Search every readable mapping of ``pid``; raise :class:`PermissionError` where one may not.

    What the process writes meanwhile may be missed or seen twice: it should be at rest.
    """
    wanted = [
        (canary, spelling, form)
        for canary in canaries
        for spelling, form in forms(canary, pid).items()
    ]
    search = Search([], 0)
    with open(f"/proc/{pid}/mem", "rb") as memory:
        for begin, end, mapping in _mappings(pid):
            for at, piece in _pieces(memory, begin, end):
                search.bytes += len(piece)
                for canary, spelling, form in wanted:
                    place = piece.find(form) if _holds(piece, form) else -1
                    while place >= 0:
                        around = piece[max(0, place - 48) : place + len(form) + 32]
                        search.hits.append(Hit(name, mapping, canary, spelling, at + place, around))
                        place = piece.find(form, place + 1)
    search.hits = sorted({(hit.address, hit.spelling): hit for hit in search.hits}.values())
    return search


@dataclass
class Search:
    """What was found in so many bytes."""

    hits: list[Hit]
    bytes: int


def _mappings(pid: int) -> Iterator[tuple[int, int, str]]:
    """Yield begin, end and name of what is in memory and not just a file that is mapped."""
    begin, end, name, wanted = 0, 0, "", False
    for line in Path(f"/proc/{pid}/smaps").read_text().splitlines():
        parts = line.split(maxsplit=5)
        if "-" in parts[0]:
            begin, end = (int(each, 16) for each in parts[0].split("-"))
            name = parts[5] if len(parts) == 6 else "anonymous"
            # A file's pages that were never written to are the file; the kernel's own are not ours.
            file = name.startswith("/") and "w" not in parts[1] and "s" not in parts[1]
            wanted = "r" in parts[1] and not file and name not in _KERNELS
        elif parts[0] == "Rss:" and wanted and parts[1] != "0":
            yield begin, end, name


_KERNELS = ("[vvar]", "[vsyscall]", "[vdso]")


_LIBC = ctypes.CDLL(None)
_LIBC.memmem.restype = ctypes.c_void_p
_LIBC.memmem.argtypes = [ctypes.c_char_p, ctypes.c_size_t] * 2


def _holds(piece: bytes, form: bytes) -> bool:
    """Tell whether ``form`` is in ``piece``, some times faster than Python does."""
    return _LIBC.memmem(piece, len(piece), form, len(form)) is not None


def _pieces(memory: BinaryIO, begin: int, end: int) -> Iterator[tuple[int, bytes]]:
    overlap = 512
    at = begin
    while at < end:
        piece = b""
        # A mapping of a device cannot be read; another one may have gone meanwhile.
        with suppress(OSError, OverflowError):
            piece = os.pread(memory.fileno(), min(_PIECE + overlap, end - at), at)
        if not piece:
            return
        yield at, piece
        at += _PIECE if len(piece) > _PIECE else len(piece)
