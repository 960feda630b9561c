"""Every page once, as views to draw: for ``make pictures`` and for tests that look at all pages.

The centre here is a sample at a fixed moment; its services stand in every state a queue can have.
"""

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, date, datetime
from uuid import UUID

from kiosk.county.contract import Centre, ProblemCode, Service, Session, Wait, Words
from kiosk.county.port import IssuedTicket
from kiosk.county.replies import Refused, Unreachable
from kiosk.devices.printer.port import PrinterCondition, PrinterStatus
from kiosk.devices.printer.slip import SlipContent
from kiosk.gallery_finding import pages as finding_pages
from kiosk.gallery_matters import pages as matters_pages
from kiosk.gallery_writing import entries, written_samples
from kiosk.inspection import Inspection
from kiosk.journeys.before_you_come import bring_page, choose_matter, times_page
from kiosk.journeys.overlays import busy_page, failed_page, help_page, still_there_page
from kiosk.journeys.reception import home_page, idle_page, no_centre_page, out_of_service_page
from kiosk.journeys.self_check.conversation import consent_page
from kiosk.journeys.self_check.interview import Talk
from kiosk.journeys.self_check.questions import (
    Manner,
    area_page,
    asked_page,
    choice_page,
    danger_page,
    matter_page,
    safety_page,
    several_page,
    welcome_page,
)
from kiosk.journeys.self_check.result import result_page
from kiosk.journeys.slips import paper_slip, ticket_page
from kiosk.journeys.staff_room import pin_page, staff_page
from kiosk.journeys.take_ticket import (
    choose_priority,
    choose_service,
    closed_page,
    no_paper_page,
    not_issued_page,
)
from kiosk.journeys.words import given
from kiosk.legal_aid.engine import check
from kiosk.legal_aid.interview import to_facts
from kiosk.legal_aid.pack import built_in
from kiosk.legal_aid.rules import Rules
from kiosk.pages import Page
from kiosk.view import TEXT_STEPS, Command, Look, View
from kiosk.wording import LANGUAGES, Wording, say

NOW = datetime(2026, 3, 4, 1, 32, tzinfo=UTC)
READY = PrinterStatus(PrinterCondition.READY)
NO_PAPER = PrinterStatus(PrinterCondition.OUT_OF_PAPER)

_DAY = (Session(opens="08:30", closes="12:00"), Session(opens="14:30", closes="17:30"))
_ID_CARD = Words(zh="身份证", en="Your ID card")
_PAPERS = Words(zh="和事情有关的材料", en="Papers about your matter")
_QUEUES: tuple[dict[str, object], ...] = (
    {
        "id": "reception",
        "name": Words(zh="综合接待", en="Reception"),
        "icon": "support_agent",
        "waiting": 2,
        "wait": Wait(shortest=5, longest=10),
    },
    {
        "id": "advice",
        "name": Words(zh="法律咨询", en="Legal advice"),
        "icon": "forum",
        "windows": (2, 3),
        "waiting": 5,
        "wait": Wait(shortest=20, longest=35),
    },
    {
        "id": "legal-aid",
        "name": Words(zh="法律援助", en="Legal aid"),
        "icon": "volunteer_activism",
        "waiting": 0,
        "wait": Wait(shortest=0, longest=20),
    },
    {
        "id": "mediation",
        "name": Words(zh="人民调解", en="Mediation"),
        "icon": "handshake",
        "waiting": 3,
        "wait": None,
    },
    {
        "id": "notary",
        "name": Words(zh="公证", en="Notary"),
        "icon": "approval",
        "open": False,
        "opens_at": datetime(2026, 3, 4, 6, 30, tzinfo=UTC),
        "waiting": 0,
        "wait": None,
    },
)


_WAGES: dict[str, object] = {
    "deadline_within_7_days": "yes",
    "needs_preservation": "no",
    "matter": "unpaid_wages",
    "special_ground": [],
    "has_lawyer": "no",
    "group": ["migrant_worker"],
    "group_proof": "yes",
}
SAMPLE_CHECKS: tuple[tuple[str, dict[str, object], bool], ...] = (
    ("likely", _WAGES, False),
    ("check", {**_WAGES, "group": [], "hardship": "unknown"}, False),
    ("unlikely", {**_WAGES, "has_lawyer": "yes"}, False),
    ("advice", {"matter": "advice"}, False),
    ("notify", {"matter": "accused", "accused_is": ["minor"], "has_lawyer": "no"}, False),
    ("abuse", {**_WAGES, "matter": "support_payment", "special_ground": ["abuse_victim"]}, True),
)
"""Answers to a self-check by a name for what comes of them; the last one is about violence."""


def sample_centre() -> Centre:
    """Return the sample centre."""
    return Centre(
        name=Words(zh="西平县公共法律服务中心", en="Xiping County Public Legal Service Centre"),
        now=NOW,
        business_date=date(2026, 3, 4),
        services=tuple(_service(place, queue) for place, queue in enumerate(_QUEUES)),
        on_duty=(),
        notices=(Words(zh="样例数据，仅供试用", en="Sample data, for trial only"),),
        priority_weight=1,
        priority_cap=3,
    )


def sample_ticket() -> IssuedTicket:
    """Return a ticket of the sample centre."""
    return IssuedTicket(
        request_id=UUID(int=12),
        number="B012",
        windows=(2, 3),
        ahead=5,
        wait=Wait(shortest=20, longest=35),
        issued_at=NOW,
        phone_url="http://centre.example/t/q3Xk7sampleTicketPage",
    )


