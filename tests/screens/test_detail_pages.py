"""One finding in full: the way of a matter, facts, long texts and where the buttons stand."""

from dataclasses import replace
from itertools import pairwise
from typing import Any

import finding_samples as samples
import pytest
from finding_pages import article_page, matter_page, office_page

from kiosk.gallery import pages, view_of
from kiosk.pages import Detail, Page
from kiosk.view import TEXT_STEPS, Look
from kiosk.wording import Given
from screens.theme import NORMAL, rgba


def parts(hall: Any, kind: str) -> list[Any]:
    found = [part for part in hall.shell.screen.walk(restrict=True) if type(part).__name__ == kind]
    return sorted((part for part in found if part.height), key=lambda part: -part.top)


def show(hall: Any, page: Page, look: Look | None = None) -> None:
    hall.show(view_of(dict(pages())["busy"], Look()))
    hall.show(view_of(page, look or Look()))


def count_sheets(hall: Any) -> int:
    count = 1
    while hall.shell.screen.turn(1):
        count += 1
    return count


def test_stages_have_different_signs_and_the_present_one_says_so(hall: Any) -> None:
    show(hall, matter_page())
    steps = [part for part in parts(hall, "Milestone") if part.ids.sign.icon]
    assert [step.ids.sign.icon for step in steps] == [
        "check_circle",
        "radio_button_checked",
        "radio_button_unchecked",
    ]
    assert [step.ids.now.text for step in steps] == ["", "正在办", ""]
    assert [step.ids.title.bold for step in steps] == [True, True, False]


def test_the_line_runs_from_the_first_sign_to_the_last_without_a_gap(hall: Any) -> None:
    show(hall, matter_page())
    steps = parts(hall, "Milestone")
    spans = []
    for step in steps:
        spans += [
            (line.pos[1], line.pos[1] + line.size[1])
            for line in (step._upper, step._lower)
            if line.size[0] and line.size[1]
        ]
    first, *_, last = steps
    assert max(top for _, top in spans) < first.top
    assert min(lower for lower, _ in spans) > last.y
    gaps = [step.ids.sign.height for step in steps if step.ids.sign.icon]
    spans.sort(reverse=True)
    for (lower, _), (_, upper) in pairwise(spans):
        assert lower - upper <= max(gaps) * 1.3
    assert tuple(first._colour.rgba) == rgba(NORMAL.paper.mark)


def test_facts_stand_in_order_with_their_values_beside_them(hall: Any) -> None:
    page = office_page()
    show(hall, page)
    lines = parts(hall, "FactLine")
    assert [line.ids.label.text for line in lines] == [f.label.shown("zh") for f in page.facts]
    assert [line.ids.value.text for line in lines] == [f.value.shown("zh") for f in page.facts]
    assert len({line.ids.value.x for line in lines[:3]}) == 1
    assert [line.ids.sign.icon for line in lines] == ["", "", "", "warning"]
    for line in lines:
        assert line.ids.value.font.size >= line.ids.label.font.size


def test_the_status_is_words_with_a_sign(hall: Any) -> None:
    show(hall, article_page())
    status = hall.shell.screen.ids.status
    assert (status.text, status.icon, status.lifted) == ("已失效，有新的法律", "warning", "care")
    page = office_page()
    assert page.status is None
    show(hall, page)
    assert hall.shell.screen.ids.status.height == 0


@pytest.mark.parametrize("step", range(len(TEXT_STEPS)))
def test_buttons_stand_on_every_sheet_unless_a_long_text_would_take_many_more(
    hall: Any, step: int
) -> None:
    page: Detail = samples.LONG_ARTICLE
    names = {option.id for option in page.options}
    show(hall, page, Look(text_step=step))
    seen = [names <= set(hall.shell.boxes())]
    while hall.shell.screen.turn(1):
        seen.append(names <= set(hall.shell.boxes()))
    assert seen[-1]
    assert all(seen) or len(seen) > 3
    assert len(seen) <= (6, 10, 14, 20)[step]


def test_where_one_is_stands_on_every_sheet_no_smaller_than_ten_millimetres(hall: Any) -> None:
    for step in range(len(TEXT_STEPS)):
        show(hall, samples.LONG_ARTICLE, Look(text_step=step))
        while True:
            caption = hall.shell.screen.ids.caption
            assert caption.height
            assert caption.font.size >= 40
            if not hall.shell.screen.turn(1):
                break


def test_a_long_way_is_cut_between_steps_and_before_what_is_said_about_them(hall: Any) -> None:
    show(hall, samples.LONG_MATTER)
    assert count_sheets(hall) == 3
    show(hall, samples.LONG_MATTER, Look(text_step=3))
    seen = []
    while True:
        seen += [part.ids.sign.icon for part in parts(hall, "Milestone") if part.ids.sign.icon]
        if not hall.shell.screen.turn(1):
            break
    assert len(seen) == len(samples.LONG_MATTER.steps)


def test_what_became_of_the_paper_is_seen_on_every_sheet(hall: Any) -> None:
    page = replace(samples.LONG_ARTICLE, hint=Given("已经打印，请取走", "Printed"))
    for step in range(len(TEXT_STEPS)):
        show(hall, page, Look(text_step=step))
        while True:
            assert hall.shell.screen.ids.hint in set(hall.shell.walk())
            if not hall.shell.screen.turn(1):
                break


@pytest.mark.parametrize(
    ("name", "most"),
    [("find-article", 4), ("question-check", 4), ("lookup-reply-aloud", 4), ("find-entry", 3)],
)
def test_at_the_largest_size_buttons_do_not_push_the_text_over_many_sheets(
    hall: Any, name: str, most: int
) -> None:
    hall.show(view_of(dict(pages())["busy"], Look(text_step=3)))
    hall.show(view_of(dict(pages())[name], Look(text_step=3)))
    sheets = 1
    while hall.shell.screen.turn(1):
        sheets += 1
    assert sheets <= most
    shown = {target.name for target in hall.shell.screen.targets()}
    assert shown & {option.id for option in dict(pages())[name].options}
