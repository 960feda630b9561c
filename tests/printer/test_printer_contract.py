"""What every printer driver does: one suite over all of them, each against its own other end."""

from contextlib import contextmanager

import pytest
from PIL import Image

from kiosk.config import PrinterSettings
from kiosk.devices.printer.factory import open_printer
from kiosk.devices.printer.port import PrinterCondition
from kiosk.devices.printer.typeset import typeset
from kiosk.fonts import ensure_fonts
from tests.printer.slips import SAMPLE, same
from tests.support.escpos_reader import read_slips
from tests.support.printer_peer import NetworkPeer, TerminalPeer
from tests.support.usb_peer import UsbPeer

C = PrinterCondition
FAULTS = [C.OUT_OF_PAPER, C.COVER_OPEN, C.ERROR, C.SILENT, C.MISSING]
LIMIT = 1.0


class SimulatedRig:
    """The simulated printer and its folder."""

    def __init__(self, out_dir):
        self.out_dir = out_dir
        self.printer = open_printer(PrinterSettings(driver="simulated"), out_dir)

    def put(self, condition):
        self.printer.condition = condition

    def break_in_print(self, condition):
        self.printer.breaks_in_print = condition

    def slips(self):
        return [Image.open(path) for path in sorted(self.out_dir.glob("slip-*.png"))]


class PeerRig:
    """The real driver and a printer at the other end of its wire."""

    def __init__(self, peer, settings, out_dir):
        self.peer = peer
        self.printer = open_printer(settings, out_dir)
        self._plugged = True

    def put(self, condition):
        if self._plugged != (condition is not C.MISSING):
            self.peer.disconnect() if self._plugged else self.peer.come_back()
            self._plugged = not self._plugged
        self.peer.works.silent = condition is C.SILENT
        if condition not in (C.SILENT, C.MISSING):
            self.peer.works.condition = condition

    def break_in_print(self, condition):
        self.peer.works.breaks_after(5000, condition)

    def slips(self):
        return read_slips(bytes(self.peer.works.kept), self.printer.width)


@contextmanager
def simulated(tmp_path):
    yield SimulatedRig(tmp_path / "slips")


@contextmanager
def network(tmp_path):
    with NetworkPeer() as peer:
        settings = PrinterSettings(
            driver="network", host="127.0.0.1", port=peer.port, timeout_seconds=LIMIT
        )
        yield PeerRig(peer, settings, tmp_path)


@contextmanager
def serial(tmp_path):
    with TerminalPeer(tmp_path / "tty") as peer:
        settings = PrinterSettings(
            driver="serial", device=str(peer.path), baud=115200, timeout_seconds=LIMIT
        )
        yield PeerRig(peer, settings, tmp_path)


@contextmanager
def device_file(tmp_path):
    with TerminalPeer(tmp_path / "lp0") as peer:
        settings = PrinterSettings(driver="file", device=str(peer.path), timeout_seconds=LIMIT)
        yield PeerRig(peer, settings, tmp_path)


@contextmanager
def usb(tmp_path):
    with UsbPeer() as peer:
        yield PeerRig(peer, PrinterSettings(driver="usb", timeout_seconds=LIMIT), tmp_path)


@pytest.fixture(params=[simulated, network, serial, device_file, usb], ids=lambda rig: rig.__name__)
def rig(request, tmp_path):
    with request.param(tmp_path) as made:
        yield made
        made.printer.close()


@pytest.fixture(scope="session")
def fonts(tmp_path_factory):
    return ensure_fonts(tmp_path_factory.mktemp("fonts"))


@pytest.fixture(scope="session")
def slip(fonts):
    return typeset(SAMPLE, fonts, 576, 8.0)


def test_measures(rig):
    assert (rig.printer.width, rig.printer.dots_per_mm) == (576, 8.0)


def test_the_picture_that_arrives_is_the_picture_sent(rig, slip):
    assert rig.printer.status().condition is C.READY
    assert rig.printer.print(slip).condition is C.READY
    (arrived,) = rig.slips()
    assert same(arrived, slip)


def test_slips_follow_one_another(rig, slip):
    upside_down = slip.rotate(180)
    for picture in (slip, upside_down, slip):
        assert rig.printer.print(picture).condition is C.READY
    for arrived, sent in zip(rig.slips(), (slip, upside_down, slip), strict=True):
        assert same(arrived, sent)


def test_low_paper_is_told_and_prints(rig, slip):
    rig.put(C.PAPER_LOW)
    assert rig.printer.status().condition is C.PAPER_LOW
    assert rig.printer.print(slip).condition is C.PAPER_LOW
    assert same(rig.slips()[0], slip)
    rig.put(C.READY)
    assert rig.printer.status().condition is C.READY


@pytest.mark.parametrize("fault", FAULTS)
def test_a_fault_is_told_nothing_is_printed_and_it_mends(rig, slip, fault):
    assert rig.printer.status().can_print
    rig.put(fault)
    assert rig.printer.status().condition is fault
    assert rig.printer.print(slip).condition is fault
    rig.put(C.READY)
    assert rig.slips() == []
    assert rig.printer.status().condition is C.READY
    assert rig.printer.print(slip).condition is C.READY
    assert same(rig.slips()[-1], slip)


@pytest.mark.parametrize("fault", FAULTS)
def test_a_fault_from_the_start_mends(rig, slip, fault):
    rig.put(fault)
    assert rig.printer.status().condition is fault
    rig.put(C.READY)
    assert rig.printer.print(slip).condition is C.READY
    assert same(rig.slips()[-1], slip)


def test_one_fault_after_the_other(rig):
    for condition in [*FAULTS, C.OUT_OF_PAPER, C.MISSING, C.COVER_OPEN, C.READY]:
        rig.put(condition)
        assert rig.printer.status().condition is condition


@pytest.mark.parametrize("fault", [C.OUT_OF_PAPER, C.COVER_OPEN, C.ERROR])
def test_a_fault_in_mid_print_is_told_and_the_next_slip_is_whole(rig, slip, fault):
    rig.break_in_print(fault)
    assert rig.printer.print(slip).condition is fault
    rig.put(C.READY)
    other = slip.rotate(180)
    assert rig.printer.print(other).condition is C.READY
    assert same(rig.slips()[-1], other)


def test_used_again_after_closing(rig, slip):
    rig.printer.close()
    rig.printer.close()
    assert rig.printer.status().condition is C.READY
    rig.printer.close()
    assert rig.printer.print(slip).condition is C.READY
    assert same(rig.slips()[0], slip)


@pytest.mark.parametrize("wrong", [Image.new("1", (575, 8)), Image.new("L", (576, 8))])
def test_a_picture_for_another_printer_is_a_mistake_of_ours(rig, wrong):
    with pytest.raises(ValueError, match="576 dots"):
        rig.printer.print(wrong)
