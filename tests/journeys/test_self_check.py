"""The self-check as a conversation: tables of answers, and many walks through every choice."""

import random
from datetime import date

import pytest
from centres import NO_PAPER, READY, centre, issued
from conversation import settle, talk

from kiosk.county.contract import SelfCheck
from kiosk.effects import (
    CheckPaper,
    Effect,
    IssueTicket,
    LoadRules,
    PrintSlip,
    PrintText,
    ReportPrint,
)
from kiosk.journeys.self_check.conversation import self_check
from kiosk.journeys.self_check.questions import AREAS
from kiosk.legal_aid.engine import check
from kiosk.legal_aid.facts import parse_facts
from kiosk.legal_aid.pack import built_in
from kiosk.legal_aid.rules import Rules
from kiosk.narration import narrate
from kiosk.pages import Choice, Page, Result
from kiosk.visit import Visit
from kiosk.wording import LANGUAGES, Text

TODAY = date(2026, 7, 1)
RULES = Rules(built_in(), TODAY)
CENTRE = centre().model_copy(
    update={
        "services": tuple(
            s.model_copy(update={"id": "legal-aid", "quota_reached": False}) if s.id == "aid" else s
            for s in centre().services
        )
    }
)
RESULTS = {
    LoadRules: RULES,
    PrintText: READY,
    CheckPaper: READY,
    IssueTicket: issued("C001"),
    PrintSlip: READY,
    ReportPrint: None,
}
START = [("check.welcome", "begin"), ("check.safety", "safe")]
NOT_URGENT = [("check.deadline_within_7_days", "no"), ("check.needs_preservation", "no")]
WAGES = [
    *START,
    *NOT_URGENT,
    ("check.area", "work"),
    ("check.matter", "unpaid_wages"),
    ("check.special_ground", "none"),
    ("check.has_lawyer", "no"),
    ("check.group", "migrant_worker"),
    ("check.group", "done"),
    ("check.group_proof", "yes"),
]


def visit() -> Visit:
    return Visit(lambda: self_check(CENTRE))


def outcome_of(page: Page | None) -> str:
    assert isinstance(page, Result)
    assert isinstance(page.title, Text)
    return page.title.id.removeprefix("result.")


def test_a_migrant_worker_without_wages():
    held = visit()
    talk(held, RESULTS, [*WAGES, ("check.asked", "result")])
    page = held.page
    assert outcome_of(page) == "likely"
    said = " ".join(words.shown("zh") for words in narrate(page))
    assert "法律援助法 第31条第5项" in said
    assert "法律援助法 第42条第3项" in said
    assert "初步参考" in page.caption.shown("zh")
    assert not page.sensitive


def test_what_is_shown_is_what_the_engine_says_of_the_same_facts():
    held = visit()
    talk(held, RESULTS, [*WAGES, ("check.asked", "result")])
    facts = {
        "deadline_within_7_days": "no",
        "needs_preservation": "no",
        "matter": "unpaid_wages",
        "special_ground": [],
        "has_lawyer": "no",
        "group": ["migrant_worker"],
        "group_proof": "yes",
    }
    assert check(parse_facts(facts), RULES.pack, TODAY).outcome == outcome_of(held.page)


def test_an_answer_is_changed_on_the_check_page_and_the_rest_stays():
    held = visit()
    talk(held, RESULTS, WAGES)
    assert held.answer("change.has_lawyer")
    assert held.page is not None
    assert held.page.id == "check.has_lawyer"
    held.answer("yes")
    settle(held, RESULTS)
    assert held.page.id == "check.asked", "group and proof were not asked again"
    held.answer("result")
    assert outcome_of(held.page) == "unlikely"
    assert "result.still_lawyer" in _ids(held.page)


def test_changing_the_matter_asks_what_the_new_one_needs():
    held = visit()
    talk(held, RESULTS, WAGES)
    held.answer("change.matter")
    for page, answer in [("check.area", "accused"), ("check.matter", "accused")]:
        assert held.page is not None
        assert held.page.id == page
        held.answer(answer)
    assert held.page is not None
    assert held.page.id == "check.accused_is"


def test_marks_are_set_and_taken_away():
    held = visit()
    talk(held, RESULTS, [*WAGES[:-2], ("check.group", "migrant_worker")])
    assert isinstance(held.page, Choice)
    assert {o.id for o in held.page.options} >= {"none", "unknown"}, "nothing is marked any more"
    held.back()
    marks = {o.id: o.icon for o in held.page.options}
    assert marks["migrant_worker"] == "check_box"


def test_violence_shows_help_and_stays_sensitive_to_the_end():
    held = visit()
    answers = [
        ("check.welcome", "begin"),
        ("check.safety", "violence"),
        ("check.danger", "go_on"),
        *NOT_URGENT,
        ("check.area", "family"),
        ("check.matter", "support_payment"),
        ("check.special_ground", "done"),
    ]
    shown = []
    settle(held, RESULTS)
    for page, answer in answers:
        assert held.page is not None
        assert held.page.id == page
        shown.append(held.page)
        held.answer(answer)
        settle(held, RESULTS)
    while held.page is not None and held.page.id != "check.asked":
        shown.append(held.page)
        held.answer("no")
    held.answer("result")
    shown.append(held.page)
    assert all(page.sensitive for page in shown[1:]), [p.id for p in shown if not p.sensitive]
    assert outcome_of(held.page) == "likely"
    said = " ".join(words.shown("zh") for words in narrate(held.page))
    for hotline in ("110", "12338", "12348"):
        assert hotline in said


