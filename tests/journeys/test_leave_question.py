"""Leaving a question: tables of answers, what is sent, what is shown, said and printed."""

import re

import pytest
from centres import NO_PAPER, centre
from conversation import talk
from every_way import could_say, shows
from matter_talks import CODE, PHONE, TAIL, WELL, WORDS

from kiosk.county.matters import Question, QuestionField
from kiosk.county.replies import Unreachable
from kiosk.county.server.matter_retention import KEPT
from kiosk.effects import CheckPaper, Effect, LeaveQuestion, PrintText
from kiosk.gallery.matters import sample_receipt
from kiosk.journeys.leave_question import leave_question
from kiosk.journeys.leave_question_pages import (
    FIELD_ICONS,
    KEPT_DAYS,
    LONGEST_QUESTION,
    check_page,
    field_page,
    is_phone,
    receipt_slip,
)
from kiosk.pages import WRITTEN, Detail, Page
from kiosk.spoken_matters import QueryCode
from kiosk.visit import Visit

BEGUN = [("question.field", "housing"), ("question.text", WRITTEN + WORDS)]
WITH_PHONE = [
    ("question.phone", "phone"),
    ("question.number", PHONE),
    ("question.tail", "right"),
]
NO_PHONE = ("question.phone", "no_phone")
SENT = [*BEGUN, NO_PHONE, ("question.check", "send")]
UNPRINTED = "question.receipt.unprinted"

JOURNEYS = {
    "with a phone": (
        {},
        [*BEGUN, *WITH_PHONE, ("question.check", "send"), ("question.receipt", "leave")],
        [],
    ),
    "without a phone": ({}, [*SENT, ("question.receipt", "leave")], []),
    "a wrong number, then none": (
        {},
        [*BEGUN, ("question.phone", "phone"), ("question.number", "1397166492")],
        ["question.number"],
    ),
    "another number": (
        {},
        [*BEGUN, *WITH_PHONE[:2], ("question.tail", "again"), ("question.number", "no_phone")],
        ["question.check"],
    ),
    "heard before it is sent": (
        {},
        [*BEGUN, NO_PHONE, ("question.check", "aloud"), ("question.check.aloud", "send")],
        ["question.receipt"],
    ),
    "the phone is changed": (
        {},
        [*BEGUN, NO_PHONE, ("question.check", "phone"), *WITH_PHONE],
        ["question.check"],
    ),
    "rather not": ({}, [*BEGUN, NO_PHONE, ("question.check", "leave")], []),
    "rather spoken than written": (
        {},
        [("question.field", "land"), ("question.text", "ticket")],
        ["service"],
    ),
    "violence: first where help is": (
        {},
        [("question.field", "violence"), ("check.danger", "go_on")],
        ["question.text"],
    ),
    "the code is read aloud": (
        {},
        [*SENT, ("question.receipt", "aloud"), ("question.receipt.aloud", "silent")],
        ["question.receipt"],
    ),
    "no paper": ({CheckPaper: NO_PAPER}, [*SENT, (UNPRINTED, "leave")], []),
    "paper runs out": (
        {PrintText: NO_PAPER},
        [*SENT, (UNPRINTED, "print"), (UNPRINTED, "print"), (UNPRINTED, "leave")],
        [],
    ),
    "it cannot be kept: a ticket": (
        {LeaveQuestion: Unreachable()},
        [*SENT, ("question.not_taken", "ticket"), ("service", "advice")],
        ["priority"],
    ),
    "it cannot be kept: staff": (
        {LeaveQuestion: Unreachable()},
        [*SENT, ("question.not_taken", "staff"), ("help", "leave")],
        ["question.not_taken"],
    ),
}


def held(results: dict[type[Effect], object], answers: list[tuple[str, str]]) -> Visit:
    visit = Visit(lambda: leave_question(centre()))
    talk(visit, {**WELL, **results}, answers)
    return visit


def shown_by(visit: Visit) -> Page:
    assert visit.page is not None
    return visit.page


@pytest.mark.parametrize("name", JOURNEYS)
def test_leaving_a_question(name):
    results, answers, rest = JOURNEYS[name]
    visit = Visit(lambda: leave_question(centre()))
    shown = talk(visit, {**WELL, **results}, answers)
    assert shown == [page for page, _ in answers] + rest


@pytest.mark.parametrize(("phone", "answers"), [(PHONE, WITH_PHONE), (None, [NO_PHONE])])
def test_what_is_sent_is_what_was_checked(phone, answers):
    visit = held({}, [*BEGUN, *answers])
    assert visit.answer("send")
    assert visit.step == LeaveQuestion(QuestionField.HOUSING, WORDS, phone)


def test_nothing_is_sent_before_consent():
    visit = Visit(lambda: leave_question(centre()))
    for _, answer in [*BEGUN, *WITH_PHONE]:
        assert visit.answer(answer)
        assert isinstance(visit.step, Page)


