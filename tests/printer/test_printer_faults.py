"""Faults that only one kind of printer or wire can have."""

import gc
import os

import pytest
from PIL import Image, ImageChops

from kiosk.config import PrinterSettings
from kiosk.devices.printer import escpos
from kiosk.devices.printer.factory import open_printer
from kiosk.devices.printer.port import PrinterCondition as C
from kiosk.devices.printer.simulated import SimulatedPrinter
from tests.printer.slips import same
from tests.support.escpos_reader import CUT, read_commands, read_slips
from tests.support.printer_peer import NetworkPeer, TerminalPeer

WIDTH = 576


def noise(height: int = 1400) -> Image.Image:
    picture = Image.frombytes("1", (WIDTH, height), os.urandom(WIDTH // 8 * height))
    picture.putpixel((0, 0), 0)
    return picture


@pytest.fixture
def network(tmp_path):
    with NetworkPeer() as peer:
        settings = PrinterSettings(driver="network", host="127.0.0.1", port=peer.port)
        printer = open_printer(settings, tmp_path)
        yield printer, peer
        printer.close()


@pytest.fixture
def serial(tmp_path):
    with TerminalPeer(tmp_path / "tty") as peer:
        settings = PrinterSettings(driver="serial", device=str(peer.path), baud=115200)
        printer = open_printer(settings, tmp_path)
        yield printer, peer
        printer.close()


def test_a_connection_the_printer_closed_is_made_anew(network):
    printer, peer = network
    assert printer.status().condition is C.READY
    peer.hang_up()
    assert printer.status().condition is C.READY
    peer.hang_up()
    picture = noise(100)
    assert printer.print(picture).condition is C.READY
    assert same(read_slips(bytes(peer.works.kept), WIDTH)[0], picture)


def test_a_printer_that_reports_no_end_prints_too(network):
    printer, peer = network
    peer.works.knows_report = False
    picture = noise(100)
    assert printer.print(picture).condition is C.READY
    assert printer.print(picture).condition is C.READY
    assert len(read_slips(bytes(peer.works.kept), WIDTH)) == 2


def test_noise_is_not_taken_for_a_status(network):
    printer, peer = network
    peer.works.answers = (0xFF, 0xFF, 0xFF, 0xFF)
    assert printer.status().condition is C.ERROR
    peer.works.answers = None
    assert printer.status().condition is C.READY


def test_a_question_inside_a_picture_does_no_harm(network):
    printer, peer = network
    rows = (b"\x10\x04\x04\x10\x04\x01" * 12)[: WIDTH // 8] * 200
    picture = ImageChops.invert(Image.frombytes("1", (WIDTH, 200), rows))
    assert printer.print(picture).condition is C.READY
    assert same(read_slips(bytes(peer.works.kept), WIDTH)[0], picture)


def test_a_connection_lost_in_mid_print_is_an_error_though_the_printer_is_well(network):
    printer, peer = network
    take = peer.works.take

    def taking(data):
        if len(peer.works.kept) < 20_000:
            return take(data)
        peer.works.take = take
        raise ConnectionError

    peer.works.take = taking
    assert printer.print(noise()).condition is C.ERROR
    assert printer.status().condition is C.READY
    picture = noise(100)
    assert printer.print(picture).condition is C.READY
    assert same(read_slips(bytes(peer.works.kept), WIDTH)[-1], picture)


def test_nothing_is_cut_but_slips(network):
    printer, peer = network
    for _ in range(2):
        assert printer.print(noise(50)).condition is C.READY
    names = [command.name for command in read_commands(bytes(peer.works.kept))]
    assert names.count(CUT) == 2


def test_a_fault_after_the_last_byte_is_told(network):
    printer, peer = network
    peer.works.tail_fault = C.OUT_OF_PAPER
    assert printer.print(noise(100)).condition is C.OUT_OF_PAPER


def test_a_slip_that_never_ends_is_an_error(network, monkeypatch):
    printer, peer = network
    monkeypatch.setattr(escpos, "_FINISH_SECONDS", 0)
    peer.works.tail_fault = C.READY
    assert printer.print(noise(100)).condition is C.ERROR


def test_a_printer_that_takes_no_more_is_silent_and_the_next_slip_is_whole(serial):
    printer, peer = serial
    assert printer.status().condition is C.READY
    peer.stops_reading_at = 20_000
    assert printer.print(noise()).condition is C.SILENT
    peer.read_again()
    picture = noise(200)
    assert printer.print(picture).condition is C.READY
    assert same(read_slips(bytes(peer.works.kept), WIDTH)[-1], picture)


def test_the_serial_port_stays_open_when_the_library_is_collected(serial):
    printer, peer = serial
    assert printer.status().condition is C.READY
    before = len(peer.works.kept)
    opened = printer._transport._port
    gc.collect()
    assert opened.is_open
    assert printer.status().condition is C.READY
    assert len(peer.works.kept) == before + 4 * 3


def test_a_plain_file_takes_slips_one_behind_the_other(tmp_path):
    path = tmp_path / "slips.bin"
    printer = open_printer(PrinterSettings(driver="file", device=str(path)), tmp_path)
    assert printer.status().condition is C.MISSING
    assert not path.exists()
    path.touch()
    pictures = [noise(100), noise(70)]
    for picture in pictures:
        assert printer.print(picture).condition is C.READY
        printer.close()
    for read, picture in zip(read_slips(path.read_bytes(), WIDTH), pictures, strict=True):
        assert same(read, picture)


def test_a_device_that_can_only_be_written_to_is_silent(tmp_path):
    path = tmp_path / "lp0"
    os.mkfifo(path)
    printer = open_printer(PrinterSettings(driver="file", device=str(path)), tmp_path)
    reader = os.open(path, os.O_RDONLY | os.O_NONBLOCK)
    assert printer.print(noise(10)).condition is C.SILENT
    printer.close()
    os.close(reader)


@pytest.mark.parametrize("driver", ["usb", "serial"])
def test_no_such_device(tmp_path, driver):
    settings = PrinterSettings(driver=driver, device=str(tmp_path / "none"))
    printer = open_printer(settings, tmp_path)
    assert printer.status().condition is C.MISSING
    assert printer.print(noise(10)).condition is C.MISSING


def test_simulated_slips_are_numbered_on_after_a_restart(tmp_path):
    for name in ("slip-0001.png", "slip-0002.png"):
        printer = SimulatedPrinter(tmp_path, width=WIDTH, dots_per_mm=8.0)
        printer.print(noise(10))
        assert printer.last == tmp_path / name


def test_simulated_folder_that_cannot_be_written(tmp_path):
    (tmp_path / "slips").touch()
    printer = SimulatedPrinter(tmp_path / "slips", width=WIDTH, dots_per_mm=8.0)
    assert printer.print(noise(10)).condition is C.ERROR
    assert printer.last is None


class SlowLine:
    """A printer that is well whenever it is asked, and takes each piece just in time."""

    answers = True

    def __init__(self, line_seconds=0.0):
        self.now = 0.0
        self.sent = 0
        self._line_seconds = line_seconds
        self._answer = []

    def clock(self):
        return self.now

    def open(self, limit):
        """It is open."""

    def send(self, data, limit):
        self.sent += len(data)
        if data[:2] == b"\x10\x04":
            self._answer = [0x16 if data[2] == 1 else 0x12]
        else:
            self.now += 0.9 * limit + self.line_seconds(len(data))

    def line_seconds(self, count):
        return count * self._line_seconds

    def drain(self, limit):
        """Nothing is held back."""

    def receive(self, limit):
        if self._answer:
            return self._answer.pop()
        self.now += limit
        return None

    def discard_input(self):
        """Nothing came."""

    def close(self):
        """It stays there."""


@pytest.mark.parametrize(("line_seconds", "most"), [(0.0, 40.0), (0.001, 200.0)])
def test_a_printer_that_takes_a_slip_byte_by_byte_holds_nobody_for_minutes(line_seconds, most):
    """Piece by piece it is never late; what a slow line needs is not laid to its charge."""
    line = SlowLine(line_seconds)
    printer = escpos.EscposPrinter(
        line, width=WIDTH, dots_per_mm=8.0, timeout=1.0, clock=line.clock
    )
    picture = noise()
    assert printer.print(picture).condition is C.ERROR
    assert line.now < most
    assert line.sent < WIDTH // 8 * picture.height


def test_a_slow_line_is_no_slow_printer():
    line = SlowLine(line_seconds=0.001)
    line.send = lambda data, limit: _on_time(line, data)
    printer = escpos.EscposPrinter(
        line, width=WIDTH, dots_per_mm=8.0, timeout=1.0, clock=line.clock
    )
    assert printer.print(noise()).condition is C.READY
    assert line.now > 100


def _on_time(line, data):
    line.now += line.line_seconds(len(data))
    if data[:2] == b"\x10\x04":
        line._answer = [0x16 if data[2] == 1 else 0x12]
