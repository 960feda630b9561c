import pytest
from centres import NO_PAPER, READY, centre, issued
from conversation import settle, talk

from kiosk.county.contract import PrintState, PriorityReason, ProblemCode
from kiosk.county.replies import Refused, Unreachable
from kiosk.effects import (
    CheckPaper,
    Effect,
    IssueTicket,
    LoadCentre,
    PrintSlip,
    ReportPrint,
)
from kiosk.journeys.reception import receive
from kiosk.pages import Page, Slip
from kiosk.visit import Visit

ALL_WELL = {
    LoadCentre: centre(),
    CheckPaper: READY,
    IssueTicket: issued(),
    PrintSlip: READY,
    ReportPrint: None,
}
TO_SERVICE = [("idle", "begin"), ("home", "ticket")]

JOURNEYS = {
    "a ticket": (
        {},
        [*TO_SERVICE, ("service", "advice"), ("priority", "none"), ("ticket", "leave")],
        [],
    ),
    "a ticket, printed again": (
        {},
        [
            *TO_SERVICE,
            *[("service", "advice"), ("priority", "elderly"), ("ticket", "print_again")],
            *[("ticket", "print_again"), ("ticket", "leave")],
        ],
        [],
    ),
    "no paper before": (
        {CheckPaper: NO_PAPER, PrintSlip: NO_PAPER},
        [
            *TO_SERVICE,
            *[("no_paper", "go_on"), ("service", "advice"), ("priority", "none")],
            ("ticket.unprinted", "leave"),
        ],
        [],
    ),
    "no paper, not now": ({CheckPaper: NO_PAPER}, [*TO_SERVICE, ("no_paper", "leave")], []),
    "paper runs out while printing": (
        {PrintSlip: NO_PAPER},
        [*TO_SERVICE, ("service", "advice"), ("priority", "none")],
        ["ticket.unprinted"],
    ),
    "a closed service offers another": (
        {},
        [*TO_SERVICE, ("service", "notary"), ("closed", "other"), ("service", "mediation")],
        ["priority"],
    ),
    "a full service": ({}, [*TO_SERVICE, ("service", "aid"), ("closed", "leave")], []),
    "closed in the meantime": (
        {IssueTicket: Refused(ProblemCode.CLOSED)},
        [*TO_SERVICE, ("service", "advice"), ("priority", "none"), ("not_issued", "other")],
        ["service"],
    ),
    "the line is down and nothing is known": (
        {LoadCentre: Unreachable()},
        [("idle", "begin"), ("no_centre", "retry"), ("no_centre", "leave")],
        [],
    ),
    "what to bring, then its ticket": (
        {},
        [
            *[("idle", "begin"), ("home", "bring"), ("bring.service", "advice")],
            *[("bring.list", "take"), ("priority", "military"), ("ticket", "leave")],
        ],
        [],
    ),
    "hours, then a ticket": (
        {},
        [("idle", "begin"), ("home", "times"), ("times", "take")],
        ["service"],
    ),
}


@pytest.mark.parametrize("name", JOURNEYS)
def test_journey(name):
    results, answers, rest = JOURNEYS[name]
    visit = Visit(lambda: receive(None))
    shown = talk(visit, {**ALL_WELL, **results}, answers)
    assert shown == [page for page, _ in answers] + rest


def test_with_the_line_down_the_centre_as_last_known_serves():
    visit = Visit(lambda: receive(centre()))
    results = {**ALL_WELL, LoadCentre: Unreachable(), IssueTicket: issued("BK01", offline=True)}
    answers = [*TO_SERVICE, ("service", "advice"), ("priority", "none")]
    assert talk(visit, results, answers)[-1] == "ticket"
    assert isinstance(visit.step, Slip)
    assert visit.step.number.shown("zh") == "BK01"
    assert visit.step.qr is None
    assert visit.step.wait.shown("zh") == "说不准"


def test_the_effects_carry_what_was_chosen_and_tell_what_became_of_the_paper():
    done: list[Effect] = []
    visit = Visit(lambda: receive(None))
    answers = iter(["begin", "ticket", "advice", "disabled", "print_again", "leave"])
    while visit.step is not None:
        if isinstance(visit.step, Page):
            visit.answer(next(answers))
        else:
            done.append(visit.step)
            visit.complete(visit.effect_id, ALL_WELL[type(visit.step)])
    assert IssueTicket("advice", "B", PriorityReason.DISABLED) in done
    reports = [effect.state for effect in done if isinstance(effect, ReportPrint)]
    assert reports == [PrintState.SENT, PrintState.REPRINTED]


def test_a_failed_print_is_reported_failed():
    visit = Visit(lambda: receive(None))
    reports = []
    answers = iter(["begin", "ticket", "advice", "none", "leave"])
    while visit.step is not None:
        if isinstance(visit.step, Page):
            visit.answer(next(answers))
            continue
        if isinstance(visit.step, ReportPrint):
            reports.append(visit.step.state)
        visit.complete(visit.effect_id, {**ALL_WELL, PrintSlip: NO_PAPER}[type(visit.step)])
    assert reports == [PrintState.FAILED]


def test_one_cannot_go_back_past_the_ticket():
    visit = Visit(lambda: receive(None))
    talk(visit, ALL_WELL, [*TO_SERVICE, ("service", "advice"), ("priority", "none")])
    assert not visit.back()


def test_back_from_the_priority_page_asks_for_the_service_again():
    visit = Visit(lambda: receive(None))
    talk(visit, ALL_WELL, [*TO_SERVICE, ("service", "advice")])
    assert visit.back()
    settle(visit, ALL_WELL)
    assert visit.page is not None
    assert visit.page.id == "service"


LINES = {
    "advice": "5 人在等，大约 20–35 分钟",
    "mediation": "5 人在等，等多久现在说不准",
    "notary": "今天 14:30 开始办理",
    "aid": "今天的号已经发完",
}


def test_every_service_says_how_its_queue_stands():
    visit = Visit(lambda: receive(None))
    talk(visit, ALL_WELL, TO_SERVICE)
    assert visit.page is not None
    shown = {option.id: option.detail.shown("zh") for option in visit.page.options}
    assert shown == LINES
    assert [o.id for o in visit.page.options if o.dimmed] == ["notary", "aid"]
