"""What a finger and a keyboard do on a page of writing, and what stays of it: nothing."""

import gc
from dataclasses import replace
from typing import Any

import pytest

from kiosk.gallery import pages, view_of
from kiosk.gallery.writing import QUESTION, sample_strokes
from kiosk.text_input.written import LETTERS, Mode, Written
from kiosk.view import Key, Look, View

SECRET = "张样例欠我钱"
BACKSPACE, ENTER, DOWN, F1 = 8, 13, 274, 282
SPELLING = Written(
    mode=Mode.PINYIN, keys=LETTERS, spelling="fa", candidates=("法", "发"), text="样"
)


def view(written: Written, serial: int = 7, **changes: Any) -> View:
    return replace(view_of(QUESTION, Look()), serial=serial, written=written, **changes)


def square_point(hall: Any, across: float, down: float) -> tuple[float, float]:
    x, y, width, height = hall.shell.screen.square.box
    return x + across * width, y + height - down * height


def draw(hall: Any, *points: tuple[float, float]) -> None:
    hall.down(*square_point(hall, *points[0]))
    for point in points[1:]:
        hall.move(*square_point(hall, *point))
    hall.up(*square_point(hall, *points[-1]))


def drawn(hall: Any) -> list[Any]:
    return [item[2] for item in hall.controls.answers if item[0] == "drew"]


def test_a_stroke_is_told_when_the_finger_leaves(hall: Any) -> None:
    hall.show(view(Written()))
    draw(hall, (0.2, 0.3), (0.5, 0.35), (0.8, 0.4))
    (stroke,) = drawn(hall)
    assert [len(stroke), *stroke[0], *stroke[-1]] == pytest.approx(
        [3, 0.2, 0.3, 0.8, 0.4], abs=0.005
    )
    assert hall.controls.heard[0] == ("touched",)


def test_ink_follows_the_finger_before_it_leaves(hall: Any) -> None:
    hall.show(view(Written()))
    hall.down(*square_point(hall, 0.2, 0.2))
    hall.move(*square_point(hall, 0.7, 0.7))
    square = hall.shell.screen.square
    assert square._now.children
    assert drawn(hall) == []
    hall.up(*square_point(hall, 0.7, 0.7))
    assert not square._now.children


def test_a_tap_is_a_dot(hall: Any) -> None:
    hall.show(view(Written()))
    draw(hall, (0.4, 0.6))
    (stroke,) = drawn(hall)
    assert len(stroke) == 1


def test_outside_a_stroke_goes_on_along_the_edge_and_presses_nothing(hall: Any) -> None:
    hall.show(view(Written(text="样", can_finish=True)))
    finish = hall.middle("write:finish")
    hall.down(*square_point(hall, 0.5, 0.5))
    hall.move(*finish)
    hall.up(*finish)
    (stroke,) = drawn(hall)
    assert stroke[-1][1] == 1.0
    assert all(0 <= edge <= 1 for point in stroke for edge in point)
    assert [item[0] for item in hall.controls.answers] == ["drew"]


def test_a_finger_that_slides_onto_the_square_draws_nothing(hall: Any) -> None:
    hall.show(view(Written(text="样", can_finish=True)))
    hall.down(*hall.middle("write:finish"))
    hall.move(*square_point(hall, 0.5, 0.5))
    hall.up(*square_point(hall, 0.5, 0.5))
    assert hall.controls.answers == []


def test_a_palm_draws_nothing(hall: Any) -> None:
    hall.show(view(Written()))
    shell = hall.shell

    class Palm:
        uid, button = "palm", "left"
        x, y = square_point(hall, 0.9, 0.9)

    hall.down(*square_point(hall, 0.2, 0.2))
    shell.on_touch_down(Palm())
    shell.on_touch_move(Palm())
    shell.on_touch_up(Palm())
    hall.up(*square_point(hall, 0.2, 0.2))
    (stroke,) = drawn(hall)
    assert stroke == pytest.approx([pytest.approx((0.2, 0.2), abs=0.005)])


def test_a_page_that_changes_under_a_stroke_is_told_none(hall: Any) -> None:
    hall.show(view(Written()))
    hall.down(*square_point(hall, 0.2, 0.2))
    hall.move(*square_point(hall, 0.6, 0.6))
    hall.show(replace(view_of(dict(pages())["service"], Look()), serial=8))
    hall.up(540, 1000)
    assert hall.controls.answers == []


def test_a_candidate_that_changes_under_a_finger_is_not_picked(hall: Any) -> None:
    before = Written(strokes=sample_strokes()[:1], candidates=("一", "丨"))
    hall.show(view(before))
    hall.down(*hall.middle("write:pick:1"))
    hall.show(view(replace(before, candidates=("一", "丁"))))
    hall.up(*hall.middle("write:pick:1"))
    assert hall.controls.answers == []
    hall.down(*hall.middle("write:pick:0"))
    hall.show(view(replace(before, candidates=("一", "七"))))
    hall.up(*hall.middle("write:pick:0"))
    assert hall.controls.answers == [("wrote", 7, "pick:0")]


