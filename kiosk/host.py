"""Keeps the idle page alive: another tip now and then, and rarely a spoken invitation."""

from collections.abc import Callable
from dataclasses import dataclass

from kiosk.county.contract import Centre
from kiosk.journeys.idle import idle_page
from kiosk.pages import Idle, Page
from kiosk.view import Cancel, Display

TIP_SECONDS = 25.0
"""Long enough to read the longest tip twice; what stands in one place for weeks stays as a
shadow in the picture of a panel, so no tip and no place is kept for long."""


@dataclass(frozen=True)
class HostPlan:
    """How the host works: the minutes between two invitations (0: none), and whether what is
    known of the centre is what holds now."""

    invite_minutes: float
    current: Callable[[], bool]


class Host:
    """Waits beside the idle page, and only there: no call is due while a visit is on.

    ``turned`` is called when another tip has its turn, ``invite`` when the hall shall hear the
    page's invitation.
    """

    def __init__(
        self,
        display: Display,
        plan: HostPlan,
        centre: Callable[[], Centre | None],
        turned: Callable[[], None],
        invite: Callable[[Idle], None],
    ) -> None:
        self._display = display
        self._plan = plan
        self._centre = centre
        self._turned = turned
        self._invite = invite
        self._due: Cancel | None = None
        self._turn = 0
        self._waited = 0.0

    def page(self) -> Idle:
        """Return the idle page as it stands now."""
        return idle_page(self._centre(), self._turn, current=self._plan.current())

    def attend(self, page: Page) -> None:
        """A page is shown: stand beside it while nobody has begun, else go."""
        if not isinstance(page, Idle):
            self.leave()
        elif self._due is None:
            self._waited = 0.0
            self._wait()

    def noticed(self) -> None:
        """Somebody touched something: the page stands still for its whole time again."""
        if self._due is not None:
            self._due.cancel()
            self._waited = 0.0
            self._wait()

    def leave(self) -> None:
        """Nothing is due any more."""
        if self._due is not None:
            self._due.cancel()
            self._due = None

    def _wait(self) -> None:
        self._due = self._display.call_later(TIP_SECONDS, self._next)

    def _next(self) -> None:
        self._turn += 1
        self._waited += TIP_SECONDS
        self._wait()
        self._turned()
        if 0 < self._plan.invite_minutes * 60 <= self._waited:
            self._waited = 0.0
            if self._open():
                self._invite(self.page())

    def _open(self) -> bool:
        """Whether somebody in the hall could be served; unknown is no."""
        centre = self._centre()
        if centre is None or not self._plan.current():
            return False
        return any(service.open for service in centre.services)
