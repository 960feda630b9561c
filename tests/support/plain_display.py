"""A display without a screen: keeps the views, runs calls when told, owns the time."""

import heapq
import itertools
from collections.abc import Callable

from kiosk.view import View


class Later:
    def __init__(self, function: Callable[[], None]) -> None:
        self.function: Callable[[], None] | None = function

    def cancel(self) -> None:
        self.function = None


class PlainDisplay:
    def __init__(self) -> None:
        self.views: list[View] = []
        self.closed = False
        self._soon: list[Callable[[], None]] = []
        self._later: list[tuple[float, int, Later]] = []
        self._order = itertools.count()
        self.time = 0.0

    def show(self, view: View) -> None:
        self.views.append(view)

    def call_soon(self, function: Callable[[], None]) -> None:
        self._soon.append(function)

    def call_later(self, seconds: float, function: Callable[[], None]) -> Later:
        later = Later(function)
        heapq.heappush(self._later, (self.time + seconds, next(self._order), later))
        return later

    def quit(self) -> None:
        self.closed = True

    @property
    def view(self) -> View:
        return self.views[-1]

    @property
    def page(self) -> str:
        return self.view.page.id

    @property
    def due(self) -> int:
        """How many calls are due later."""
        return sum(later.function is not None for _, _, later in self._later)

    def settle(self) -> None:
        while self._soon:
            self._soon.pop(0)()

    def pass_time(self, seconds: float) -> None:
        end = self.time + seconds
        self.settle()
        while self._later and self._later[0][0] <= end:
            self.time, _, later = heapq.heappop(self._later)
            if later.function is not None:
                later.function()
            self.settle()
        self.time = end
