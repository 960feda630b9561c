"""Trying parts out, as tables of answers: what is recorded for each way it can go."""

import pytest
from centres import NO_PAPER, READY

from kiosk.devices.printer.slip import TEST_CODE
from kiosk.effects import PrintTest
from kiosk.journeys.staff.trial_pages import (
    AGAIN,
    COLOURS,
    CROSSES,
    KEYS,
    MISSING,
    NO,
    NOTHING,
    YES,
)
from kiosk.journeys.staff.trials import MOST_OFF_MM, TRY
from kiosk.pages import KEY, LEAVE, Colour, Page, hit, off_by
from kiosk.readiness import Outcome, Part
from kiosk.staff_effects import RecordTrial, SpeakTest

STILL = object()
"""The conversation is not over after these answers."""


def talk(part, answers, results=()):
    """Answer each page in turn, and each effect from ``results``; return what came of it."""
    journey, given, done = TRY[part](), list(answers), list(results)
    step = next(journey)
    try:
        while True:
            if isinstance(step, Page):
                if not given:
                    return STILL
                assert step.offers(given[0]), (step.id, given[0])
                step = journey.send(given.pop(0))
            else:
                step = journey.send(done.pop(0))
    except StopIteration as end:
        assert not given
        return end.value


def passed(part, figure=None):
    return RecordTrial(part, Outcome.PASSED, figure)


def failed(part, figure=None):
    return RecordTrial(part, Outcome.FAILED, figure)


@pytest.mark.parametrize(
    ("answers", "result"),
    [
        ([YES] * len(COLOURS), passed(Part.SCREEN)),
        ([YES] * (len(COLOURS) - 1), STILL),
        ([YES, YES, NO], failed(Part.SCREEN)),
        ([YES, LEAVE], None),
    ],
)
def test_screen(answers, result):
    assert talk(Part.SCREEN, answers) == result


def test_every_dot_is_seen_in_every_state():
    low = {colour for colour, raised in COLOURS if not raised}
    assert low == set(Colour)
    assert {colour for colour, raised in COLOURS if raised} >= {Colour.WHITE, Colour.BLACK}


WELL, FAR = hit(1.2, -1.6), hit(MOST_OFF_MM, 1.0)


@pytest.mark.parametrize(
    ("answers", "result"),
    [
        ([WELL] * len(CROSSES) + [LEAVE], passed(Part.TOUCH, 2.0)),
        ([hit(0, 0)] * len(CROSSES) + [LEAVE], passed(Part.TOUCH, 0.0)),
        ([WELL] * 8 + [FAR, LEAVE], failed(Part.TOUCH, 5.1)),
        ([FAR] + [WELL] * 8 + [LEAVE], failed(Part.TOUCH, 5.1)),
        ([WELL, NOTHING], failed(Part.TOUCH)),
        ([WELL, LEAVE], None),
        ([WELL] * len(CROSSES), STILL),
    ],
)
def test_touch(answers, result):
    assert talk(Part.TOUCH, answers) == result


@pytest.mark.parametrize(
    ("answers", "results", "outcome"),
    [
        ([YES], [READY], passed(Part.PRINT)),
        ([NO], [READY], failed(Part.PRINT)),
        ([AGAIN, YES], [READY, READY], passed(Part.PRINT)),
        ([AGAIN, YES], [NO_PAPER, READY], passed(Part.PRINT)),
        ([NO], [NO_PAPER], failed(Part.PRINT)),
        ([LEAVE], [READY], None),
    ],
)
def test_print(answers, results, outcome):
    assert talk(Part.PRINT, answers, results) == outcome


@pytest.mark.parametrize(
    ("answers", "results", "outcome"),
    [
        ([YES, YES], [True, True], passed(Part.VOICE)),
        ([AGAIN, YES, YES], [True, True, True], passed(Part.VOICE)),
        ([NO], [True], failed(Part.VOICE)),
        ([YES, NO], [True, False], failed(Part.VOICE)),
        ([YES, LEAVE], [True, True], None),
        ([YES], [True, True], STILL),
    ],
)
def test_voice(answers, results, outcome):
    assert talk(Part.VOICE, answers, results) == outcome


def test_both_languages_are_said():
    journey = TRY[Part.VOICE]()
    assert next(journey) == SpeakTest("zh")
    journey.send(True)
    assert journey.send(YES) == SpeakTest("en")


RIGHT = [KEY + key for key in KEYS]


@pytest.mark.parametrize(
    ("answers", "result"),
    [
        (RIGHT, passed(Part.KEYPAD)),
        ([KEY + "softer", *RIGHT], passed(Part.KEYPAD)),
        ([*RIGHT[:3], KEY + "up"], STILL),
        ([*RIGHT[:3], KEY + "up", NOTHING], failed(Part.KEYPAD)),
        ([NOTHING], failed(Part.KEYPAD)),
        ([MISSING], RecordTrial(Part.KEYPAD, Outcome.ABSENT)),
        ([LEAVE], None),
    ],
)
def test_keypad(answers, result):
    assert talk(Part.KEYPAD, answers) == result


OTHER = "100000000017"


@pytest.mark.parametrize(
    ("answers", "result"),
    [
        ([TEST_CODE], passed(Part.SCANNER)),
        ([OTHER], STILL),
        ([OTHER, TEST_CODE], passed(Part.SCANNER)),
        ([OTHER, NOTHING], failed(Part.SCANNER)),
        ([MISSING], RecordTrial(Part.SCANNER, Outcome.ABSENT)),
        ([LEAVE], None),
    ],
)
def test_scanner(answers, result):
    assert talk(Part.SCANNER, answers) == result


def test_every_part_that_is_tried_can_be_tried():
    from kiosk.readiness import TRIED

    assert set(TRY) == set(TRIED)


def test_a_slip_is_printed_before_it_is_judged():
    assert next(TRY[Part.PRINT]()) == PrintTest()


@pytest.mark.parametrize("off", [(0.0, 0.0), (1.2, -3.4), (-9_000.0, 20_000.0)])
def test_how_far_off_survives_the_way_there(off):
    across, up = off_by(hit(*off))
    assert (abs(across), abs(up)) <= (10_000, 10_000)
    if max(map(abs, off)) < 9_000:
        assert (across, up) == off


@pytest.mark.parametrize("answer", ["hit:", "hit:1", "hit:1:2:3", "hit:a:b", "leave", ""])
def test_what_is_no_touch_is_none(answer):
    assert off_by(answer) is None
