"""What window staff read of each terminal, and that a silent one is not taken for a well one."""

import json
from datetime import timedelta

import pytest

from kiosk.county.contract import Condition, Heartbeat, Readiness, Verdict
from kiosk.county.server import terminals
from kiosk.county.server.terminal_text import SILENT_MINUTES, as_json, describe_terminals, in_words
from kiosk.faults import Fault, FaultCode


def told(county):
    known = county.do(terminals.read_terminals)
    return "\n".join(describe_terminals(known, county.now))


def beat(county, **changes):
    values = {"clock": county.now, "version": "1.4.2", **changes}
    county.do(
        lambda transaction: terminals.take_heartbeat(transaction, "hall-1", Heartbeat(**values))
    )


def condition(county, **changes):
    readiness = Readiness(
        verdict=Verdict.READY_EXCEPT, at=county.now, exceptions=("voice", "scanner")
    )
    values = {"slips": 214, "paper_left_mm": 29_400, "readiness": readiness, **changes}
    return Condition(**values)


def test_a_well_terminal(county):
    beat(county, undelivered=2, condition=Condition(slips=3, paper_left_mm=69_000))
    county.later(seconds=20)
    text = told(county)
    assert "hall-1 (K), in service, heard of 20 s ago" in text
    assert "version 1.4.2" in text
    assert "records waiting 2, set aside 0" in text
    assert "3 slips from this roll, about 69 m left" in text
    assert "no readiness report yet" in text
    assert "!" not in text


def test_faults_stand_in_words_with_what_to_do(county):
    faults = (Fault(FaultCode.PAPER_OUT, "sensor").line(), "moon: full")
    beat(county, faults=faults, condition=condition(county, in_service=False))
    text = told(county)
    assert "paused by staff at the terminal" in text
    assert "! The printer is out of paper. Open the cover" in text
    assert "! moon: full" in text
    assert "ready except voice, code scanner" in text


@pytest.mark.parametrize(("minutes", "silent"), [(SILENT_MINUTES - 1, False), (12, True)])
def test_one_not_heard_of_is_said_plainly(county, minutes, silent):
    beat(county)
    county.later(minutes=minutes)
    assert (f"NOT HEARD OF FOR {minutes} MINUTES" in told(county)) == silent


def test_the_county_s_own_pause_and_a_clock_that_is_off(county):
    beat(county, clock=county.now + timedelta(seconds=95), set_aside=2)
    county.do(lambda transaction: terminals.set_pause(transaction, "hall-1", paused=True))
    text = told(county)
    assert "paused by the county" in text
    assert "! CLOCK +95 s off" in text
    assert "! 2 records set aside" in text


@pytest.mark.parametrize("code", FaultCode)
def test_every_fault_has_words(code):
    words = in_words(Fault(code, "detail").line())
    assert words != Fault(code, "detail").line()
    assert "fault." not in words
    assert "mend." not in words


def test_nothing_is_said_twice(county):
    aside = Fault(FaultCode.RECORDS_ASIDE, "2").line()
    beat(county, set_aside=2, faults=(aside,), condition=condition(county))
    lines = told(county).splitlines()
    assert sum("ready except" in line for line in lines) == 1
    assert sum("look at them" in line for line in lines) == 0


def test_one_that_is_ready_says_so_quietly(county):
    ready = Readiness(verdict=Verdict.READY, at=county.now)
    beat(county, condition=condition(county, readiness=ready))
    assert "    readiness of 2026-11-23 10:00: ready\n" in told(county) + "\n"
    assert "!" not in told(county)


def test_json_says_the_same(county):
    beat(county, faults=("paper-out",), undelivered=1, condition=condition(county))
    county.later(minutes=9)
    (known,) = county.do(terminals.read_terminals)
    table = json.loads(json.dumps(as_json(known, county.now)))
    assert (table["id"], table["silent_minutes"], table["undelivered"]) == ("hall-1", 9, 1)
    assert table["faults"][0]["words"].startswith("The printer is out of paper.")
    assert table["readiness"]["exceptions"] == ["voice", "scanner"]
    assert table["paper_left_mm"] == 29_400
