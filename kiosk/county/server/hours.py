"""Opening hours: a week of sessions, and dates on which other hours hold (holidays, make-up days).

All times are local to the centre (Asia/Shanghai); a session never crosses midnight.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta

from kiosk.county.contract import Session
from kiosk.zone import CENTRE_ZONE

_LOOK_AHEAD_DAYS = 60


def business_date(at: datetime) -> date:
    """Return the date in Asia/Shanghai of the aware time ``at``."""
    return at.astimezone(CENTRE_ZONE).date()


@dataclass(frozen=True)
class Hours:
    """Sessions by weekday (Monday first, seven entries); ``dates`` take the place of the week's."""

    week: tuple[tuple[Session, ...], ...]
    dates: Mapping[date, tuple[Session, ...]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        if len(self.week) != 7:
            raise ValueError("a week of opening hours has seven days")
        for sessions in (*self.week, *self.dates.values()):
            _check_order(sessions)

    def on(self, day: date) -> tuple[Session, ...]:
        """Return the sessions of ``day``; none means closed all day."""
        return self.dates.get(day, self.week[day.weekday()])

    def is_open(self, at: datetime) -> bool:
        """Whether the aware time ``at`` lies in a session; the closing minute does not."""
        local = at.astimezone(CENTRE_ZONE)
        minute = local.hour * 60 + local.minute
        return any(
            minute_of(session.opens) <= minute < minute_of(session.closes)
            for session in self.on(local.date())
        )

    def next_opening(self, at: datetime) -> datetime | None:
        """Return the first opening after ``at``, or ``None`` if none is within 60 days."""
        first = business_date(at)
        for ahead in range(_LOOK_AHEAD_DAYS + 1):
            day = first + timedelta(days=ahead)
            for session in self.on(day):
                opens = datetime.combine(day, time.fromisoformat(session.opens), CENTRE_ZONE)
                if opens > at:
                    return opens
        return None


def minute_of(clock: str) -> int:
    """Return the minutes since midnight of ``HH:MM``; ``24:00`` is 1440."""
    return int(clock[:2]) * 60 + int(clock[3:])


def _check_order(sessions: tuple[Session, ...]) -> None:
    before = -1
    for session in sessions:
        opens, closes = minute_of(session.opens), minute_of(session.closes)
        if not before < opens < closes:
            raise ValueError(f"sessions overlap or end early: {session.opens}–{session.closes}")
        before = closes - 1
