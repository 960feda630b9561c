"""The focus reaches all that can be pressed, on every page; the same key twice at once is one."""

from collections.abc import Iterator
from dataclasses import replace

import pytest
from rehearsal import Rehearsal

from kiosk.effects import CallStaff
from kiosk.focus import Ring
from kiosk.gallery import pages, view_of
from kiosk.gallery.writing import written_samples
from kiosk.pad import KEYS, PAD
from kiosk.pages import Entry, Page
from kiosk.spoken_places import narrate_place
from kiosk.text_input.written import WRITE, Written
from kiosk.view import FOOTER_FOCUS, Command, Key, Look, View
from kiosk.wording import LANGUAGES


def views() -> Iterator[tuple[str, View]]:
    for name, page in pages():
        yield name, view_of(page, Look())
    for name, page, written in written_samples():
        yield name, replace(view_of(page, Look()), written=written)


VIEWS = dict(views())


def wanted(page: Page, footer: tuple[Command, ...], written: Written | None) -> set[str]:
    places = {option.id for option in page.choices} | {FOOTER_FOCUS + each for each in footer}
    if isinstance(page, Entry):
        places |= {PAD + key for key in KEYS}
    return places | ({WRITE + name for name in written.stops()} if written else set())


@pytest.mark.parametrize("name", VIEWS)
@pytest.mark.parametrize("step", [1, -1])
def test_the_focus_goes_round_all_there_is_and_is_never_trapped(name: str, step: int) -> None:
    view = VIEWS[name]
    ring = Ring()
    ring.enter(view.page, view.footer, view.written)
    assert ring.at is None
    places = wanted(view.page, view.footer, view.written)
    seen = []
    for _ in places:
        ring.move(step)
        seen.append(ring.at)
    assert set(seen) == places or not places
    ring.move(step)
    assert ring.at == (seen[0] if seen else None)


@pytest.mark.parametrize("name", VIEWS)
def test_every_place_is_said_in_every_language(name: str) -> None:
    view = VIEWS[name]
    for place in wanted(view.page, view.footer, view.written):
        words = narrate_place(view.page, place, view.written, view.look)
        assert words is not None, place
        for lang in LANGUAGES:
            assert words.spoken(lang).strip(), place


def test_the_same_key_again_within_half_a_second_counts_once() -> None:
    hall = Rehearsal()
    hall.press("begin")
    for seconds in (0.0, 0.1, 0.3):
        hall.display.pass_time(seconds)
        hall.terminal.key(Key.DOWN)
    assert hall.display.view.focus == "ticket"
    hall.display.pass_time(0.5)
    hall.terminal.key(Key.DOWN)
    assert hall.display.view.focus == "matters"
    hall.terminal.key(Key.UP)
    assert hall.display.view.focus == "ticket", "another key counts at once"


def test_one_press_too_many_confirms_nothing_on_the_next_page() -> None:
    hall = Rehearsal()
    hall.press("begin", "ticket")
    hall.key(Key.DOWN)
    hall.terminal.key(Key.CONFIRM)
    hall.terminal.key(Key.CONFIRM)
    hall.display.settle()
    assert hall.page == "priority"
    assert hall.display.view.focus is None


def test_help_is_one_key_on_every_page() -> None:
    hall = Rehearsal()
    hall.press("begin")
    for answer in ("ticket", "advice", "none"):
        hall.key(Key.HELP)
        assert hall.page == "help"
        hall.key(Key.BACK)
        hall.press(answer)
    assert hall.count(CallStaff) == 3


@pytest.mark.parametrize(("key", "words"), [(Key.LOUDER, "现在：大声"), (Key.SOFTER, "现在：小声")])
def test_loudness_goes_a_step_each_way_says_so_and_is_back_for_the_next_visit(
    key: Key, words: str
) -> None:
    hall = Rehearsal()
    hall.press("begin")
    hall.key(key, key, key)
    (said,) = hall.voice.spoken[-1]
    assert said.text == words
    assert abs(said.gain_db) == 12.0
    hall.footer(Command.END)
    assert hall.display.view.look == Look()


def test_the_whole_range_of_loudness_is_at_least_18_db() -> None:
    hall = Rehearsal()
    hall.press("begin")
    hall.key(Key.LOUDER, Key.LOUDER)
    loud = hall.display.view.look.gain_db
    hall.key(Key.SOFTER, Key.SOFTER)
    hall.key(Key.SOFTER)
    assert loud - hall.display.view.look.gain_db >= 18.0
