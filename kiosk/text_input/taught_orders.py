"""Characters that Zinnia's model was taught in another order of strokes than people learn.

In it 火 begins with 人, 辶 comes first, 山 begins on the left. Drawn as people do, such a character
is not found at all; put into the order of the model, its strokes are. Each order is tried only for
the characters it is known of (``assets/text_input/stroke_orders.toml``), with a small model of
those: their scores compare with the scores of what was drawn, and take a fraction of its time.
"""

import ctypes
import tomllib
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

from kiosk.text_input.zinnia_api import Places, Recognizer, model_of, records

ORDERS = Path(__file__).resolve().parents[2] / "assets" / "text_input" / "stroke_orders.toml"

REST = "*"
Order = tuple[int, ...]
"""Which of the strokes drawn comes at each place, from 0."""


class TaughtOrders:
    """The small models of these orders, loaded."""

    def __init__(self, library: ctypes.CDLL, model: Path, table: Path = ORDERS) -> None:
        with table.open("rb") as file:
            listed = tomllib.load(file)
        orders: dict[str, str] = listed["orders"]
        few: dict[str, str] = listed["few"]
        wanted = {each for characters in (*orders.values(), *few.values()) for each in characters}
        held = records(model, wanted)
        self._orders = _recognizers(library, held, orders)
        self._few = _recognizers(library, held, few)

    def scores(self, strokes: Sequence[Places]) -> dict[str, float]:
        """Return the score of each listed character in the order it was taught in."""
        found: dict[str, float] = {}
        for pattern, recognizer in self._orders.items():
            order = order_of(pattern, len(strokes))
            if order is not None:
                _keep_best(found, recognizer.scores([strokes[each] for each in order], _ALL))
        return found

    def swapped(self, strokes: Sequence[Places]) -> dict[str, float]:
        """Return the scores of simple characters of as many strokes, two neighbours swapped."""
        found: dict[str, float] = {}
        few = self._few.get(str(len(strokes)))
        if few is not None:
            for order in _neighbours_swapped(len(strokes)):
                _keep_best(found, few.scores([strokes[each] for each in order], _ALL))
        return found

    def smaller(self, strokes: Sequence[Places]) -> dict[str, float]:
        """Return the scores of simple characters for ``strokes`` drawn smaller: 口 is no 囗."""
        few = self._few.get(str(len(strokes)))
        return few.scores(strokes, _ALL) if few is not None else {}

    def close(self) -> None:
        """Free the small models."""
        for recognizer in (*self._orders.values(), *self._few.values()):
            recognizer.close()


def order_of(pattern: str, count: int) -> Order | None:
    """Return what a pattern means for ``count`` strokes; ``None`` where it does not apply.

    A pattern names strokes from 1, or from the last with -1; ``*`` are all that are not named.
    """
    names = pattern.split()
    order: list[int] = []
    named = {_place(name, count) for name in names if name != REST}
    if REST not in names and len(names) != count:
        return None
    if len(named) != len([name for name in names if name != REST]):
        return None
    if not named <= set(range(count)):
        return None
    for name in names:
        rest = [each for each in range(count) if each not in named]
        order += rest if name == REST else [_place(name, count)]
    return tuple(order)


_ALL = 1000
"""More than any of the small models knows."""


def _place(name: str, count: int) -> int:
    return int(name) - 1 if int(name) > 0 else count + int(name)


def _recognizers(
    library: ctypes.CDLL, held: Mapping[str, bytes], listed: Mapping[str, str]
) -> dict[str, Recognizer]:
    return {
        name: Recognizer(library, model_of([held[each] for each in characters if each in held]))
        for name, characters in listed.items()
    }


def _neighbours_swapped(count: int) -> Iterator[Order]:
    for place in range(count - 1):
        order = list(range(count))
        order[place : place + 2] = place + 1, place
        yield tuple(order)


def _keep_best(found: dict[str, float], more: Mapping[str, float]) -> None:
    for text, score in more.items():
        found[text] = max(score, found.get(text, score))
