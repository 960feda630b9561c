"""Pages of the house: taking a ticket, what to bring, overlays, and the slip."""

from collections.abc import Iterator
from dataclasses import replace

from kiosk.county.contract import ProblemCode
from kiosk.county.replies import Refused, Unreachable
from kiosk.devices.printer.slip import SlipContent
from kiosk.gallery.centre import NO_PAPER, NOW, READY, sample_centre, sample_ticket
from kiosk.journeys.access import access_page
from kiosk.journeys.before_you_come import bring_page, choose_matter, times_page
from kiosk.journeys.idle import idle_page
from kiosk.journeys.overlays import busy_page, failed_page, help_page, still_there_page
from kiosk.journeys.reception import home_page, no_centre_page, out_of_service_page
from kiosk.journeys.slips import paper_slip, ticket_page
from kiosk.journeys.take_ticket import (
    choose_priority,
    choose_service,
    closed_page,
    no_paper_page,
    not_issued_page,
)
from kiosk.pages import Page
from kiosk.view import Look
from kiosk.wording import say


def pages() -> Iterator[tuple[str, Page]]:
    """Every such page by a name for its picture."""
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
    yield "access", access_page(Look(text_step=1, explore=True))
    yield "help", help_page(reached=True)
    yield "help-unreached", help_page(reached=False)
    yield "failed", failed_page()


def paper() -> SlipContent:
    """Return the paper slip of the sample ticket."""
    centre = sample_centre()
    return paper_slip(centre, centre.services[1], sample_ticket())
