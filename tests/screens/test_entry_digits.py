"""Digits as they are typed: in groups, briefly seen, echoed, never lost and never kept."""

from dataclasses import replace
from typing import Any

import pytest

from kiosk.gallery import pages, view_of
from kiosk.gallery.writing import CODE, PHONE
from kiosk.pages import Entry
from kiosk.view import TEXT_STEPS, Look, View
from kiosk.wording import LANGUAGES, Given

BACKSPACE, ENTER = 8, 13


def view(page: Entry, serial: int = 7) -> View:
    return replace(view_of(page, Look()), serial=serial)


@pytest.fixture(autouse=True)
def nothing_is_typed(hall: Any) -> None:
    hall.show(view_of(dict(pages())["home"], Look()))
    hall.later.waiting.clear()
    hall.controls.heard.clear()


def shown(hall: Any) -> str:
    return str(hall.shell.screen.ids.typed.text)


def missing(hall: Any) -> str:
    return str(hall.shell.screen.ids.missing.text).strip()


def type_digits(hall: Any, digits: str) -> None:
    for digit in digits:
        hall.type(ord(digit))


def test_a_code_is_shown_in_groups_with_places_for_what_is_missing(hall: Any) -> None:
    hall.show(view(CODE))
    assert shown(hall).split("\u2002") == ["____", "____", "____"]
    type_digits(hall, "123456")
    assert shown(hall).split("\u2002") == ["1234", "56__", "____"]
    assert missing(hall) == "还差6位"
    type_digits(hall, "789012")
    assert shown(hall).split("\u2002") == ["1234", "5678", "9012"]
    assert missing(hall) == ""


def test_what_is_typed_moves_nothing(hall: Any) -> None:
    hall.show(view(CODE))
    before = hall.shell.boxes()
    type_digits(hall, "123456789012")
    assert hall.shell.boxes() == before


def test_a_masked_digit_is_seen_for_a_second(hall: Any) -> None:
    hall.show(view(PHONE))
    type_digits(hall, "13")
    assert shown(hall) == "●3" + "○" * 9
    hall.later.pass_time(0.9)
    assert shown(hall).startswith("●3")
    hall.later.pass_time(0.2)
    assert shown(hall) == "●●" + "○" * 9


def test_only_the_last_digit_is_seen_and_none_after_one_is_deleted(hall: Any) -> None:
    hall.show(view(PHONE))
    type_digits(hall, "138")
    assert shown(hall).startswith("●●8")
    hall.type(BACKSPACE)
    assert shown(hall).startswith("●●○")
    hall.later.pass_time(2.0)
    assert shown(hall).startswith("●●○")


def test_a_pin_is_never_seen(hall: Any) -> None:
    hall.show(view(dict(pages())["staff-pin"]))
    type_digits(hall, "42")
    assert shown(hall) == "●●"


def test_what_is_due_ends_with_the_page(hall: Any) -> None:
    hall.show(view(PHONE))
    type_digits(hall, "1")
    assert hall.later.waiting
    hall.show(replace(view_of(dict(pages())["home"], Look()), serial=8))
    assert not hall.later.waiting


def test_done_too_early_loses_nothing_and_says_how_far_one_is(hall: Any) -> None:
    hall.show(view(CODE))
    type_digits(hall, "1234")
    hall.controls.heard.clear()
    hall.tap("pad:done")
    assert hall.controls.heard == [("touched",), ("keyed", 7, "done")]
    assert shown(hall).startswith("1234")
    type_digits(hall, "56789012")
    hall.tap("pad:done")
    assert hall.controls.answers == [("typed", 7, "123456789012")]


def test_done_is_dimmed_until_it_answers(hall: Any) -> None:
    hall.show(view(CODE))

    def ground() -> str:
        done = next(t for t in hall.shell.targets() if t.name == "pad:done")
        return str(done.label.ground)

    assert ground() == "dimmed"
    type_digits(hall, "123456789012")
    assert ground() == "primary"


def test_every_key_of_the_pad_is_told(hall: Any) -> None:
    hall.show(view(CODE))
    type_digits(hall, "12")
    hall.type(BACKSPACE)
    told = [item[-1] for item in hall.controls.heard if item[0] == "keyed"]
    assert told == ["1", "2", "delete"]


def test_a_page_that_takes_a_scanned_code_shows_the_sign(hall: Any) -> None:
    hall.show(view(CODE))
    assert hall.shell.screen.ids.sign.shows == "scan"
    hall.show(view(PHONE, serial=8))
    assert hall.shell.screen.ids.sign.shows == ""


def test_no_digit_is_left_after_the_visit(hall: Any) -> None:
    hall.show(view(CODE))
    type_digits(hall, "982451653")
    hall.show(replace(view_of(dict(pages())["idle"], Look()), serial=8))
    screen = hall.shell.screen_for(Entry)
    assert (screen._typed, screen._entry, screen.ids.typed.text) == ("", None, "")
    texts = [line for line, _ in hall.shell._type._textures]
    assert not any("9824" in line for line in texts)


# --- a mistake ----------------------------------------------------------------------------------


def sheets_of(hall: Any) -> list[set[str]]:
    """Return the ids of the parts on every sheet, and ``pad`` where digits can be typed."""
    screen = hall.shell.screen
    names = {widget.__self__: name for name, widget in screen.ids.items()}
    found = []
    while True:
        parts = {names[part] for part in screen.walk() if part in names}
        keys = {target.name for target in screen.targets()}
        found.append(parts | ({"pad"} if "pad:5" in keys else set()))
        if not screen.turn(1):
            return found


def test_a_mistake_is_told_in_colours_of_care_with_a_sign(hall: Any) -> None:
    mistake = Given("有一位不对", "Wrong digit")
    hall.show(view(replace(CODE, mistake=mistake)))
    tag = hall.shell.screen.ids.mistake
    assert (tag.text, tag.icon, tag.lifted) == ("有一位不对", "error", "care")
    assert tag.height > 0
    hall.show(view(PHONE))
    assert (tag.text, tag.height) == ("", 0)


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("step", range(len(TEXT_STEPS)))
@pytest.mark.parametrize("name", ["lookup-code-slip", "question-number-slip", "lookup-code"])
def test_what_is_typed_stands_beside_the_pad_at_every_size(
    hall: Any, name: str, step: int, lang: Any
) -> None:
    hall.show(view_of(dict(pages())[name], Look(lang=lang, text_step=step)))
    with_pad = [parts for parts in sheets_of(hall) if "pad" in parts]
    assert with_pad
    assert all("box" in parts for parts in with_pad)
