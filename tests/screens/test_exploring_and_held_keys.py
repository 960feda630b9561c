"""Keys that are held, sheets turned by keys, and touches that only want to know."""

from dataclasses import replace
from typing import Any

from kiosk.gallery import pages, view_of
from kiosk.pages import Entry
from kiosk.view import Command, Key, Look, View

F1, UP, DOWN, ENTER = 282, 273, 274, 13


def view(name: str, serial: int = 7, **changes: Any) -> View:
    return replace(view_of(dict(pages())[name], Look()), serial=serial, **changes)


def test_up_reads_back_to_the_first_sheet(hall: Any) -> None:
    hall.show(view("home", serial=6))
    hall.show(replace(view("check-result-abuse"), look=Look(text_step=3)))
    hall.controls.heard.clear()
    first = set(hall.shell.boxes())
    sheets = 0
    while hall.shell.screen.unread:
        hall.type(DOWN)
        sheets += 1
    assert sheets > 1
    hall.controls.heard.clear()
    for _ in range(sheets):
        hall.type(UP)
    assert set(hall.shell.boxes()) == first
    assert [item for item in hall.controls.answers if item[0] == "key"] == []
    hall.type(UP)
    assert hall.controls.answers[-1] == ("key", Key.UP)


def test_a_turn_is_told_after_the_voice_was_stopped(hall: Any) -> None:
    hall.show(view("home", serial=6))
    hall.show(replace(view("check-result-abuse"), look=Look(text_step=3)))
    hall.controls.heard.clear()
    hall.type(DOWN)
    heard = [item[0] for item in hall.controls.heard]
    assert heard == ["touched", "turned"]


def test_a_key_that_is_held_counts_once(hall: Any) -> None:
    from kivy.core.window import Window

    hall.show(view("service"))
    for _ in range(5):
        Window.dispatch("on_key_down", ord("r"), 0, None, [])
    assert hall.controls.heard == [("key", Key.REPEAT)]
    Window.dispatch("on_key_up", ord("r"), 0)
    hall.type(ord("r"))
    assert hall.controls.heard == [("key", Key.REPEAT)] * 2


def test_the_help_key_calls_when_let_go_and_explores_when_held(hall: Any) -> None:
    from kivy.core.window import Window

    hall.show(view("service"))
    Window.dispatch("on_key_down", F1, 0, None, [])
    hall.later.pass_time(1.9)
    assert hall.controls.heard == []
    Window.dispatch("on_key_up", F1, 0)
    assert hall.controls.heard == [("key", Key.HELP)]
    Window.dispatch("on_key_down", F1, 0, None, [])
    hall.later.pass_time(2.1)
    Window.dispatch("on_key_up", F1, 0)
    assert hall.controls.heard[1:] == [("key", Key.EXPLORE)]


# --- exploring by touch --------------------------------------------------------------------

EXPLORE = Look(explore=True)


def test_the_first_touch_tells_and_the_second_presses(hall: Any) -> None:
    hall.show(replace(view("service"), look=EXPLORE))
    hall.tap("advice")
    hall.tap("legal-aid")
    assert hall.controls.answers == [("explored", 7, "advice"), ("explored", 7, "legal-aid")]
    hall.tap("legal-aid")
    assert hall.controls.answers[2:] == [("press", 7, "legal-aid")]


def test_a_touch_beside_everything_is_told_and_forgets_what_was_touched(hall: Any) -> None:
    hall.show(replace(view("service"), look=EXPLORE))
    hall.tap("advice")
    hall.down(540, 1700)
    hall.up(540, 1700)
    hall.tap("advice")
    kinds = [item[0] for item in hall.controls.answers]
    assert kinds == ["explored"] * 3
    assert hall.controls.answers[1] == ("explored", 7, "")


def test_what_was_touched_on_the_page_before_is_not_pressed_on_this_one(hall: Any) -> None:
    hall.show(replace(view("service"), look=EXPLORE))
    hall.tap("footer:back")
    hall.show(replace(view("home", serial=8), look=EXPLORE))
    hall.show(replace(view("service", serial=9), look=EXPLORE))
    hall.tap("footer:back")
    assert hall.controls.answers == [("explored", 7, "footer:back"), ("explored", 9, "footer:back")]


def test_every_digit_of_a_pad_can_be_explored(hall: Any) -> None:
    hall.show(replace(view("staff-pin"), look=EXPLORE))
    for symbol in ("4", "4", "2", "2", "done", "done"):
        hall.tap(f"pad:{symbol}")
    told = [item[2] for item in hall.controls.heard if item[0] == "explored"]
    assert told == ["pad:4", "pad:2", "pad:done"]
    assert [item[2] for item in hall.controls.heard if item[0] == "keyed"] == ["4", "2", "done"]


def test_leaving_at_once_takes_one_touch_all_the_same(hall: Any) -> None:
    hall.show(replace(view("check-safety"), look=EXPLORE))
    hall.tap("footer:leave_now")
    assert hall.controls.answers == [("footer", 7, Command.LEAVE_NOW)]


def test_the_ring_is_drawn_on_a_key_of_the_pad(hall: Any) -> None:
    hall.show(view("staff-pin", focus="pad:7"))
    assert [t.name for t in hall.shell.targets() if t.focused] == ["pad:7"]
    hall.show(view("staff-pin", focus="pad:8"))
    assert [t.name for t in hall.shell.targets() if t.focused] == ["pad:8"]


def test_confirm_presses_the_key_under_the_ring_and_sends_only_without_one(hall: Any) -> None:
    hall.show(view("staff-pin", focus="pad:7", typed="42"))
    hall.type(ENTER)
    assert hall.controls.answers == [("key", Key.CONFIRM)]


def test_digits_are_drawn_again_after_a_page_before_them_and_none_is_seen(hall: Any) -> None:
    hall.show(view("staff-pin", typed="427"))
    hall.show(view("access", serial=8))
    assert hall.shell.screen_for(Entry).ids.typed.text == ""
    hall.app.show(view("staff-pin", serial=9, typed="427"))
    assert hall.shell.screen.ids.typed.text.count("●") == 3
