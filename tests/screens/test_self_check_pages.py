"""The pages of a self-check: what is told together, leaving at once, and nothing left behind."""

import gc
from dataclasses import replace
from itertools import pairwise
from typing import Any

import pytest
import self_check_samples as samples
from living import living
from test_touch_and_keys import view

from kiosk.gallery import pages, view_of
from kiosk.pages import Page
from kiosk.qr import qr_matrix
from kiosk.view import FOOTER_FOCUS, TEXT_STEPS, Command, Look
from kiosk.wording import LANGUAGES
from screens.theme import HIGH_CONTRAST, NORMAL, Theme, contrast_ratio

PX_PER_MM = 4.03
LOOKS = [Look(lang=lang, text_step=step) for lang in LANGUAGES for step in range(len(TEXT_STEPS))]
SENSITIVE = samples.UNLIKELY
LEAVE = f"{FOOTER_FOCUS}{Command.LEAVE_NOW}"


def sheets(hall: Any, page: Page, look: Look) -> list[list[str]]:
    """Return the texts of every sheet, from above."""
    hall.shell.screen_for(type(page)).begin()
    hall.show(view_of(page, look))
    found = []
    while True:
        shown = [w for w in words_of(hall.shell.screen) if w.height]
        found.append([w.text for w in sorted(shown, key=lambda w: -w.top)])
        if not hall.shell.screen.turn(1):
            return found


def words_of(widget: Any) -> list[Any]:
    from screens.widgets.words import Words

    return [part for part in widget.walk(restrict=True) if isinstance(part, Words) and part.text]


@pytest.mark.parametrize("look", LOOKS, ids=lambda look: f"{look.lang}-{look.text_step}")
def test_article_and_statement_stand_together_below_their_heading(hall: Any, look: Look) -> None:
    found = sheets(hall, samples.LIKELY, look)
    for section in samples.LIKELY.sections:
        heading, first = section.title.shown(look.lang), section.paragraphs[0]
        upper = first.source or first.text
        assert together(found, heading, upper.shown(look.lang))
        for paragraph in section.paragraphs:
            if paragraph.source is not None:
                source, text = paragraph.source.shown(look.lang), paragraph.text.shown(look.lang)
                assert together(found, source, text)


def together(found: list[list[str]], one: str, other: str) -> bool:
    """Whether ``other`` comes right below ``one`` on a sheet."""
    return any((one, other) in pairwise(sheet) for sheet in found)


@pytest.mark.parametrize("look", LOOKS, ids=lambda look: f"{look.lang}-{look.text_step}")
def test_no_short_text_is_cut_and_no_line_left_alone(hall: Any, look: Look) -> None:
    for page in (samples.LIKELY, samples.UNLIKELY):
        hall.shell.screen_for(type(page)).begin()
        hall.show(view_of(page, look))
        while True:
            for words in words_of(hall.shell.screen):
                missing = len(words.lines) - len(words.shown)
                if words.height and missing:
                    assert len(words.lines) > 3, words.text
                    assert min(missing, len(words.shown)) > 1, words.text
            if not hall.shell.screen.turn(1):
                break


def test_a_whole_result_at_the_normal_step_takes_two_sheets_with_its_action_on_both(
    hall: Any,
) -> None:
    found = sheets(hall, samples.LIKELY, Look())
    assert len(found) == 2
    ticket = samples.TICKET.title.shown("zh")
    assert all(ticket in sheet for sheet in found)


def test_what_became_of_the_paper_is_seen_on_every_sheet(hall: Any) -> None:
    assert samples.UNLIKELY.hint is not None
    for step in (0, 1, 2):
        found = sheets(hall, samples.UNLIKELY, Look(text_step=step))
        assert all(samples.UNLIKELY.hint.shown("zh") in sheet for sheet in found)


def test_a_code_with_much_text_can_be_read(hall: Any) -> None:
    from screens.widgets.qr import QrCode

    sheets(hall, samples.LIKELY, Look())
    assert samples.LIKELY.qr is not None
    (code,) = [part for part in hall.shell.screen.walk() if isinstance(part, QrCode)]
    assert code.width / (len(qr_matrix(samples.LIKELY.qr)) + 8) >= 0.6 * PX_PER_MM


def test_progress_is_as_long_as_it_says(hall: Any) -> None:
    from kivy.graphics import SmoothRoundedRectangle

    from screens.widgets.progress import Progress

    hall.show(view_of(samples.QUESTION, Look()))
    (bar,) = [part for part in hall.shell.screen.walk() if isinstance(part, Progress)]
    *_, filled = [i for i in bar.canvas.children if isinstance(i, SmoothRoundedRectangle)]
    assert filled.size[0] == pytest.approx(0.4 * bar.width)
    hall.show(view("service"))
    assert bar.height == 0


