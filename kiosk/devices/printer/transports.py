"""Ways to a printer: USB, serial line, network, device file. Bytes out, single bytes back.

python-escpos finds and opens the devices. Reading, time limits and closing are our own: it reads
USB and network without a limit of ours, closes a serial port only once the last byte has left
(never, where the printer holds the line), and opens files for writing only, emptying them.
It is imported when a device is opened, for it loads its table of printers on import.
"""

import contextlib
import os
import select
import stat
import termios
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any, Protocol

from serial import SerialTimeoutException


class DeviceGone(Exception):
    """The device is not there, or went away; the transport is to be closed."""


class Stalled(Exception):
    """The device takes no more bytes; how many it took is not known."""


class Transport(Protocol):
    """A way to a printer, closed at first. All time limits are in seconds."""

    @property
    def answers(self) -> bool:
        """False where there is nothing that could answer: a plain file."""

    def open(self, limit: float) -> None:
        """Open the device if it is not open; raise :class:`DeviceGone`."""

    def send(self, data: bytes, limit: float) -> None:
        """Hand over all of ``data``; raise :class:`Stalled` or :class:`DeviceGone`."""

    def line_seconds(self, count: int) -> float:
        """Return how long the line itself needs for ``count`` bytes, however ready the printer."""

    def drain(self, limit: float) -> None:
        """Wait until this side holds no byte back, or raise :class:`Stalled`."""

    def receive(self, limit: float) -> int | None:
        """Return the next byte, ``None`` if none comes; raise :class:`DeviceGone`."""

    def discard_input(self) -> None:
        """Forget what came unasked; raise :class:`DeviceGone`."""

    def close(self) -> None:
        """Let the device go, at once, with what was not sent."""


class NetworkTransport:
    """A raw TCP port, as printers offer on 9100."""

    answers = True

    def __init__(self, host: str, port: int) -> None:
        self._address = (host, port)
        self._socket: Any = None

    def open(self, limit: float) -> None:
        """See :class:`Transport`."""
        if self._socket is not None:
            return
        from escpos.printer import Network

        host, port = self._address
        self._socket = take_device(Network(host, port, timeout=limit))

    def send(self, data: bytes, limit: float) -> None:
        """See :class:`Transport`."""
        with _faults_named():
            self._socket.settimeout(limit)
            self._socket.sendall(data)

    def line_seconds(self, count: int) -> float:
        """As good as none."""
        return 0.0

    def drain(self, limit: float) -> None:
        """TCP tells nothing about what is still under way."""

    def receive(self, limit: float) -> int | None:
        """See :class:`Transport`."""
        with _faults_named():
            self._socket.settimeout(limit)
            try:
                data = self._socket.recv(1)
            except TimeoutError:
                return None
        return _first_byte(data)

    def discard_input(self) -> None:
        """See :class:`Transport`."""
        with _faults_named():
            self._socket.setblocking(False)
            with contextlib.suppress(BlockingIOError):
                _first_byte(self._socket.recv(4096))

    def close(self) -> None:
        """See :class:`Transport`."""
        if self._socket is not None:
            self._socket.close()
            self._socket = None


