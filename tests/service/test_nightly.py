from datetime import datetime, time, timedelta

import pytest
from plain_display import PlainDisplay
from rehearsal import Rehearsal

from kiosk.config import Settings
from kiosk.nightly import QUIET_SECONDS, WINDOW, NightlyRestart, plan_restart
from kiosk.zone import CENTRE_ZONE

AT = time(3, 30)
EVENING = datetime(2026, 3, 2, 20, 0, tzinfo=CENTRE_ZONE)
DUE = datetime(2026, 3, 3, 3, 30, tzinfo=CENTRE_ZONE)


class Night:
    """A terminal through a night; ``wall`` is what its clock says, which a test may set."""

    def __init__(self, begins: datetime = EVENING) -> None:
        self.display = PlainDisplay()
        self.wall = begins
        self.empty = True
        self.left: list[datetime] = []
        NightlyRestart(
            AT,
            lambda: self.wall,
            lambda: self.empty,
            lambda: self.left.append(self.wall),
            self.display.call_later,
        )

    def pass_until(self, moment: datetime) -> None:
        while self.wall < moment:
            self.wall += timedelta(seconds=10)
            self.display.pass_time(10)


def test_it_leaves_once_in_the_quiet_of_the_night() -> None:
    night = Night()
    night.pass_until(EVENING + timedelta(days=1))
    assert len(night.left) == 1
    assert DUE <= night.left[0] <= DUE + timedelta(minutes=1)


def test_it_waits_until_nobody_has_been_there_for_some_minutes() -> None:
    night = Night()
    night.pass_until(DUE - timedelta(minutes=2))
    night.empty = False
    night.pass_until(DUE + timedelta(minutes=40))
    assert night.left == []
    night.empty = True
    night.pass_until(DUE + timedelta(hours=1))
    quiet = timedelta(seconds=QUIET_SECONDS)
    assert DUE + timedelta(minutes=40) + quiet <= night.left[0]
    assert night.left[0] <= DUE + timedelta(minutes=41) + quiet


def test_a_moment_of_somebody_begins_the_quiet_anew() -> None:
    night = Night()
    night.pass_until(DUE - timedelta(minutes=1))
    night.empty = False
    night.pass_until(DUE)
    night.empty = True
    night.pass_until(DUE + timedelta(minutes=4))
    assert night.left == []
    night.pass_until(DUE + timedelta(minutes=6))
    assert len(night.left) == 1


def test_a_night_that_is_never_quiet_is_left_out_not_made_up_for_by_day() -> None:
    night = Night()
    night.empty = False
    night.pass_until(DUE + WINDOW + timedelta(minutes=1))
    night.empty = True
    night.pass_until(DUE + timedelta(hours=20))
    assert night.left == []
    night.pass_until(DUE + timedelta(days=1, minutes=1))
    assert len(night.left) == 1


def test_a_start_after_the_time_waits_for_the_next_night() -> None:
    night = Night(begins=DUE + timedelta(seconds=20))
    night.pass_until(DUE + timedelta(hours=23))
    assert night.left == []
    night.pass_until(DUE + timedelta(days=1, minutes=1))
    assert len(night.left) == 1


def test_a_clock_that_is_set_does_not_restart_by_day() -> None:
    night = Night(begins=datetime(1970, 1, 1, 8, 0, tzinfo=CENTRE_ZONE))
    night.pass_until(night.wall + timedelta(minutes=10))
    night.wall = DUE + timedelta(hours=8)
    night.pass_until(DUE + timedelta(hours=23))
    assert night.left == []
    night.pass_until(DUE + timedelta(days=1, minutes=1))
    assert len(night.left) == 1


def test_a_clock_that_was_years_ahead_does_not_end_the_nights() -> None:
    night = Night(begins=EVENING + timedelta(days=3000))
    night.wall = EVENING
    night.pass_until(DUE + timedelta(minutes=1))
    assert len(night.left) == 1


@pytest.mark.parametrize(
    ("at", "leaves"), [(Settings().service.restart_at, True), ("04:45", False), ("", False)]
)
def test_the_night_is_planned_as_the_settings_say(at: str, leaves: bool) -> None:
    display = PlainDisplay()
    begins = DUE - timedelta(minutes=30)
    rehearsal = Rehearsal()
    rehearsal.terminal.shut_down = display.quit  # type: ignore[method-assign]
    plan_restart(
        at,
        lambda: begins + timedelta(seconds=display.time),
        rehearsal.terminal,
        display.call_later,
    )
    display.pass_time(3600.0)
    assert display.closed is leaves


def test_who_has_begun_a_visit_is_somebody() -> None:
    rehearsal = Rehearsal()
    assert rehearsal.terminal.nobody_here()
    rehearsal.press("begin")
    assert not rehearsal.terminal.nobody_here()


@pytest.mark.parametrize("wrong", ["3:30", "24:00", "03:60", "night", "03:30\n"])
def test_a_time_that_is_none_is_a_mistake(wrong: str) -> None:
    with pytest.raises(ValueError, match="service"):
        Settings.model_validate({"service": {"restart_at": wrong}})
