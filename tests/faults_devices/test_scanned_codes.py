"""Codes that a scanner read: where they count. Elsewhere they are not so much as a touch."""

import pytest
from conversation import talk
from matter_talks import CODE, SLIP_OF_THE_FINGER, TAIL, matter
from rehearsal import Rehearsal

from kiosk.county.matters import MatterState
from kiosk.effects import CheckPin, IssueTicket, LoadCentre, LookUpMatter
from kiosk.journeys.reception import receive
from kiosk.pages import Entry
from kiosk.view import Command
from kiosk.visit import Visit

READ = f"http://centre.example/m/{CODE}"
FOUND = {LookUpMatter: matter(MatterState.ANSWERED)}


def read(hall: Rehearsal, text: str = READ) -> None:
    hall.terminal.scanned(text)
    hall.display.settle()


@pytest.mark.parametrize("before", [(), ("begin",), ("begin", "matters")])
def test_a_slip_before_the_scanner_asks_for_its_second_factor(before: tuple[str, ...]) -> None:
    hall = Rehearsal(FOUND)
    hall.press(*before)
    read(hall)
    assert hall.page == "lookup.factor"
    assert hall.count(LookUpMatter) == 0
    hall.press(TAIL)
    assert hall.page == "lookup.matter"
    assert [effect for effect in hall.effects if isinstance(effect, LookUpMatter)] == [
        LookUpMatter(CODE, TAIL)
    ]


@pytest.mark.parametrize(("before", "after"), [((), "idle"), (("begin",), "home")])
def test_back_from_there_goes_where_one_came_from(before: tuple[str, ...], after: str) -> None:
    hall = Rehearsal(FOUND)
    hall.press(*before)
    read(hall)
    hall.footer(Command.LOWER)
    hall.footer(Command.BACK)
    assert hall.page == after
    assert hall.display.view.look.lowered == (after == "home"), "back to idle, nobody is left"


def test_with_the_line_down_and_nothing_known_one_is_told_first() -> None:
    visit = Visit(lambda: receive(None))
    assert talk(visit, {LoadCentre: None}, [("idle", CODE)]) == ["idle", "no_centre"]


def test_another_matter_is_asked_for_after_the_scanned_one() -> None:
    hall = Rehearsal(FOUND)
    read(hall)
    hall.press(TAIL, "other")
    assert hall.page == "lookup.code"


@pytest.mark.parametrize(
    "page",
    [("begin", "ticket"), ("begin", "matters", CODE), ("begin", "rate")],
)
def test_elsewhere_a_code_is_nothing_at_all(page: tuple[str, ...]) -> None:
    """No touch either: a scanner that floods would hush the voice and keep the page for ever."""
    hall = Rehearsal(FOUND)
    hall.press(*page)
    view, stops = hall.display.view, hall.voice.stops
    for _ in range(4 * 50):
        hall.display.pass_time(0.25)
        hall.terminal.scanned(CODE)
        assert hall.page in (view.page.id, "still_there")
    assert hall.page == "still_there", "it waits for an answer as long as for anybody"
    assert hall.voice.stops == stops
    hall.press("leave")
    assert hall.display.view.page == view.page
    assert hall.display.view.typed == view.typed


def test_no_code_is_typed_into_a_pin() -> None:
    hall = Rehearsal(FOUND)
    hall.terminal.staff_corner()
    hall.display.settle()
    page = hall.display.view.page
    assert isinstance(page, Entry)
    for _ in range(2000):
        read(hall)
        read(hall, "483920")
    assert hall.display.view.page is page
    assert hall.display.view.typed == ""
    assert hall.count(CheckPin) == 0


@pytest.mark.parametrize("text", [SLIP_OF_THE_FINGER, "6901234567892", "1", "http://x.example/"])
def test_what_is_no_query_code_is_nothing(text: str) -> None:
    hall = Rehearsal(FOUND)
    for page in ("idle", "home", "lookup.code"):
        read(hall, text)
        assert hall.page == page
        if page != "lookup.code":
            hall.press({"idle": "begin", "home": "matters"}[page])
    assert hall.count(IssueTicket) == 0
