"""Characters to draw, for tests of handwriting: ``strokes_of("法")``."""

import math
import random
from itertools import pairwise

from kiosk.text_input.port import Point, Stroke
from strokes.characters import CHARACTERS
from strokes.components import COMPONENTS

Box = tuple[float, float, float, float]
"""Left, top, right, bottom."""

ALL = tuple(each for each in (*COMPONENTS, *CHARACTERS) if "\u4e00" <= each <= "\u9fff")
"""Every character there is; those of parts alone are not meant to be written."""

PARTS = frozenset("亻彳氵冫扌宀艹攵夂殳弋戋爫亍丂豕聿艮乍斥弗彐钅纟忄礻讠阝刂辶匕厶勺疋尸囗亼龶冂")
LEGAL = tuple(each for each in ALL if each not in PARTS)
"""The characters that a test writes."""

_SQUARE: Box = (0.08, 0.08, 0.92, 0.92)
_STEP = 0.03
_WIDE = {
    **dict.fromkeys("亻彳讠氵冫忄钅纟礻扌", 0.62),
    **dict.fromkeys("阝土王木禾口日目贝女马且矢又", 0.8),
    **dict.fromkeys("刂", 0.5),
}
"""How wide a part is beside another one; 1 where it is not named."""

_HIGH = {
    **dict.fromkeys("宀艹⺮爫𠂉", 0.55),
    **dict.fromkeys("八心卜一亼", 0.7),
    **dict.fromkeys("口日十士夂田土厶立", 0.9),
}
_INSIDE: dict[str, Box] = {
    "囗": (0.22, 0.2, 0.78, 0.82),
    "门": (0.25, 0.35, 0.75, 0.85),
    "冂": (0.25, 0.25, 0.75, 0.85),
    "广": (0.28, 0.3, 0.95, 0.97),
    "厂": (0.28, 0.25, 0.95, 0.95),
    "尸": (0.28, 0.45, 0.92, 0.97),
    "户": (0.3, 0.5, 0.95, 0.97),
    "𠂇": (0.3, 0.4, 0.85, 0.97),
    "辶": (0.35, 0.03, 0.95, 0.75),
}
_CLOSED_LAST = {"囗": 2, "辶": 0}
"""How many strokes of a frame come before what is inside; all, where it is not named."""


def strokes_of(
    character: str, rng: random.Random | None = None, shake: float = 0.015
) -> tuple[Stroke, ...]:
    """Return the strokes of ``character`` as a pen draws them, from 0 to 1 across the square.

    ``rng`` draws it by hand: each place off by about ``shake``, the whole a little off, larger or
    smaller, leaning. Raises :class:`KeyError` for a character that nobody has described.
    """
    drawn = _drawn(CHARACTERS.get(character, character))
    corners = [tuple(_into(_SQUARE, place) for place in stroke) for stroke in drawn]
    if rng is not None:
        corners = _by_hand(corners, rng, shake)
    return tuple(_walked(stroke) for stroke in corners)


def _drawn(described: str) -> list[Stroke]:
    strokes, left = _parsed(described)
    assert not left, described
    return strokes


def _parsed(described: str) -> tuple[list[Stroke], str]:
    """Return the strokes of the first part of a description, and what is left of it."""
    head, rest = described[0], described[1:]
    if head in "⿰⿱":
        first_name, (first, rest) = rest[0], _parsed(rest)
        second_name, (second, rest) = rest[0], _parsed(rest)
        shares = _WIDE if head == "⿰" else _HIGH
        one, two = shares.get(first_name, 1.0), shares.get(second_name, 1.0)
        cut = one / (one + two)
        if head == "⿰":
            boxes = ((0.0, 0.0, cut, 1.0), (cut, 0.0, 1.0, 1.0))
        else:
            boxes = ((0.0, 0.0, 1.0, cut), (0.0, cut, 1.0, 1.0))
        return _placed(first, boxes[0]) + _placed(second, boxes[1]), rest
    if head in "⿴⿵⿸⿺":
        frame_name, (frame, rest) = rest[0], _parsed(rest)
        inner, rest = _parsed(rest)
        before = _CLOSED_LAST.get(frame_name, len(frame))
        return frame[:before] + _placed(inner, _INSIDE[frame_name]) + frame[before:], rest
    if head in CHARACTERS:
        return _drawn(CHARACTERS[head]), rest
    return [_read(stroke) for stroke in COMPONENTS[head].split()], rest


def _read(stroke: str) -> Stroke:
    return tuple((int(place[:2]) / 100, int(place[2:]) / 100) for place in stroke.split("-"))


def _placed(strokes: list[Stroke], box: Box) -> list[Stroke]:
    return [tuple(_into(box, place) for place in stroke) for stroke in strokes]


def _into(box: Box, place: Point) -> Point:
    left, top, right, bottom = box
    return (left + place[0] * (right - left), top + place[1] * (bottom - top))


def _by_hand(strokes: list[Stroke], rng: random.Random, shake: float) -> list[Stroke]:
    size, lean = rng.uniform(0.85, 1.05), rng.uniform(-0.05, 0.05)
    off_x, off_y = rng.uniform(-0.04, 0.04), rng.uniform(-0.04, 0.04)

    def moved(place: Point) -> Point:
        x, y = place[0] - 0.5, place[1] - 0.5
        x, y = size * (x - lean * y) + 0.5 + off_x, size * (y + lean * x) + 0.5 + off_y
        return (_bound(x + rng.gauss(0, shake)), _bound(y + rng.gauss(0, shake)))

    return [tuple(moved(place) for place in stroke) for stroke in strokes]


def _bound(value: float) -> float:
    return min(max(value, 0.0), 1.0)


def _walked(corners: Stroke) -> Stroke:
    """Return places every few hundredths along the way, as a pointer reports them."""
    places: list[Point] = [corners[0]]
    for (x, y), (to_x, to_y) in pairwise(corners):
        steps = max(1, math.ceil(math.hypot(to_x - x, to_y - y) / _STEP))
        for step in range(1, steps + 1):
            part = step / steps
            places.append((x + (to_x - x) * part, y + (to_y - y) * part))
    return tuple(places)
