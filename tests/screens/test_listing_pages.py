"""Lists of findings: which digit chooses which, what stands on a card, and nothing left behind."""

import gc
from dataclasses import replace
from typing import Any

import finding_samples as samples
import pytest
from finding_pages import found_page, nothing_page, people_page
from living import living

from kiosk.gallery import pages, view_of
from kiosk.pages import Page
from kiosk.view import TEXT_STEPS, Look
from kiosk.wording import LANGUAGES, Quoted
from screens.marks import LEFT_OUT

PX_PER_MM = 4.03


def sheets(hall: Any, page: Page, look: Look) -> list[list[Any]]:
    """Return the cards of findings on every sheet, from above."""
    from screens.widgets.finding import Finding

    hall.show(view_of(dict(pages())["busy"], look))
    hall.show(view_of(page, look))
    found = []
    while True:
        cards = [card for card in hall.shell.targets() if isinstance(card, Finding)]
        found.append([told(card) for card in sorted(cards, key=lambda card: -card.top)])
        if not hall.shell.screen.turn(1):
            return found


def told(card: Any) -> dict[str, Any]:
    ids = card.ids
    words = {name: ids[name].text for name in ("tag", "title", "excerpt", "detail")}
    lines = {name: len(ids[name].lines) for name in words}
    return {
        **words,
        "name": card.name,
        "number": ids.chip.number,
        "mark": (ids.mark.text, ids.mark.lifted),
        "lines": lines,
        "height": card.height,
    }


def test_a_number_is_the_digit_that_chooses_the_finding(hall: Any) -> None:
    page = found_page(12)
    cards = [card for sheet in sheets(hall, page, Look()) for card in sheet]
    assert [card["name"] for card in cards] == [item.id for item in page.items]
    for card in cards[:9]:
        assert page.choices[int(card["number"]) - 1].id == card["name"]
    assert [card["number"] for card in cards[9:]] == ["", "", ""]


def test_a_card_says_where_it_is_from_and_how_it_stands(hall: Any) -> None:
    shown = [card for sheet in sheets(hall, found_page(12), Look()) for card in sheet]
    first, second, third = shown[:3]
    assert first["tag"] == "样例援助法 · 样例"
    assert first["mark"] == second["mark"] == ("", "calm")
    assert third["mark"] == ("已失效", "care")


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("step", range(len(TEXT_STEPS)))
def test_an_excerpt_has_three_lines_at_most_and_shows_a_hit(
    hall: Any, lang: Any, step: int
) -> None:
    for sheet in sheets(hall, samples.LONG_NAMES, Look(lang=lang, text_step=step)):
        for card in sheet:
            assert 1 <= card["lines"]["excerpt"] <= 3
            assert "劳动报酬" in card["excerpt"]
            assert card["excerpt"].endswith(LEFT_OUT)


def test_a_name_of_forty_characters_is_shown_whole_at_the_normal_size(hall: Any) -> None:
    ((card,), _) = sheets(hall, samples.LONG_NAMES, Look())
    assert card["title"] == samples.NAME


@pytest.mark.parametrize("lang", LANGUAGES)
def test_the_ways_on_stand_at_the_foot_of_every_sheet_and_the_rest_behind(
    hall: Any, lang: Any
) -> None:
    page = dict(pages())["find-found"]
    hall.show(view_of(dict(pages())["busy"], Look(lang=lang)))
    hall.show(view_of(page, Look(lang=lang)))
    seen: list[set[str]] = []
    places: set[float] = set()
    while True:
        targets = {target.name: target for target in hall.shell.screen.targets()}
        seen.append(set(targets))
        places |= {targets[option.id].y for option in page.options}
        above = min(t.y for name, t in targets.items() if not page_offers(page, name))
        assert max(targets[option.id].top for option in page.options) < above
        if not hall.shell.screen.turn(1):
            break
    assert len(seen) == 2
    assert len(places) == 1
    assert not {option.id for option in page.behind} & seen[0]
    assert {option.id for option in page.behind} <= seen[-1]


