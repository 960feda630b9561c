"""Watches this machine's clock: against the backend's, and against a clock that nobody can set."""

import time
from collections.abc import Callable, Iterable
from datetime import UTC, datetime

from kiosk.faults import Fault, FaultCode

MOST_SECONDS = 60.0
"""Beyond this staff are told: slips and pages show a wrong time."""


class ClockWatch:
    """Compares ``wall`` with the backend at each heartbeat, with ``steady`` (seconds) in between.

    A jump is told until the backend is heard of again, which knows how wrong the clock is now.
    """

    def __init__(
        self,
        wall: Callable[[], datetime] = lambda: datetime.now(UTC),
        steady: Callable[[], float] = time.monotonic,
    ) -> None:
        self._wall = wall
        self._steady = steady
        self._skew = 0.0
        self._set_by = self._offset()

    def heard(self, skew_seconds: float) -> None:
        """Take what the backend says of this clock: terminal minus backend."""
        self._skew = skew_seconds
        self._set_by = self._offset()

    def faults(self) -> Iterable[Fault]:
        """Say that the clock jumped, or that it is wrong."""
        jump = self._offset() - self._set_by
        if abs(jump) > MOST_SECONDS:
            yield Fault(FaultCode.CLOCK_JUMPED, f"{jump:+.0f} s")
        elif abs(self._skew) > MOST_SECONDS:
            yield Fault(FaultCode.CLOCK_SKEW, f"{self._skew:+.0f} s")

    def _offset(self) -> float:
        return self._wall().timestamp() - self._steady()
