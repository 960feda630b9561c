"""Pieces of wording that several journeys use: a queue, a wait, opening hours."""

from datetime import datetime, time
from functools import reduce

from kiosk.county.contract import Centre, Service, Session, Wait, Words
from kiosk.spoken import ClockTime, Count, PhoneNumber, WaitRange, When
from kiosk.wording import Given, Wording, say, say_count
from kiosk.zone import CENTRE_ZONE

LEGAL_HELP = PhoneNumber("12348")
"""The public legal service line."""


def hotlines() -> tuple[Wording, ...]:
    """Whom to call: the police, the women's federation, the legal service line."""
    return (
        say("hotline.police", phone=PhoneNumber("110")),
        say("hotline.women", phone=PhoneNumber("12338")),
        say("hotline.law", phone=LEGAL_HELP),
    )


def given(words: Words) -> Given:
    """Words of the centre as wording."""
    return Given(words.zh, words.en)


def queue_line(service: Service, now: datetime) -> Wording:
    """One line on a service: when it opens, or how many wait and how long that takes."""
    if service.quota_reached:
        return say("service.full")
    if not service.open:
        return opening_line(service, now)
    if service.waiting == 0 and service.wait is not None:
        return say("service.nobody")
    waiting = say_count("service.waiting", service.waiting, people=Count(service.waiting))
    return say("service.queue", waiting=waiting, wait=wait_line(service.wait))


def opening_line(service: Service, now: datetime) -> Wording:
    """When a closed service opens, or that this is not known."""
    if service.opens_at is None:
        return say("service.closed")
    return say("service.opens", when=When(service.opens_at.astimezone(CENTRE_ZONE), now))


def wait_line(wait: Wait | None) -> Wording:
    """A wait in words, or that nobody can tell now. Never a guess."""
    if wait is None:
        return say("wait.unknown")
    return say("wait.about", range=wait_range(wait))


def wait_range(wait: Wait) -> WaitRange:
    """A wait as a value of a message."""
    return WaitRange(wait.shortest, wait.longest)


def hours_line(sessions: tuple[Session, ...]) -> Wording:
    """Today's opening hours of a service."""
    if not sessions:
        return say("hours.none")
    if any(s.opens == "00:00" and s.closes == "24:00" for s in sessions):
        return say("hours.all_day")
    spans = [say("hours.span", opens=_clock(s.opens), closes=_clock(s.closes)) for s in sessions]
    return reduce(lambda first, second: say("hours.two", first=first, second=second), spans)


def centre_line(centre: Centre) -> Wording:
    """How many people wait in the whole centre."""
    waiting = sum(service.waiting for service in centre.services if service.open)
    if waiting == 0:
        return say("centre.nobody")
    return say_count("centre.waiting", waiting, people=Count(waiting))


def _clock(text: str) -> ClockTime | str:
    hour, minute = (int(part) for part in text.split(":"))
    return text if hour == 24 else ClockTime(time(hour, minute))
