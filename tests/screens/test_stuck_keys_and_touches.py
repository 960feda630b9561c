"""Keys and fingers that stay, come in crowds, or whose lifting nobody told.

Fingers are events of SDL's own, pushed where its drivers push them; SDL's mouse, which it makes
of the first finger, is the window's mouse as everywhere here.
"""

import ctypes
import random
from collections.abc import Iterator
from dataclasses import replace
from typing import Any

import pytest

from kiosk.gallery import pages, view_of
from kiosk.pages import Entry
from kiosk.view import Key, Look, View
from screens.environment import sdl_library
from screens.finger import STUCK_SECONDS
from screens.keys import SILENT_SECONDS
from screens.more_fingers import FingerEvent

DOWN_KEY, UP_KEY = 274, 273
DOWN, UP = 0x700, 0x701
WIDTH, HEIGHT = 1080, 1920


def view(name: str, serial: int = 7, **changes: Any) -> View:
    return replace(view_of(dict(pages())[name], Look()), serial=serial, **changes)


class Panel:
    """A touch panel: what its fingers do, SDL tells; the first of them is the mouse as well."""

    def __init__(self, hall: Any) -> None:
        self.hall = hall
        self._mouse: int | None = None
        self._fingers: set[int] = set()

    def lift_all(self) -> None:
        for finger in sorted(self._fingers):
            self.finger(UP, finger, 540.0, 1500.0)

    def finger(self, kind: int, finger: int, x: float, y: float) -> None:
        event = FingerEvent(kind, 0, 1, finger, x / WIDTH, 1 - y / HEIGHT, 0, 0, 1, 1)
        room = ctypes.create_string_buffer(128)  # SDL copies a whole SDL_Event.
        ctypes.memmove(room, ctypes.byref(event), ctypes.sizeof(event))
        library = sdl_library()
        assert library is not None
        assert library.SDL_PushEvent(room) == 1
        self._fingers ^= {finger}
        self._tell_mouse(kind, finger, x, y)
        self.hall.frame()

    def _tell_mouse(self, kind: int, finger: int, x: float, y: float) -> None:
        if kind == DOWN and self._mouse is None:
            self._mouse = finger
            self.hall.down(x, y)
        elif kind == UP and finger == self._mouse:
            self._mouse = None
            self.hall.up(x, y)

    def down(self, finger: int, name: str) -> None:
        self.finger(DOWN, finger, *self.hall.middle(name))

    def up(self, finger: int, name: str) -> None:
        self.finger(UP, finger, *self.hall.middle(name))

    def tap(self, finger: int, name: str) -> None:
        self.down(finger, name)
        self.up(finger, name)


@pytest.fixture
def panel(hall: Any) -> Iterator[Panel]:
    panel = Panel(hall)
    yield panel
    panel.lift_all()


def test_a_finger_of_a_panel_is_delivered_once(hall: Any, panel: Panel) -> None:
    hall.show(view("service"))
    panel.tap(1, "advice")
    assert hall.controls.heard == [("touched",), ("press", 7, "advice")]


def test_two_hands_press_once(hall: Any, panel: Panel) -> None:
    hall.show(view("service"))
    panel.down(1, "advice")
    panel.down(2, "legal-aid")
    panel.up(2, "legal-aid")
    panel.up(1, "advice")
    assert hall.controls.answers == [("press", 7, "advice")]


def test_thirty_fingers_at_once_and_then_one(hall: Any, panel: Panel) -> None:
    names = ("advice", "legal-aid", "footer:back")
    hall.show(view("service"))
    for finger in range(30):
        panel.down(finger, names[finger % 3])
    order = list(range(1, 30))
    random.Random(30).shuffle(order)
    for finger in order:
        panel.up(finger, names[finger % 3])
    assert hall.controls.answers == []
    panel.up(0, "advice")
    assert hall.controls.answers == [("press", 7, "advice")]
    hall.show(view("service", serial=8))
    panel.tap(31, "legal-aid")
    assert hall.controls.answers[1:] == [("press", 8, "legal-aid")]


