"""The driver of ESC/POS receipt printers: picture out, status back, whatever the way to it."""

import threading
import time
from collections.abc import Callable

from PIL import Image

from kiosk.devices.printer import commands, status_bytes
from kiosk.devices.printer.port import PrinterCondition, PrinterStatus
from kiosk.devices.printer.transports import DeviceGone, Stalled, Transport

_FINISH_SECONDS = 15.0
"""Longest time from the last byte sent to the end of the cut; a slip takes about two seconds."""

_SLOW_SECONDS = 20.0
"""Longest time in all that a slip may be held up by the printer; paper comes in two or three."""

_CHUNK_BYTES = 512
"""Handed over at once: small, so that a time limit is about the printer, not about the amount."""


class EscposPrinter:
    """A :class:`~kiosk.devices.printer.port.Printer` on a transport.

    ``timeout`` bounds, in seconds, a status in all and each step of a print. Calls from several
    threads follow one another: a status asked during a print waits for its end.
    """

    def __init__(
        self,
        transport: Transport,
        *,
        width: int,
        dots_per_mm: float,
        timeout: float,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        self._transport = transport
        self._width = width
        self._dots_per_mm = dots_per_mm
        self._timeout = timeout
        self._clock = clock
        self._lock = threading.Lock()
        self._broken_off = False
        self._held_up = 0.0
        self._reports_end: bool | None = None

    @property
    def width(self) -> int:
        """Printable dots a line."""
        return self._width

    @property
    def dots_per_mm(self) -> float:
        """Dots a millimetre, both ways."""
        return self._dots_per_mm

    def status(self) -> PrinterStatus:
        """Ask the printer how it is, opening the device if need be."""
        with self._lock:
            return self._status()

    def print(self, picture: Image.Image) -> PrinterStatus:
        """Print and cut; see the port. :class:`ValueError` for a picture that is not for it."""
        if picture.mode != "1" or picture.width != self._width:
            raise ValueError(f"a 1-bit picture {self._width} dots wide is needed")
        with self._lock:
            before = self._status()
            if not before.can_print:
                return before
            try:
                self._send_job(picture)
                after = self._await_end()
                self._broken_off = False
                return after
            except DeviceGone as error:
                self._let_go()
                return self._after_break(self._status(), str(error))
            except Stalled as error:
                return self._after_break(self._status_of_stalled(), str(error))

    def close(self) -> None:
        """Let the device go; a later call opens it again."""
        with self._lock:
            self._let_go()

    def _status(self) -> PrinterStatus:
        deadline = self._clock() + self._timeout
        # That a connection died while nobody used it shows only now: try a new one, once.
        for _ in range(2):
            try:
                self._transport.open(self._left(deadline))
            except DeviceGone as error:
                return PrinterStatus(PrinterCondition.MISSING, str(error))
            try:
                return self._ask(deadline)
            except Stalled as error:
                self._let_go()
                return PrinterStatus(PrinterCondition.SILENT, str(error))
            except DeviceGone as error:
                self._let_go()
                reason = str(error)
        return PrinterStatus(PrinterCondition.MISSING, reason)

    def _ask(self, deadline: float) -> PrinterStatus:
        if not self._transport.answers:
            return PrinterStatus(PrinterCondition.READY, "a plain file, no printer to ask")
        answers: dict[int, int | None] = {}
        for query in status_bytes.QUERIES:
            answers[query] = self._ask_one(query, deadline)
            if answers[query] is None:
                break
        return status_bytes.decode(answers)

    def _ask_one(self, query: int, deadline: float) -> int | None:
        answer = None
        # Twice, for a byte that came unasked just then can be in the place of the answer.
        for _ in range(2):
            self._transport.discard_input()
            self._transport.send(commands.ask_status(query), self._left(deadline))
            answer = self._transport.receive(self._left(deadline))
            if answer is None or status_bytes.is_status(answer):
                break
        return answer

    def _send_job(self, picture: Image.Image) -> None:
        if self._broken_off:
            self._send(commands.finish_broken_band(self._width))
        self._send(commands.INITIALISE + commands.NO_AUTOMATIC_STATUS)
        if self._reports_end is None and self._transport.answers:
            self._reports_end = self._report_comes()
        self._broken_off = True
        self._held_up = 0.0
        for band in commands.raster(picture):
            self._send(band)
        self._send(commands.FEED_AND_CUT)
        self._transport.drain(self._timeout)

    def _await_end(self) -> PrinterStatus:
        """Wait until the slip is out, as far as the printer tells, or a fault shows."""
        if not self._reports_end:
            return self._status()
        deadline = self._clock() + _FINISH_SECONDS
        while not self._report_comes():
            status = self._status()
            if not status.can_print:
                return status
            if self._clock() > deadline:
                return PrinterStatus(PrinterCondition.ERROR, "the slip does not come to its end")
        return self._status()

    def _report_comes(self) -> bool:
        self._transport.discard_input()
        self._send(commands.REPORT_PAPER)
        deadline = self._clock() + self._timeout
        # A picture can hold the bytes of DLE EOT: what the printer answered to those comes first.
        while (answer := self._transport.receive(self._left(deadline))) is not None:
            if commands.is_paper_report(answer):
                return True
        return False

    def _status_of_stalled(self) -> PrinterStatus:
        # What was sent stands before the question, so a new connection asks it.
        self._let_go()
        return self._status()

    def _after_break(self, status: PrinterStatus, reason: str) -> PrinterStatus:
        """Return ``status``, unless it looks well: the slip is not out."""
        if status.can_print:
            return PrinterStatus(PrinterCondition.ERROR, f"broken off: {reason}")
        return status

    def _send(self, data: bytes) -> None:
        for start in range(0, len(data), _CHUNK_BYTES):
            chunk = data[start : start + _CHUNK_BYTES]
            begun = self._clock()
            self._transport.send(chunk, self._timeout)
            late = self._clock() - begun - self._transport.line_seconds(len(chunk))
            self._held_up += max(0.0, late)
            if self._held_up > _SLOW_SECONDS:
                # Each piece was taken in time, and the whole would hold the citizen for minutes.
                raise Stalled("the printer takes a slip byte by byte")

    def _left(self, deadline: float) -> float:
        return max(0.001, deadline - self._clock())

    def _let_go(self) -> None:
        self._transport.close()
        self._reports_end = None
