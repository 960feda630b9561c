"""The room of refused records: no content without the PIN, nothing deleted at one touch."""

from datetime import UTC, datetime

import pytest
from rehearsal import Rehearsal

from kiosk.county.outbox import Kind
from kiosk.county.problem import ProblemCode
from kiosk.county.set_aside import SetAside
from kiosk.effects import CheckPin
from kiosk.journeys.staff.aside import (
    NEEDED,
    content_page,
    record_page,
    records_page,
    refused_records,
)
from kiosk.narration import narrate
from kiosk.pages import LEAVE, Notice
from kiosk.pin import PinVerdict
from kiosk.staff_effects import ForgetAside, ListAside, ReadAside, ResendAside
from kiosk.visit import Visit
from kiosk.wording import LANGUAGES

CODE, PHONE, TEXT = "123456789018", "13900001717", "样例金丝雀问题"
AT = datetime(2026, 11, 24, 1, 5, tzinfo=UTC)
WHOLE = SetAside(
    12,
    Kind.QUESTION,
    "code_taken",
    {"code": CODE, "phone": PHONE, "text": TEXT, "field": "wages", "asked_at": AT.isoformat()},
)
OUTLINE = WHOLE.outline()
RESULTS = {
    ListAside: (OUTLINE,),
    CheckPin: PinVerdict(True, 5, 0),
    ReadAside: WHOLE,
    ResendAside: True,
    ForgetAside: True,
}


def room(*answers, **results):
    """Answer page after page; return the visit and the effects that were asked for."""
    table = RESULTS | {kind: result for kind, result in results.values()}
    visit, asked = Visit(refused_records), []

    def done():
        while visit.step is not None and visit.page is None:
            asked.append(visit.step)
            assert visit.complete(visit.effect_id, table[type(visit.step)])

    done()
    for answer in answers:
        assert visit.answer(answer), (visit.page.id, answer)
        done()
    return visit, asked


def kinds(asked):
    return [type(each) for each in asked]


def words_of(page):
    return " ".join(
        [
            page.title.shown("zh"),
            *(f"{fact.label.shown('zh')} {fact.value.shown('zh')}" for fact in page.facts),
        ]
    )


def test_an_outline_has_no_content():
    assert OUTLINE.body == {"asked_at": AT.isoformat()}
    assert OUTLINE.at == AT


def test_the_list_names_number_kind_moment_and_why():
    (option, _) = records_page((OUTLINE,)).options
    assert option.title.shown("zh") == "第12号：留言"
    assert option.detail.shown("zh") == "2026-11-24 09:05 · 这个查询码别人已经有了"


def test_content_is_shown_after_the_pin_only():
    visit, asked = room("12", "read")
    assert visit.page.id == "staff.pin"
    assert ReadAside not in kinds(asked)
    visit, asked = room("12", "read", LEAVE)
    assert (visit.page.id, kinds(asked)) == ("staff.record", [ListAside])
    visit, asked = room("12", "read", "000000", wrong=(CheckPin, PinVerdict(False, 4, 0)))
    assert (visit.page.id, kinds(asked)) == ("staff.pin", [ListAside, CheckPin])
    visit, asked = room("12", "read", "483920")
    assert visit.page.id == "staff.content"
    assert asked[-1] == ReadAside(12)


def test_only_what_is_needed_is_shown_and_none_of_it_said():
    page = content_page(WHOLE)
    shown = words_of(page)
    assert TEXT in shown
    assert PHONE in shown
    assert CODE not in shown
    assert (page.sensitive, page.quiet, page.ephemeral) == (True, True, True)
    assert page.limit <= 60


def test_no_kind_shows_a_query_code_or_a_self_check():
    assert set(NEEDED) == set(Kind)
    assert not {"code", "facts"} & {name for names in NEEDED.values() for name in names}


def test_the_record_itself_shows_nothing_of_the_content():
    shown = words_of(record_page(WHOLE))
    assert not any(secret in shown for secret in (TEXT, PHONE, CODE))


@pytest.mark.parametrize(
    ("answers", "page", "last"),
    [
        (("forget",), "staff.sure", ListAside),
        (("forget", "yes"), "staff.really", ListAside),
        (("forget", LEAVE), "staff.record", ListAside),
        (("forget", "yes", LEAVE), "staff.record", ListAside),
    ],
)
def test_forgetting_is_asked_twice(answers, page, last):
    visit, asked = room("12", *answers)
    assert (visit.page.id, type(asked[-1])) == (page, last)


@pytest.mark.parametrize(
    ("answers", "effect", "works", "said"),
    [
        (("forget", "yes", "yes"), ForgetAside(12), True, "aside.gone"),
        (("forget", "yes", "yes"), ForgetAside(12), False, "aside.not_done"),
        (("resend",), ResendAside(12), True, "aside.sent"),
        (("resend",), ResendAside(12), False, "aside.not_done"),
    ],
)
def test_what_was_done_is_said(answers, effect, works, said):
    visit, asked = room("12", *answers, outcome=(type(effect), works))
    assert asked == [ListAside(), effect, ListAside()]
    assert visit.page.title.id == said


def test_no_records_and_records_that_cannot_be_read_are_not_the_same():
    none, unread = records_page(()), records_page(None)
    assert isinstance(none, Notice)
    assert none.title != unread.title
    assert none.tone != unread.tone


@pytest.mark.parametrize("refusal", [*ProblemCode, "unheard_of"])
def test_every_refusal_has_words(refusal):
    record = SetAside(1, Kind.RATING, str(refusal), {})
    for lang in LANGUAGES:
        said = " ".join(words.spoken(lang) for words in narrate(record_page(record)))
        assert "refusal." not in said


def test_the_pin_is_asked_again_inside_the_staff_room():
    hall = Rehearsal(results=dict(RESULTS))
    hall.terminal.staff_corner()
    hall.display.settle()
    hall.terminal.press(hall.display.view.serial, "135790")
    hall.display.settle()
    hall.press("aside", "12", "read")
    assert hall.page == "staff.pin"
    hall.voice.spoken.clear()
    hall.terminal.press(hall.display.view.serial, "135790")
    hall.display.settle()
    assert hall.page == "staff.content"
    assert hall.said() == ""