def test_the_paper_of_a_sensitive_visit_tells_nothing():
    held = visit()
    talk(held, RESULTS, [("check.welcome", "begin"), ("check.safety", "violence")])
    printed: list[Effect] = []
    moves = {
        "check.danger": "go_on",
        "check.area": "family",
        "check.matter": "support_payment",
        "check.special_ground": "done",
        "check.asked": "result",
        "check.outcome": "print",
    }
    while not printed:
        if isinstance(held.step, PrintText):
            printed.append(held.step)
        elif held.page is not None:
            held.answer(moves.get(held.page.id, "no"))
    slip = printed[0].content
    words = [slip.title, slip.lead, *(w for title, lines in slip.sections for w in (title, *lines))]
    text = " ".join(w.shown("zh") for w in words)
    assert slip.qr is None
    for telling in ("虐", "暴", "打我", "12338", "赡养", "援助自测", "第32条", "第31条"):
        assert telling not in text, f"{telling} in {text}"


def test_the_ticket_of_a_sensitive_visit_is_as_careful():
    held = visit()
    talk(held, RESULTS, [("check.welcome", "begin"), ("check.safety", "violence")])
    moves = {
        "check.danger": "go_on",
        "check.area": "family",
        "check.matter": "support_payment",
        "check.special_ground": "done",
        "check.asked": "result",
        "check.outcome": "ticket",
        "check.consent": "no",
        "priority": "none",
        "ticket": "leave",
    }
    slips = []
    while held.step is not None:
        if isinstance(held.step, Page):
            assert held.step.sensitive, held.step.id
            held.answer(moves.get(held.step.id, "no"))
            continue
        if isinstance(held.step, PrintSlip):
            slips.append(held.step)
        held.complete(held.effect_id, RESULTS[type(held.step)])
    assert slips[0].content.service.shown("zh") == "排队号"
    assert slips[0].page.sensitive


def test_who_is_watched_is_not_spoken_to():
    held = visit()
    talk(held, RESULTS, [("check.welcome", "begin"), ("check.safety", "watched")])
    assert held.page is not None
    assert held.page.quiet
    assert held.page.sensitive


TO_TICKET = [*WAGES, ("check.asked", "result"), ("check.outcome", "ticket")]


@pytest.mark.parametrize("consent", ["yes", "no"])
def test_facts_go_to_the_window_only_with_consent(consent):
    held = visit()
    talk(held, RESULTS, TO_TICKET)
    held.answer(consent)
    settle(held, RESULTS)
    held.answer("none")
    step = held.step
    assert isinstance(step, IssueTicket)
    assert step.service == "legal-aid"
    if consent == "no":
        assert step.self_check is None
    else:
        assert isinstance(step.self_check, SelfCheck)
        assert step.self_check.outcome == "likely"
        assert step.self_check.facts["matter"] == "unpaid_wages"


def test_printing_says_what_became_of_the_paper():
    held = visit()
    talk(held, {**RESULTS, PrintText: NO_PAPER}, [*WAGES, ("check.asked", "result")])
    held.answer("print")
    settle(held, {**RESULTS, PrintText: NO_PAPER})
    assert held.page is not None
    assert held.page.hint is not None
    assert held.page.hint.shown("zh") == "纸没有打出来，可以用手机扫"


def test_not_now_ends_before_anything_is_asked():
    assert talk(visit(), RESULTS, [("check.welcome", "leave")]) == ["check.welcome"]


def wander(held: Visit, chance: random.Random) -> Result:
    """Answer whatever is asked, any way, until there is a result."""
    for _ in range(80):
        settle(held, RESULTS)
        page = held.page
        assert page is not None
        for lang in LANGUAGES:
            assert all(words.spoken(lang) for words in narrate(page))
        if isinstance(page, Result):
            return page
        if page.id == "check.asked":
            held.answer("result")
        elif page.id == "check.welcome":
            held.answer("begin")
        else:
            held.answer(chance.choice(page.options).id)
    raise AssertionError("no result after eighty answers")


@pytest.mark.parametrize("seed", range(8))
def test_every_way_leads_to_a_result(seed):
    chance = random.Random(seed)
    found = {outcome_of(wander(visit(), chance)) for _ in range(40)}
    assert found >= {"check"}


@pytest.mark.parametrize("area", AREAS)
def test_every_area_leads_to_a_result_whoever_knows_nothing_else(area):
    held = visit()
    talk(held, RESULTS, START)
    for _ in range(20):
        page = held.page
        if isinstance(page, Result):
            break
        assert page is not None
        wanted = {"check.area": area, "check.asked": "result"}.get(page.id, "unknown")
        assert held.answer(wanted), page.id
        settle(held, RESULTS)
    assert outcome_of(held.page) != "unlikely", "not knowing is never a no"


def _ids(page: Page) -> set[str]:
    assert isinstance(page, Result)
    return {
        paragraph.text.id
        for section in page.sections
        for paragraph in section.paragraphs
        if isinstance(paragraph.text, Text)
    }
