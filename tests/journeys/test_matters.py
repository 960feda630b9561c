"""Looking up a matter: tables of answers, and what the pages say."""

from dataclasses import replace
from datetime import timedelta

import pytest
from centres import NO_PAPER, centre
from conversation import settle, talk
from matter_talks import (
    CODE,
    PHONE,
    REPLY,
    SLIP_OF_THE_FINGER,
    TAIL,
    WELL,
    WORDS,
    matter,
)

from kiosk.county.contract import ProblemCode
from kiosk.county.matters import MatterKind, MatterState, QuestionField
from kiosk.county.replies import Refused, Unreachable
from kiosk.effects import (
    CallStaff,
    CheckPaper,
    Effect,
    LookUpMatter,
    PrintText,
    Rate,
)
from kiosk.journeys.matters import look_up_matter
from kiosk.journeys.matters_pages import matter_page, matter_slip
from kiosk.narration import narrate
from kiosk.pages import Detail, Page, Stage, Tone
from kiosk.visit import Visit

FOUND = [("lookup.code", CODE), ("lookup.factor", TAIL)]
READ = [*FOUND, ("lookup.matter", "reply")]
SCORES = [("rate.department", "5"), ("rate.post", "4"), ("rate.person", "5"), ("rate.word", "skip")]
LATE = matter(MatterState.ASSIGNED, minutes=400)
REFUSED = {code: {LookUpMatter: Refused(code)} for code in ProblemCode}

JOURNEYS = {
    "an answer is read": (
        {},
        [*READ, ("lookup.reply", "leave"), ("lookup.matter", "leave")],
        [],
    ),
    "an answer is read aloud": (
        {},
        [*READ, ("lookup.reply", "aloud"), ("lookup.reply.aloud", "silent")],
        ["lookup.reply"],
    ),
    "a slip of the finger is told at once": (
        {},
        [("lookup.code", SLIP_OF_THE_FINGER), *FOUND, ("lookup.matter", "leave")],
        [],
    ),
    "nobody left a phone": (
        {},
        [("lookup.code", CODE), ("lookup.factor", "no_phone")],
        ["lookup.matter"],
    ),
    "the factor is typed again": (
        REFUSED[ProblemCode.NOT_FOUND],
        [*FOUND, ("lookup.not.found", "factor"), ("lookup.factor", "0000")],
        ["lookup.not.found"],
    ),
    "the code is typed again": (
        REFUSED[ProblemCode.NOT_FOUND],
        [*FOUND, ("lookup.not.found", "code"), *FOUND, ("lookup.not.found", "leave")],
        [],
    ),
    "nothing found, a ticket": (
        REFUSED[ProblemCode.NOT_FOUND],
        [*FOUND, ("lookup.not.found", "ticket"), ("service", "advice"), ("priority", "none")],
        ["ticket"],
    ),
    "paused, then another code": (
        REFUSED[ProblemCode.CODE_PAUSED],
        [*FOUND, ("lookup.not.paused", "code")],
        ["lookup.code"],
    ),
    "the line is down": (
        {LookUpMatter: Unreachable()},
        [*FOUND, ("lookup.not.line", "retry"), ("lookup.not.line", "staff"), ("help", "leave")],
        ["lookup.not.line"],
    ),
    "not the contract's": (REFUSED[ProblemCode.INTERNAL], FOUND, ["lookup.not.refused"]),
    "overdue, staff are called": (
        {LookUpMatter: LATE},
        [*FOUND, ("lookup.matter", "staff"), ("help", "leave")],
        ["lookup.matter"],
    ),
    "overdue, a ticket": (
        {LookUpMatter: LATE},
        [*FOUND, ("lookup.matter", "ticket"), ("service", "advice")],
        ["priority"],
    ),
    "printed": ({}, [*FOUND, ("lookup.matter", "print")], ["lookup.matter"]),
    "the answer printed": ({}, [*READ, ("lookup.reply", "print")], ["lookup.reply"]),
    "no paper": (
        {CheckPaper: NO_PAPER},
        [*FOUND, ("lookup.matter", "print"), ("paper.none", "leave")],
        ["lookup.matter"],
    ),
    "paper runs out, staff are called": (
        {PrintText: NO_PAPER, CallStaff: Unreachable()},
        [*READ, ("lookup.reply", "print"), ("paper.none", "staff"), ("help", "leave")],
        ["paper.none"],
    ),
    "rated, and once only": (
        {},
        [*FOUND, ("lookup.matter", "rate"), *SCORES, ("rate.thanks", "leave")],
        ["lookup.matter"],
    ),
    "rated from the answer": (
        {},
        [*READ, ("lookup.reply", "rate"), *SCORES, ("rate.thanks", "leave")],
        ["lookup.reply"],
    ),
    "a rating is left half-way": (
        {},
        [*FOUND, ("lookup.matter", "rate"), ("rate.department", "1"), ("rate.post", "leave")],
        ["lookup.matter"],
    ),
    "asked again": ({}, [*FOUND, ("lookup.matter", "ask")], ["question.field"]),
    "another one": ({}, [*FOUND, ("lookup.matter", "other"), *FOUND], ["lookup.matter"]),
    "rather not": ({}, [("lookup.code", "leave")], []),
}


