"""What a finger and a keypad can do, and what they cannot. Touches come as the window's mouse."""

import gc
import weakref
from dataclasses import replace
from typing import Any

import pytest
from living import living

from kiosk.gallery import pages, view_of
from kiosk.pages import Entry, Idle
from kiosk.view import Command, Key, Look, View
from kiosk.wording import Given

ESCAPE, F1, F4, F10, ENTER, NUMPAD_ENTER, BACKSPACE = 27, 282, 285, 291, 13, 271, 8
CORNER = (1070.0, 1910.0)


def view(name: str, serial: int = 7, **changes: Any) -> View:
    return replace(view_of(dict(pages())[name], Look()), serial=serial, **changes)


def test_a_touch_is_delivered_once(hall: Any) -> None:
    hall.show(view("service"))
    hall.tap("advice")
    assert hall.controls.heard == [("touched",), ("press", 7, "advice")]


def test_a_press_ends_where_it_began(hall: Any) -> None:
    hall.show(view("service"))
    hall.down(*hall.middle("advice"))
    hall.move(*hall.middle("legal-aid"))
    hall.up(*hall.middle("legal-aid"))
    assert hall.controls.answers == []


def test_a_card_is_dark_while_a_finger_is_on_it(hall: Any) -> None:
    hall.show(view("service"))
    card = next(target for target in hall.shell.targets() if target.name == "advice")
    hall.down(*hall.middle("advice"))
    assert card.pressed
    hall.move(*hall.middle("legal-aid"))
    assert not card.pressed
    hall.up(*hall.middle("legal-aid"))
    assert not card.pressed


def test_a_second_tap_on_the_same_view_is_nothing(hall: Any) -> None:
    hall.show(view("service"))
    hall.tap("advice")
    hall.tap("advice")
    hall.tap("legal-aid")
    assert hall.controls.answers == [("press", 7, "advice")]


def test_the_next_view_can_be_answered(hall: Any) -> None:
    hall.show(view("service", serial=7))
    hall.tap("advice")
    hall.show(view("service", serial=8))
    hall.tap("advice")
    assert hall.controls.answers == [("press", 7, "advice"), ("press", 8, "advice")]


def test_a_page_that_changes_under_a_finger_is_not_answered(hall: Any) -> None:
    hall.show(view("service"))
    hall.down(*hall.middle("advice"))
    hall.show(view("priority", serial=8))
    hall.up(*hall.middle("none") if "none" in hall.shell.boxes() else (540.0, 900.0))
    assert hall.controls.answers == []


def test_a_page_brought_up_to_date_under_a_finger_is_answered(hall: Any) -> None:
    before, after = view("idle"), view("idle", serial=8)
    assert isinstance(before.page, Idle)
    hall.show(replace(before, page=replace(before.page, lines=(), notices=())))
    hall.down(540, 900)
    hall.show(after)
    hall.up(540, 900)
    assert hall.controls.answers == [("press", 8, before.page.options[0].id)]


def test_what_is_gone_under_a_finger_is_not_pressed(hall: Any) -> None:
    before = view("ticket")
    hall.show(before)
    x, y = hall.middle("print_again")
    hall.down(x, y)
    hall.show(replace(before, serial=8, page=replace(before.page, options=())))
    hall.up(x, y)
    assert hall.controls.answers == []


def test_a_second_finger_is_nobody(hall: Any) -> None:
    finger = hall.shell._finger
    hall.show(view("service"))
    first, second = hall.middle("advice"), hall.middle("legal-aid")
    assert finger.down("one", *first)
    assert not finger.down("two", *second)
    assert finger.up("two", *second) is None
    assert finger.up("one", *first).name == "advice"


@pytest.mark.parametrize("button", ["right", "middle", "scrolldown"])
def test_other_buttons_do_nothing(hall: Any, button: str) -> None:
    hall.show(view("service"))
    x, y = hall.middle("advice")
    hall.down(x, y, button)
    hall.up(x, y, button)
    assert hall.controls.heard == []


def test_footer(hall: Any) -> None:
    hall.show(view("service"))
    hall.tap("footer:text_size")
    assert hall.controls.answers == [("footer", 7, Command.TEXT_SIZE)]


def test_a_touch_anywhere_begins(hall: Any) -> None:
    hall.show(view("idle"))
    hall.down(540, 1500)
    hall.up(540, 1500)
    assert hall.controls.answers == [("press", 7, dict(pages())["idle"].options[0].id)]


