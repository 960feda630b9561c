"""Pages of writing in every look and state: nothing cut off, all in reach, no function lost."""

from dataclasses import replace
from typing import Any

import pytest
from page_geometry import (
    LOOKS,
    PX_PER_MM,
    SLACK,
    check_reach,
    check_targets,
    check_told_beside_targets,
    check_words,
    inside,
    look_name,
    overlap,
    rect,
    words,
)

from kiosk.gallery import view_of
from kiosk.gallery.writing import LONG, NAME, QUESTION, written_samples
from kiosk.pages import Option, Writing
from kiosk.text_input.written import FINISH, SQUARE, WRITE, Mode, Written
from kiosk.view import Look, View
from kiosk.wording import Given

SAMPLES = {name: (page, written) for name, page, written in written_samples()}
SQUARE_LEAST_MM = 60.0
LONG_WORDS = (
    Option(id="one", title=Given("不留号码，只用查询码查", "Leave no number, use the code alone")),
    Option(id="two", title=Given("不写了，去窗口当面问", "Stop writing and ask at a window")),
)


def view(page: Writing, written: Written | None, look: Look | None = None, **changes: Any) -> View:
    return replace(view_of(page, look or Look()), serial=7, written=written, **changes)


@pytest.fixture(params=LOOKS, ids=look_name)
def look(request: pytest.FixtureRequest) -> Look:
    return request.param


@pytest.mark.parametrize("name", SAMPLES)
def test_page_in_look(hall: Any, name: str, look: Look) -> None:
    page, written = SAMPLES[name]
    check_page(hall, page, written, look)


# No page has two options: with all else, lowered, they would not all be in reach.
@pytest.mark.parametrize("name", ["write-hand", "write-spelled", "write-marks"])
@pytest.mark.parametrize("look", [each for each in LOOKS if not each.lowered], ids=look_name)
def test_two_long_options_leave_room(hall: Any, name: str, look: Look) -> None:
    check_page(hall, replace(QUESTION, options=LONG_WORDS), SAMPLES[name][1], look)


def check_page(hall: Any, page: Writing, written: Written, look: Look) -> None:
    hall.app.show(view(page, written, look))
    targets, drawn = hall.shell.targets(), words(hall)
    names = {target.name for target in targets}
    stops = {WRITE + stop for stop in written.stops()}
    assert names == stops | {option.id for option in page.options} | {
        name for name in names if name.startswith("footer:")
    }
    check_words(drawn)
    check_targets(targets)
    check_told_beside_targets(drawn, targets)
    if look.lowered:
        check_reach(targets)
    for text in drawn:
        assert text.shown == text.lines, f"lines are missing: {text.text}"
    box = hall.shell.screen._box
    assert inside(rect(box), (0, 0, 1080, 1920))
    square = hall.shell.screen.square
    assert (square is not None) == (written.mode is Mode.HAND)
    parts = [box, *([square] if square else [])]
    for part in parts:
        assert not any(overlap(rect(part), rect(target)) for target in targets)
        assert not any(overlap(rect(part), rect(text)) for text in drawn)
    if square is not None:
        assert square.width == square.height >= SQUARE_LEAST_MM * PX_PER_MM
        assert inside(rect(square), (0, 0, 1080, 1920))
        assert hall.shell.boxes()[SQUARE] == square.box
        if look.lowered:
            check_reach([square])


def test_the_focus_is_seen_on_every_stop(hall: Any) -> None:
    page, written = SAMPLES["write-spelled"]
    for stop in (*written.stops(), "skip"):
        name = stop if stop == "skip" else WRITE + stop
        hall.app.show(view(page, written, focus=name))
        assert [target.name for target in hall.shell.targets() if target.focused] == [name]


def test_no_ring_stays_on_what_is_dimmed(hall: Any) -> None:
    hall.app.show(view(*SAMPLES["write-hand"], focus=WRITE + "undo"))
    hall.app.show(view(*SAMPLES["write-digits"]))
    tools = hall.shell.screen._tools.stock
    assert [tool.name for tool in tools if tool.focused] == []


