"""A receipt printer at the other end of a wire: a TCP socket, or a pseudo terminal.

It does what a real one does with bytes: DLE EOT is answered at once wherever it stands, also
inside a picture; GS r is answered in its turn; without paper the turn does not come.
"""

import contextlib
import os
import selectors
import socket
import threading
import tty
from pathlib import Path

from kiosk.devices.printer.port import PrinterCondition
from tests.support.escpos_reader import CUT, PAPER_REPORT, UnknownCommand, read_command

C = PrinterCondition
WELL = (0x16, 0x12, 0x12, 0x12)
ANSWERS = {
    C.READY: WELL,
    C.PAPER_LOW: (0x16, 0x12, 0x12, 0x1E),
    C.OUT_OF_PAPER: (0x1E, 0x32, 0x12, 0x7E),
    C.COVER_OPEN: (0x1E, 0x16, 0x12, 0x12),
    C.ERROR: (0x1E, 0x52, 0x1A, 0x12),
}
_PRINTING = (C.READY, C.PAPER_LOW)


class PaperWorks:
    """The printer behind the plug: takes bytes, gives answers, keeps what it took.

    ``breaks`` is an amount of bytes and the condition that comes when that many more have come.
    ``tail_fault`` comes true when all bytes were taken and the end of the slip is yet to come out.
    ``answers`` overrides the four status bytes; ``knows_report`` False is one without GS r.
    """

    def __init__(self) -> None:
        self.condition = C.READY
        self.silent = False
        self.knows_report = True
        self.tail_fault: PrinterCondition | None = None
        self.answers: tuple[int, ...] | None = None
        self.breaks: tuple[int, PrinterCondition] | None = None
        self.kept = bytearray()
        self._turn = 0
        self._cut = False

    def take(self, data: bytes) -> bytes:
        """Take bytes of the wire, return the answer."""
        reply = bytearray()
        for byte in data:
            self.kept.append(byte)
            self._break_if_due()
            if self.kept[-3:-1] == b"\x10\x04" and self.kept[-1] in (1, 2, 3, 4):
                reply.append(self._status(self.kept[-1]))
        reply += self._work()
        return b"" if self.silent else bytes(reply)

    def breaks_after(self, count: int, condition: PrinterCondition) -> None:
        """Let ``condition`` come true ``count`` bytes from now."""
        self.breaks = (len(self.kept) + count, condition)

    def _break_if_due(self) -> None:
        if self.breaks and len(self.kept) >= self.breaks[0]:
            self.condition, self.breaks = self.breaks[1], None

    def _status(self, query: int) -> int:
        return (self.answers or ANSWERS[self.condition])[query - 1]

    def _work(self) -> bytes:
        reply = bytearray()
        while self.condition in _PRINTING:
            try:
                command = read_command(bytes(self.kept), self._turn)
            except UnknownCommand:
                break
            if command is None:
                break
            self._turn = command.end
            self._cut = self._cut or command.name == CUT
            if self._cut and self.tail_fault and command.name == PAPER_REPORT:
                self.condition = self.tail_fault
                break
            if command.name == PAPER_REPORT and self.knows_report:
                reply.append(0x03 if self.condition is C.PAPER_LOW else 0x00)
        return bytes(reply)