def test_corner_held_long_enough(hall: Any) -> None:
    hall.show(view("service"))
    hall.down(*CORNER)
    hall.later.pass_time(2.9)
    assert hall.controls.answers == []
    hall.later.pass_time(0.2)
    hall.up(*CORNER)
    assert hall.controls.answers == [("corner",)]


@pytest.mark.parametrize("leave", ["lift", "slide"])
def test_corner_not_held(hall: Any, leave: str) -> None:
    hall.show(view("service"))
    hall.down(*CORNER)
    hall.later.pass_time(2.0)
    if leave == "lift":
        hall.up(*CORNER)
    else:
        hall.move(540, 960)
    hall.later.pass_time(5.0)
    assert ("corner",) not in hall.controls.heard


def test_corner_on_the_idle_page_begins_no_visit(hall: Any) -> None:
    hall.show(view("idle"))
    hall.down(*CORNER)
    hall.later.pass_time(3.1)
    hall.up(*CORNER)
    assert hall.controls.answers == [("corner",)]


@pytest.mark.parametrize(
    ("code", "key"),
    [
        (273, Key.UP),
        (274, Key.DOWN),
        (276, Key.UP),
        (275, Key.DOWN),
        (ESCAPE, Key.BACK),
        (ENTER, Key.CONFIRM),
        (NUMPAD_ENTER, Key.CONFIRM),
        (32, Key.CONFIRM),
        (ord("r"), Key.REPEAT),
        (F1, Key.HELP),
        (ord("+"), Key.LOUDER),
        (270, Key.LOUDER),
        (ord("-"), Key.SOFTER),
        (269, Key.SOFTER),
    ],
)
def test_keypad(hall: Any, code: int, key: Key) -> None:
    hall.show(view("service"))
    hall.type(code)
    assert hall.controls.heard == [("key", key)]


@pytest.mark.parametrize("code", [ord("2"), 258])
def test_digits_choose(hall: Any, code: int) -> None:
    hall.show(view("service"))
    hall.type(code)
    assert hall.controls.heard == [("digit", "2")]


@pytest.mark.parametrize(
    ("code", "modifiers"),
    [(F4, ["alt"]), (ord("q"), ["ctrl"]), (ord("w"), ["ctrl"]), (F10, []), (F1, ["ctrl"])],
)
def test_no_other_key_does_anything(hall: Any, code: int, modifiers: list[str]) -> None:
    hall.show(view("service"))
    hall.type(code, *modifiers)
    assert hall.controls.heard == []


def test_nothing_leads_out(hall: Any) -> None:
    from kivy.base import EventLoop
    from kivy.core.window import Window

    hall.show(view("service"))
    children = list(Window.children)
    for code in (ESCAPE, F1, F10):
        hall.type(code)
    assert Window.dispatch("on_request_close")
    hall.app.open_settings()
    hall.frame()
    assert not EventLoop.quit
    assert EventLoop.status == "started"
    assert Window.children == children


def test_pad_types_and_confirms(hall: Any) -> None:
    hall.show(view("staff-pin"))
    for symbol in ("4", "2", "7", "delete", "0", "done", "done"):
        hall.tap(f"pad:{symbol}")
    assert hall.controls.answers == [("typed", 7, "420")]


def test_keypad_types_and_confirms(hall: Any) -> None:
    hall.show(view("staff-pin"))
    for code in (ord("4"), 258, ord("7"), BACKSPACE, ENTER):
        hall.type(code)
    assert hall.controls.answers == [("typed", 7, "42")]


def test_no_more_digits_than_wanted(hall: Any) -> None:
    pin = replace(dict(pages())["staff-pin"], longest=3)
    assert isinstance(pin, Entry)
    hall.show(view("staff-pin", page=pin))
    for _ in range(5):
        hall.type(ord("1"))
    hall.type(ENTER)
    assert hall.controls.answers == [("typed", 7, "111")]


def test_digits_are_shown_as_dots_and_forgotten_with_the_page(hall: Any) -> None:
    hall.show(view("staff-pin"))
    hall.type(ord("4"))
    hall.type(ord("2"))
    shown = [part.text for part in hall.shell.walk() if getattr(part, "text", "")]
    assert "●●" in shown
    assert "42" not in shown
    hall.show(view("home", serial=8))
    hall.show(view("staff-pin", serial=9))
    hall.type(ENTER)
    assert not any(item[0] == "typed" for item in hall.controls.heard)


