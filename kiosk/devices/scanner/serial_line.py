"""A scanner on a serial line, which is also what most USB scanners can be set to be."""

import contextlib
import threading
import time
from collections.abc import Callable
from typing import TYPE_CHECKING

from kiosk.devices.scanner.lines import Lines
from kiosk.events import types as events
from kiosk.faults import Fault, FaultCode

if TYPE_CHECKING:
    from serial import Serial

_JOIN_SECONDS = 5.0
_MOST_AT_ONCE = 4096
_FLOOD_PAUSE = 0.1


class SerialScanner:
    """Listens on ``device`` at ``baud``; unplugged, it looks for it every ``retry`` seconds."""

    def __init__(
        self,
        device: str,
        baud: int,
        *,
        retry: float = 2.0,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        self._device = device
        self._baud = baud
        self._retry = retry
        self._lines = Lines(clock)
        self._guard = threading.Lock()
        self._stopped = threading.Event()
        self._port: Serial | None = None
        self._gone: str | None = f"{device} is not opened"
        self._thread: threading.Thread | None = None

    def start(self, on_text: Callable[[str], object]) -> None:
        """See :class:`Scanner`. The device is tried once before this returns."""
        self._open()
        self._thread = threading.Thread(
            target=self._run, args=(on_text,), name="scanner", daemon=True
        )
        self._thread.start()

    def fault(self) -> Fault | None:
        """See :class:`Scanner`."""
        if self._gone is not None:
            return Fault(FaultCode.SCANNER_GONE, self._gone)
        return Fault(FaultCode.SCANNER_FLOODING, self._device) if self._lines.flooding else None

    def close(self) -> None:
        """See :class:`Scanner`."""
        with self._guard:
            self._stopped.set()
            if self._port is not None:
                self._port.cancel_read()
        if self._thread is not None:
            self._thread.join(_JOIN_SECONDS)

    def _run(self, on_text: Callable[[str], object]) -> None:
        while not self._stopped.is_set():
            if self._port is not None:
                self._listen(self._port, on_text)
            else:
                self._stopped.wait(self._retry)
                self._open()
        self._let_go("it is closed")

    def _listen(self, port: "Serial", on_text: Callable[[str], object]) -> None:
        """Hand codes over until the scanner is closed or goes away."""
        try:
            while not self._stopped.is_set():
                # Blocks for the first byte; the others of a code are there with it, or follow.
                data = port.read(1) + port.read(min(port.in_waiting, _MOST_AT_ONCE))
                for code in self._lines.feed(data):
                    self._hand_over(code, on_text)
                if self._lines.flooding:
                    # What comes too fast waits in the device, and takes no time from the page.
                    self._stopped.wait(_FLOOD_PAUSE)
        # pyserial raises OSErrors, and a TypeError where the port was closed under a read.
        except (OSError, TypeError) as error:
            self._let_go(f"went away ({type(error).__name__})")

    def _hand_over(self, code: str, on_text: Callable[[str], object]) -> None:
        if self._stopped.is_set():
            return
        try:
            on_text(code)
        except Exception as error:
            # The thread must outlive a bug, and what was read may be a citizen's code.
            events.scan_failed(error)

    def _open(self) -> None:
        from serial import Serial

        with self._guard:
            if self._stopped.is_set():
                return
            try:
                self._port = Serial(self._device, self._baud, timeout=None, exclusive=True)
            # ValueError: of a speed that the device cannot be set to.
            except (OSError, ValueError) as error:
                self._gone = f"{self._device}: {type(error).__name__}"
                return
            self._lines.drop()
            self._gone = None

    def _let_go(self, why: str) -> None:
        with self._guard:
            self._lines.drop()
            self._gone = f"{self._device}: {why}"
            if self._port is not None:
                with contextlib.suppress(OSError):
                    self._port.close()
                self._port = None
