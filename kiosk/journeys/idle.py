"""The idle page: what the hall wants to know before anybody touches the screen."""

from functools import reduce

from kiosk.county.contract import Centre, Service, Session
from kiosk.journeys.words import given, hours_line, opening_line, wait_range
from kiosk.pages import Idle, Option, Queue, Tone
from kiosk.spoken import Count, DateOf, When
from kiosk.tips import tip
from kiosk.wording import Wording, say, say_count
from kiosk.zone import CENTRE_ZONE

BEGIN = "begin"

ROWS = 5
"""So many services stand on the board together; the others follow with the next tip."""

NAMED = 3
"""So many of those on duty are named."""


def idle_page(centre: Centre | None, turn: int = 0, *, current: bool = True) -> Idle:
    """Wait for the next citizen, and tell the hall how busy it is.

    ``turn`` counts the tips shown so far. Unless ``centre`` is ``current``, nothing is said of
    queues and hours: they may be yesterday's.
    """
    known = centre is not None and current
    return Idle(
        id="idle",
        title=say("idle.title"),
        hint=say("idle.hint"),
        options=(Option(id=BEGIN, title=say("idle.begin"), icon="touch_app"),),
        lines=_today(centre) if centre is not None and known else (say("idle.unknown"),),
        queues=_board(centre, turn) if centre is not None and known else (),
        notices=tuple(given(notice) for notice in centre.notices) if centre is not None else (),
        tip=tip(turn),
        turn=turn,
        scan=True,
    )


def _today(centre: Centre) -> tuple[Wording, ...]:
    day = centre.business_date
    date = say("idle.today", date=DateOf(day), weekday=say(f"weekday.{day.isoweekday()}"))
    return (date, _hours(centre), *_duty(centre))


def _hours(centre: Centre) -> Wording:
    """When anybody is served at all today; on a day without that, the next opening."""
    sessions = _merged([session for service in centre.services for session in service.today])
    if sessions:
        return say("idle.hours", hours=hours_line(sessions))
    openings = [service.opens_at for service in centre.services if service.opens_at is not None]
    if not openings:
        return say("idle.closed_today")
    return say("idle.opens_next", when=When(min(openings).astimezone(CENTRE_ZONE), centre.now))


def _merged(sessions: list[Session]) -> tuple[Session, ...]:
    """Return the times of day in which any of ``sessions`` runs. ``HH:MM`` sorts as it stands."""
    merged: list[Session] = []
    for session in sorted(sessions, key=lambda session: session.opens):
        if merged and session.opens <= merged[-1].closes:
            closes = max(merged[-1].closes, session.closes)
            merged[-1] = Session(opens=merged[-1].opens, closes=closes)
        else:
            merged.append(session)
    return tuple(merged)


def _duty(centre: Centre) -> tuple[Wording, ...]:
    people: list[Wording] = [given(person) for person in centre.on_duty[:NAMED]]
    if not people:
        return ()
    who = reduce(lambda first, second: say("idle.and", first=first, second=second), people)
    if len(centre.on_duty) > NAMED:
        who = say("idle.and_more", first=who)
    return (say("idle.duty", who=who),)


def _board(centre: Centre, turn: int) -> tuple[Queue, ...]:
    """As many services as the board holds, others each turn where there are more."""
    sheets = max(1, -(-len(centre.services) // ROWS))
    first = turn % sheets * ROWS
    return tuple(_queue(service, centre) for service in centre.services[first : first + ROWS])


def _queue(service: Service, centre: Centre) -> Queue:
    tone, status = _standing(service, centre)
    return Queue(title=given(service.name), status=status, icon=service.icon, tone=tone)


def _standing(service: Service, centre: Centre) -> tuple[Tone, Wording]:
    if service.quota_reached:
        return Tone.CARE, say("idle.full")
    if not service.open:
        return Tone.CARE, opening_line(service, centre.now)
    if service.waiting == 0 and service.wait is not None:
        return Tone.GOOD, say("idle.nobody")
    return Tone.CALM, _waiting(service)


def _waiting(service: Service) -> Wording:
    waiting = say_count("idle.waiting", service.waiting, people=Count(service.waiting))
    if service.wait is None:
        return say("idle.queue", waiting=waiting, wait=say("wait.unknown_short"))
    wait = say("idle.wait", range=wait_range(service.wait))
    return say("idle.queue", waiting=waiting, wait=wait)
