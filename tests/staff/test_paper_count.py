"""The count of paper: what came out is counted once, over restarts, and a new roll begins anew."""

from datetime import UTC, datetime

import pytest
from PIL import Image

from kiosk.devices.printer.port import PrinterCondition
from kiosk.devices.printer.simulated import SimulatedPrinter
from kiosk.paper import FEED_MM, LOW_SHARE, CountingPrinter, Roll
from kiosk.store import Store, StoreError

SLIP_MM = 100.0
LENGTH_MM = 1_000.0


@pytest.fixture
def path(tmp_path):
    return tmp_path / "terminal.db"


def opened(path):
    return Store(path, clock=lambda: datetime.now(UTC))


@pytest.fixture
def store(path):
    store = opened(path)
    yield store
    store.close()


@pytest.fixture
def printer(tmp_path):
    return SimulatedPrinter(tmp_path / "slips", width=64, dots_per_mm=8.0)


def a_slip():
    return Image.new("1", (64, int(SLIP_MM * 8)), 1)


def test_what_came_out_is_counted_with_what_the_cutter_takes(store, printer):
    roll = Roll(store, LENGTH_MM)
    counting = CountingPrinter(printer, roll)
    for _ in range(3):
        assert counting.print(a_slip()).can_print
    usage = roll.usage()
    assert usage.slips == 3
    assert usage.fed_mm == pytest.approx(3 * (SLIP_MM + FEED_MM))
    assert usage.left_mm == pytest.approx(LENGTH_MM - usage.fed_mm)


@pytest.mark.parametrize("broken", [PrinterCondition.OUT_OF_PAPER, PrinterCondition.SILENT])
def test_a_slip_that_did_not_come_is_not_counted(store, printer, broken):
    roll = Roll(store, LENGTH_MM)
    printer.condition = broken
    assert not CountingPrinter(printer, roll).print(a_slip()).can_print
    assert roll.usage().slips == 0


def test_the_count_outlives_the_program_and_not_the_roll(path, store):
    Roll(store, LENGTH_MM).fed(SLIP_MM)
    store.close()
    again = opened(path)
    roll = Roll(again, LENGTH_MM)
    assert roll.usage().slips == 1
    roll.change()
    assert roll.usage() == Roll(again, LENGTH_MM).usage()
    assert (roll.usage().slips, roll.usage().left_mm) == (0, LENGTH_MM)
    again.close()


def test_the_end_is_told_beforehand_and_no_longer_after_the_change(store):
    roll = Roll(store, LENGTH_MM)
    while roll.usage().left_mm > LOW_SHARE * LENGTH_MM:
        assert roll.fault() is None
        roll.fed(SLIP_MM)
    assert roll.usage().low
    assert roll.fault() is not None
    roll.fed(LENGTH_MM)
    assert roll.usage().left_mm == 0
    roll.change()
    assert roll.fault() is None


def test_a_disk_that_takes_nothing_holds_no_slip_back(store, printer, monkeypatch):
    roll = Roll(store, LENGTH_MM)

    def full(key, value):
        raise StoreError("disk full")

    monkeypatch.setattr(store, "set", full)
    assert CountingPrinter(printer, roll).print(a_slip()).can_print
    assert roll.usage().slips == 1


@pytest.mark.parametrize("kept", ["much", {"slips": 2}, ["a"], None])
def test_a_count_that_cannot_be_read_begins_anew(store, kept):
    store.set("roll", kept)
    assert Roll(store, LENGTH_MM).usage().fed_mm == 0