def pages() -> Iterator[tuple[str, Page]]:
    """Every page of the terminal by a name for its picture."""
    centre, ticket = sample_centre(), sample_ticket()
    _, advice, _, _, notary = centre.services
    offline = replace(ticket, number="BK01", ahead=None, wait=None, phone_url=None, offline=True)
    yield "idle", idle_page(centre)
    yield "idle-unknown", idle_page(None)
    yield "home", home_page(centre)
    yield "service", choose_service(centre)
    yield "priority", choose_priority(advice)
    yield "busy", busy_page(say("busy.ticket"))
    yield "ticket-printing", ticket_page(advice, ticket, printing=True)
    yield "ticket", ticket_page(advice, ticket, paper=READY, may_reprint=True)
    yield "ticket-offline", ticket_page(advice, offline, paper=READY, may_reprint=True)
    yield "ticket-unprinted", ticket_page(advice, ticket, paper=NO_PAPER, may_reprint=True)
    yield "no-paper", no_paper_page()
    yield "closed", closed_page(notary, NOW)
    yield "full", closed_page(advice.model_copy(update={"quota_reached": True}), NOW)
    yield "not-issued", not_issued_page(Refused(ProblemCode.CLOSED), advice)
    yield "not-issued-line", not_issued_page(Unreachable(), advice)
    yield "no-centre", no_centre_page()
    yield "bring-service", choose_matter(centre)
    yield "bring-list", bring_page(centre, advice)
    yield "times", times_page(centre)
    yield "out-of-service", out_of_service_page()
    yield "still-there", still_there_page(20)
    yield "help", help_page(reached=True)
    yield "help-unreached", help_page(reached=False)
    yield "failed", failed_page()
    yield from _self_check_pages()
    yield from finding_pages()
    yield from matters_pages(centre)
    yield from entries()
    yield "staff-pin", pin_page(say("pin.hint"))
    yield "staff", staff_page(_inspection(well=True), None)
    yield "staff-faults", staff_page(_inspection(well=False), say("staff.print_bad"))


def _self_check_pages() -> Iterator[tuple[str, Page]]:
    manner = Manner(place=3)
    groups = ("elder_no_income", "disabled_no_income", "social_assistance", "migrant_worker")
    yield "check-welcome", welcome_page()
    yield "check-safety", safety_page()
    yield "check-danger", danger_page(Manner(sensitive=True))
    yield "check-area", area_page(manner)
    yield "check-matter", matter_page("work", manner)
    yield "check-lawyer", choice_page("has_lawyer", ("yes", "no", "unknown"), manner)
    yield "check-group", several_page("group", groups, frozenset(), manner)
    yield "check-group-marked", several_page("group", groups, frozenset({"migrant_worker"}), manner)
    rules = Rules(built_in(), date(2026, 7, 1))
    for name, answers, violence in SAMPLE_CHECKS:
        talk = Talk(dict(answers), violence=violence)
        outcome = check(to_facts(answers), rules.pack, rules.today)
        if name == "likely":
            yield "check-asked", asked_page(talk.answers, manner)
            yield "check-consent", consent_page(talk)
        yield f"check-result-{name}", result_page(outcome, talk, rules, paper=None)


def paper() -> SlipContent:
    """Return the paper slip of the sample ticket."""
    centre = sample_centre()
    return paper_slip(centre, centre.services[1], sample_ticket())


def looks() -> Iterator[tuple[str, Look]]:
    """Every language at every text size; contrast and the lowered layout at the first one."""
    for lang in LANGUAGES:
        for step, factor in enumerate(TEXT_STEPS):
            yield f"{lang}-{factor * 100:.0f}", Look(lang=lang, text_step=step)
        yield f"{lang}-contrast", Look(lang=lang, contrast=True)
        yield f"{lang}-lowered", Look(lang=lang, lowered=True)


def views() -> Iterator[tuple[str, View]]:
    """Every page in every look, named ``<look>/<page>``."""
    for look_name, look in looks():
        for page_name, page in pages():
            offline = page_name == "ticket-offline"
            banner = say("banner.offline") if offline else None
            yield f"{look_name}/{page_name}", view_of(page, look, banner)
        for name, page, written in written_samples():
            yield f"{look_name}/{name}", replace(view_of(page, look), written=written)


def view_of(page: Page, look: Look, banner: Wording | None = None) -> View:
    """Return ``page`` as the terminal would show it in ``look``."""
    middle = (Command.VOICE, Command.TEXT_SIZE, Command.LOWER, Command.HELP)
    at_home = page.id in ("idle", "home")
    leave = Command.LEAVE_NOW if page.sensitive else Command.END
    ends = (Command.ELDER, Command.LANGUAGE) if at_home else (Command.BACK, leave)
    return View(
        page=page,
        serial=1,
        look=look,
        centre=given(sample_centre().name),
        footer=(ends[0], *middle, ends[1]) if page.footer else (),
        banner=banner,
        seconds_left=20 if page.id == "still_there" else None,
    )


def _service(place: int, queue: dict[str, object]) -> Service:
    usual: dict[str, object] = {
        "letter": "ABCDE"[place],
        "bring": (_ID_CARD, _PAPERS),
        "windows": (place + 2,),
        "open": True,
        "opens_at": None,
        "today": _DAY,
        "quota_reached": False,
    }
    return Service.model_validate({**usual, **queue})


def _inspection(*, well: bool) -> Inspection:
    return Inspection(
        online=well,
        undelivered=0 if well else 3,
        set_aside=0 if well else 1,
        printer=READY if well else NO_PAPER,
        voice_fault=None if well else "no audio device",
        in_service=well,
        skew_seconds=0.4 if well else 95.0,
        priority_weight=1.0,
        priority_cap=3,
    )
