"""Which deeds of the staff room are written down, and what the start finds changed."""

import inspect
from datetime import UTC, datetime

import pytest

from kiosk import effects, staff_effects
from kiosk.audit_book import Book
from kiosk.config import Settings
from kiosk.devices.printer.port import PrinterCondition, PrinterStatus
from kiosk.effects import CheckPin, Effect, LeaveProgram, PrintTest, ResetVisit, SetService
from kiosk.pin import PinVerdict
from kiosk.readiness import Outcome, Part
from kiosk.secrets import Secrets
from kiosk.staff_audit import _DEEDS, deed_of, write_deed, write_start
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
from kiosk.store import Store, StoreError

NOW = datetime(2026, 11, 24, 9, 0, tzinfo=UTC)
GOOD = PrinterStatus(PrinterCondition.READY)


@pytest.fixture
def store(tmp_path):
    made = Store(tmp_path / "terminal.db", clock=lambda: NOW)
    yield made
    made.close()


def written(store):
    return [(e.who, e.what, e.record) for e in Book(store, lambda: NOW).chain().entries]


@pytest.mark.parametrize(
    ("effect", "result", "deed"),
    [
        (CheckPin("483920"), PinVerdict(True, 5, 0.0), ("pin.right", "")),
        (CheckPin("111111"), PinVerdict(False, 3, 0.0), ("pin.wrong", "")),
        (CheckPin("111111"), PinVerdict(False, 0, 15.0), ("pin.locked", "")),
        (PrintTest(), GOOD, ("test.print", "good")),
        (PrintTest(), PrinterStatus(PrinterCondition.OUT_OF_PAPER), ("test.print", "bad")),
        (SpeakTest("zh"), True, ("test.voice", "good")),
        (SpeakTest("zh"), False, ("test.voice", "bad")),
        (SetService(in_service=False), None, ("service.rest", "")),
        (SetService(in_service=True), None, ("service.resume", "")),
        (ResetVisit(), None, ("visit.reset", "")),
        (NewRoll(), None, ("paper.new", "")),
        (LeaveProgram(), None, ("program.leave", "")),
    ],
)
def test_what_is_written_of_a_deed(effect, result, deed):
    assert deed_of(effect, result) == deed


def test_the_outcome_of_a_trial_is_written():
    part, outcome = next(iter(Part)), next(iter(Outcome))
    assert deed_of(RecordTrial(part, outcome), None) == (
        "test.result",
        f"{part.value}: {outcome.value}",
    )


def test_a_pin_that_was_tried_is_not_written(store):
    write_deed(Book(store, lambda: NOW), CheckPin("483920"), PinVerdict(False, 0, 15.0))
    assert written(store) == [("staff", "pin.locked", "")]
    with store.transaction() as db:
        assert "483920" not in "".join(db.iterdump())


def test_every_effect_of_staff_is_written_down_or_only_looks():
    by_the_records_themselves = {ReadAside, ResendAside, ForgetAside}
    looking = {effects.InspectTerminal, LastTrials, ListAside}
    for_staff = {
        kind
        for kind in vars(staff_effects).values()
        if inspect.isclass(kind) and issubclass(kind, Effect) and kind is not Effect
    } | {CheckPin, PrintTest, SetService, ResetVisit, LeaveProgram, effects.InspectTerminal}
    assert set(_DEEDS) | by_the_records_themselves | looking == for_staff
    assert Examine in _DEEDS


class FullDisk:
    def write(self, who, what, record=""):
        raise StoreError("disk full")


def test_a_full_disk_does_not_keep_staff_from_working():
    write_deed(FullDisk(), NewRoll(), None)


def start(store, secrets=None, **tables):
    write_start(store, lambda: NOW, Settings.model_validate(tables), secrets or Secrets())
    return [deed[1:] for deed in written(store)]


def test_a_start_is_written_and_the_first_finds_nothing_changed(store):
    (deed,) = start(store)
    assert deed[0] == "program.start"


def test_a_start_names_the_settings_that_were_changed_and_not_to_what(store):
    start(store)
    changed = start(
        store,
        terminal={"language": "en"},
        county={"url": "https://county.example", "port": 9000},
    )
    assert changed[2] == ("settings.change", "county.port, county.url, terminal.language")
    assert len(changed) == 3
    assert "county.example" not in str(changed)


def test_a_new_pin_is_noticed_and_its_hash_not_kept(store):
    start(store, Secrets(staff_pin_hash="first"))
    assert [what for what, _ in start(store, Secrets(staff_pin_hash="argon-2"))][2:] == [
        "pin.change"
    ]
    with store.transaction() as db:
        assert "argon-2" not in "".join(db.iterdump())


def test_nothing_changed_is_nothing_written(store):
    start(store, Secrets(staff_pin_hash="first"))
    assert [what for what, _ in start(store, Secrets(staff_pin_hash="first"))] == [
        "program.start",
        "program.start",
    ]
