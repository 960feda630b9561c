"""Trying the terminal out, part by part; what came of it is kept for the readiness report."""

import math
from collections.abc import Callable, Mapping

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
    colour_page,
    cross_page,
    heard_page,
    key_page,
    no_print_page,
    off_page,
    readable_page,
    scan_page,
    trials_page,
    wrong_key_page,
)
from kiosk.pages import KEY, LEAVE, off_by
from kiosk.readiness import Outcome, Part
from kiosk.staff_effects import LastTrials, RecordTrial, SpeakTest
from kiosk.visit import Journey
from kiosk.wording import LANGUAGES, say

MOST_OFF_MM = 5.0
"""A touch further off lands beside the middle of a small target, which is 15 mm wide."""

Result = RecordTrial | None
"""What came of a trial; ``None`` where staff broke it off."""


def trials() -> Journey[None]:
    """Show what was tried and when; try what staff choose."""
    while True:
        latest = yield LastTrials()
        chosen = yield trials_page(latest)
        if chosen == LEAVE:
            return
        result = yield from TRY[Part(chosen)]()
        if result is not None:
            yield result


def try_screen() -> Journey[Result]:
    """Fields of colour: is every dot as it should be?"""
    for place in range(len(COLOURS)):
        answer = yield colour_page(place)
        if answer != YES:
            return _failed(Part.SCREEN) if answer == NO else None
    return RecordTrial(Part.SCREEN, Outcome.PASSED)


def try_touch() -> Journey[Result]:
    """Nine crosses to touch: how far off is the worst?"""
    worst = 0.0
    for place in range(len(CROSSES)):
        answer = yield cross_page(place)
        off = off_by(answer)
        if off is None:
            return _failed(Part.TOUCH) if answer == NOTHING else None
        worst = max(worst, math.hypot(*off))
    good = worst <= MOST_OFF_MM
    yield off_page(worst, good=good)
    return RecordTrial(Part.TOUCH, Outcome.PASSED if good else Outcome.FAILED, round(worst, 1))


def try_print() -> Journey[Result]:
    """Print a test slip: can it be read?"""
    answer = AGAIN
    while answer == AGAIN:
        status = yield PrintTest()
        if status.can_print:
            answer = yield readable_page()
        else:
            answer = yield no_print_page(status)
    return _judged(Part.PRINT, answer)


def try_voice() -> Journey[Result]:
    """Say a sentence in each language: was it heard?"""
    answer = YES
    for lang in LANGUAGES:
        answer = AGAIN
        while answer == AGAIN:
            spoke: bool = yield SpeakTest(lang)
            answer = yield heard_page(lang, spoke=spoke)
        if answer != YES:
            break
    return _judged(Part.VOICE, answer)


def try_keypad() -> Journey[Result]:
    """Ask for each key in turn: did it come, and as itself?"""
    for place, key in enumerate(KEYS):
        answer = yield key_page(place)
        while answer.startswith(KEY) and answer != KEY + key:
            answer = yield wrong_key_page(place, answer.removeprefix(KEY))
        if answer != KEY + key:
            return _judged(Part.KEYPAD, answer)
    return RecordTrial(Part.KEYPAD, Outcome.PASSED)


def try_scanner() -> Journey[Result]:
    """Have the code of a test slip read."""
    mistake = None
    while True:
        answer = yield scan_page(mistake)
        if answer == TEST_CODE:
            return RecordTrial(Part.SCANNER, Outcome.PASSED)
        if answer in (NOTHING, MISSING, LEAVE):
            return _judged(Part.SCANNER, answer)
        mistake = say("trial.scan_wrong")


def _judged(part: Part, answer: str) -> Result:
    outcomes = {
        YES: Outcome.PASSED,
        NO: Outcome.FAILED,
        NOTHING: Outcome.FAILED,
        MISSING: Outcome.ABSENT,
    }
    outcome = outcomes.get(answer)
    return None if outcome is None else RecordTrial(part, outcome)


def _failed(part: Part) -> RecordTrial:
    return RecordTrial(part, Outcome.FAILED)


TRY: Mapping[Part, Callable[[], Journey[Result]]] = {
    Part.SCREEN: try_screen,
    Part.TOUCH: try_touch,
    Part.PRINT: try_print,
    Part.VOICE: try_voice,
    Part.KEYPAD: try_keypad,
    Part.SCANNER: try_scanner,
}
"""How each part is tried out."""
