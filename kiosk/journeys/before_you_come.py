"""What to have ready for each service, and when each is open."""

from kiosk.county.contract import Centre, Service
from kiosk.journeys.take_ticket import take_ticket
from kiosk.journeys.words import given, hours_line, queue_line
from kiosk.pages import LEAVE, Choice, Notice, Option, action
from kiosk.visit import Journey
from kiosk.wording import say

TAKE = "take"
MORE = "more"


def bring_along(centre: Centre) -> Journey[None]:
    """Choose a service, read what to bring, and take its number at once if one likes."""
    while True:
        chosen = yield choose_matter(centre)
        service = next(s for s in centre.services if s.id == chosen)
        answer = yield bring_page(centre, service)
        if answer == TAKE:
            yield from take_ticket(centre, service)
            return
        if answer == LEAVE:
            return


def opening_times(centre: Centre) -> Journey[None]:
    """Read today's hours of every service and who is on duty."""
    if (yield times_page(centre)) == TAKE:
        yield from take_ticket(centre)


def choose_matter(centre: Centre) -> Choice:
    """Ask what the citizen wants to do, to say what it needs."""
    return Choice(
        id="bring.service",
        title=say("bring.title"),
        options=tuple(
            Option(
                id=service.id,
                title=given(service.name),
                detail=hours_line(service.today),
                icon=service.icon,
            )
            for service in centre.services
        ),
    )


def bring_page(centre: Centre, service: Service) -> Notice:
    """List what to bring for one service; offer its number while it is open."""
    take = action(TAKE, say("bring.take"), "confirmation_number")
    can_take = service.open and not service.quota_reached
    return Notice(
        id="bring.list",
        title=say("bring.list", service=given(service.name)),
        icon="fact_check",
        body=(
            *(given(thing) for thing in service.bring),
            say("bring.missing"),
            queue_line(service, centre.now),
        ),
        options=(
            Option(id=MORE, title=say("bring.more"), icon="arrow_back"),
            Option(id=LEAVE, title=say("option.end"), icon="logout"),
            *((take,) if can_take else ()),
        ),
    )


def times_page(centre: Centre) -> Notice:
    """Today's hours, service by service, and who is on duty."""
    hours = tuple(
        say("times.service", service=given(service.name), hours=hours_line(service.today))
        for service in centre.services
    )
    duty = tuple(say("times.duty", who=given(person)) for person in centre.on_duty)
    return Notice(
        id="times",
        title=say("times.title"),
        icon="schedule",
        body=(*hours, *duty),
        options=(
            Option(id=LEAVE, title=say("option.end"), icon="logout"),
            action(TAKE, say("home.ticket"), "confirmation_number"),
        ),
    )
