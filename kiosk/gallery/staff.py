"""Pages of the staff room, well and ill, and the slips that staff print."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta

from kiosk.county.contract import Verdict, Words
from kiosk.county.outbox import Kind
from kiosk.county.set_aside import SetAside
from kiosk.devices.printer.slip import TextSlip
from kiosk.faults import Fault, FaultCode
from kiosk.gallery.centre import NO_PAPER, NOW, READY
from kiosk.inspection import Inspection, Versions
from kiosk.journeys.staff.aside import (
    content_page,
    really_page,
    record_page,
    records_page,
    sure_page,
    unreadable_page,
)
from kiosk.journeys.staff.door import pin_page
from kiosk.journeys.staff.front import staff_page
from kiosk.journeys.staff.report import report_page, report_slip
from kiosk.journeys.staff.trial_pages import (
    COLOURS,
    CROSSES,
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
from kiosk.pages import Page
from kiosk.paper import Usage
from kiosk.readiness import TRIED, Outcome, Part, Report, Trial, examine
from kiosk.view import Key
from kiosk.wording import say, say_count

_TRIED = {part: Trial(Outcome.PASSED, NOW - timedelta(days=2)) for part in TRIED}
_ALL_FAULTS = (
    Fault(FaultCode.PAPER_OUT),
    Fault(FaultCode.LINE_DOWN),
    Fault(FaultCode.RECORDS_ASIDE),
    Fault(FaultCode.VOICE_SILENT),
    Fault(FaultCode.DISK_LOW),
)


def pages() -> Iterator[tuple[str, Page]]:
    """Every page of staff by a name for its picture."""
    yield "staff-pin", pin_page()
    yield "staff-pin-wrong", pin_page(say_count("pin.wrong", 2))
    yield "staff", staff_page(well(), None)
    yield "staff-faults", staff_page(ill(), say("staff.roll_done"))
    yield from _records()
    yield from _trials()
    yield "staff-report", report_page(report(well=True))
    yield "staff-report-not", report_page(report(well=False), say("staff.print_bad"))


def paper() -> TextSlip:
    """Return the readiness report of the sample terminal, on paper."""
    return report_slip(report(well=False))


def well() -> Inspection:
    """Return how a terminal is where nothing is wrong."""
    return Inspection(
        online=True,
        undelivered=0,
        set_aside=0,
        printer=READY,
        voice_fault=None,
        in_service=True,
        skew_seconds=0.4,
        priority_weight=1.0,
        priority_cap=3,
        paper=Usage(slips=214, fed_mm=41_000, left_mm=29_000, low=False),
        readiness=report(well=True).summary(),
        versions=Versions(
            program="1.4.2",
            rules="3",
            rules_of=date(2026, 1, 1),
            laws_of=date(2026, 2, 28),
            directory_of=date(2026, 3, 1),
        ),
    )


def ill() -> Inspection:
    """Return how a terminal is where much is wrong."""
    return replace(
        well(),
        online=False,
        undelivered=3,
        set_aside=1,
        printer=NO_PAPER,
        voice_fault="no audio device",
        in_service=False,
        skew_seconds=95.0,
        paper=Usage(slips=391, fed_mm=66_000, left_mm=4_000, low=True),
        readiness=report(well=False).summary(),
        messages=(Words(zh="明天上午停电检修", en="Power is off tomorrow morning"),),
        rules_fault="legal-aid rules 4 refused",
        faults=_ALL_FAULTS,
    )


def report(*, well: bool) -> Report:
    """Return a readiness report: all passed, or much did not."""
    trials = dict(_TRIED)
    faults: tuple[Fault, ...] = ()
    if not well:
        del trials[Part.KEYPAD]
        trials[Part.TOUCH] = Trial(Outcome.FAILED, NOW, 9.2)
        trials[Part.SCANNER] = Trial(Outcome.ABSENT, NOW)
        faults = _ALL_FAULTS
    made = examine("hall-1", "1.4.2", NOW, trials, faults)
    assert made.verdict is (Verdict.READY if well else Verdict.NOT_READY)
    return made


def _records() -> Iterator[tuple[str, Page]]:
    question = SetAside(
        12,
        Kind.QUESTION,
        "code_taken",
        {
            "field": "wages",
            "text": "样例：工资没发，怎么办？",
            "phone": "13900000000",
            "asked_at": NOW.isoformat(),
        },
    )
    paper = SetAside(9, Kind.PAPER, "number_taken", {"issued_at": NOW.isoformat()})
    print_state = SetAside(10, Kind.PRINT, "unheard_of", {})
    yield "staff-records", records_page((paper, print_state, question))
    yield "staff-records-none", records_page(())
    yield "staff-records-unread", records_page(None)
    yield "staff-record", record_page(paper)
    yield "staff-record-question", record_page(question)
    yield "staff-content", content_page(question)
    yield "staff-unreadable", unreadable_page()
    yield "staff-sure", sure_page(question)
    yield "staff-really", really_page(question)


def _trials() -> Iterator[tuple[str, Page]]:
    latest = dict(_TRIED) | {
        Part.TOUCH: Trial(Outcome.PASSED, NOW, 1.8),
        Part.SCANNER: Trial(Outcome.ABSENT, NOW),
    }
    del latest[Part.VOICE]
    yield "staff-trials", trials_page(latest)
    for place in range(len(COLOURS)):
        yield f"staff-screen-{place + 1}", colour_page(place)
    for place in (0, 4, len(CROSSES) - 1):
        yield f"staff-touch-{place + 1}", cross_page(place)
    yield "staff-touch-good", off_page(1.8, good=True)
    yield "staff-touch-bad", off_page(9.2, good=False)
    yield "staff-print", readable_page()
    yield "staff-print-failed", no_print_page(NO_PAPER)
    yield "staff-voice", heard_page("zh", spoke=True)
    yield "staff-voice-failed", heard_page("en", spoke=False)
    yield "staff-key", key_page(0)
    yield "staff-key-wrong", wrong_key_page(1, Key.LOUDER.value)
    yield "staff-scan", scan_page(None)
    yield "staff-scan-wrong", scan_page(say("trial.scan_wrong"))