def test_the_question_is_changed_on_the_check_page_and_the_phone_stays():
    visit = held({}, [*BEGUN, *WITH_PHONE])
    assert visit.answer("change.text")
    assert shown_by(visit).id == "question.text"
    assert visit.answer(WRITTEN + "别的问题")
    page = shown_by(visit)
    assert page.id == "question.check", "the phone was not asked again"
    assert "别的问题" in shows(page, "zh")
    assert TAIL in shows(page, "zh")


def test_the_check_page_shows_all_that_is_sent_and_says_who_reads_it_and_how_long():
    text = shows(check_page(QuestionField.LAND, WORDS, PHONE, aloud=False), "zh")
    for part in (*WORDS.split("\n"), "土地", TAIL, "律师", "90天", "身份证号", "手机号"):
        assert part in text
    assert PHONE not in text
    assert "手机号" not in shows(check_page(QuestionField.LAND, WORDS, None, aloud=False), "zh")


def test_the_question_is_said_when_asked_for_and_the_phone_never():
    said = could_say(check_page(QuestionField.LAND, WORDS, PHONE, aloud=True), "zh")
    assert "水管" in said
    assert TAIL not in said


def test_the_days_of_keeping_are_those_of_the_backend():
    assert KEPT.days == KEPT_DAYS


def test_every_field_of_law_is_a_card():
    assert set(FIELD_ICONS) == set(QuestionField)
    assert [option.id for option in field_page().options] == list(QuestionField)


def test_the_contract_takes_the_longest_question():
    limit = next(
        m.max_length for m in Question.model_fields["text"].metadata if hasattr(m, "max_length")
    )
    assert limit == LONGEST_QUESTION


PHONES = {
    "13971664920": True,
    "19900000000": True,
    "02161234567": True,
    "037761234567": True,
    "6123456": True,
    "61234567": True,
    "1397166492": False,
    "12971664920": False,
    "139716649201": False,
    "1234567": False,
    "00061234567": False,
}


@pytest.mark.parametrize("digits", PHONES)
def test_numbers_that_somebody_can_be_called_at(digits):
    assert is_phone(digits) is PHONES[digits]


def test_the_receipt_shows_the_code_and_says_it_only_when_asked():
    visit = held({}, SENT)
    page = shown_by(visit)
    assert isinstance(page, Detail)
    assert page.qr == CODE
    assert page.large
    assert page.title.shown("zh") == QueryCode(CODE).shown("zh")
    assert QueryCode(CODE).spoken("zh") not in could_say(page, "zh")
    visit.answer("aloud")
    assert QueryCode(CODE).spoken("zh") in could_say(shown_by(visit), "zh")


def test_the_receipt_says_when_it_is_answered_and_what_finds_it():
    page = shown_by(held({}, SENT))
    assert "最晚今天 14:32" in shows(page, "zh")
    assert "请收好这个号码" in shows(page, "zh")
    page = shown_by(held({}, [*BEGUN, *WITH_PHONE, ("question.check", "send")]))
    assert "手机后四位" in shows(page, "zh")
    assert "请收好这个号码" not in shows(page, "zh")


def test_while_the_line_is_down_the_receipt_says_so_and_that_the_code_is_valid():
    page = shown_by(held({LeaveQuestion: sample_receipt(offline=True)}, SENT))
    assert "线路恢复后自动送出，号码现在就有效" in shows(page, "zh")
    assert "已经收下" not in shows(page, "zh")


def test_a_receipt_is_printed_three_times_at_most():
    receipt = ("question.receipt", "print")
    visit = held({}, [*SENT, receipt, receipt])
    assert "print" not in {option.id for option in shown_by(visit).choices}


def test_one_cannot_go_back_past_the_receipt():
    visit = held({}, SENT)
    assert not visit.back()


@pytest.mark.parametrize("phone", [PHONE, None])
def test_the_paper_has_the_code_and_nothing_of_the_question(phone):
    slip = receipt_slip(centre(), sample_receipt(), phone)
    lines = [line for title, lines in slip.sections for line in (title, *lines)]
    words = "\n".join(w.shown("zh") for w in (slip.title, slip.lead, slip.foot, *lines))
    assert slip.code == slip.qr == CODE
    assert slip.title.shown("zh") == "回执"
    assert "最晚3月4日 14:32" in words
    assert not re.search(f"水管|房|{TAIL}|问题", words)


def test_violence_shows_the_hotlines_and_all_that_follows_is_careful():
    visit = held({}, [("question.field", "violence")])
    assert "110" in shows(shown_by(visit), "zh")
    answers = [("check.danger", "go_on"), BEGUN[1], NO_PHONE, ("question.check", "send")]
    for page, answer in answers:
        assert shown_by(visit).id == page
        assert shown_by(visit).sensitive
        assert shown_by(visit).ephemeral
        visit.answer(answer)
