"""A ticket as the citizen holds it: on the screen and on paper."""

from kiosk.county.contract import Centre, Service
from kiosk.county.port import IssuedTicket
from kiosk.devices.printer.port import PrinterStatus
from kiosk.devices.printer.slip import SlipContent
from kiosk.journeys.words import given, wait_line, wait_range
from kiosk.pages import LEAVE, Option, Slip, Tone, action
from kiosk.spoken import Count, TicketNumber, WaitRange, WindowNumbers
from kiosk.wording import Text, Wording, say, say_count

PRINT_AGAIN = "print_again"


def ticket_page(
    service: Service,
    ticket: IssuedTicket,
    *,
    paper: PrinterStatus | None = None,
    printing: bool = False,
    may_reprint: bool = False,
) -> Slip:
    """The ticket on the screen; very large alone where no paper came (``paper`` cannot print)."""
    failed = paper is not None and not paper.can_print
    return Slip(
        id="ticket.unprinted" if failed else "ticket",
        title=given(service.name),
        number=say("ticket.number", number=TicketNumber(ticket.number)),
        go_to=_go_to(ticket),
        ahead=_ahead(ticket),
        ahead_label=say("ticket.ahead_label"),
        wait=_wait(ticket),
        wait_label=say("ticket.wait_label"),
        bring=tuple(given(thing) for thing in service.bring),
        qr=ticket.phone_url,
        printing=say(_printing_words(failed=failed, printing=printing)),
        tone=Tone.CARE if failed else Tone.CALM,
        large=failed,
        options=() if printing else _options(failed=failed, may_reprint=may_reprint),
        limit=90.0,
    )


def paper_slip(centre: Centre, service: Service, ticket: IssuedTicket) -> SlipContent:
    """The ticket on paper."""
    return SlipContent(
        centre=given(centre.name),
        service=given(service.name),
        number=ticket.number,
        lines=(_go_to(ticket), _ahead_line(ticket), wait_line(ticket.wait)),
        bring_title=say("slip.bring"),
        bring=tuple(given(thing) for thing in service.bring),
        issued_at=ticket.issued_at,
        qr=ticket.phone_url,
        qr_caption=say("slip.qr"),
        foot=say("slip.foot"),
    )


def _options(*, failed: bool, may_reprint: bool) -> tuple[Option, ...]:
    done = action(LEAVE, say("ticket.done"), "check")
    if not may_reprint:
        return (done,)
    again = say("ticket.try_print" if failed else "ticket.print_again")
    return (Option(id=PRINT_AGAIN, title=again, icon="print"), done)


def _printing_words(*, failed: bool, printing: bool) -> str:
    if failed:
        return "ticket.no_paper"
    return "ticket.printing" if printing else "ticket.printed"


def _go_to(ticket: IssuedTicket) -> Text:
    if not ticket.windows:
        return say("ticket.go_to_hall")
    return say("ticket.go_to", windows=WindowNumbers(ticket.windows))


def _ahead(ticket: IssuedTicket) -> Wording:
    if ticket.ahead is None:
        return say("ticket.unknown")
    return say("ticket.count", count=Count(ticket.ahead))


def _ahead_line(ticket: IssuedTicket) -> Wording:
    if ticket.ahead is None:
        return say("slip.ahead_unknown")
    if ticket.ahead == 0:
        return say("slip.nobody")
    return say_count("slip.ahead", ticket.ahead, people=Count(ticket.ahead))


def _wait(ticket: IssuedTicket) -> Wording:
    if ticket.wait is None:
        return say("ticket.unknown")
    span: WaitRange = wait_range(ticket.wait)
    return say("ticket.wait", range=span)
