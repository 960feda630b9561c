"""What every scanner driver does: one suite over both, the real one at the end of a pty."""

import os
import queue
import threading
import tty
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Protocol
from unittest.mock import ANY

import pytest

from kiosk.devices.scanner.lines import (
    AGAIN_SECONDS,
    ENDLESS,
    LONGEST,
    MOST_A_SECOND,
    QUIET_SECONDS,
    Lines,
)
from kiosk.devices.scanner.port import Scanner
from kiosk.devices.scanner.serial_line import SerialScanner
from kiosk.devices.scanner.simulated import SimulatedScanner
from kiosk.faults import Fault, FaultCode

PATIENCE = 20.0


class Rig(Protocol):
    scanner: Scanner

    def read(self, text: str) -> None: ...
    def unplug(self) -> None: ...
    def plug_in(self) -> None: ...
    def end(self) -> None: ...


class SimulatedRig:
    def __init__(self, folder: Path, clock: Callable[[], float]) -> None:
        self.simulated = SimulatedScanner(clock)
        self.scanner: Scanner = self.simulated

    def read(self, text: str) -> None:
        self.simulated.feed(text)

    def unplug(self) -> None:
        self.simulated.plugged = False

    def plug_in(self) -> None:
        self.simulated.plugged = True

    def end(self) -> None:
        """Nothing is open."""


class SerialRig:
    """The real driver; the scanner's end of the line is the controlling end of a pty."""

    def __init__(self, folder: Path, clock: Callable[[], float]) -> None:
        self.device = folder / "scanner"
        self.plug_in()
        self.scanner: Scanner = SerialScanner(str(self.device), 9600, retry=0.01, clock=clock)

    def send(self, data: bytes) -> None:
        while data:
            data = data[os.write(self.end_of_line, data) :]

    def read(self, text: str) -> None:
        self.send(text.encode() + b"\r\n")

    def unplug(self) -> None:
        self.device.unlink()
        self.end()

    def plug_in(self) -> None:
        self.end_of_line, line = os.openpty()
        tty.setraw(line)
        self.device.symlink_to(os.ttyname(line))
        os.close(line)

    def end(self) -> None:
        if self.end_of_line >= 0:
            os.close(self.end_of_line)
        self.end_of_line = -1


class Clock:
    def __init__(self) -> None:
        self.now = 0.0

    def __call__(self) -> float:
        return self.now


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture(params=[SimulatedRig, SerialRig])
def rig(request: pytest.FixtureRequest, tmp_path: Path, clock: Clock) -> Iterator[Rig]:
    rig = request.param(tmp_path, clock)
    yield rig
    rig.scanner.close()
    rig.end()


@pytest.fixture
def read() -> "queue.Queue[str]":
    return queue.Queue()


def until(condition: Callable[[], bool]) -> None:
    """Wait for what a driver tells only when it is asked."""
    for _ in range(2000):
        if condition():
            return
        threading.Event().wait(0.01)
    raise AssertionError("it does not come")


def test_hands_over_what_it_reads(rig: Rig, read: "queue.Queue[str]") -> None:
    assert rig.scanner.fault() is not None
    rig.scanner.start(read.put)
    assert rig.scanner.fault() is None
    rig.read("123456789012")
    rig.read("  http://phones.example/m/123456789012 ")
    assert read.get(timeout=PATIENCE) == "123456789012"
    assert read.get(timeout=PATIENCE) == "http://phones.example/m/123456789012"


def test_what_is_no_code_is_dropped(rig: Rig, read: "queue.Queue[str]") -> None:
    rig.scanner.start(read.put)
    rig.read("x" * (LONGEST + 1))
    rig.read("")
    rig.read("x" * LONGEST)
    assert read.get(timeout=PATIENCE) == "x" * LONGEST
    assert read.empty()


def test_a_flood_is_dropped(rig: Rig, clock: Clock, read: "queue.Queue[str]") -> None:
    rig.scanner.start(read.put)
    for number in range(20):
        rig.read(f"flood {number}")
    for number in range(MOST_A_SECOND):
        assert read.get(timeout=PATIENCE) == f"flood {number}"
    until(lambda: rig.scanner._lines._count == 20)  # type: ignore[attr-defined]
    assert rig.scanner.fault() == Fault(FaultCode.SCANNER_FLOODING, ANY)
    clock.now += QUIET_SECONDS - 1
    rig.read("too soon")
    until(lambda: rig.scanner._lines._count == 1)  # type: ignore[attr-defined]
    clock.now += 1
    assert rig.scanner.fault() is None
    rig.read("later")
    assert read.get(timeout=PATIENCE) == "later"


