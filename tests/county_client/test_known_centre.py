"""What the terminal dares to do by the last centre it heard of."""

from datetime import datetime, timedelta
from pathlib import Path

import pytest
from county_standin import ALL_DAY, NOW, a_centre, a_service

from kiosk.county.contract import ProblemCode, Service, Session
from kiosk.county.known import KnownCentre
from kiosk.county.replies import Refused, Unreachable
from kiosk.store import Store
from kiosk.zone import CENTRE_ZONE

LUNCH = (Session(opens="09:00", closes="12:00"), Session(opens="14:00", closes="17:30"))


def shanghai(day: int, clock: str) -> datetime:
    hour, minute = map(int, clock.split(":"))
    return datetime(2026, 3, day, hour, minute, tzinfo=CENTRE_ZONE)


@pytest.fixture
def store(tmp_path: Path) -> Store:
    return Store(tmp_path / "terminal.db", clock=lambda: NOW)


def judged(known: KnownCentre, at: datetime) -> str:
    answer = known.standing("legal-aid", at)
    return answer.code if isinstance(answer, Refused) else type(answer).__name__.lower()


@pytest.mark.parametrize(
    ("clock", "outcome"),
    [
        ("08:59", "closed"),
        ("09:00", "service"),
        ("11:59", "service"),
        ("12:00", "closed"),
        ("13:59", "closed"),
        ("14:00", "service"),
        ("17:29", "service"),
        ("17:30", "closed"),
        ("23:59", "closed"),
    ],
)
def test_sessions_of_the_day_hold(store: Store, clock: str, outcome: str) -> None:
    known = KnownCentre(store)
    known.keep(a_centre(a_service(today=LUNCH)))
    assert judged(known, shanghai(4, clock)) == outcome


def test_open_until_midnight(store: Store) -> None:
    known = KnownCentre(store)
    known.keep(a_centre(a_service(today=(Session(opens="09:00", closes="24:00"),))))
    assert judged(known, shanghai(4, "23:59")) == "service"


@pytest.mark.parametrize(
    ("day", "clock", "outcome"),
    [
        (7, "10:00", "closed"),
        (9, "08:59", "closed"),
        (9, "09:00", "service"),
        (9, "17:30", "closed"),
        (10, "03:00", "closed"),
        (10, "10:00", "service"),
    ],
)
def test_other_days_wait_for_the_announced_opening(
    store: Store, day: int, clock: str, outcome: str
) -> None:
    """Heard on a Friday, heard again on the closed Sunday, away since then."""
    known = KnownCentre(store)
    monday = shanghai(9, "09:00")
    known.keep(a_centre(a_service(today=ALL_DAY)))
    known.keep(
        a_centre(a_service(open=False, opens_at=monday, today=()), business_date="2026-03-06")
    )
    for again in (known, KnownCentre(store)):
        assert judged(again, shanghai(day, clock)) == outcome


def test_a_reached_quota_holds_for_its_day(store: Store) -> None:
    known = KnownCentre(store)
    known.keep(a_centre(a_service(quota_reached=True)))
    assert judged(known, shanghai(4, "10:00")) == ProblemCode.QUOTA_REACHED
    assert judged(known, shanghai(5, "10:00")) == "service"


def test_never_heard_of(store: Store) -> None:
    known = KnownCentre(store)
    assert isinstance(known.standing("legal-aid", NOW), Unreachable)
    known.keep(a_centre())
    assert isinstance(known.standing("notary", NOW), Unreachable)
    assert isinstance(known.standing("legal-aid", NOW), Service)


def test_is_there_after_a_restart_and_written_only_when_it_matters(
    store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    known = KnownCentre(store)
    known.keep(a_centre())
    assert KnownCentre(store).get() == a_centre()

    writes: list[str] = []
    monkeypatch.setattr(store, "set", lambda key, value: writes.append(key))
    busier = a_centre(a_service(waiting=7), now=NOW + timedelta(minutes=1))
    known.keep(busier)
    assert known.get() == busier
    assert writes == []
    known.keep(a_centre(a_service(open=False, today=())))
    assert writes == ["centre", "hours"]


def test_what_an_older_program_kept_is_no_crash(store: Store) -> None:
    store.set("centre", '{"name": "of an older shape"}')
    store.set("hours", "[]")
    assert KnownCentre(store).get() is None