def held(results: dict[type[Effect], object], answers: list[tuple[str, str]]) -> Visit:
    """Hold the conversation and return its visit."""
    visit = Visit(lambda: look_up_matter(centre()))
    talk(visit, {**WELL, **results}, answers)
    return visit


def page_of(visit: Visit) -> Detail:
    assert isinstance(visit.page, Detail)
    return visit.page


def offered(page: Page | None) -> set[str]:
    assert page is not None
    return {option.id for option in page.choices}


@pytest.mark.parametrize("name", JOURNEYS)
def test_looking_up(name):
    results, answers, rest = JOURNEYS[name]
    visit = Visit(lambda: look_up_matter(centre()))
    shown = talk(visit, {**WELL, **results}, answers)
    assert shown == [page for page, _ in answers] + rest


def test_a_wrong_digit_never_reaches_the_backend():
    visit = Visit(lambda: look_up_matter(centre()))
    talk(visit, {}, [("lookup.code", SLIP_OF_THE_FINGER)])
    assert visit.page is not None
    assert visit.page.mistake.shown("zh") == "有一位不对，请再看看回执"
    assert narrate(visit.page)[0] == visit.page.mistake


def test_the_backend_is_asked_with_what_was_typed():
    for answer, factor in ((TAIL, TAIL), ("no_phone", None)):
        visit = Visit(lambda: look_up_matter(centre()))
        visit.answer(CODE)
        visit.answer(answer)
        assert visit.step == LookUpMatter(CODE, factor)


def test_only_the_factor_is_typed_again_and_the_code_is_kept():
    visit = held(REFUSED[ProblemCode.NOT_FOUND], [*FOUND, ("lookup.not.found", "factor")])
    visit.answer("0000")
    assert visit.step == LookUpMatter(CODE, "0000")


def test_a_wrong_code_and_a_wrong_factor_are_told_alike():
    wrong_code = held(REFUSED[ProblemCode.NOT_FOUND], FOUND).page
    wrong_factor = held(
        REFUSED[ProblemCode.NOT_FOUND], [("lookup.code", CODE), ("lookup.factor", "0000")]
    ).page
    assert wrong_code == wrong_factor


def test_the_timeline_goes_from_received_to_answered():
    page = matter_page(matter(MatterState.ASSIGNED), news=None)
    steps = [(step.title.shown("zh"), step.stage) for step in page.steps]
    assert steps == [
        ("收到您的问题", Stage.DONE),
        ("交给样例值班律师", Stage.NOW),
        ("答复您", Stage.AHEAD),
    ]
    assert page.title.shown("zh") == "已经有人在办"
    assert page.status.shown("zh") == "还在承诺的时间里"
    facts = {fact.label.shown("zh"): fact.value.shown("zh") for fact in page.facts}
    assert facts["已经等了"] == "3小时20分"
    assert facts["承诺的时间"] == "5小时内，最晚今天 11:12"


def test_an_answer_is_the_end_of_the_timeline():
    page = matter_page(matter(), news=None)
    assert {step.stage for step in page.steps} == {Stage.DONE}
    assert page.tone is Tone.GOOD
    assert page.facts[0].label.shown("zh") == "一共用了"
    assert "rate" in offered(page)
    assert not offered(page) & {"staff", "ticket"}


def test_overdue_is_said_honestly_with_the_ways_on():
    page = matter_page(LATE, news=None)
    assert page.title.shown("zh") == "已经超过承诺的时间"
    assert page.status.shown("zh") == "已经有人在办"
    assert page.tone is Tone.CARE
    assert "12348" in page.hint.shown("zh")
    assert {"staff", "ticket"} <= offered(page)
    assert any("提醒工作人员" in words.spoken("zh") for words in narrate(page))