class SerialTransport:
    """A serial line, 8 data bits, no parity, one stop bit."""

    answers = True

    def __init__(self, device: str, baud: int) -> None:
        self._device = device
        self._baud = baud
        self._port: Any = None

    def open(self, limit: float) -> None:
        """See :class:`Transport`."""
        if self._port is not None:
            return
        from escpos.printer import Serial

        self._port = take_device(Serial(self._device, self._baud, timeout=limit))

    def send(self, data: bytes, limit: float) -> None:
        """See :class:`Transport`; the time the line itself needs is added to ``limit``."""
        with _faults_named():
            self._port.write_timeout = limit + self.line_seconds(len(data))
            self._port.write(data)

    def drain(self, limit: float) -> None:
        """See :class:`Transport`."""
        with _faults_named():
            held = self._port.out_waiting
            ends = time.monotonic() + limit + self.line_seconds(held)
            while self._port.out_waiting:
                if time.monotonic() > ends:
                    raise Stalled("the serial line takes no more bytes")
                time.sleep(0.01)

    def receive(self, limit: float) -> int | None:
        """See :class:`Transport`."""
        with _faults_named():
            self._port.timeout = limit
            data = self._port.read(1)
        return data[0] if data else None

    def discard_input(self) -> None:
        """See :class:`Transport`."""
        with _faults_named():
            self._port.reset_input_buffer()

    def close(self) -> None:
        """See :class:`Transport`."""
        if self._port is None:
            return
        # Closing waits for bytes not yet sent, half a minute where the printer holds the line.
        with contextlib.suppress(DeviceGone), _faults_named():
            self._port.reset_output_buffer()
        with contextlib.suppress(DeviceGone), _faults_named():
            self._port.close()
        self._port = None

    def line_seconds(self, count: int) -> float:
        """Ten bits a byte."""
        return count * 10 / self._baud


class FileTransport:
    """A device file (``/dev/usb/lp0``), read back where it can be; or a plain file that exists.

    A plain file is never made here: where a printer was unplugged, a file in its place would
    swallow slips and look well.
    """

    def __init__(self, path: Path) -> None:
        self._path = path
        self._file = -1
        self.answers = True

    def open(self, limit: float) -> None:
        """See :class:`Transport`."""
        if self._file >= 0:
            return
        with _faults_named():
            mode = self._path.stat().st_mode
            self.answers = not stat.S_ISREG(mode)
            # A pipe opened for both ways would give back our own bytes.
            way = os.O_RDWR if stat.S_ISCHR(mode) else os.O_WRONLY
            flags = os.O_APPEND | os.O_NONBLOCK | os.O_NOCTTY | os.O_CLOEXEC
            self._file = os.open(self._path, flags | way)

    def send(self, data: bytes, limit: float) -> None:
        """See :class:`Transport`."""
        with _faults_named():
            while data:
                if not select.select([], [self._file], [], limit)[1]:
                    raise Stalled("the device takes no more bytes")
                data = data[os.write(self._file, data) :]

    def line_seconds(self, count: int) -> float:
        """As good as none."""
        return 0.0

    def drain(self, limit: float) -> None:
        """Put a plain file on the disk; a device tells nothing about what it holds back."""
        with _faults_named():
            if not self.answers:
                os.fsync(self._file)

    def receive(self, limit: float) -> int | None:
        """See :class:`Transport`; a device that can only be written to never answers."""
        with _faults_named():
            if not select.select([self._file], [], [], limit)[0]:
                return None
            data = os.read(self._file, 1)
        return data[0] if data else None

    def discard_input(self) -> None:
        """See :class:`Transport`."""
        with _faults_named():
            if select.select([self._file], [], [], 0)[0]:
                os.read(self._file, 4096)

    def close(self) -> None:
        """See :class:`Transport`."""
        if self._file >= 0:
            with contextlib.suppress(OSError):
                os.close(self._file)
            self._file = -1


def take_device(printer: Any) -> Any:
    """Open a printer of python-escpos and take its device over; raise :class:`DeviceGone`.

    The printer object lets go of it, for it would close the device when it is collected.
    """
    from escpos.exceptions import DeviceNotFoundError

    try:
        printer.open()
    except (DeviceNotFoundError, OSError, ValueError) as error:
        raise DeviceGone(str(error)) from error
    device = printer.device
    printer.device = None
    return device


def _first_byte(data: bytes) -> int:
    if not data:
        raise DeviceGone("the printer closed the connection")
    return data[0]


@contextlib.contextmanager
def _faults_named() -> Iterator[None]:
    """Turn the errors of sockets, files, terminals and pyserial into the transport's."""
    try:
        yield
    except (TimeoutError, SerialTimeoutException) as error:
        raise Stalled(str(error)) from error
    except (OSError, termios.error) as error:
        raise DeviceGone(str(error)) from error