def page_offers(page: Any, name: str) -> bool:
    return any(option.id == name for option in page.options)


@pytest.mark.parametrize("look", [Look(text_step=3), Look(lowered=True)], ids=["large", "lowered"])
def test_where_the_foot_would_crowd_out_the_findings_it_stands_behind_them(
    hall: Any, look: Look
) -> None:
    page = dict(pages())["find-found"]
    hall.show(view_of(dict(pages())["busy"], look))
    hall.show(view_of(page, look))
    names: list[str] = []
    while True:
        targets = sorted(hall.shell.screen.targets(), key=lambda t: (-t.top, t.x))
        shown = [target.name for target in targets if not target.name.startswith("screen:")]
        assert shown
        names += shown
        if not hall.shell.screen.turn(1):
            break
    assert names == [option.id for option in page.choices]


def test_a_press_on_a_finding_answers_with_it(hall: Any) -> None:
    page = found_page(2)
    hall.shell.screen_for(type(page)).begin()
    hall.show(replace(view_of(page, Look()), serial=5))
    hall.tap("law:2")
    assert hall.controls.answers == [("press", 5, "law:2")]


def test_with_nothing_found_the_ways_on_are_whole_cards_with_numbers(hall: Any) -> None:
    page = nothing_page()
    hall.shell.screen_for(type(page)).begin()
    hall.show(view_of(page, Look()))
    cards = {card.name: card for card in hall.shell.screen.targets()}
    assert list(cards) == [option.id for option in page.options]
    for place, option in enumerate(page.options, start=1):
        assert cards[option.id].ids.chip.number == str(place)
        assert cards[option.id].height >= 30 * PX_PER_MM
    assert hall.shell.screen.ids.sign.height > 0
    hall.show(view_of(found_page(1), Look()))
    assert hall.shell.screen.ids.sign.height == 0


def test_the_colours_of_a_list_are_never_the_only_cue(hall: Any) -> None:
    """A mark is words, and has an edge in both themes."""
    page = found_page(3)
    for contrast in (False, True):
        hall.show(view_of(page, replace(Look(), contrast=contrast)))
        (marked,) = [card for card in hall.shell.screen.targets() if card.name == "law:3"]
        tag = marked.ids.mark
        assert tag.text
        assert tag.border > 0
        assert tag.edge != tag.ground


# --- nothing left behind ------------------------------------------------------------------------


def test_no_word_found_and_no_score_is_left(hall: Any) -> None:
    from screens.widgets.face import Face
    from screens.widgets.fact import FactLine
    from screens.widgets.finding import Finding
    from screens.widgets.tag import Tag
    from screens.widgets.timeline import Milestone
    from screens.widgets.words import Words

    for page in (*samples.pages().values(), people_page(), *dict(pages()).values()):
        hall.show(view_of(page, Look(text_step=1)))
        hall.shell.screen.turn(1)
    hall.show(view_of(dict(pages())["idle"], Look()))
    gc.collect()
    pager = hall.shell.screen._pager
    shown = {*hall.shell.walk(), *(part for card in pager.parts for part in card.walk())}
    for part in living(Words, Finding, Face, Tag):
        if isinstance(part, Finding | Face):
            assert part.name == ""
            assert not getattr(part, "_told", {})
        elif isinstance(part, Tag):
            assert (part.text, part.icon, part.lifted) == ("", "", "chip")
        elif part not in shown:
            assert (part.text, part._hits, part.lines) == ("", (), ())
            assert not [s for s in part._marked._group.children if getattr(s, "texture", None)]
    for part in living(FactLine, Milestone):
        assert part.ids.sign.icon == ""


def test_quoted_words_are_the_same_in_both_languages() -> None:
    quoted = Quoted("工资", ((0, 2),))
    assert quoted.shown("zh") == quoted.shown("en") == quoted.spoken("zh") == "工资"
