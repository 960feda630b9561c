"""Trials at a whole terminal: a key asked for does nothing else, a code answers its page."""

import pytest
from rehearsal import Rehearsal

from kiosk.devices.printer.slip import TEST_CODE
from kiosk.effects import CallStaff
from kiosk.journeys.staff.trial_pages import KEYS
from kiosk.pages import hit
from kiosk.readiness import Outcome, Part
from kiosk.staff_effects import RecordTrial
from kiosk.view import Key


@pytest.fixture
def hall():
    hall = Rehearsal()
    hall.press("begin", "ticket")
    hall.terminal.staff_corner()
    hall.display.settle()
    hall.press("135790", "trials")
    return hall


def recorded(hall):
    return [effect for effect in hall.effects if isinstance(effect, RecordTrial)]


def test_keys_that_are_asked_for_do_nothing_else(hall):
    hall.press("keypad")
    hall.key(*(Key(key) for key in KEYS))
    assert hall.page == "staff.trials"
    assert recorded(hall) == [RecordTrial(Part.KEYPAD, Outcome.PASSED)]
    assert hall.count(CallStaff) == 0
    assert hall.display.view.look.gain_db == 0


def test_a_wrong_key_is_named_and_the_right_one_is_waited_for(hall):
    hall.press("keypad")
    hall.key(Key.LOUDER)
    assert hall.page == "staff.keypad.0"
    assert hall.display.view.page.hint.shown("zh") == "来的是“大声”，请再按一次"
    hall.key(Key(KEYS[0]))
    assert hall.page == "staff.keypad.1"


def test_a_digit_is_no_answer_to_a_key(hall):
    hall.press("keypad")
    hall.terminal.digit("1")
    hall.display.settle()
    assert hall.page == "staff.keypad.0"


def test_the_scanner_answers_the_page_that_asks(hall):
    hall.press("scanner")
    hall.terminal.scanned("100000000017")
    hall.display.settle()
    assert hall.page == "staff.scan"
    assert hall.display.view.page.mistake is not None
    hall.terminal.scanned(TEST_CODE)
    hall.display.settle()
    assert recorded(hall) == [RecordTrial(Part.SCANNER, Outcome.PASSED)]


def test_broken_off_nothing_is_recorded_and_the_citizen_goes_on(hall):
    hall.press("touch")
    hall.terminal.press(hall.display.view.serial, hit(0.2, 0.3))
    hall.display.settle()
    hall.press("leave", "leave", "leave")
    assert recorded(hall) == []
    assert hall.page == "service"


def test_the_report_is_made_and_printed(hall):
    hall.press("leave", "report", "print")
    assert hall.page == "staff.report"
    assert hall.display.view.page.hint.id == "staff.report_sent"


def test_a_trial_left_alone_leaves_the_staff_room(hall):
    hall.press("screen")
    hall.display.pass_time(1_000)
    assert hall.page == "idle"
