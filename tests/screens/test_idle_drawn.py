"""The idle page as it is drawn: one sheet, a tip as far as there is room, never in one place."""

from itertools import combinations, pairwise
from typing import Any

import pytest

from kiosk.county.contract import Words
from kiosk.gallery import looks, view_of
from kiosk.gallery.centre import sample_centre
from kiosk.journeys.idle import idle_page
from kiosk.tips import tips
from kiosk.view import Look
from kiosk.wording import LANGUAGES
from screens.widgets.drawings import DRAWINGS, Plate, Sign, Stroke

TURNS = range(len(tips()))
LOOKS = dict(looks())
LONG = sample_centre().model_copy(
    update={
        "on_duty": tuple(Words(zh=f"样例人员{n}", en=f"Sample person {n}") for n in "一二三四五"),
        "notices": (Words(zh="样例通知，" * 6 + "完。", en="A sample notice. " * 5),),
        "services": tuple(
            service.model_copy(update={"name": Words(zh="样例长名字" * 3, en="Long sample " * 3)})
            for service in sample_centre().services
        ),
    }
)


def show(hall: Any, page: Any, look: Look) -> Any:
    hall.shell.screen_for(type(page)).begin()
    hall.show(view_of(page, look))
    return hall.shell.screen


def texts(screen: Any) -> str:
    parts = screen.walk(restrict=True)
    return "".join("".join(part.shown) for part in parts if hasattr(part, "shown"))


def top(screen: Any) -> float:
    return max(float(part.top) for part in screen.children)


def apart(one: Any, other: Any) -> bool:
    beside = one.right <= other.x + 1 or other.right <= one.x + 1
    return bool(beside or one.top <= other.y + 1 or other.top <= one.y + 1)


@pytest.mark.parametrize("lang", LANGUAGES)
def test_every_turn_is_one_sheet(hall: Any, lang: Any) -> None:
    for turn in TURNS:
        screen = show(hall, idle_page(sample_centre(), turn), Look(lang=lang))
        assert [target.name for target in screen.targets()] == ["begin"]


def test_every_chinese_tip_stands_on_its_page(hall: Any) -> None:
    for turn in TURNS:
        page = idle_page(sample_centre(), turn)
        drawn = texts(show(hall, page, Look()))
        assert page.tip is not None
        assert page.tip.text.shown("zh") in drawn
        assert page.tip.source.shown("zh") in drawn


@pytest.mark.parametrize("look", LOOKS.values(), ids=LOOKS)
@pytest.mark.parametrize("centre", [sample_centre(), LONG, None], ids=["sample", "long", "none"])
def test_nothing_overlaps_or_leaves_the_page(hall: Any, centre: Any, look: Look) -> None:
    screen = show(hall, idle_page(centre, 4), look)
    while True:
        assert all(apart(one, other) for one, other in combinations(screen.children, 2))
        assert top(screen) <= hall.shell._header.y
        assert min(part.y for part in screen.children) >= hall.shell._footer.top
        if not screen.turn(1):
            break


@pytest.mark.parametrize("look", LOOKS.values(), ids=LOOKS)
def test_all_that_is_told_stands_on_some_sheet_but_the_tip(hall: Any, look: Look) -> None:
    page = idle_page(LONG, 0)
    screen = show(hall, page, look)
    drawn = texts(screen)
    while screen.turn(1):
        drawn += texts(screen)
    drawn = drawn.replace(" ", "")
    wordings = [*page.lines, *page.notices, page.title]
    wordings += [part for queue in page.queues for part in (queue.title, queue.status)]
    for wording in wordings:
        assert wording.shown(look.lang).strip().replace(" ", "") in drawn


def test_what_stands_on_the_page_moves_with_every_tip_and_comes_back(hall: Any) -> None:
    tops = []
    for turn in range(9):
        screen = show(hall, idle_page(None, turn), Look())
        tops.append(top(screen))
    assert all(first != second for first, second in pairwise(tops))
    assert tops[0] == tops[8]
    assert max(tops) - min(tops) == pytest.approx(6 * 4.03, abs=2)


def test_a_touch_above_the_invitation_begins(hall: Any) -> None:
    show(hall, idle_page(sample_centre(), 3), Look())
    hall.down(500, 1500)
    hall.up(500, 1500)
    assert [answer[2] for answer in hall.controls.answers] == ["begin"]


def test_the_page_keeps_no_word_when_it_forgets(hall: Any) -> None:
    screen = show(hall, idle_page(LONG, 0), Look(text_step=3))
    screen = show(hall, idle_page(LONG, 0), Look())
    screen.forget()
    kept = [
        part.text
        for stock in screen.stock()
        for part in stock.walk(restrict=True)
        if getattr(part, "text", "")
    ]
    assert kept == []


@pytest.mark.parametrize("name", DRAWINGS)
def test_a_drawing_stays_inside_its_square(name: str) -> None:
    for shape in DRAWINGS[name]:
        match shape:
            case Plate():
                edges = [shape.x, shape.y, shape.x + shape.width, shape.y + shape.height]
            case Stroke():
                edges = [*shape.points]
            case Sign():
                half = shape.size / 2
                edges = [shape.x - half, shape.x + half, shape.y - half, shape.y + half]
        assert min(edges) >= 0
        assert max(edges) <= 100
