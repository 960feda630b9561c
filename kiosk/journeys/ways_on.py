"""What several journeys offer when they cannot go on alone: a person, a number, paper or none."""

from dataclasses import replace
from typing import TypeVar

from kiosk.devices.printer.port import PrinterStatus
from kiosk.devices.printer.slip import TextSlip
from kiosk.effects import CallStaff, CheckPaper, PrintText
from kiosk.journeys.changed import changed
from kiosk.journeys.overlays import help_page
from kiosk.pages import LEAVE, Notice, Option, Page, Tone, action
from kiosk.spoken_matters import Unsaid
from kiosk.visit import Journey
from kiosk.wording import Given, Text, Wording, say

TICKET, STAFF, RETRY = "ticket", "staff", "retry"
ON_SCREEN = Given("写在屏幕上", "shown on the screen")
"""Said instead of something private."""
T = TypeVar("T")


def carefully(journey: Journey[T]) -> Journey[T]:
    """Hold a journey that may be dangerous to be seen with: left at once, its sound not kept."""
    return changed(journey, _careful)


def _careful(page: Page) -> Page:
    return replace(page, sensitive=True, ephemeral=True)


def shown_only(wording: Wording) -> Text:
    """Something private as wording: drawn as it is, never said."""
    return say("private.text", text=Unsaid(wording))


def lines_of(text: str) -> list[str]:
    """The paragraphs of what somebody wrote."""
    return [line.strip() for line in text.splitlines() if line.strip()]


def tail_of(phone: str) -> Unsaid:
    """The last four digits of a telephone number, for the eye alone."""
    return Unsaid(Given(phone[-4:], phone[-4:]), instead=ON_SCREEN)


def print_text(slip: TextSlip) -> Journey[bool]:
    """Print a slip where there is paper; tell whether it is expected to have come out."""
    paper: PrinterStatus = yield CheckPaper()
    if not paper.can_print:
        return False
    printed: PrinterStatus = yield PrintText(slip)
    return printed.can_print


def print_or_say(slip: TextSlip) -> Journey[Wording | None]:
    """Print a slip and return the news of it; where none comes, say so and offer a person."""
    if (yield from print_text(slip)):
        return say("paper.printed")
    yield from or_staff(no_paper_page())
    return None


def or_staff(page: Page) -> Journey[str]:
    """Show a page until it is answered with something else than calling staff."""
    while (answer := (yield page)) == STAFF:
        yield from come_to_me(page.id)
    return str(answer)


def come_to_me(page: str) -> Journey[None]:
    """Ask a member of staff to come, and say whether that was possible."""
    failure = yield CallStaff(page)
    yield help_page(reached=failure is None)


def no_paper_page() -> Notice:
    """Say that nothing comes out of the printer, and what one can do without it."""
    return Notice(
        id="paper.none",
        title=say("paper.none"),
        tone=Tone.CARE,
        icon="receipt_long",
        body=(say("paper.none_body"),),
        options=(staff_option(), action(LEAVE, say("option.good"), "check")),
    )


def ticket_option() -> Option:
    """Take a number, to speak with somebody."""
    return Option(id=TICKET, title=say("ways.ticket"), icon="confirmation_number")


def staff_option() -> Option:
    """Ask a member of staff to come here."""
    return Option(id=STAFF, title=say("ways.staff"), icon="support_agent")


def leave_option() -> Option:
    """End the visit."""
    return Option(id=LEAVE, title=say("option.end"), icon="logout")
