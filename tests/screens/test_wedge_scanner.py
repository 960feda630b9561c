"""A scanner that types as a keyboard, before a window: no page takes its digits for a person's."""

import random
from collections.abc import Iterator
from dataclasses import replace
from typing import Any

import pytest

from kiosk.devices.scanner.lines import ENDLESS, QUIET_SECONDS
from kiosk.gallery import pages, view_of
from kiosk.gallery.matters import CODE
from kiosk.pages import Entry
from kiosk.view import Key, Look, View
from screens.wedge import GAP_SECONDS, Wedge

ENTER, DOWN_KEY = 13, 274
SCAN_GAP, HAND_GAP = 0.01, 0.09


def view(name: str, **changes: Any) -> View:
    return replace(view_of(dict(pages())[name], Look()), serial=7, **changes)


class Keys:
    """Whatever types on the window, at its pace."""

    def __init__(self, hall: Any) -> None:
        self.hall = hall
        self.now = 0.0

    def type(self, text: str, gap: float, end: int | None = ENTER) -> None:
        for code in [*map(ord, text), *([end] if end is not None else [])]:
            self.hall.type(code)
            self.wait(gap)

    def wait(self, seconds: float) -> None:
        self.now += seconds
        self.hall.later.pass_time(seconds)
        self.hall.later.pass_time(0.0)


@pytest.fixture
def keys(hall: Any) -> Iterator[Keys]:
    keys = Keys(hall)
    hall.app._wedge = Wedge(hall.app._struck, hall.controls.scanned, hall.later, lambda: keys.now)
    yield keys
    hall.app._wedge = None


@pytest.mark.parametrize("page", ["idle", "home", "service", "ticket"])
@pytest.mark.parametrize("text", [CODE, f"http://centre.example/m/{CODE}"])
def test_a_code_is_read_and_chooses_nothing(hall: Any, keys: Keys, page: str, text: str) -> None:
    hall.show(view(page))
    keys.type(text, SCAN_GAP)
    assert hall.controls.heard == [("scanned", text)]


def entries() -> list[str]:
    return [name for name, page in pages() if isinstance(page, Entry)]


@pytest.mark.parametrize("name", entries())
def test_no_page_of_digits_is_filled_nor_confirmed(hall: Any, keys: Keys, name: str) -> None:
    hall.show(view(name))
    for number in range(3):
        keys.type(f"{483920 + number}", SCAN_GAP)
    assert hall.pad.typed == ""
    assert {item[0] for item in hall.controls.heard} == {"scanned"}


def test_without_an_end_of_line_it_is_read_after_a_moment(hall: Any, keys: Keys) -> None:
    hall.show(view("home"))
    keys.type(CODE, SCAN_GAP, end=None)
    assert hall.controls.heard == []
    keys.wait(GAP_SECONDS)
    assert hall.controls.heard == [("scanned", CODE)]


def test_a_slow_frame_does_not_part_a_code(hall: Any, keys: Keys) -> None:
    """The time is up, the next keys were struck long ago, and are told only after it."""
    hall.show(view("home"))
    keys.type(CODE[:4], SCAN_GAP, end=None)
    hall.later.pass_time(0.2)
    keys.type(CODE[4:], SCAN_GAP)
    assert hall.controls.heard == [("scanned", CODE)]


def test_a_person_types_and_chooses_as_ever(hall: Any, keys: Keys) -> None:
    hall.show(view(entries()[0]))
    keys.type("4839", HAND_GAP, end=None)
    assert hall.pad.typed == "4839"
    hall.show(view("service"))
    hall.controls.heard.clear()
    keys.type("1", HAND_GAP, end=None)
    assert hall.controls.heard == [("digit", "1")]


def test_a_command_waits_for_nothing_and_comes_in_its_turn(hall: Any, keys: Keys) -> None:
    hall.show(view("service"))
    hall.type(ord("1"))
    hall.type(DOWN_KEY)
    assert hall.controls.heard == [("digit", "1"), ("key", Key.DOWN)]


def test_a_flood_of_codes_ends_after_five_and_a_person_comes_between(hall: Any, keys: Keys) -> None:
    hall.show(view("service"))
    for number in range(300):
        keys.type(f"{number:08}", 0.001)
    assert hall.controls.heard == [("scanned", f"{number:08}") for number in range(5)]
    hall.controls.heard.clear()
    hall.tap("advice")
    assert hall.controls.answers == [("press", 7, "advice")]
    keys.wait(QUIET_SECONDS)
    keys.type(CODE, SCAN_GAP)
    assert hall.controls.answers[1:] == [("scanned", CODE)]


def test_typing_without_end_and_noise_take_no_memory(hall: Any, keys: Keys) -> None:
    hall.show(view(entries()[0]))
    chance = random.Random(6)
    for _ in range(3 * ENDLESS):
        hall.app._wedge.takes(chance.randrange(32, 127))
    assert len(hall.app._wedge._held) <= ENDLESS + 1
    keys.wait(GAP_SECONDS)
    assert hall.controls.heard == []
    assert hall.pad.typed == ""
