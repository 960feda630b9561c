"""Handwriting with Zinnia (Debian: ``libzinnia0``, ``tegaki-zinnia-simplified-chinese``).

Zinnia knows the 6,763 characters of GB 2312, compares strokes in the order they were drawn, and
keeps nothing. It is called in this process; what it is given is bounded first.
"""

import math
import threading
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import islice
from pathlib import Path

from kiosk.text_input import zinnia_api as api
from kiosk.text_input.port import CANDIDATES, Candidate, Ink, Spelling, Stroke
from kiosk.text_input.simplified import is_everyday, is_word
from kiosk.text_input.taught_orders import TaughtOrders
from kiosk.text_input.zinnia_api import SIDE, Places

MODEL = Path("/usr/share/tegaki/models/zinnia/handwriting-zh_CN.model")

MOST_STROKES = 48
MOST_POINTS = 48
"""A stroke of more points is thinned: Zinnia looks for its corners only."""

MOST_GROWTH = 5.0
"""How much larger a small drawing is made at most: a dot stays one."""

SMALLER = 0.6
"""The part of the square that a drawing fills where it may mean a small character."""

DEEPEST = 100
"""How many candidates there are at most: nobody turns that many pages."""

EVERYDAY = 0.3
"""What being an everyday character is worth, in scores: few citizens mean 囗 or 敉."""

BEST_OF_OTHERS = 3
AHEAD_OF_OTHERS = 6
"""How many candidates come before the best for other orders or sizes that people draw in."""


@dataclass(frozen=True)
class _Loaded:
    """The models; small ones beside Debian's."""

    whole: api.Recognizer
    taught: TaughtOrders


class ZinniaEngine:
    """Turns the strokes of one character into what it may be."""

    def __init__(self, model: Path = MODEL, library: str = "libzinnia.so.0") -> None:
        self._model = model
        self._library_name = library
        self._lock = threading.Lock()
        self._loaded: _Loaded | None = None
        self._fault: str | None = None
        self._closed = False

    def prepare(self) -> None:
        """Load library and models: some 40 ms; 26 MB are mapped and shared."""
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
            if not strokes or self._loaded is None:
                return ()
            found = _recognise(self._loaded, strokes[:MOST_STROKES])
        return tuple(Candidate(text) for text in found[skip : skip + limit])

    def fault(self) -> str | None:
        """Return what is missing, as far as it is known; :meth:`prepare` makes sure."""
        return self._fault or self._missing()

    def rest(self) -> None:
        """Free the models; they load again with the next question."""
        with self._lock:
            self._free()

    def close(self) -> None:
        """Free the models for good."""
        with self._lock:
            self._closed = True
            self._free()

    def _free(self) -> None:
        if self._loaded is not None:
            self._loaded.taught.close()
            self._loaded.whole.close()
        self._loaded = None

    def _open(self) -> None:
        if self._loaded is not None or self._closed or self._fault is not None:
            return
        self._fault = self._missing()
        if self._fault is not None:
            return
        try:
            library = api.load(self._library_name)
        except (OSError, AttributeError) as error:
            self._fault = f"{self._library_name}: {error} (apt install libzinnia0)"
            return
        try:
            whole = api.Recognizer(library, self._model)
            self._loaded = _Loaded(whole, TaughtOrders(library, self._model))
        except api.NoModelError:
            self._fault = (
                f"{self._model} is no model of Zinnia (apt install --reinstall "
                "tegaki-zinnia-simplified-chinese)"
            )

    def _missing(self) -> str | None:
        if not self._model.exists():
            return f"{self._model} is missing (apt install tegaki-zinnia-simplified-chinese)"
        return None


def _recognise(loaded: _Loaded, strokes: Sequence[Stroke]) -> list[str]:
    """Return what the strokes are and, early on, what they would be drawn a little otherwise.

    The scores of strokes drawn out of order or smaller do not compare with the others, so that
    only the best of those are let in, at a fixed place.
    """
    drawn = _fitted(strokes, 1.0)
    scores = loaded.whole.scores(drawn, DEEPEST)
    for text, score in loaded.taught.scores(drawn).items():
        scores[text] = max(score, scores.get(text, score))
    found = sorted(scores, key=lambda text: -scores[text] - EVERYDAY * is_everyday(text))
    let_in = [
        *_best(loaded.taught.smaller(_fitted(strokes, SMALLER)), BEST_OF_OTHERS - 1),
        *_best(loaded.taught.swapped(drawn), BEST_OF_OTHERS),
    ]
    whole = (*found[:AHEAD_OF_OTHERS], *let_in, *found[AHEAD_OF_OTHERS:])
    return list(islice(filter(is_word, dict.fromkeys(whole)), DEEPEST))


def _best(scores: Mapping[str, float], count: int) -> list[str]:
    return sorted(scores, key=lambda text: -scores[text])[:count]


def _fitted(strokes: Sequence[Stroke], share: float) -> list[Places]:
    """Return the strokes in Zinnia's steps, filling ``share`` of the square without distortion.

    The model was taught characters that fill it; people write small, and into a corner.
    """
    across, down = zip(*(point for stroke in strokes for point in stroke), strict=True)
    left, right, top, bottom = min(across), max(across), min(down), max(down)
    size = max(right - left, bottom - top, share / MOST_GROWTH)
    growth = share * (SIDE - 1) / size
    middle_x, middle_y, middle = (left + right) / 2, (top + bottom) / 2, (SIDE - 1) / 2
    return [
        [
            (round(middle + (x - middle_x) * growth), round(middle + (y - middle_y) * growth))
            for x, y in stroke
        ]
        for stroke in strokes
    ]


def _acceptable(stroke: Stroke) -> Stroke:
    """Return the stroke inside the square, thinned, without what is no place."""
    places = [
        (min(max(x, 0.0), 1.0), min(max(y, 0.0), 1.0))
        for x, y in stroke
        if math.isfinite(x) and math.isfinite(y)
    ]
    if len(places) > MOST_POINTS:
        last = len(places) - 1
        places = [places[round(i * last / (MOST_POINTS - 1))] for i in range(MOST_POINTS)]
    return tuple(places)