class Wire:
    """Runs a printer's end of a wire in a thread. Use as a context manager.

    With ``stops_reading_at`` it takes no more off the wire from that many bytes on, and so holds
    the sender.
    """

    def __init__(self) -> None:
        self.works = PaperWorks()
        self.stops_reading_at: int | None = None
        self._selector = selectors.DefaultSelector()
        self._wake_out, self._wake_in = socket.socketpair()
        self._selector.register(self._wake_out, selectors.EVENT_READ, self._woken)
        self._tasks: list[tuple[object, threading.Event]] = []
        self._ended = False
        self._thread = threading.Thread(target=self._run, name="printer peer")

    def __enter__(self):
        self._thread.start()
        self.come_back()
        return self

    def __exit__(self, *_) -> None:
        self.disconnect()
        self._in_thread(self._end)
        self._thread.join(10)
        self._selector.close()
        self._wake_out.close()
        self._wake_in.close()
        assert not self._thread.is_alive()

    def disconnect(self) -> None:
        """Pull the plug."""
        self._in_thread(self._unplug)

    def come_back(self) -> None:
        """Plug it in again, at the same address."""
        self._in_thread(self._plug)

    def read_again(self) -> None:
        """Go on after ``stops_reading_at``."""
        self._in_thread(self._go_on)

    def _take(self, data: bytes) -> bytes:
        reply = self.works.take(data)
        if self.stops_reading_at is not None and len(self.works.kept) >= self.stops_reading_at:
            self.stops_reading_at = None
            self._pause()
        return reply

    def _end(self) -> None:
        self._ended = True

    def _in_thread(self, task) -> None:
        done = threading.Event()
        self._tasks.append((task, done))
        self._wake_in.send(b"!")
        assert done.wait(10)

    def _woken(self) -> None:
        self._wake_out.recv(1)
        task, done = self._tasks.pop(0)
        try:
            task()
        finally:
            done.set()

    def _run(self) -> None:
        while not self._ended:
            for key, _ in self._selector.select(timeout=10):
                key.data()


class NetworkPeer(Wire):
    """A printer on a port of the loopback."""

    def __init__(self) -> None:
        super().__init__()
        self._listener: socket.socket | None = None
        self._client: socket.socket | None = None
        self.port = 0

    def _plug(self) -> None:
        self._listener = socket.create_server(("127.0.0.1", self.port))
        self.port = self._listener.getsockname()[1]
        self._selector.register(self._listener, selectors.EVENT_READ, self._accept)

    def _unplug(self) -> None:
        self._hang_up()
        if self._listener is not None:
            self._selector.unregister(self._listener)
            self._listener.close()
            self._listener = None

    def hang_up(self) -> None:
        """Close the connection, as printers do with idle ones, and stay there."""
        self._in_thread(self._hang_up)

    def _hang_up(self) -> None:
        if self._client is not None:
            self._pause()
            self._client.close()
            self._client = None

    def _pause(self) -> None:
        with contextlib.suppress(KeyError, ValueError):
            self._selector.unregister(self._client)

    def _go_on(self) -> None:
        self._selector.register(self._client, selectors.EVENT_READ, self._receive)

    def _accept(self) -> None:
        self._hang_up()
        self._client, _ = self._listener.accept()
        self._go_on()

    def _receive(self) -> None:
        if self._client is None:
            # Hung up by an event of the same round: what was ready then is there no more.
            return
        try:
            data = self._client.recv(65536)
            if not data:
                raise ConnectionError
            self._client.sendall(self._take(data))
        except ConnectionError:
            self._hang_up()


class TerminalPeer(Wire):
    """A printer behind a serial line or a device file that can be read: a pseudo terminal."""

    def __init__(self, path: Path) -> None:
        super().__init__()
        self.path = path
        self._master = self._slave = -1

    def _plug(self) -> None:
        self._master, self._slave = os.openpty()
        tty.setraw(self._slave)
        self.path.symlink_to(os.ttyname(self._slave))
        self._go_on()

    def _go_on(self) -> None:
        self._selector.register(self._master, selectors.EVENT_READ, self._receive)

    def _unplug(self) -> None:
        if self._master < 0:
            return
        self._pause()
        self.path.unlink()
        os.close(self._master)
        os.close(self._slave)
        self._master = self._slave = -1

    def _pause(self) -> None:
        with contextlib.suppress(KeyError, ValueError):
            self._selector.unregister(self._master)

    def _receive(self) -> None:
        reply = self._take(os.read(self._master, 4096))
        if reply:
            os.write(self._master, reply)
