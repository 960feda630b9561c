"""The ways on where the library does not help: nothing found is never a dead end."""

from kiosk.county.contract import Centre
from kiosk.journeys.leave_question import leave_question
from kiosk.journeys.take_ticket import take_ticket
from kiosk.journeys.ways_on import TICKET
from kiosk.journeys.words import LEGAL_HELP
from kiosk.pages import LEAVE, Notice, Option, Tone, action
from kiosk.visit import Journey
from kiosk.wording import Wording, say

QUESTION = "question"


def ways_on() -> tuple[Option, ...]:
    """A question to leave, and a ticket."""
    return (to_ask(), to_a_window())


def to_ask() -> Option:
    """A question to leave, for a lawyer to answer."""
    return Option(id=QUESTION, title=say("find.question"), icon="edit_note")


def to_a_window() -> Option:
    """A ticket, to ask a person."""
    return action(TICKET, say("find.ticket"), "confirmation_number")


def go_on(centre: Centre, way: str) -> Journey[None]:
    """Go the way that was chosen; any other answer ends here."""
    if way == TICKET:
        yield from take_ticket(centre)
    elif way == QUESTION:
        yield from leave_question(centre)


def call_line() -> Wording:
    """The legal service line, which answers by telephone."""
    return say("find.call", phone=LEGAL_HELP)


def fault_page() -> Notice:
    """The library cannot be read; people can still be asked."""
    return _without(say("find.fault"), say("find.fault_body"))


def empty_page() -> Notice:
    """The directory has no entries yet."""
    return _without(say("people.empty"), say("people.empty_body"))


def gone_page() -> Notice:
    """What was chosen is not in the library (any more)."""
    return _without(say("find.gone"), say("find.gone_body"))


def _without(title: Wording, body: Wording) -> Notice:
    return Notice(
        id="find.without",
        title=title,
        tone=Tone.CARE,
        icon="menu_book",
        body=(body, call_line()),
        options=(Option(id=LEAVE, title=say("find.done"), icon="check"), *ways_on()),
    )
