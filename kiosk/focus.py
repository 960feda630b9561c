"""The focus of the keypad: goes round all that a page offers and the footer, never trapped."""

from collections.abc import Iterable

from kiosk.pad import KEYS, PAD
from kiosk.pages import Entry, Page
from kiosk.text_input.written import WRITE, Written
from kiosk.view import FOOTER_FOCUS, Command


class Ring:
    """Where the focus is: ``at`` is one of these, or ``None``.

    An option's id, ``footer:<command>``, ``pad:<key>`` or ``write:<name>``.
    """

    def __init__(self) -> None:
        self.at: str | None = None
        self._places: tuple[str, ...] = ()

    def enter(self, page: Page, footer: Iterable[Command], written: Written | None = None) -> None:
        """A page was shown: no ring until a key is pressed."""
        self.go_round(page, footer, written)
        self.at = None

    def go_round(self, page: Page, footer: Iterable[Command], written: Written | None) -> None:
        """What the page offers has changed; the focus stays where it is while that is there."""
        names = [WRITE + name for name in written.stops()] if written else []
        if isinstance(page, Entry):
            names += [PAD + key for key in KEYS]
        options = [option.id for option in page.choices]
        self._places = (*names, *options, *(FOOTER_FOCUS + command for command in footer))
        if self.at not in self._places:
            self.at = self._places[0] if self.at is not None and self._places else None

    def move(self, step: int) -> None:
        """Go ``step`` places on, round the end."""
        if not self._places:
            return
        if self.at is None:
            self.at = self._places[0 if step > 0 else -1]
            return
        self.at = self._places[(self._places.index(self.at) + step) % len(self._places)]

    def go_to(self, place: str) -> bool:
        """Go to ``place`` if it is one of those here; tell whether."""
        if place in self._places:
            self.at = place
        return self.at == place

    def command(self) -> Command | None:
        """The footer command under the focus, if it is on one."""
        if self.at is None or not self.at.startswith(FOOTER_FOCUS):
            return None
        return Command(self.at.removeprefix(FOOTER_FOCUS))

    def name(self) -> str | None:
        """The name on a writing page under the focus, if it is on one."""
        if self.at is None or not self.at.startswith(WRITE):
            return None
        return self.at.removeprefix(WRITE)

    def pad_key(self) -> str | None:
        """The key of a pad of digits under the focus, if it is on one."""
        if self.at is None or not self.at.startswith(PAD):
            return None
        return self.at.removeprefix(PAD)
