"""The quiet restart at night: what years of running would pile up is gone by the morning.

The program only ends: whoever started it starts it again. Where nobody does, nothing is planned.
"""

from collections.abc import Callable
from datetime import datetime, time, timedelta
from typing import TYPE_CHECKING

from kiosk.view import Cancel

if TYPE_CHECKING:
    from kiosk.terminal import Terminal

QUIET_SECONDS = 300.0
"""So long nobody may have stood before the terminal: longer than the longest page waits."""

WINDOW = timedelta(hours=2)
"""After the planned time so long is waited for a quiet moment; then only the next night."""

_LOOK_SECONDS = 30.0


class NightlyRestart:
    """Looks now and then whether it is time, and calls ``leave`` once.

    ``at`` is the wall-clock time of the centre, ``now`` its clock, which may jump: what counts is
    each look by itself, and a start after the planned time waits for the next night.
    ``nobody_here`` says whether a page is shown before which nobody stands. ``call_later`` is that
    of the loop that draws.
    """

    def __init__(
        self,
        at: time,
        now: Callable[[], datetime],
        nobody_here: Callable[[], bool],
        leave: Callable[[], None],
        call_later: Callable[[float, Callable[[], None]], Cancel],
    ) -> None:
        self._at = at
        self._now = now
        self._nobody_here = nobody_here
        self._leave = leave
        self._call_later = call_later
        self._quiet = 0.0
        self._due = self._next()
        self._wait()

    def _next(self) -> datetime:
        now = self._now()
        due = now.replace(hour=self._at.hour, minute=self._at.minute, second=0, microsecond=0)
        return due if due > now else due + timedelta(days=1)

    def _wait(self) -> None:
        self._call_later(_LOOK_SECONDS, self._look)

    def _look(self) -> None:
        self._quiet = self._quiet + _LOOK_SECONDS if self._nobody_here() else 0.0
        ahead = self._due - self._now()
        if ahead < -WINDOW or ahead > timedelta(days=1):
            self._due = self._next()
        elif ahead <= timedelta() and self._quiet >= QUIET_SECONDS:
            self._leave()
            return
        self._wait()


def plan_restart(
    at: str,
    now: Callable[[], datetime],
    terminal: "Terminal",
    call_later: Callable[[float, Callable[[], None]], Cancel],
) -> None:
    """Plan the restart of ``terminal`` at what ``service.restart_at`` says; empty is never."""
    if at:
        NightlyRestart(
            time.fromisoformat(at), now, terminal.nobody_here, terminal.shut_down, call_later
        )