def test_a_paper_left_before_it_is_read_once(
    rig: Rig, clock: Clock, read: "queue.Queue[str]"
) -> None:
    rig.scanner.start(read.put)
    for place in range(60):
        clock.now += 1.0
        rig.read("the same")
        until(lambda place=place: rig.scanner._lines._last_at == place + 1)  # type: ignore
    clock.now += AGAIN_SECONDS
    rig.read("the same")
    rig.read("another")
    assert [read.get(timeout=PATIENCE) for _ in range(3)] == ["the same", "the same", "another"]


@pytest.mark.parametrize("noise", ["\0\0\0", "12\x0034", "\x1b[2J", "\u202e4321"])
def test_what_is_no_plain_text_is_dropped(rig: Rig, noise: str, read: "queue.Queue[str]") -> None:
    rig.scanner.start(read.put)
    rig.read(noise)
    rig.read("text")
    assert read.get(timeout=PATIENCE) == "text"


def test_unplugged_and_back(rig: Rig, read: "queue.Queue[str]") -> None:
    rig.scanner.start(read.put)
    rig.unplug()
    until(lambda: rig.scanner.fault() is not None)
    rig.plug_in()
    until(lambda: rig.scanner.fault() is None)
    rig.read("back")
    assert read.get(timeout=PATIENCE) == "back"


def test_closed_it_hands_over_nothing_and_leaves_no_thread(
    rig: Rig, read: "queue.Queue[str]"
) -> None:
    rig.scanner.start(read.put)
    rig.read("before")
    assert read.get(timeout=PATIENCE) == "before"
    rig.scanner.close()
    assert not [thread for thread in threading.enumerate() if thread.name == "scanner"]
    assert rig.scanner.fault() is not None
    rig.read("after")
    assert read.empty()


@pytest.fixture
def serial(tmp_path: Path, clock: Clock) -> Iterator[SerialRig]:
    rig = SerialRig(tmp_path, clock)
    yield rig
    rig.scanner.close()
    rig.end()


@pytest.mark.parametrize("end", [b"\r", b"\n", b"\r\n"])
def test_any_line_end_does(serial: SerialRig, end: bytes, read: "queue.Queue[str]") -> None:
    serial.scanner.start(read.put)
    serial.send(b"\xff\xfe not text" + end + b"1234")
    serial.send(b"5678" + end)
    assert read.get(timeout=PATIENCE) == "12345678"


def test_half_a_code_is_not_joined_to_the_next(serial: SerialRig, read: "queue.Queue[str]") -> None:
    serial.scanner.start(read.put)
    serial.send(b"1234")
    until(lambda: bool(serial.scanner._lines._begun))  # type: ignore[attr-defined]
    serial.unplug()
    until(lambda: serial.scanner.fault() is not None)
    serial.plug_in()
    until(lambda: serial.scanner.fault() is None)
    serial.read("5678")
    assert read.get(timeout=PATIENCE) == "5678"


def test_a_device_that_comes_late_is_found(serial: SerialRig, read: "queue.Queue[str]") -> None:
    serial.unplug()
    serial.scanner.start(read.put)
    assert str(serial.device) in str(serial.scanner.fault())
    serial.plug_in()
    until(lambda: serial.scanner.fault() is None)
    serial.read("late")
    assert read.get(timeout=PATIENCE) == "late"


def test_a_bug_behind_it_neither_ends_it_nor_is_quoted(
    serial: SerialRig, read: "queue.Queue[str]", caplog: pytest.LogCaptureFixture
) -> None:
    def take(text: str) -> None:
        if text == "123456789012":
            raise ValueError(text)
        read.put(text)

    serial.scanner.start(take)
    serial.read("123456789012")
    serial.read("next")
    assert read.get(timeout=PATIENCE) == "next"
    assert "ValueError" in caplog.text
    assert "123456789012" not in caplog.text


def test_a_line_without_end_takes_no_memory_and_is_a_fault(
    serial: SerialRig, clock: Clock, read: "queue.Queue[str]"
) -> None:
    serial.scanner.start(read.put)
    serial.send(b"7" * 20 * ENDLESS)
    lines = serial.scanner._lines  # type: ignore[attr-defined]
    until(lambda: lines._length == 20 * ENDLESS)
    assert len(lines._begun) <= LONGEST
    assert serial.scanner.fault() == Fault(FaultCode.SCANNER_FLOODING, str(serial.device))
    clock.now += QUIET_SECONDS
    serial.send(b"\r\n")
    serial.read("whole")
    assert read.get(timeout=PATIENCE) == "whole"


def test_the_end_of_a_line_that_was_too_long_is_no_code(clock: Clock) -> None:
    lines = Lines(clock)
    assert lines.feed(b"x" * (LONGEST + 1)) == []
    assert lines.feed(b"123\r") == []
    assert lines.feed(b"456\r") == ["456"]