def test_the_note_is_never_alone_on_a_sheet(hall: Any) -> None:
    assert samples.QUESTION.note is not None
    for look in LOOKS:
        for page in (samples.QUESTION, samples.SEVERAL):
            hall.shell.screen_for(type(page)).begin()
            hall.show(view_of(page, look))
            while hall.shell.screen.turn(1):
                pass
            options = {option.id for option in page.options}
            assert options & set(hall.shell.boxes())


# --- leaving at once ----------------------------------------------------------------------------


@pytest.mark.parametrize("look", LOOKS, ids=lambda look: f"{look.lang}-{look.text_step}")
def test_leaving_now_is_the_largest_place_of_the_footer(hall: Any, look: Look) -> None:
    hall.show(view_of(SENSITIVE, look))
    places = {t.name: t for t in hall.shell.targets() if t.name.startswith(FOOTER_FOCUS)}
    assert f"{FOOTER_FOCUS}{Command.END}" not in places
    leave = places.pop(LEAVE)
    row = [cell for cell in places.values() if cell.y == leave.y]
    assert all(leave.width > cell.width for cell in row)
    assert leave.ids.icon.icon not in {cell.ids.icon.icon for cell in places.values()} | {"logout"}
    assert leave.ids.word.text == {"zh": "立即退出", "en": "Leave now"}[look.lang]


def test_leaving_now_is_one_touch(hall: Any) -> None:
    hall.show(replace(view_of(SENSITIVE, Look()), serial=7))
    hall.tap(LEAVE)
    assert hall.controls.answers == [("footer", 7, Command.LEAVE_NOW)]


@pytest.mark.parametrize("theme", [NORMAL, HIGH_CONTRAST])
def test_leaving_now_stands_out_and_shows_its_focus(theme: Theme) -> None:
    assert contrast_ratio(theme.leave.ground, theme.footer.ground) >= 3
    assert contrast_ratio(theme.leave.ground, theme.leave.ink) >= 3
    assert contrast_ratio(theme.progress.ground, theme.progress.mark) >= 3


# --- nothing left behind ------------------------------------------------------------------------


@pytest.mark.parametrize("waiting", ["idle", "out-of-service"])
def test_no_word_of_a_visit_is_left(hall: Any, waiting: str) -> None:
    """Whether in the tree, in stock for later pages, as a picture, or as a code."""
    everything = [*samples.pages().values(), *dict(pages()).values()]
    for look in (Look(), Look(text_step=3), Look(lang="en")):
        for page in everything:
            hall.show(view_of(page, look))
            hall.shell.screen.turn(1)
    hall.show(view("staff-pin"))
    hall.type(ord("4"))
    hall.show(view(waiting))
    pager = hall.shell.screen._pager
    shown = {*hall.shell.walk(), *(part for card in pager.parts for part in card.walk())}
    gc.collect()
    assert left_behind(shown) == []
    allowed = {text for part in shown for text in texts(part)}
    for text, _ in hall.shell._type._textures:
        assert any(text in whole for whole in allowed) or ord(text[0]) >= 0xE000, text
    assert qr_matrix.cache_info().currsize == 0


def test_no_measure_of_a_text_is_left(hall: Any) -> None:
    hall.show(view("ticket"))
    type_ = hall.shell._type
    type_.forget()
    assert [memory.cache_info().currsize for memory in (type_.lines, type_.measure)] == [0, 0]


def left_behind(shown: set[Any]) -> list[str]:
    """Texts of the parts that are not on the screen; names of the options they stood for."""
    from kivy.uix.widget import Widget

    from screens.widgets.card import Card

    left = []
    for part in living(Widget):
        if part in shown:
            continue
        left += [text for text in texts(part) if text.strip()]
        if isinstance(part, Card) and part.name and not part.name.startswith("screen:"):
            left.append(part.name)
    return left


def texts(part: Any) -> list[str]:
    found = [getattr(part, name, "") for name in ("text", "caption", "_drawn_text", "number")]
    found += list(getattr(part, "lines", ()))
    return [text for text in found if isinstance(text, str) and text]


def test_pages_are_whole_again_after_forgetting(hall: Any) -> None:
    names = ("home", "staff-pin", "ticket", "staff", "still-there")
    before = {name: look_at(hall, name) for name in names}
    hall.show(view("idle"))
    assert {name: look_at(hall, name) for name in names} == before
    assert all(before.values())


def look_at(hall: Any, name: str) -> list[tuple[str, tuple[float, ...]]]:
    hall.show(view(name))
    return [(words.text, tuple(words.pos)) for words in words_of(hall.shell.screen)]
