"""Opening hours in Asia/Shanghai, holidays, and the next opening."""

from datetime import UTC, date, datetime

import pytest

from kiosk.county.contract import Session
from kiosk.county.server.hours import Hours, business_date
from kiosk.county.server.snapshot import hours_from_json, hours_to_json
from kiosk.zone import CENTRE_ZONE

OFFICE = (Session(opens="08:30", closes="12:00"), Session(opens="14:30", closes="17:30"))
HOLIDAY, MAKE_UP_SUNDAY = date(2026, 10, 1), date(2026, 9, 27)
HOURS = Hours(week=(OFFICE,) * 5 + ((), ()), dates={HOLIDAY: (), MAKE_UP_SUNDAY: (OFFICE[0],)})


def local(text):
    return datetime.fromisoformat(text).replace(tzinfo=CENTRE_ZONE)


@pytest.mark.parametrize(
    ("at", "is_open"),
    [
        ("2026-11-23T08:29:59", False),
        ("2026-11-23T08:30:00", True),
        ("2026-11-23T11:59:59", True),
        ("2026-11-23T12:00:00", False),
        ("2026-11-23T14:30:00", True),
        ("2026-11-23T17:30:00", False),
        ("2026-11-22T10:00:00", False),  # a Sunday
        ("2026-10-01T10:00:00", False),  # a holiday on a Thursday
        ("2026-09-27T10:00:00", True),  # a Sunday worked to make up for it
    ],
)
def test_open(at, is_open):
    assert HOURS.is_open(local(at)) is is_open


@pytest.mark.parametrize(
    ("at", "opens"),
    [
        ("2026-11-23T07:00:00", "2026-11-23T08:30:00"),
        ("2026-11-23T12:00:00", "2026-11-23T14:30:00"),
        ("2026-11-20T18:00:00", "2026-11-23T08:30:00"),
        ("2026-09-30T18:00:00", "2026-10-02T08:30:00"),
    ],
)
def test_next_opening(at, opens):
    assert HOURS.next_opening(local(at)) == local(opens)


def test_no_opening_is_known_where_there_is_none():
    assert Hours(week=((),) * 7).next_opening(local("2026-11-23T07:00:00")) is None


def test_round_the_clock_is_open_to_the_last_second():
    always = Hours(week=((Session(opens="00:00", closes="24:00"),),) * 7)
    assert always.is_open(local("2026-11-23T00:00:00"))
    assert always.is_open(local("2026-11-23T23:59:59"))


def test_the_business_date_changes_at_midnight_in_shanghai():
    assert business_date(datetime(2026, 11, 22, 15, 59, 59, tzinfo=UTC)) == date(2026, 11, 22)
    assert business_date(datetime(2026, 11, 22, 16, 0, 0, tzinfo=UTC)) == date(2026, 11, 23)


@pytest.mark.parametrize(
    "sessions", [(("09:00", "09:00"),), (("08:00", "12:00"), ("11:00", "13:00"))]
)
def test_impossible_hours_are_refused(sessions):
    day = tuple(Session(opens=opens, closes=closes) for opens, closes in sessions)
    with pytest.raises(ValueError, match="overlap"):
        Hours(week=(day,) + ((),) * 6)


def test_hours_survive_being_stored():
    assert hours_from_json(hours_to_json(HOURS)) == HOURS
