"""Take a queue ticket: service, priority, number, paper."""

from datetime import datetime

from kiosk.county.contract import (
    Centre,
    PrintState,
    PriorityReason,
    ProblemCode,
    SelfCheck,
    Service,
)
from kiosk.county.port import IssuedTicket
from kiosk.county.replies import Cause, Refused, Unreachable
from kiosk.devices.printer.port import PrinterStatus
from kiosk.effects import CheckPaper, IssueTicket, PrintSlip, ReportPrint
from kiosk.journeys.slips import PRINT_AGAIN, paper_slip, ticket_page
from kiosk.journeys.words import given, opening_line, queue_line
from kiosk.pages import LEAVE, Choice, Notice, Option, Page, Tone, action
from kiosk.visit import Journey
from kiosk.wording import say

OTHER = "other"
GO_ON = "go_on"
NO_REASON = "none"
MOST_REPRINTS = 2

REASON_ICONS: dict[PriorityReason, str] = {
    PriorityReason.ELDERLY: "elderly",
    PriorityReason.DISABLED: "accessible",
    PriorityReason.PREGNANT_OR_INFANT: "pregnant_woman",
    PriorityReason.MILITARY: "military_tech",
}


def take_ticket(
    centre: Centre, service: Service | None = None, self_check: SelfCheck | None = None
) -> Journey[None]:
    """The whole way to a number; ``service`` and ``self_check`` where they come from before."""
    paper = yield CheckPaper()
    if not paper.can_print and (yield no_paper_page()) == LEAVE:
        return
    while True:
        service = service or (yield from choose_open_service(centre))
        if service is None:
            return
        reason = yield choose_priority(service)
        issued = yield IssueTicket(service.id, service.letter, _reason(reason), self_check)
        if isinstance(issued, IssuedTicket):
            yield from hand_over(centre, service, issued)
            return
        if (yield not_issued_page(issued, service)) == LEAVE:
            return
        service = None


def choose_open_service(centre: Centre) -> Journey[Service | None]:
    """Ask for a service until an open one is chosen; a closed one says when it opens."""
    while True:
        chosen = yield choose_service(centre)
        service = next(s for s in centre.services if s.id == chosen)
        if service.open and not service.quota_reached:
            return service
        if (yield closed_page(service, centre.now)) == LEAVE:
            return None


def hand_over(centre: Centre, service: Service, ticket: IssuedTicket) -> Journey[None]:
    """Print the ticket and show it until the citizen is done; tell the county of the paper."""
    reprints = 0
    while True:
        printed = yield PrintSlip(
            paper_slip(centre, service, ticket), ticket_page(service, ticket, printing=True)
        )
        yield ReportPrint(ticket.request_id, _paper_state(printed, reprints))
        answer = yield ticket_page(
            service, ticket, paper=printed, may_reprint=reprints < MOST_REPRINTS
        )
        if answer != PRINT_AGAIN:
            return
        reprints += 1


def choose_service(centre: Centre) -> Choice:
    """Ask which service, with how many wait and how long."""
    return Choice(
        id="service",
        title=say("service.title"),
        options=tuple(
            Option(
                id=service.id,
                title=given(service.name),
                detail=queue_line(service, centre.now),
                icon=service.icon,
                dimmed=not service.open or service.quota_reached,
            )
            for service in centre.services
        ),
    )


def choose_priority(service: Service) -> Choice:
    """Ask for a reason to be called earlier; the window looks, nothing is proved here."""
    reasons = tuple(
        Option(
            id=reason.value,
            title=say(f"priority.{reason.value}"),
            icon=icon,
        )
        for reason, icon in REASON_ICONS.items()
    )
    return Choice(
        id="priority",
        title=say("priority.title"),
        hint=say("priority.hint", service=given(service.name)),
        options=(*reasons, Option(id=NO_REASON, title=say("priority.none"), icon="check")),
    )


def no_paper_page() -> Notice:
    """Say before anything is asked that no paper will come, and that a number is had anyway."""
    return Notice(
        id="no_paper",
        title=say("no_paper.title"),
        tone=Tone.CARE,
        icon="receipt_long",
        body=(say("no_paper.body"),),
        options=(
            Option(id=LEAVE, title=say("option.not_now"), icon="logout"),
            action(GO_ON, say("no_paper.go_on"), "confirmation_number"),
        ),
    )


def closed_page(service: Service, now: datetime) -> Notice:
    """Say when a closed service opens, and offer another."""
    full = service.quota_reached
    return Notice(
        id="closed",
        title=say("full.title" if full else "closed.title", service=given(service.name)),
        tone=Tone.CARE,
        icon="schedule",
        body=(say("full.body") if full else opening_line(service, now), say("closed.body")),
        options=(
            Option(id=LEAVE, title=say("option.end"), icon="logout"),
            action(OTHER, say("closed.other"), "arrow_back"),
        ),
    )


def not_issued_page(failure: Refused | Unreachable, service: Service) -> Page:
    """Say why there is no number, and what to do now."""
    return Notice(
        id="not_issued",
        title=say("not_issued.title"),
        tone=Tone.CARE,
        icon="info",
        body=(
            say(f"not_issued.{_why(failure)}", service=given(service.name)),
            say("closed.body"),
        ),
        back=False,
        options=(
            Option(id=LEAVE, title=say("option.end"), icon="logout"),
            action(OTHER, say("closed.other"), "arrow_back"),
        ),
    )


def _why(failure: Refused | Unreachable) -> str:
    if isinstance(failure, Unreachable):
        return "disk" if failure.cause is Cause.DISK else "line"
    known = {ProblemCode.CLOSED: "closed", ProblemCode.QUOTA_REACHED: "full"}
    return known.get(failure.code, "refused")


def _reason(answer: str) -> PriorityReason | None:
    return None if answer == NO_REASON else PriorityReason(answer)


def _paper_state(status: PrinterStatus, reprints: int) -> PrintState:
    if not status.can_print:
        return PrintState.FAILED
    return PrintState.REPRINTED if reprints else PrintState.SENT