def test_down_reads_on_before_it_moves_the_focus(hall: Any) -> None:
    hall.show(replace(view("ticket"), look=Look(text_step=3)))
    assert hall.shell.screen.unread
    while hall.shell.screen.unread:
        hall.type(274)
    assert {kind for kind, *_ in hall.controls.heard} == {"touched", "turned"}
    hall.controls.heard.clear()
    hall.type(274)
    assert hall.controls.answers == [("key", Key.DOWN)]


def test_a_new_page_begins_with_its_first_sheet(hall: Any) -> None:
    large = Look(text_step=3, lowered=True)
    hall.show(replace(view("service"), look=large))
    first = set(hall.shell.boxes())
    hall.tap("screen:more")
    assert set(hall.shell.boxes()) != first
    hall.show(replace(view("home", serial=8), look=large))
    hall.show(replace(view("service", serial=9), look=large))
    assert set(hall.shell.boxes()) == first


def test_a_page_opens_on_the_sheet_of_its_focus(hall: Any) -> None:
    large = Look(text_step=3, lowered=True)
    hall.show(replace(view("home"), look=large))
    hall.show(replace(view("service", serial=8), look=large, focus="notary"))
    assert "notary" in hall.shell.boxes()


def test_a_smaller_window_shows_the_same_smaller(hall: Any) -> None:
    hall.show(view("service"))
    whole, boxes = hall.shell._metrics, hall.shell.boxes()
    hall.shell.resize(replace(whole, width=540, height=960, px_per_mm=whole.px_per_mm / 2))
    half = hall.shell.boxes()
    hall.shell.resize(whole)
    assert half.keys() == boxes.keys()
    for name, box in half.items():
        assert box == pytest.approx([edge / 2 for edge in boxes[name]], abs=8), name


def test_a_frame_is_reported_once_with_its_targets(hall: Any) -> None:
    hall.show(view("service"))
    hall.frame()
    assert [serial for serial, _ in hall.controls.frames] == [7]
    assert "advice" in hall.controls.frames[0][1]


def test_a_view_that_looks_the_same_gets_its_frame(hall: Any) -> None:
    hall.show(view("service", serial=7))
    hall.frame()
    hall.show(view("service", serial=8))
    assert [serial for serial, _ in hall.controls.frames] == [7, 8]


def test_screens_are_made_once(hall: Any) -> None:
    everything = [view_of(page, Look()) for _, page in pages()]
    for each in everything:
        hall.show(each)
    screens = {kind: weakref.ref(hall.shell.screen_for(kind)) for kind in map(_kind, everything)}
    gc.collect()
    widgets = _count_widgets()
    for _ in range(3):
        for each in everything:
            hall.show(each)
    assert all(ref() is hall.shell.screen_for(kind) for kind, ref in screens.items())
    gc.collect()
    assert _count_widgets() == widgets


def test_a_moved_focus_draws_no_card_anew(hall: Any) -> None:
    hall.show(view("service", focus="advice"))
    dressed: list[int] = []
    screen = hall.shell.screen
    screen.dress, plain = lambda *_: dressed.append(1), screen.dress
    try:
        hall.show(view("service", focus="legal-aid"))
    finally:
        screen.dress = plain
    assert dressed == []
    assert [t.name for t in hall.shell.targets() if t.focused] == ["legal-aid"]


def test_the_countdown_takes_the_place_of_the_clock(hall: Any) -> None:
    hall.show(view("service"))
    assert hall.shell._header.ids.clock.text == "09:32"
    hall.show(view("service", seconds_left=12))
    assert "12" in hall.shell._header.ids.clock.text
    hall.show(view("service"))
    assert hall.shell._header.ids.clock.text == "09:32"


def test_a_banner_pushes_the_page_down(hall: Any) -> None:
    hall.show(view("service"))
    before = hall.shell.boxes()["reception"]
    hall.show(view("service", banner=Given("网络断了", "The line is down")))
    after = hall.shell.boxes()["reception"]
    assert after[1] + after[3] < before[1] + before[3]


def _kind(view: View) -> type:
    return type(view.page)


def _count_widgets() -> int:
    from kivy.uix.widget import Widget

    return len(living(Widget))


def test_what_follows_when_all_screens_are_made_is_done_once(hall: Any) -> None:
    done: list[str] = []
    while hall.shell.prepare_one():
        pass
    hall.app._prepared = lambda: done.append("settled")
    hall.app._prepare_next(0)
    hall.app._prepare_next(0)
    assert done == ["settled"]
