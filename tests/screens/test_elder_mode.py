"""Elder mode: fewer choices a sheet, all of them large, and every one of them still reached."""

from dataclasses import replace
from typing import Any

import pytest

from kiosk.gallery import pages, view_of
from kiosk.pages import Choice
from kiosk.view import Look
from kiosk.wording import LANGUAGES, Given
from screens.paging import Room, Span, lay_out, pack

CHOICES = {name: page for name, page in pages() if isinstance(page, Choice)}


def sheets(hall: Any, page: Choice, look: Look) -> list[list[Any]]:
    """The cards of every sheet, from above."""
    screen = hall.shell.screen_for(type(page))
    screen.begin()
    hall.show(view_of(page, look))
    found = []
    while True:
        cards = [card for card in screen.targets() if not card.name.startswith("screen:")]
        found.append(sorted(cards, key=lambda card: (-card.top, card.x)))
        found[-1] = [(card.name, card.style, card.width, card.height) for card in found[-1]]
        if not screen.turn(1):
            return found


@pytest.mark.parametrize("lang", LANGUAGES)
def test_the_home_page_begins_with_the_four_most_needed(hall: Any, lang: Any) -> None:
    page = CHOICES["home"]
    first, *others = sheets(hall, page, Look(lang=lang).for_elders())
    assert [name for name, *_ in first] == ["ticket", "matters", "check", "question"]
    for sheet in (first, *others):
        assert len(sheet) <= 4
        assert {style for _, style, _, _ in sheet} == {"large"}
        assert len({width for _, _, width, _ in sheet}) == 1
    assert [name for sheet in (first, *others) for name, *_ in sheet] == [
        option.id for option in page.options
    ]


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("page", CHOICES.values(), ids=CHOICES)
def test_no_sheet_asks_to_choose_among_more_than_five(hall: Any, page: Choice, lang: Any) -> None:
    shown = sheets(hall, page, Look(lang=lang).for_elders())
    assert [name for sheet in shown for name, *_ in sheet] == [each.id for each in page.options]
    letters = all(len(each.title.shown("zh")) == 1 for each in page.options)
    if not letters:
        assert max(map(len, shown)) <= 5


def test_also_cards_of_one_word_stand_one_a_row(hall: Any) -> None:
    options = tuple(replace(each, title=Given("查", "Go")) for each in CHOICES["home"].options)
    first = sheets(hall, replace(CHOICES["home"], options=options), Look().for_elders())[0]
    assert len(first) == 4


def test_without_elder_mode_a_page_shows_what_it_has_room_for(hall: Any) -> None:
    (only,) = sheets(hall, CHOICES["home"], Look())
    assert len(only) == len(CHOICES["home"].options)


def test_rows_are_cut_where_a_sheet_may_not_have_more() -> None:
    assert pack([10.0] * 9, 1000, 5, 4) == [Span(0, 4), Span(4, 7), Span(7, 9)]
    assert pack([10.0] * 8, 1000, 5, 4) == [Span(0, 4), Span(4, 8)]
    room = Room(whole=1000, controls=1000, pager=10, gap=5, rows=4)
    assert [sheet.rows for sheet in lay_out([], [10.0] * 4, room)] == [Span(0, 4)]
    assert [sheet.rows for sheet in lay_out([], [10.0] * 5, room)] == [Span(0, 3), Span(3, 5)]
