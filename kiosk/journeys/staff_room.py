"""What staff do at the terminal, behind the hidden corner and the PIN."""

from kiosk.effects import InspectTerminal, LeaveProgram, ResetVisit, SetService
from kiosk.journeys.staff.aside import refused_records
from kiosk.journeys.staff.door import let_in
from kiosk.journeys.staff.front import (
    ASIDE,
    REPORT,
    RESET,
    REST,
    RESUME,
    ROLL,
    TRIALS,
    staff_page,
)
from kiosk.journeys.staff.report import readiness_report
from kiosk.journeys.staff.trials import trials
from kiosk.pages import LEAVE
from kiosk.staff_effects import NewRoll
from kiosk.visit import Journey
from kiosk.wording import Wording, say

_ROOMS = {TRIALS: trials, REPORT: readiness_report, ASIDE: refused_records}


def staff_room() -> Journey[None]:
    """Ask for the PIN, then show how the terminal is and do what staff ask."""
    if not (yield from let_in()):
        return
    news: Wording | None = None
    while True:
        inspection = yield InspectTerminal()
        task = yield staff_page(inspection, news)
        if task == LEAVE:
            return
        news = yield from do_task(task)


def do_task(task: str) -> Journey[Wording | None]:
    """Do one thing of the staff page and say how it went."""
    room = _ROOMS.get(task)
    if room is None:
        return (yield from do_at_once(task))
    yield from room()
    return None


def do_at_once(task: str) -> Journey[Wording]:
    """Do what needs no page of its own."""
    if task == ROLL:
        yield NewRoll()
        return say("staff.roll_done")
    if task in (REST, RESUME):
        yield SetService(in_service=task == RESUME)
        return say("staff.resting" if task == REST else "staff.resumed")
    yield ResetVisit() if task == RESET else LeaveProgram()
    return say("staff.reset_done")
