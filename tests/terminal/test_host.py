"""The idle page while nobody is there: tips take turns, and the hall is invited now and then."""

from typing import Any

import pytest
from rehearsal import Rehearsal

from kiosk.effects import LoadCentre
from kiosk.host import TIP_SECONDS
from kiosk.view import Command, Key, Look


class Hall(Rehearsal):
    @property
    def tip(self) -> Any:
        return self.display.view.page.tip


@pytest.fixture
def hall() -> Hall:
    return Hall(invite_minutes=10)


def test_tips_take_turns_with_one_view_each(hall: Hall) -> None:
    views = len(hall.display.views)
    seen = [hall.tip]
    for _ in range(3):
        hall.display.pass_time(TIP_SECONDS)
        seen.append(hall.tip)
    assert len(set(seen)) == 4
    assert len(hall.display.views) == views + 3


def test_a_visit_stops_the_turns_and_its_end_begins_them_again(hall: Hall) -> None:
    assert hall.display.due == 1
    hall.held = {LoadCentre}
    hall.press("begin")
    assert hall.display.due == 1, "the busy page alone"
    hall.release()
    assert hall.page == "home"
    assert hall.display.due == 1, "its time limit alone"
    hall.footer(Command.END)
    before = hall.tip
    hall.display.pass_time(TIP_SECONDS)
    assert hall.page == "idle"
    assert hall.tip != before


def test_a_key_gives_the_page_its_whole_time_again(hall: Hall) -> None:
    before = hall.tip
    hall.display.pass_time(TIP_SECONDS - 1)
    hall.terminal.touched()
    hall.display.pass_time(TIP_SECONDS - 1)
    assert hall.tip == before
    hall.display.pass_time(1)
    assert hall.tip != before


def test_the_focus_of_somebody_who_went_away_goes_with_the_next_tip(hall: Hall) -> None:
    hall.key(Key.DOWN)
    assert hall.display.view.focus == "begin"
    hall.display.pass_time(TIP_SECONDS - 1)
    assert hall.display.view.focus == "begin"
    hall.display.pass_time(1)
    assert hall.display.view.focus is None


def test_news_of_the_centre_do_not_hold_up_the_turns(hall: Hall) -> None:
    before = hall.tip
    for waiting_people in range(1, 6):
        hall.display.pass_time(TIP_SECONDS / 5)
        assert hall.centre is not None
        first = hall.centre.services[0].model_copy(update={"waiting": waiting_people})
        services = (first, *hall.centre.services[1:])
        hall.centre = hall.centre.model_copy(update={"services": services})
        hall.terminal.refresh()
        hall.display.settle()
    assert hall.tip != before


def test_the_hall_is_invited_in_both_languages_every_ten_minutes(hall: Hall) -> None:
    hall.display.pass_time(599)
    assert hall.said() == ""
    hall.display.pass_time(1)
    assert hall.said() == "请触摸屏幕 Touch here"
    hall.display.pass_time(600)
    assert hall.said() == "请触摸屏幕 Touch here 请触摸屏幕 Touch here"


@pytest.mark.parametrize(
    "quiet",
    [
        Hall(invite_minutes=0),
        Hall(invite_minutes=10, current=False),
        Hall(invite_minutes=10, first_look=Look(muted=True)),
    ],
    ids=["never", "not current", "muted"],
)
def test_nobody_is_invited(quiet: Hall) -> None:
    quiet.display.pass_time(3600)
    assert quiet.said() == ""


def test_nobody_is_invited_to_a_closed_or_an_unknown_centre(hall: Hall) -> None:
    assert hall.centre is not None
    closed = tuple(s.model_copy(update={"open": False}) for s in hall.centre.services)
    for centre in (hall.centre.model_copy(update={"services": closed}), None):
        hall.centre = centre
        hall.display.pass_time(1800)
    assert hall.said() == ""


def test_nobody_is_invited_out_of_service(hall: Hall) -> None:
    hall.in_service = False
    hall.terminal.refresh()
    hall.display.pass_time(1800)
    assert hall.page == "out_of_service"
    assert "触摸" not in hall.said()
    assert hall.display.due == 0


def test_what_is_known_is_shown_only_while_it_holds(hall: Hall) -> None:
    assert hall.display.view.page.queues  # type: ignore[attr-defined]
    hall.current = False
    hall.terminal.refresh()
    hall.display.settle()
    assert not hall.display.view.page.queues  # type: ignore[attr-defined]
