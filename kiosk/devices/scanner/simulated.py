"""A scanner without a device: what it reads is fed to it."""

import time
from collections.abc import Callable

from kiosk.devices.scanner.lines import Lines
from kiosk.faults import Fault, FaultCode


class SimulatedScanner:
    """Hands over what :meth:`feed` gets, by the rules of a real one; ``plugged`` can be changed."""

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        self.plugged = True
        self._lines = Lines(clock)
        self._on_text: Callable[[str], object] | None = None

    def start(self, on_text: Callable[[str], object]) -> None:
        """See :class:`Scanner`."""
        self._on_text = on_text

    def feed(self, text: str) -> None:
        """Read a code, as somebody holding it before the scanner would have it."""
        if self.plugged and self._on_text is not None:
            for code in self._lines.feed(text.encode() + b"\r\n"):
                self._on_text(code)

    def fault(self) -> Fault | None:
        """See :class:`Scanner`."""
        if self._on_text is None:
            return Fault(FaultCode.SCANNER_GONE, "simulated: it is not listening")
        if not self.plugged:
            return Fault(FaultCode.SCANNER_GONE, "simulated: unplugged")
        return Fault(FaultCode.SCANNER_FLOODING, "simulated") if self._lines.flooding else None

    def close(self) -> None:
        """See :class:`Scanner`."""
        self._on_text = None
