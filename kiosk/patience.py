"""Time limits: how long a page waits, and when it asks whether somebody is still there."""

from collections.abc import Callable
from math import ceil

from kiosk.view import Cancel, Display

ELDER_FACTOR = 2.0


class Patience:
    """Watches one page at a time.

    ``ask`` is called ``ask_before`` seconds before the limit ends and then once a second with
    the whole seconds left; ``expire`` when nobody answered. A page may be extended for ever:
    :meth:`restart` is all it takes (WCAG 2.2.1 wants ten times).
    """

    def __init__(
        self,
        display: Display,
        ask_before: float,
        ask: Callable[[int], None],
        expire: Callable[[], None],
    ) -> None:
        self._display = display
        self._ask_before = ask_before
        self._ask = ask
        self._expire = expire
        self._due: Cancel | None = None
        self._limit: float | None = None

    def watch(self, limit: float | None, *, elder: bool = False) -> None:
        """Begin a page whose limit is ``limit`` seconds; ``None`` waits for ever."""
        self._limit = limit * ELDER_FACTOR if limit is not None and elder else limit
        self.restart()

    def restart(self) -> None:
        """Give the page its whole limit again."""
        self._cancel()
        if self._limit is not None:
            wait = max(0.0, self._limit - self._ask_before)
            self._due = self._display.call_later(wait, lambda: self._count(self._ask_before))

    def stop(self) -> None:
        """Watch nothing."""
        self._limit = None
        self._cancel()

    def _count(self, left: float) -> None:
        if left <= 0:
            self._due = None
            self._expire()
            return
        step = min(1.0, left)
        self._due = self._display.call_later(step, lambda: self._count(left - step))
        self._ask(ceil(left))

    def _cancel(self) -> None:
        if self._due is not None:
            self._due.cancel()
            self._due = None