def test_the_likeliest_stands_out_in_both_themes(hall: Any) -> None:
    for contrast in (False, True):
        hall.app.show(view(*SAMPLES["write-hand"], Look(contrast=contrast)))
        cells = {target.name: target for target in hall.shell.targets()}
        first, second = cells["write:pick:0"], cells["write:pick:1"]
        assert first.label.border > second.label.border
        assert first.label.ground != second.label.ground


@pytest.mark.parametrize("lowered", [False, True])
def test_tools_have_text_of_one_size(hall: Any, lowered: bool) -> None:
    for name in ("write-hand", "write-digits"):
        hall.app.show(view(*SAMPLES[name], Look(lowered=lowered)))
        tools = hall.shell.screen._tools.stock
        assert len({tool.ids.words.font.size for tool in tools if tool.parent}) == 1, name


def test_a_long_text_shows_its_end(hall: Any) -> None:
    from kivy.graphics import Rectangle

    hall.app.show(view(QUESTION, Written(text=LONG + "末尾", can_finish=True)))
    box = hall.shell.screen._box
    shapes = [each for each in box._ink.children if isinstance(each, Rectangle)]
    assert all(box.y <= shape.pos[1] for shape in shapes)
    assert all(shape.pos[1] + shape.size[1] <= box.top + SLACK for shape in shapes)
    hall.app.show(view(QUESTION, Written(text=LONG, can_finish=True)))
    assert hall.shell._type._textures


def test_what_is_being_written_moves_nothing(hall: Any) -> None:
    """Neither strokes nor candidates nor suggestions shift what a finger aims at."""
    states = ("write-empty", "write-hand", "write-unknown", "write-next")
    places = []
    for name in states:
        hall.app.show(view(*SAMPLES[name]))
        screen = hall.shell.screen
        places.append((screen.square.box, screen._foot.finish.box, screen._candidates.size[:]))
    assert places.count(places[0]) == len(places)


def test_writing_draws_no_page_anew(hall: Any) -> None:
    page, before = SAMPLES["write-empty"]
    hall.show(view(page, before))
    drawn: list[int] = []
    shell = hall.shell
    shell._draw, plain = lambda: drawn.append(1), shell._draw
    try:
        hall.show(view(page, SAMPLES["write-hand"][1]))
    finally:
        shell._draw = plain
    assert drawn == []
    assert "write:pick:9" in shell.boxes()
    assert hall.controls.frames[-1][0] == 7


@pytest.mark.parametrize("name", SAMPLES)
def test_redrawn_it_looks_as_if_drawn_at_once(hall: Any, name: str) -> None:
    page, written = SAMPLES[name]
    hall.app.show(view(page, Written(modes=written.modes, mode=written.modes[0])))
    hall.app.show(view(page, written))
    hall.frame()
    rewritten = hall.shell.boxes()
    hall.app.show(view(NAME if page is QUESTION else QUESTION, Written(), Look(text_step=1)))
    hall.app.show(view(page, written))
    assert hall.shell.boxes() == rewritten


def test_finish_can_be_pressed_once_there_is_text(hall: Any) -> None:
    hall.show(view(QUESTION, Written()))
    assert WRITE + FINISH not in hall.shell.boxes()
    x, y = hall.shell.screen._foot.finish.center
    hall.down(x, y)
    hall.up(x, y)
    assert hall.controls.answers == []
    hall.show(view(QUESTION, Written(text="好", can_finish=True)))
    hall.tap(WRITE + FINISH)
    assert hall.controls.answers == [("wrote", 7, FINISH)]


@pytest.mark.parametrize("name", SAMPLES)
def test_with_nothing_to_pick_it_is_told_what_to_do(hall: Any, name: str) -> None:
    page, written = SAMPLES[name]
    hall.show(view(page, written))
    told = written.guide().shown("zh") in {text.text for text in words(hall)}
    assert told is not bool(written.candidates or written.suggestions)
