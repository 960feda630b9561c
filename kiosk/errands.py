"""Effects under way: begun once each, finished on the thread that draws, late replies dropped."""

from collections.abc import Callable

from kiosk.effects import Effect
from kiosk.journeys.overlays import busy_page
from kiosk.parts import Parts
from kiosk.stage import Stage
from kiosk.view import Cancel
from kiosk.visit import Visit

BUSY_AFTER_SECONDS = 0.25
"""Work that is quicker shows no busy page: a page that flashes by only frightens."""


class Errands:
    """Runs the effects of visits. ``finished(visit, effect, effect_id, result)`` gets results."""

    def __init__(
        self,
        parts: Parts,
        stage: Stage,
        finished: Callable[[Visit, Effect, int, object], None],
    ) -> None:
        self._parts = parts
        self._stage = stage
        self._finished = finished
        self._in_flight: dict[Visit, int] = {}
        self._busy_due: Cancel | None = None

    def running(self, visit: Visit | None) -> bool:
        """Tell whether ``visit`` waits for an effect."""
        return visit in self._in_flight

    def begin(self, visit: Visit, effect: Effect) -> None:
        """Run the effect ``visit`` waits for; the page shown takes no more answers."""
        self._stage.invalidate()
        effect_id = visit.effect_id
        self._show_meanwhile(visit, effect)
        if self._in_flight.get(visit) == effect_id:
            # Staff stood between: it is under way already and must not be done twice.
            return
        self._in_flight[visit] = effect_id
        self._parts.perform(
            effect,
            self._stage.look,
            lambda result: self._parts.display.call_soon(
                lambda: self._end(visit, effect, effect_id, result)
            ),
        )

    def put_aside(self) -> None:
        """Show no busy page any more; what is under way goes on."""
        if self._busy_due is not None:
            self._busy_due.cancel()
            self._busy_due = None

    def forget(self) -> None:
        """Drop every reply still to come."""
        self.put_aside()
        self._in_flight.clear()

    def _show_meanwhile(self, visit: Visit, effect: Effect) -> None:
        effect_id = visit.effect_id
        meanwhile = effect.meanwhile()
        if meanwhile is not None:
            self._stage.show(meanwhile)
            return

        def show_busy() -> None:
            if self._in_flight.get(visit) == effect_id:
                self._stage.show_over(busy_page(effect.busy))

        self.put_aside()
        self._busy_due = self._parts.display.call_later(BUSY_AFTER_SECONDS, show_busy)

    def _end(self, visit: Visit, effect: Effect, effect_id: int, result: object) -> None:
        if self._in_flight.get(visit) == effect_id:
            del self._in_flight[visit]
            self._finished(visit, effect, effect_id, result)
