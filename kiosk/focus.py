"""The focus of the keypad: goes round the options and the footer of a page, never trapped."""

from collections.abc import Iterable

from kiosk.pages import Page
from kiosk.view import FOOTER_FOCUS, Command


class Ring:
    """Where the focus is: ``at`` is an option id, ``footer:<command>``, or ``None`` (no ring)."""

    def __init__(self) -> None:
        self.at: str | None = None
        self._places: tuple[str, ...] = ()

    def enter(self, page: Page, footer: Iterable[Command]) -> None:
        """A page was shown: no ring until a key is pressed."""
        options = [option.id for option in page.options]
        self._places = (*options, *(FOOTER_FOCUS + command for command in footer))
        self.at = None

    def move(self, step: int) -> None:
        """Go ``step`` places on, round the end."""
        if not self._places:
            return
        if self.at is None:
            self.at = self._places[0 if step > 0 else -1]
            return
        self.at = self._places[(self._places.index(self.at) + step) % len(self._places)]

    def command(self) -> Command | None:
        """The footer command under the focus, if it is on one."""
        if self.at is None or not self.at.startswith(FOOTER_FOCUS):
            return None
        return Command(self.at.removeprefix(FOOTER_FOCUS))
