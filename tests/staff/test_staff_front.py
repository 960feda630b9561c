"""The staff page leads with what is wrong, the graver first, each with what to do."""

from dataclasses import replace

import pytest
from rehearsal import WELL

from kiosk.faults import Fault, FaultCode
from kiosk.gallery.staff import ill, well
from kiosk.journeys.staff.front import staff_page
from kiosk.pages import Tone
from kiosk.paper import Usage
from kiosk.readiness import WARNINGS


def page(**changes):
    return staff_page(replace(WELL, **changes), None)


def values(of):
    return {fact.label.id: fact for fact in of.facts}


def test_all_well_is_said_first():
    shown = page()
    assert (shown.status.id, shown.tone, shown.troubles) == ("staff.all_well", Tone.GOOD, ())


def test_faults_are_counted_and_stand_in_their_order_with_what_to_do():
    faults = (Fault(FaultCode.DISK_FULL), Fault(FaultCode.VOICE_SILENT), Fault(FaultCode.DISK_LOW))
    shown = page(faults=faults)
    assert shown.status.shown("zh") == "有3件事要处理"
    assert [trouble.name.id for trouble in shown.troubles] == [
        "fault.disk-full",
        "fault.voice-silent",
        "fault.disk-low",
    ]
    assert shown.troubles[0].remedy.id == "mend.disk-full"
    assert [trouble.tone for trouble in shown.troubles] == [Tone.URGENT, Tone.URGENT, Tone.CARE]
    assert shown.tone is Tone.URGENT


@pytest.mark.parametrize("code", FaultCode)
def test_a_fault_is_never_called_well(code):
    tone = page(faults=(Fault(code),)).tone
    assert tone is (Tone.CARE if code in WARNINGS else Tone.URGENT)


def test_sensor_and_count_that_say_the_same_are_one_thing():
    twice = (
        Fault(FaultCode.PAPER_NEAR_END, "sensor"),
        Fault(FaultCode.PAPER_NEAR_END, "about 4 m left by count"),
    )
    assert len(page(faults=twice).troubles) == 1


def test_paper_is_counted_in_sight():
    low = values(page(paper=Usage(391, 66_000, 4_000, low=True)))["fact.paper"]
    assert (low.value.shown("zh"), low.tone) == ("已打391张，大约剩4米", Tone.CARE)


def test_what_the_terminal_goes_by_is_dated():
    shown = values(staff_page(well(), None))
    assert shown["fact.program"].value.shown("zh") == "1.4.2"
    assert shown["fact.rules_used"].value.shown("en") == "3 (2026-01-01)"
    assert shown["fact.laws"].value.shown("en") == "2026-02-28"
    assert shown["fact.directory"].value.shown("en") == "2026-03-01"
    assert shown["fact.readiness"].value.shown("zh") == "可以使用（2026-03-04）"


def test_the_last_examination_names_what_did_not_pass():
    fact = values(staff_page(ill(), None))["fact.readiness"]
    assert fact.value.shown("zh").startswith("还不能使用：触摸、打印、")
    assert fact.tone is Tone.URGENT
    assert values(page())["fact.readiness"].value.id == "fact.never"


def test_the_county_s_words_are_shown():
    assert "明天上午停电检修" in values(staff_page(ill(), None))["fact.message"].value.shown("zh")