def test_an_answer_that_came_late_says_so():
    said = {late: matter_page(matter(overdue=late), news=None) for late in (True, False)}
    assert said[True].status.shown("zh") == "比承诺的时间晚了"
    assert said[False].status.shown("zh") == "没有超过承诺的时间"
    assert (said[True].tone, said[False].tone) == (Tone.CARE, Tone.GOOD)


def test_a_request_without_a_promise_promises_nothing():
    aid = matter(
        MatterState.ASSIGNED, kind=MatterKind.LEGAL_AID, due_at=None, overdue=False, field=None
    )
    page = matter_page(aid, news=None)
    assert page.hint is None
    assert page.status is None
    assert "承诺的时间" not in {fact.label.shown("zh") for fact in page.facts}
    assert page.steps[0].title.shown("zh") == "收到您的申请"
    assert page.steps[-1].title.shown("zh") == "办完"


def test_clocks_that_disagree_break_nothing():
    early = matter(MatterState.RECEIVED)
    page = matter_page(
        early.model_copy(update={"now": early.received_at - timedelta(minutes=5)}), news=None
    )
    assert page.facts[0].value.shown("zh") == "0分"


def test_a_matter_that_is_over_without_a_word_offers_no_answer_to_read():
    assert "reply" not in offered(matter_page(matter(MatterState.CLOSED, reply=" \n "), news=None))


def test_question_and_answer_are_shown_in_full():
    page = page_of(held({}, READ))
    shown = [[p.text.shown("zh") for p in section.paragraphs] for section in page.sections]
    assert shown == [REPLY.split("\n"), WORDS.split("\n")]


def test_the_answer_is_said_only_when_asked():
    said = [p.text.spoken("zh") for s in page_of(held({}, READ)).sections for p in s.paragraphs]
    assert set(said) == {""}
    aloud = page_of(held({}, [*READ, ("lookup.reply", "aloud")]))
    said = [p.text.spoken("zh") for s in aloud.sections for p in s.paragraphs]
    assert said == [*REPLY.split("\n"), *WORDS.split("\n")]


def test_after_rating_it_is_not_offered_again_nor_can_one_go_back_before_it():
    visit = held({}, [*FOUND, ("lookup.matter", "rate"), *SCORES, ("rate.thanks", "leave")])
    assert "rate" not in offered(visit.page)
    visit.answer("reply")
    assert "rate" not in offered(visit.page)
    visit.back()
    assert visit.back()
    assert visit.page is not None
    assert visit.page.id == "rate.thanks"
    assert not visit.back()


def test_a_rating_that_was_not_kept_may_be_given_again():
    results = {Rate: Unreachable()}
    visit = held(results, [*FOUND, ("lookup.matter", "rate"), *SCORES, ("rate.lost", "leave")])
    assert "rate" in offered(visit.page)


def test_the_rating_is_of_the_matter():
    visit = held({}, [*FOUND, ("lookup.matter", "rate"), *SCORES[:3]])
    visit.answer("skip")
    assert isinstance(visit.step, Rate)
    assert (visit.step.scores.matter, visit.step.scores.ticket) == (CODE, None)


def slip_words(**told: object) -> str:
    slip = matter_slip(centre(), matter(**told), with_reply=True)
    lines = [line for title, lines in slip.sections for line in (title, *lines)]
    return "\n".join(words.shown("zh") for words in (slip.title, slip.lead, slip.foot, *lines))


def test_the_paper_has_the_answer_and_neither_code_nor_phone_nor_question():
    words = slip_words()
    assert "可以先找调解员" in words
    assert not any(secret in words for secret in (CODE, PHONE, TAIL, "水管", "工资"))
    assert words.startswith("回执")
    assert "3月4日 06:12，收到您的问题" in words


def test_paper_about_violence_has_no_answer_on_it():
    words = slip_words(field=QuestionField.VIOLENCE)
    assert "调解员" not in words
    assert "已经答复" in words


def test_a_matter_about_violence_is_left_at_once_and_names_nothing():
    violent = matter(field=QuestionField.VIOLENCE)
    visit = held({LookUpMatter: violent}, FOUND)
    page = page_of(visit)
    assert page.sensitive
    assert page.caption.shown("zh") == "留言咨询"
    visit.answer("ask")
    settle(visit, WELL)
    assert visit.page is not None
    assert visit.page.sensitive


def test_an_open_matter_about_anything_else_is_not_sensitive():
    page = page_of(held({}, FOUND))
    assert not page.sensitive
    assert page.caption.shown("zh") == "留言咨询 · 工资、打工的事"
    assert replace(page, ephemeral=True) == page