@pytest.mark.parametrize(
    ("name", "written"),
    [
        ("pick:1", SPELLING),
        ("key:q", SPELLING),
        ("undo", SPELLING),
        ("clear", SPELLING),
        ("delete", SPELLING),
        ("mode:hand", SPELLING),
        ("more", replace(SPELLING, more=True)),
        ("next:0", Written(text="样", suggestions=("本",), can_finish=True)),
    ],
)
def test_every_name_is_told_when_pressed(hall: Any, name: str, written: Written) -> None:
    hall.show(view(written))
    hall.tap(f"write:{name}")
    hall.tap(f"write:{name}")
    assert hall.controls.answers == [("wrote", 7, name)] * 2


@pytest.mark.parametrize(
    ("code", "written", "told"),
    [
        (ord("r"), Written(), "key:r"),
        (ord("'"), SPELLING, "key:'"),
        (BACKSPACE, SPELLING, "undo"),
        (BACKSPACE, Written(strokes=sample_strokes()), "undo"),
        (BACKSPACE, Written(text="样"), "delete"),
        (ord("2"), SPELLING, "pick:1"),
        (ord("2"), Written(text="样"), "key:2"),
        (258, Written(text="样"), "key:2"),
        (ord(","), Written(text="样"), "key:，"),
        (ENTER, Written(text="样", can_finish=True), "finish"),
        (ENTER, SPELLING, "pick:0"),
        (32, SPELLING, "pick:0"),
    ],
)
def test_keyboard(hall: Any, code: int, written: Written, told: str) -> None:
    hall.show(view(written))
    hall.type(code)
    assert hall.controls.heard == [("touched",), ("wrote", 7, told)]


@pytest.mark.parametrize("code", [ord("+"), ord("-"), ord("="), ord("9")])
def test_keys_that_write_nothing_do_nothing(hall: Any, code: int) -> None:
    hall.show(view(SPELLING))
    hall.type(code)
    assert hall.controls.answers == []


@pytest.mark.parametrize(("code", "key"), [(DOWN, Key.DOWN), (27, Key.BACK), (F1, Key.HELP)])
def test_the_keypad_is_the_keypad_here_too(hall: Any, code: int, key: Key) -> None:
    hall.show(view(SPELLING))
    hall.type(code)
    assert hall.controls.answers == [("key", key)]


def test_confirm_presses_what_the_focus_is_on(hall: Any) -> None:
    hall.show(view(Written(text="样", can_finish=True), focus="write:delete"))
    hall.type(ENTER)
    assert hall.controls.answers == [("key", Key.CONFIRM)]


def test_with_nothing_written_confirm_begins_to_move_the_focus(hall: Any) -> None:
    hall.show(view(Written()))
    hall.type(ENTER)
    assert hall.controls.answers == [("key", Key.CONFIRM)]


def test_elsewhere_letters_are_commands_again(hall: Any) -> None:
    hall.show(view(SPELLING))
    hall.show(replace(view_of(dict(pages())["service"], Look()), serial=8))
    hall.type(ord("r"))
    assert hall.controls.answers == [("key", Key.REPEAT)]


def test_nothing_of_it_is_left_after_the_visit(hall: Any) -> None:
    from screens.widgets.cell import Label

    strokes = (((0.123456, 0.654321), (0.234567, 0.765432)),)
    hall.show(view(Written(text=SECRET, strokes=strokes, candidates=("密", "蜜"), more=True)))
    draw(hall, (0.31, 0.32), (0.41, 0.42))
    hall.show(view(replace(SPELLING, text=SECRET, spelling="zhangyangli")))
    hall.controls.heard.clear()
    hall.show(replace(view_of(dict(pages())["idle"], Look()), serial=9))
    screen = hall.shell.screen_for(type(QUESTION))
    assert screen._written == Written()
    assert screen._square._strokes == ()
    assert screen._square._points == []
    assert not screen._square._done.children
    assert not screen._box._ink.children
    gc.collect()
    for part in [each for block in screen.stock() for each in block.walk(restrict=True)]:
        assert not getattr(part, "text", "")
        assert not getattr(part, "name", "")
        assert getattr(part, "label", None) is None
    secrets = (SECRET, "zhangyangli", "密", "蜜")
    set_in_type = [line for line, _ in hall.shell._type._textures]
    assert not [line for line in set_in_type for secret in secrets if secret in line]
    kept = [each for each in gc.get_objects() if isinstance(each, Written | View | Label)]
    assert not [each for each in kept for secret in secrets if secret in repr(each)]


def test_a_stroke_within_one_frame_loses_nothing(hall: Any) -> None:
    from kivy.core.window import Window

    hall.show(view(Written(text="样", can_finish=True)))
    places = [
        square_point(hall, 0.2, 0.2),
        square_point(hall, 0.8, 0.4),
        hall.middle("write:finish"),
    ]
    flipped = [(x, Window.height - y) for x, y in places]
    Window.dispatch("on_mouse_down", *flipped[0], "left", [])
    for place in flipped[1:]:
        Window.dispatch("on_mouse_move", *place, [])
    Window.dispatch("on_mouse_up", *flipped[-1], "left", [])
    hall.frame()
    (stroke,) = drawn(hall)
    assert stroke[0] == pytest.approx((0.2, 0.2), abs=0.005)
    assert stroke[1] == pytest.approx((0.8, 0.4), abs=0.005)
    assert [item[0] for item in hall.controls.answers] == ["drew"]
