"""The self-check from its first page to the paper, and on to a ticket if one likes."""

from dataclasses import replace
from typing import TypeVar

from kiosk.county.contract import LEGAL_AID_SERVICE, Centre, SelfCheck
from kiosk.devices.printer.port import PrinterStatus
from kiosk.effects import LoadRules, PrintText
from kiosk.journeys.changed import changed
from kiosk.journeys.find.citations import read_citations
from kiosk.journeys.self_check.interview import Talk, interview
from kiosk.journeys.self_check.questions import welcome_page
from kiosk.journeys.self_check.result import (
    LAW,
    PRINT,
    READ_LAW,
    TICKET,
    cited,
    result_page,
    result_slip,
)
from kiosk.journeys.take_ticket import take_ticket
from kiosk.legal_aid.engine import Outcome, check
from kiosk.legal_aid.interview import to_facts
from kiosk.legal_aid.rules import Rules
from kiosk.pages import LEAVE, Choice, Option, Page
from kiosk.visit import Journey
from kiosk.wording import Wording, say

YES, NO = "yes", "no"
T = TypeVar("T")


def self_check(centre: Centre) -> Journey[None]:
    """The self-check, of which nothing is kept: not even the sound of its pages."""
    return changed(_self_check(centre), _unrecorded)


def guarded(journey: Journey[T], talk: Talk) -> Journey[T]:
    """Go on as carefully as the talk began: left at once, and quiet where somebody listens."""
    manner = talk.manner
    return changed(
        journey, lambda page: replace(page, sensitive=manner.sensitive, quiet=manner.quiet)
    )


def _unrecorded(page: Page) -> Page:
    return replace(page, ephemeral=True)


def _self_check(centre: Centre) -> Journey[None]:
    if (yield welcome_page()) == LEAVE:
        return
    rules: Rules = yield LoadRules()
    talk = yield from interview(rules)
    outcome = check(to_facts(talk.answers), rules.pack, rules.today)
    if (yield from show_result(centre, rules, talk, outcome)) == TICKET:
        yield from ticket_with_result(centre, talk, outcome)


def show_result(centre: Centre, rules: Rules, talk: Talk, outcome: Outcome) -> Journey[str]:
    """Show the result, printing it as often as it is asked for; return how it was left."""
    paper: Wording | None = None
    while True:
        page = result_page(outcome, talk, rules, paper=paper)
        answer: str = yield page
        if answer == READ_LAW:
            if not (yield from guarded(read_citations(centre, LAW, cited(page)), talk)):
                return LEAVE
            continue
        if answer != PRINT:
            return answer
        slip = result_slip(centre, outcome, talk, rules, centre.now)
        status: PrinterStatus = yield PrintText(slip)
        paper = say("result.printed" if status.can_print else "result.not_printed")


def ticket_with_result(centre: Centre, talk: Talk, outcome: Outcome) -> Journey[None]:
    """Take a ticket for legal aid; the answers go along only where the citizen says so."""
    service = next((s for s in centre.services if s.id == LEGAL_AID_SERVICE), None)
    if service is None or not service.open or service.quota_reached:
        yield from guarded(take_ticket(centre), talk)
        return
    consent = yield consent_page(talk)
    answers = None
    if consent == YES:
        answers = SelfCheck(facts=talk.answers, outcome=outcome.outcome, pack=outcome.pack)
    yield from guarded(take_ticket(centre, service, answers), talk)


def consent_page(talk: Talk) -> Choice:
    """Ask whether the window may read the answers; nothing leaves the terminal otherwise."""
    return Choice(
        id="check.consent",
        title=say("consent.title"),
        hint=say("consent.hint"),
        options=(
            Option(
                id=YES, title=say("consent.yes"), detail=say("consent.yes_detail"), icon="check"
            ),
            Option(id=NO, title=say("consent.no"), detail=say("consent.no_detail"), icon="lock"),
        ),
        sensitive=talk.manner.sensitive,
        quiet=talk.watched,
    )
