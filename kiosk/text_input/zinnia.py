"""Handwriting with Zinnia (Debian: ``libzinnia0``, ``tegaki-zinnia-simplified-chinese``).

Zinnia knows the 6,763 characters of GB 2312, compares strokes in the order they were drawn, and
keeps nothing. It is called in this process; what it is given is bounded first.
"""

import ctypes
import math
import threading
from collections.abc import Iterator
from ctypes import c_char_p, c_float, c_int, c_size_t, c_void_p
from pathlib import Path

from kiosk.text_input.port import CANDIDATES, Candidate, Ink, Point, Spelling, Stroke

MODEL = Path("/usr/share/tegaki/models/zinnia/handwriting-zh_CN.model")

SIDE = 1000
"""Zinnia counts in whole steps; as many as there are across the writing square."""

MOST_STROKES = 48
MOST_POINTS = 96
"""A stroke of more points is thinned: Zinnia looks for its corners only."""

DEEPEST = 100
"""How many candidates there are at most: nobody turns that many pages."""

BEST_OF_OTHER = 2
AHEAD_OF_OTHERS = 6
"""How many candidates of the order drawn come before the best of every other order."""

FEW_STROKES = 5
SURE = 0.2
"""Where the model gives a character of many strokes a better score, no other order is tried."""

WALKED_UNDER = 3
"""The strokes of the radical 辶: taught to be written last, and first in the model."""


class ZinniaEngine:
    """Turns the strokes of one character into what it may be."""

    def __init__(self, model: Path = MODEL, library: str = "libzinnia.so.0") -> None:
        self._model = model
        self._library_name = library
        self._lock = threading.Lock()
        self._library: ctypes.CDLL | None = None
        self._recognizer: int | None = None
        self._fault: str | None = None
        self._closed = False

    def prepare(self) -> None:
        """Load library and model: some 5 ms; its 26 MB are mapped and shared."""
        with self._lock:
            self._open()

    def candidates(
        self, given: Ink | Spelling, limit: int = CANDIDATES, skip: int = 0
    ) -> tuple[Candidate, ...]:
        """Return characters that look like the strokes of ``given``."""
        if not isinstance(given, Ink) or limit <= 0 or skip < 0:
            return ()
        strokes = [kept for stroke in given.strokes if (kept := _acceptable(stroke))]
        with self._lock:
            self._open()
            if not strokes or self._library is None:
                return ()
            found = self._recognise(self._library, strokes[:MOST_STROKES])
        return tuple(Candidate(text) for text in found[skip : skip + limit])

    def fault(self) -> str | None:
        """Return what is missing, as far as it is known; :meth:`prepare` makes sure."""
        return self._fault or self._missing()

    def close(self) -> None:
        """Free library and model."""
        with self._lock:
            self._closed = True
            if self._library is not None:
                self._library.zinnia_recognizer_destroy(self._recognizer)
            self._library = self._recognizer = None

    def _open(self) -> None:
        if self._library is not None or self._closed or self._fault is not None:
            return
        self._fault = self._missing()
        if self._fault is not None:
            return
        try:
            library = _load(self._library_name)
        except (OSError, AttributeError) as error:
            self._fault = f"{self._library_name}: {error} (apt install libzinnia0)"
            return
        recognizer = library.zinnia_recognizer_new()
        if not library.zinnia_recognizer_open(recognizer, bytes(self._model)):
            library.zinnia_recognizer_destroy(recognizer)
            self._fault = (
                f"{self._model} is no model of Zinnia (apt install --reinstall "
                "tegaki-zinnia-simplified-chinese)"
            )
            return
        self._library, self._recognizer = library, recognizer

    def _missing(self) -> str | None:
        if not self._model.exists():
            return f"{self._model} is missing (apt install tegaki-zinnia-simplified-chinese)"
        return None

    def _recognise(self, library: ctypes.CDLL, strokes: list[Stroke]) -> list[str]:
        """Return what the strokes are as drawn and, early on, what they would be in other orders.

        Scores of different orders do not compare: in another order most characters are nonsense
        that resembles something. So only the best of each is let in, behind those of the order
        drawn.
        """
        drawn, score = self._classify(library, strokes, DEEPEST)
        if len(strokes) > FEW_STROKES and score > SURE:
            return drawn
        others = [
            self._classify(library, order, BEST_OF_OTHER)[0] for order in _other_orders(strokes)
        ]
        let_in = [text for place in zip(*others, strict=False) for text in place]
        return list(dict.fromkeys((*drawn[:AHEAD_OF_OTHERS], *let_in, *drawn[AHEAD_OF_OTHERS:])))

    def _classify(
        self, library: ctypes.CDLL, strokes: list[Stroke], most: int
    ) -> tuple[list[str], float]:
        """Return what Zinnia makes of the strokes, and the score of the first."""
        character = library.zinnia_character_new()
        result = None
        try:
            library.zinnia_character_set_width(character, SIDE)
            library.zinnia_character_set_height(character, SIDE)
            for place, stroke in enumerate(strokes):
                for x, y in stroke:
                    library.zinnia_character_add(character, place, round(x), round(y))
            result = library.zinnia_recognizer_classify(self._recognizer, character, most)
            if not result:
                return [], 0.0
            size = library.zinnia_result_size(result)
            texts = [library.zinnia_result_value(result, place).decode() for place in range(size)]
            return texts, library.zinnia_result_score(result, 0) if size else 0.0
        finally:
            if result:
                library.zinnia_result_destroy(result)
            library.zinnia_character_destroy(character)


def _other_orders(strokes: list[Stroke]) -> Iterator[list[Stroke]]:
    """Yield the orders that others write in, and that the model was taught by some of them.

    In characters of few strokes two neighbours change places (水, 万); 辶 comes first; and 女 on
    the left ends with its second stroke.
    """
    few = len(strokes) <= FEW_STROKES
    for place in range(len(strokes) - 1) if few else (1,):
        first, second = strokes[place : place + 2]
        yield [*strokes[:place], second, first, *strokes[place + 2 :]]
    if not few:
        yield [*strokes[-WALKED_UNDER:], *strokes[:-WALKED_UNDER]]


def _acceptable(stroke: Stroke) -> Stroke:
    """Return the stroke in Zinnia's steps: inside the square, thinned, without what is no place."""
    places = [_step(point) for point in stroke if all(map(math.isfinite, point))]
    if len(places) > MOST_POINTS:
        last = len(places) - 1
        places = [places[round(i * last / (MOST_POINTS - 1))] for i in range(MOST_POINTS)]
    return tuple(places)


def _step(point: Point) -> Point:
    x, y = (min(max(value, 0.0), 1.0) * (SIDE - 1) for value in point)
    return (x, y)


def _load(name: str) -> ctypes.CDLL:
    """Return the library with its functions declared (``zinnia.h`` of 0.06)."""
    library = ctypes.CDLL(name)
    signatures: dict[str, tuple[object, tuple[object, ...]]] = {
        "zinnia_recognizer_new": (c_void_p, ()),
        "zinnia_recognizer_open": (c_int, (c_void_p, c_char_p)),
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
