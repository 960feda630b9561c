"""The first steps of every visit: the idle page, the home page, and on to what one came for."""

from collections.abc import Callable

from kiosk.county.contract import Centre
from kiosk.county.query_code import is_query_code
from kiosk.effects import LoadCentre
from kiosk.journeys.before_you_come import bring_along, opening_times
from kiosk.journeys.find.people import find_people
from kiosk.journeys.find.search import look_it_up
from kiosk.journeys.idle import idle_page
from kiosk.journeys.leave_question import leave_question
from kiosk.journeys.matters import look_up_matter
from kiosk.journeys.rating import rate_service
from kiosk.journeys.self_check.conversation import self_check
from kiosk.journeys.take_ticket import take_ticket
from kiosk.journeys.words import centre_line
from kiosk.pages import LEAVE, Choice, Idle, Notice, Option, Page, Tone, Weight, action
from kiosk.visit import Journey
from kiosk.wording import say

RETRY = "retry"

TASKS: dict[str, Callable[[Centre], Journey[None]]] = {
    "ticket": take_ticket,
    "matters": look_up_matter,
    "check": self_check,
    "question": leave_question,
    "people": find_people,
    "laws": look_it_up,
    "rate": rate_service,
    "bring": bring_along,
    "times": opening_times,
}
"""What the home page offers, by the id of its card."""


def receive(known: Centre | None, idle: Idle | None = None) -> Journey[None]:
    """One visit, from the touch on the ``idle`` page to its end. ``known``: last heard of.

    Who holds a slip before the scanner is asked for the second factor of that matter at once.
    """
    begun: str = yield idle or idle_page(known)
    centre = yield from ask_for_centre(known)
    if centre is None:
        return
    task = begun if is_query_code(begun) else (yield home_page(centre))
    if is_query_code(task):
        yield from look_up_matter(centre, task)
    else:
        yield from TASKS[task](centre)


def ask_for_centre(known: Centre | None) -> Journey[Centre | None]:
    """Load the centre as it stands now; with the line down, as it was last heard of."""
    while True:
        centre = yield LoadCentre()
        if isinstance(centre, Centre):
            return centre
        if known is not None:
            return known
        if (yield no_centre_page()) == LEAVE:
            return None


def home_page(centre: Centre) -> Choice:
    """Ask what the citizen came for."""
    return Choice(
        id="home",
        title=say("home.title"),
        home=True,
        scan=True,
        back=False,
        options=(
            Option(
                id="ticket",
                title=say("home.ticket"),
                detail=centre_line(centre),
                icon="confirmation_number",
                weight=Weight.PRIMARY,
            ),
            _large("matters", "manage_search"),
            _large("check", "fact_check"),
            _small("question", "edit_note"),
            _small("people", "groups"),
            _small("laws", "menu_book"),
            _small("rate", "sentiment_satisfied"),
            _small("bring", "checklist"),
            _small("times", "schedule"),
        ),
    )


def _large(task: str, icon: str) -> Option:
    title, detail = say(f"home.{task}"), say(f"home.{task}.detail")
    return Option(id=task, title=title, detail=detail, icon=icon)


def _small(task: str, icon: str) -> Option:
    return Option(id=task, title=say(f"home.{task}"), icon=icon, weight=Weight.SMALL)


def no_centre_page() -> Notice:
    """Say that the centre does not answer, and what to do now."""
    return Notice(
        id="no_centre",
        title=say("no_centre.title"),
        tone=Tone.CARE,
        icon="wifi_off",
        body=(say("no_centre.body"),),
        back=False,
        options=(
            Option(id=LEAVE, title=say("option.end"), icon="logout"),
            action(RETRY, say("option.retry"), "restart_alt"),
        ),
    )


def out_of_service() -> Journey[None]:
    """The terminal is resting: says so, and where to go. Only staff can end it."""
    while True:
        yield out_of_service_page()


def out_of_service_page() -> Page:
    """Say that this terminal rests and that the window helps."""
    return Notice(
        id="out_of_service",
        title=say("out_of_service.title"),
        tone=Tone.CARE,
        icon="pause_circle",
        body=(say("out_of_service.body"),),
        limit=None,
        back=False,
    )
