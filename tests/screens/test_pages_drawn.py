"""Every page in every look, drawn: nothing cut off, nothing on top of another, all in reach."""

from collections.abc import Iterator
from dataclasses import replace
from itertools import combinations
from typing import Any

import finding_samples
import pytest
import self_check_samples

from kiosk import gallery
from kiosk.gallery import view_of
from kiosk.pages import Page
from kiosk.view import Look, View
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
PAGES = {**dict(gallery.pages()), **self_check_samples.pages(), **finding_samples.pages()}
Rect = tuple[float, float, float, float]


def look_name(look: Look) -> str:
    return f"{look.lang}-{look.text_step}{'-lowered' if look.lowered else ''}"


@pytest.fixture(params=LOOKS, ids=look_name)
def look(request: pytest.FixtureRequest) -> Look:
    return request.param


@pytest.fixture(params=PAGES)
def page(request: pytest.FixtureRequest) -> Page:
    return PAGES[request.param]


def sheets(hall: Any, view: View) -> Iterator[None]:
    """Show ``view``, then each further sheet of it."""
    hall.shell.screen_for(type(view.page)).begin()
    hall.app.show(view)
    while True:
        yield
        if not hall.shell.screen.turn(1):
            break


def words(hall: Any) -> list[Any]:
    from screens.widgets.words import Words

    return [w for w in hall.shell.walk() if isinstance(w, Words) and w.text.strip() and w.height]


def codes(hall: Any) -> list[Any]:
    from screens.widgets.qr import QrCode

    found = [code for code in hall.shell.walk() if isinstance(code, QrCode) and code.height]
    for code in found:
        assert inside(rect(code), (0, 0, WIDTH, HEIGHT))
    return found


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


def test_page_in_look(hall: Any, page: Page, look: Look) -> None:
    view = view_of(page, look)
    offered: set[str] = set()
    lines: dict[Any, set[int]] = {}
    for _ in sheets(hall, view):
        targets, drawn = hall.shell.targets(), words(hall)
        check_words(drawn)
        check_targets(targets)
        check_told_beside_targets([*drawn, *codes(hall)], targets)
        if look.lowered:
            check_reach(targets)
        offered |= set(hall.shell.boxes())
        for text in drawn:
            lines.setdefault(text, set()).update(text.lines.index(line) for line in text.shown)
    assert {option.id for option in page.choices} <= offered
    for text, seen in lines.items():
        assert len(seen) == len(set(text.lines)), f"lines are missing: {text.text}"


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


def test_focus_turns_to_the_option_it_is_on(hall: Any, page: Page) -> None:
    view = view_of(page, Look(text_step=3, lowered=True))
    for option in page.choices:
        hall.app.show(replace(view, focus=option.id))
        ringed = [target.name for target in hall.shell.targets() if target.focused]
        assert ringed == [option.id]


def test_every_character_has_a_glyph(fonts: Any) -> None:
    from kiosk.fonts import missing_characters
    from kiosk.wording import _catalogue

    text = "".join(
        text
        for lang in LANGUAGES
        for text in _catalogue(lang)._catalog.values()
        if text  # type: ignore[attr-defined]
    )
    for file in (fonts.regular, fonts.bold):
        assert missing_characters(text + "●·，0123456789:", file) == set()
