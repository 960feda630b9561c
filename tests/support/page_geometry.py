"""Where the parts of a page lie: on the glass, apart from each other, within reach."""

from itertools import combinations
from typing import Any

from kiosk.view import Look
from kiosk.wording import LANGUAGES

PX_PER_MM = 4.03
WIDTH, HEIGHT = 1080, 1920
TARGET_MM, APART_MM, REACH = 15.0, 3.0, 0.45
SLACK = 1.0
"""Pixels lost to rounding."""

LOOKS = [
    Look(lang=lang, text_step=step, lowered=lowered, contrast=lowered)
    for lang in LANGUAGES
    for step in range(4)
    for lowered in (False, True)
]
Rect = tuple[float, float, float, float]


def look_name(look: Look) -> str:
    return f"{look.lang}-{look.text_step}{'-lowered' if look.lowered else ''}"


def words(hall: Any) -> list[Any]:
    from screens.widgets.words import Words

    return [w for w in hall.shell.walk() if isinstance(w, Words) and w.text.strip() and w.height]


def rect(widget: Any) -> Rect:
    return widget.x, widget.y, widget.right, widget.top


def overlap(one: Rect, other: Rect) -> bool:
    return (
        min(one[2], other[2]) - max(one[0], other[0]) > SLACK
        and min(one[3], other[3]) - max(one[1], other[1]) > SLACK
    )


def inside(one: Rect, other: Rect) -> bool:
    return (
        one[0] >= other[0] - SLACK
        and one[1] >= other[1] - SLACK
        and one[2] <= other[2] + SLACK
        and one[3] <= other[3] + SLACK
    )


def check_words(drawn: list[Any]) -> None:
    for text in drawn:
        assert inside(rect(text), (0, 0, WIDTH, HEIGHT)), f"off the screen: {text.text}"
        assert text.drawn_width <= text.width + SLACK, f"cut off: {text.text}"
    for one, other in combinations(drawn, 2):
        assert not overlap(rect(one), rect(other)), f"{one.text} covers {other.text}"


def check_targets(targets: list[Any]) -> None:
    from screens.widgets.words import Words

    for target in targets:
        assert target.width >= TARGET_MM * PX_PER_MM - SLACK, target.name
        assert target.height >= TARGET_MM * PX_PER_MM - SLACK, target.name
        assert inside(rect(target), (0, 0, WIDTH, HEIGHT)), target.name
        for text in target.walk(restrict=True):
            if isinstance(text, Words) and text.text:
                assert inside(rect(text), rect(target)), f"outside its card: {text.text}"
    apart = APART_MM * PX_PER_MM - SLACK
    for one, other in combinations(targets, 2):
        x, y, right, top = rect(one)
        near = (x - apart, y - apart, right + apart, top + apart)
        assert not overlap(near, rect(other)), f"{one.name} is too near {other.name}"


def check_told_beside_targets(drawn: list[Any], targets: list[Any]) -> None:
    of_targets = {part for target in targets for part in target.walk(restrict=True)}
    for text in drawn:
        if text not in of_targets:
            covering = [t.name for t in targets if overlap(rect(text), rect(t))]
            assert not covering, f"{text.text} is under {covering}"


def check_reach(targets: list[Any]) -> None:
    for target in targets:
        assert target.top <= HEIGHT * REACH + SLACK, f"too high: {target.name}"
