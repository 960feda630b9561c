"""A code scanner that types as a keyboard: told from a person by its pace. No Kivy here.

Its digits would else choose options, fill a phone number or try a PIN, whatever page is shown.
"""

from collections.abc import Callable

from kiosk.devices.scanner.lines import ENDLESS, Lines
from kiosk.view import Cancel
from screens.keys import DIGITS

BURST = 6
"""So many keys, each within :data:`GAP_SECONDS` of the last, no person strikes."""
GAP_SECONDS = 0.06
"""Scanners type a key in some 10 ms; two frames of 30 a second lie between what is told at once."""
_ENDS = (13, 271)


class Wedge:
    """Holds keys that write for a moment: ``replay`` gets those of a person, ``scanned`` a code.

    ``clock`` counts seconds. Floods and repeated codes are dropped as those of a serial line are.
    """

    def __init__(
        self,
        replay: Callable[[int], None],
        scanned: Callable[[str], None],
        later: Callable[[float, Callable[[], None]], Cancel],
        clock: Callable[[], float],
    ) -> None:
        self._replay = replay
        self._scanned = scanned
        self._later = later
        self._lines = Lines(clock)
        self._held: list[int] = []
        self._due: Cancel | None = None

    def takes(self, code: int) -> bool:
        """Tell whether the key that went down is held; any other ends what was held."""
        if code in DIGITS or 32 <= code < 127:
            if len(self._held) <= ENDLESS:
                self._held.append(code)
            self._wait(GAP_SECONDS, self._almost_done)
            return True
        burst = len(self._held) >= BURST
        self._done()
        return burst and code in _ENDS

    def _wait(self, seconds: float, then: Callable[[], None]) -> None:
        if self._due is not None:
            self._due.cancel()
        self._due = self._later(seconds, then)

    def _almost_done(self) -> None:
        # After a slow frame the time is up before the keys that came meanwhile were told.
        self._wait(0.0, self._done)

    def _done(self) -> None:
        if self._due is not None:
            self._due.cancel()
            self._due = None
        held, self._held = self._held, []
        if len(held) < BURST:
            for code in held:
                self._replay(code)
            return
        text = "".join(DIGITS.get(code) or chr(code) for code in held)
        for code_read in self._lines.feed(text.encode() + b"\r"):
            self._scanned(code_read)
