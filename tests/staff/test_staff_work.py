"""What staff ask for, done with real parts: the store, the count of paper, the trials."""

import json
from datetime import UTC, datetime
from typing import Any, cast
from uuid import UUID

import pytest
from centres import centre

from kiosk.condition import condition_of
from kiosk.county.outbox import Kind
from kiosk.county.packs import Packs
from kiosk.county.set_aside import SetAside
from kiosk.devices.printer.simulated import SimulatedPrinter
from kiosk.devices.speech.simulated import RecordedVoice
from kiosk.effects import Effect, InspectTerminal, PrintTest, SetService
from kiosk.faults import Fault, FaultCode
from kiosk.fonts import ensure_fonts
from kiosk.health import Health
from kiosk.inspection import Inspection
from kiosk.library.model import LibraryFault
from kiosk.paper import CountingPrinter, Roll
from kiosk.readiness import Outcome, Part, Verdict
from kiosk.staff_effects import (
    Examine,
    ForgetAside,
    LastTrials,
    ListAside,
    NewRoll,
    ReadAside,
    RecordTrial,
    ResendAside,
    SpeakTest,
)
from kiosk.staff_work import StaffWork
from kiosk.store import Store, StoreError
from kiosk.work import Ports

NOW = datetime(2026, 11, 24, 1, 0, tzinfo=UTC)
TEXT = "样例金丝雀问题"
BODY = {"text": TEXT, "field": "wages", "phone": None, "asked_at": NOW.isoformat()}
ID = UUID(int=7)


class OneCounty:
    """A county on the line."""

    def online(self):
        return True

    def undelivered(self):
        return 2

    def set_aside(self):
        return 1

    def last_centre(self):
        return centre()


class DamagedLibrary:
    def holdings(self):
        return LibraryFault("damaged")


class Quiet:
    skew_seconds = 0.5
    messages = ()
    paused = False


@pytest.fixture
def store(tmp_path):
    store = Store(tmp_path / "terminal.db", clock=lambda: NOW)
    with store.transaction() as db:
        db.execute(
            "INSERT INTO outbox (seq, request_id, kind, body, state, refusal)"
            " VALUES (12, ?, ?, ?, 'aside', 'invalid')",
            (str(ID), Kind.QUESTION, json.dumps(BODY, ensure_ascii=False)),
        )
    yield store
    store.close()


@pytest.fixture
def roll(store):
    return Roll(store, 70_000)


@pytest.fixture
def faults():
    return []


@pytest.fixture
def work(store, roll, faults, tmp_path):
    parts: dict[str, Any] = {
        "county": OneCounty(),
        "printer": CountingPrinter(
            SimulatedPrinter(tmp_path / "slips", width=576, dots_per_mm=8.0), roll
        ),
        "roll": roll,
        "voice": RecordedVoice(),
        "store": store,
        "pulse": Quiet(),
        "health": Health(lambda: faults),
        "packs": Packs(tmp_path / "legal-aid"),
        "library": DamagedLibrary(),
        "fonts": ensure_fonts(tmp_path / "fonts"),
        "terminal_id": "hall-1",
        "now": lambda: NOW,
    }
    missing = (name for name in Ports.__dataclass_fields__ if name not in parts)
    return StaffWork(Ports(**cast(Any, parts | dict.fromkeys(missing))))


def rows(store, columns):
    with store.transaction() as db:
        return db.execute(f"SELECT {columns} FROM outbox").fetchall()


def test_the_list_has_no_content_and_reading_is_written_down(work, store):
    (outline,) = work.do(ListAside())
    assert TEXT not in repr(outline)
    with store.transaction() as db:
        assert db.execute("SELECT count(*) FROM handling").fetchone() == (0,)
    record = work.do(ReadAside(12))
    assert isinstance(record, SetAside)
    assert record.body["text"] == TEXT
    with store.transaction() as db:
        (entry,) = db.execute("SELECT account, deed, seq FROM handling").fetchall()
    assert entry == ("staff", "show", 12)


def test_resent_under_a_new_id_and_waiting_again(work, store):
    assert work.do(ResendAside(12))
    ((request_id, state, refusal),) = rows(store, "request_id, state, refusal")
    assert (state, refusal) == ("pending", None)
    assert request_id != str(ID)


def test_forgotten_without_a_trace_of_the_words(work, store, tmp_path):
    assert work.do(ForgetAside(12))
    assert rows(store, "seq") == []
    files = tmp_path.glob("terminal.db*")
    assert not any(TEXT.encode() in file.read_bytes() for file in files)


@pytest.mark.parametrize("effect", [ResendAside(99), ForgetAside(99), ReadAside(99)])
def test_a_record_that_is_gone_is_no_bug(work, effect):
    assert not work.do(effect)


@pytest.mark.parametrize("effect", [ResendAside(12), ForgetAside(12), ReadAside(12), ListAside()])
def test_a_locked_disk_is_an_answer_too(work, store, monkeypatch, effect):
    def locked():
        raise StoreError("locked")

    monkeypatch.setattr(store, "transaction", locked)
    assert not work.do(effect)


def test_a_new_roll_is_counted_anew(work, roll):
    assert work.do(PrintTest()).can_print
    assert roll.usage().slips == 1
    work.do(NewRoll())
    assert roll.usage().slips == 0


def test_the_report_goes_by_trials_and_faults_and_is_kept_for_heartbeats(work, store, roll, faults):
    assert work.do(Examine()).verdict is Verdict.NOT_READY
    for part in (Part.SCREEN, Part.TOUCH, Part.PRINT, Part.VOICE, Part.KEYPAD):
        work.do(RecordTrial(part, Outcome.PASSED))
    work.do(RecordTrial(Part.SCANNER, Outcome.ABSENT))
    assert set(work.do(LastTrials())) > {Part.SCREEN, Part.SCANNER}
    assert work.do(Examine()).verdict is Verdict.READY
    faults.append(Fault(FaultCode.LINE_DOWN))
    report = work.do(Examine())
    assert (report.verdict, report.terminal, report.at) == (Verdict.READY_EXCEPT, "hall-1", NOW)
    assert condition_of(store, roll).readiness == report.summary()


def test_the_condition_says_what_staff_decided(work, store, roll):
    assert condition_of(store, roll).in_service
    work.do(SetService(in_service=False))
    condition = condition_of(store, roll)
    assert not condition.in_service
    assert (condition.slips, condition.paper_left_mm) == (0, 70_000)


def test_the_inspection_goes_on_where_the_library_is_damaged(work, faults):
    faults.append(Fault(FaultCode.PAPER_OUT))
    seen = work.do(InspectTerminal())
    assert isinstance(seen, Inspection)
    assert seen.faults == (Fault(FaultCode.PAPER_OUT),)
    assert (seen.undelivered, seen.set_aside) == (2, 1)
    assert seen.versions.laws_of is None
    assert seen.versions.rules


def test_a_sentence_is_said_in_the_language_that_is_tried(work):
    voice = work._ports.voice
    work.do(SpeakTest("en"))
    (said,) = voice.spoken
    assert {utterance.lang for utterance in said} == {"en"}


def test_what_nobody_does_is_a_bug(work):
    class Unknown(Effect):
        """No port does it."""

    with pytest.raises(NotImplementedError):
        work.do(Unknown())
