"""The part of Zinnia's C functions that is used (``zinnia.h`` of 0.06), and its model's format.

A model is three numbers of 32 bits (a mark crossed with the size in bytes, a version, the count of
characters) and a record for each character: its name in 16 bytes, a bias, then pairs of a feature
and its weight up to a feature of -1.
"""

import ctypes
import mmap
import struct
from collections.abc import Collection, Sequence
from ctypes import c_char_p, c_float, c_int, c_size_t, c_void_p
from pathlib import Path
from typing import Self

Places = Sequence[tuple[int, int]]
"""One stroke in whole steps."""

SIDE = 1000
"""Zinnia counts in whole steps; as many as there are across the writing square."""

_HEADER = struct.Struct("<3I")
_MARK, _VERSION = 0x0EF71821, 1
_NAME, _FIRST_PAIR, _PAIR = 16, 20, 8
_LAST_PAIR = struct.pack("<if", -1, 0.0)


class NoModelError(Exception):
    """What should be a model is none."""


class Recognizer:
    """A model that is loaded. ``model`` is its file, or its bytes."""

    def __init__(self, library: ctypes.CDLL, model: Path | bytes) -> None:
        self._library = library
        self._bytes = model if isinstance(model, bytes) else None
        self._recognizer = library.zinnia_recognizer_new()
        if isinstance(model, bytes):
            # Zinnia reads where they are: they stay as long as the recognizer does.
            opened = library.zinnia_recognizer_open_from_ptr(self._recognizer, model, len(model))
        else:
            opened = library.zinnia_recognizer_open(self._recognizer, bytes(model))
        if not opened:
            self.close()
            raise NoModelError

    def scores(self, strokes: Sequence[Places], most: int) -> dict[str, float]:
        """Return up to ``most`` characters with their scores, the best first."""
        library = self._library
        character = library.zinnia_character_new()
        result = None
        try:
            library.zinnia_character_set_width(character, SIDE)
            library.zinnia_character_set_height(character, SIDE)
            for number, stroke in enumerate(strokes):
                for x, y in stroke:
                    library.zinnia_character_add(character, number, x, y)
            result = library.zinnia_recognizer_classify(self._recognizer, character, most)
            return self._read(result) if result else {}
        finally:
            if result:
                library.zinnia_result_destroy(result)
            library.zinnia_character_destroy(character)

    def close(self) -> None:
        """Free the model."""
        self._library.zinnia_recognizer_destroy(self._recognizer)
        self._bytes = None

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def _read(self, result: int) -> dict[str, float]:
        value, score = self._library.zinnia_result_value, self._library.zinnia_result_score
        count = self._library.zinnia_result_size(result)
        return {value(result, place).decode(): score(result, place) for place in range(count)}


def records(model: Path, characters: Collection[str]) -> dict[str, bytes]:
    """Return the records of ``characters`` in a model file; some 30 ms.

    Raises :class:`NoModelError` where the file does not hold what its header says.
    """
    wanted = {each.encode(): each for each in characters}
    found = {}
    with model.open("rb") as file, mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ) as held:
        _, _, count = _HEADER.unpack_from(held)
        begin = _HEADER.size
        for _ in range(count):
            end = _end(held, begin)
            name = held[begin : begin + _NAME].rstrip(b"\0")
            if name in wanted:
                found[wanted[name]] = held[begin:end]
            begin = end
    return found


def model_of(kept: Collection[bytes]) -> bytes:
    """Return a model of these records."""
    body = b"".join(kept)
    return _HEADER.pack(_MARK ^ (_HEADER.size + len(body)), _VERSION, len(kept)) + body


def load(name: str) -> ctypes.CDLL:
    """Return the library with its functions declared.

    Raises :class:`OSError` where it is missing, :class:`AttributeError` where it lacks a function.
    """
    library = ctypes.CDLL(name)
    signatures: dict[str, tuple[object, tuple[object, ...]]] = {
        "zinnia_recognizer_new": (c_void_p, ()),
        "zinnia_recognizer_open": (c_int, (c_void_p, c_char_p)),
        "zinnia_recognizer_open_from_ptr": (c_int, (c_void_p, c_char_p, c_size_t)),
        "zinnia_recognizer_classify": (c_void_p, (c_void_p, c_void_p, c_size_t)),
        "zinnia_recognizer_destroy": (None, (c_void_p,)),
        "zinnia_character_new": (c_void_p, ()),
        "zinnia_character_set_width": (None, (c_void_p, c_size_t)),
        "zinnia_character_set_height": (None, (c_void_p, c_size_t)),
        "zinnia_character_add": (c_int, (c_void_p, c_size_t, c_int, c_int)),
        "zinnia_character_destroy": (None, (c_void_p,)),
        "zinnia_result_size": (c_size_t, (c_void_p,)),
        "zinnia_result_value": (c_char_p, (c_void_p, c_size_t)),
        "zinnia_result_score": (c_float, (c_void_p, c_size_t)),
        "zinnia_result_destroy": (None, (c_void_p,)),
    }
    for function, (returned, taken) in signatures.items():
        getattr(library, function).restype = returned
        getattr(library, function).argtypes = taken
    return library


def _end(held: mmap.mmap, begin: int) -> int:
    """Return where the record that begins at ``begin`` ends."""
    first = begin + _FIRST_PAIR
    end = held.find(_LAST_PAIR, first)
    while end >= 0 and (end - first) % _PAIR:
        end = held.find(_LAST_PAIR, end + 1)
    if end < 0:
        raise NoModelError
    return end + _PAIR
