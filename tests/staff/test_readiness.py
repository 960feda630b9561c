"""The verdict on a terminal: from what was tried, how long ago, and what is wrong now."""

from datetime import UTC, datetime, timedelta

import pytest

from kiosk.county.contract import Verdict
from kiosk.faults import Fault, FaultCode
from kiosk.readiness import (
    ESSENTIAL,
    LONGEST_VALID,
    READINESS_KEY,
    TRIALS_KEY,
    TRIED,
    WARNINGS,
    Outcome,
    Part,
    Trial,
    Trials,
    examine,
    keep,
    last,
    part_of,
)
from kiosk.store import Store

NOW = datetime(2026, 11, 24, 1, 0, tzinfo=UTC)
ALL_WELL = {part: Trial(Outcome.PASSED, NOW) for part in TRIED}


@pytest.fixture
def store(tmp_path):
    store = Store(tmp_path / "terminal.db", clock=lambda: NOW)
    yield store
    store.close()


def report(changes=None, faults=(), without=()):
    trials = {part: trial for part, trial in ALL_WELL.items() if part not in without}
    trials |= {part: Trial(outcome, NOW) for part, outcome in (changes or {}).items()}
    return examine("hall-1", "1", NOW, trials, tuple(Fault(code) for code in faults))


@pytest.mark.parametrize(
    ("changes", "faults", "verdict", "exceptions"),
    [
        ({}, (), Verdict.READY, ()),
        ({Part.SCANNER: Outcome.ABSENT, Part.KEYPAD: Outcome.ABSENT}, (), Verdict.READY, ()),
        ({Part.VOICE: Outcome.FAILED}, (), Verdict.READY_EXCEPT, (Part.VOICE,)),
        ({}, (FaultCode.LINE_DOWN,), Verdict.READY_EXCEPT, (Part.LINE,)),
        ({}, (FaultCode.PAPER_OUT,), Verdict.READY_EXCEPT, (Part.PRINT,)),
        ({}, (FaultCode.PAPER_NEAR_END, FaultCode.DISK_LOW), Verdict.READY, ()),
        ({Part.TOUCH: Outcome.FAILED}, (), Verdict.NOT_READY, (Part.TOUCH,)),
        ({Part.SCREEN: Outcome.FAILED}, (), Verdict.NOT_READY, (Part.SCREEN,)),
        ({}, (FaultCode.DISK_FULL,), Verdict.NOT_READY, (Part.STORE,)),
        ({}, (FaultCode.DISK_BROKEN,), Verdict.NOT_READY, (Part.STORE,)),
        (
            {Part.VOICE: Outcome.FAILED},
            (FaultCode.STORE_LOCKED,),
            Verdict.NOT_READY,
            (Part.VOICE, Part.STORE),
        ),
    ],
)
def test_the_verdict(changes, faults, verdict, exceptions):
    made = report(changes, faults)
    assert made.verdict is verdict
    assert tuple(each.part for each in made.exceptions) == exceptions


@pytest.mark.parametrize("part", TRIED)
def test_what_was_never_tried_is_no_pass(part):
    made = report(without={part})
    assert made.verdict is (Verdict.NOT_READY if part in ESSENTIAL else Verdict.READY_EXCEPT)
    assert [each.outcome for each in made.exceptions] == [Outcome.UNTRIED]


def test_a_fault_of_today_outweighs_a_trial_of_yesterday_and_bears_no_old_date():
    (finding,) = report(faults=(FaultCode.PRINTER_GONE,)).exceptions
    assert (finding.part, finding.outcome, finding.at) == (Part.PRINT, Outcome.FAILED, None)


def test_a_device_that_is_not_there_has_no_fault():
    made = report({Part.SCANNER: Outcome.ABSENT}, (FaultCode.SCANNER_GONE,))
    assert made.verdict is Verdict.READY


@pytest.mark.parametrize("code", [code for code in FaultCode if code not in WARNINGS])
def test_no_fault_lets_a_terminal_be_ready(code):
    made = report(faults=(code,))
    assert made.verdict is not Verdict.READY
    assert part_of(code) in {each.part for each in made.exceptions}


@pytest.mark.parametrize("code", FaultCode)
def test_every_fault_belongs_to_a_part(code):
    assert part_of(code) in Part


@pytest.mark.parametrize(
    ("age", "counts"), [(timedelta(), True), (LONGEST_VALID, False), (-timedelta(days=1), False)]
)
def test_an_old_trial_counts_no_more_nor_does_one_of_the_future(store, age, counts):
    Trials(store, lambda: NOW - age).record(Part.VOICE, Outcome.PASSED)
    assert (Part.VOICE in Trials(store, lambda: NOW).latest()) == counts


def test_the_last_trial_of_a_part_is_what_counts(store):
    trials = Trials(store, lambda: NOW)
    trials.record(Part.TOUCH, Outcome.FAILED, 9.2)
    trials.record(Part.TOUCH, Outcome.PASSED, 1.5)
    assert trials.latest() == {Part.TOUCH: Trial(Outcome.PASSED, NOW, 1.5)}


@pytest.mark.parametrize("kept", ["nonsense", {"voice": 3}, {"voice": {"outcome": "?"}}])
def test_trials_that_cannot_be_read_are_none(store, kept):
    store.set(TRIALS_KEY, kept)
    assert Trials(store, lambda: NOW).latest() == {}


def test_the_summary_is_kept_for_heartbeats(store):
    assert last(store) is None
    made = report({Part.VOICE: Outcome.FAILED})
    keep(store, made)
    assert last(store) == made.summary()
    assert last(store).exceptions == ("voice",)
    store.set(READINESS_KEY, {"verdict": "perhaps"})
    assert last(store) is None