def test_a_drop_of_water_is_a_finger_for_ten_seconds_only(hall: Any, panel: Panel) -> None:
    hall.show(view("service"))
    panel.down(1, "footer:back")
    panel.tap(2, "advice")
    assert hall.controls.answers == [], "a second hand is nobody"
    hall.later.pass_time(STUCK_SECONDS)
    panel.tap(3, "advice")
    assert hall.controls.answers == [("press", 7, "advice")]
    hall.show(view("priority", serial=8))
    panel.tap(4, "none")
    assert hall.controls.answers[1:] == [("press", 8, "none")]
    panel.up(1, "footer:back")
    assert len(hall.controls.answers) == 2, "the drop was wiped off; that presses nothing"
    hall.show(view("service", serial=9))
    panel.tap(5, "legal-aid")
    assert hall.controls.answers[2:] == [("press", 9, "legal-aid")]


def test_a_touch_that_was_nobody_leaves_no_trail(hall: Any, panel: Panel) -> None:
    hall.show(view("service"))
    panel.down(1, "footer:back")
    hall.later.pass_time(STUCK_SECONDS)
    panel.down(2, "advice")
    panel.up(1, "footer:back")
    panel.tap(3, "footer:back")
    panel.up(2, "advice")
    hall.show(view("service", serial=8))
    panel.tap(4, "legal-aid")
    assert hall.controls.answers == [("press", 7, "advice"), ("press", 8, "legal-aid")]


def test_a_lifting_that_was_lost_costs_one_tap(hall: Any) -> None:
    """SDL knows no second press of a button that is down; it tells of its lifting all the same."""
    hall.show(view("service"))
    hall.down(*hall.middle("advice"))
    hall.move(*hall.middle("legal-aid"))
    hall.up(*hall.middle("legal-aid"))
    assert hall.controls.answers == []
    hall.tap("legal-aid")
    assert hall.controls.answers == [("press", 7, "legal-aid")]


def test_a_finger_that_never_lifts_holds_no_corner_and_draws_no_more(
    hall: Any, panel: Panel
) -> None:
    hall.show(view("service"))
    panel.finger(DOWN, 1, 540.0, 1500.0)
    hall.later.pass_time(STUCK_SECONDS)
    panel.finger(DOWN, 2, 1070.0, 1910.0)
    panel.finger(UP, 2, 1070.0, 1910.0)
    hall.later.pass_time(60.0)
    assert hall.controls.answers == []


def test_a_digit_held_for_minutes_types_once_and_touch_goes_on(hall: Any) -> None:
    from kivy.core.window import Window

    page = next(each for each in dict(pages()).values() if isinstance(each, Entry))
    hall.show(replace(view_of(page, Look()), serial=7))
    for _ in range(120 * 25):
        Window.dispatch("on_key_down", ord("5"), 0, None, [])
        hall.later.pass_time(0.04)
    assert hall.pad.typed == "5"
    hall.tap("pad:7")
    assert hall.pad.typed == "57"
    Window.dispatch("on_key_up", ord("5"), 0)
    hall.type(ord("5"))
    assert hall.pad.typed == "575"


def test_two_keys_at_once_count_once_each(hall: Any) -> None:
    from kivy.core.window import Window

    hall.show(view("service"))
    for code in (DOWN_KEY, ord("r"), ord("r"), ord("r")):
        Window.dispatch("on_key_down", code, 0, None, [])
    Window.dispatch("on_key_up", DOWN_KEY, 0)
    Window.dispatch("on_key_up", ord("r"), 0)
    assert hall.controls.answers == [("key", Key.DOWN), ("key", Key.REPEAT)]


def test_a_key_whose_lifting_was_lost_is_no_dead_key(hall: Any) -> None:
    from kivy.core.window import Window

    hall.show(view("service"))
    Window.dispatch("on_key_down", UP_KEY, 0, None, [])
    hall.later.pass_time(SILENT_SECONDS)
    hall.type(UP_KEY)
    assert hall.controls.answers == [("key", Key.UP)] * 2
