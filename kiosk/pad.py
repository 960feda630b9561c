"""Digits on their way: the pad of an :class:`~kiosk.pages.Entry`, whoever presses its keys."""

from kiosk.pages import Entry, Page

PAD = "pad:"
"""What the focus on a key of the pad begins with: ``pad:7``, ``pad:done``."""

DELETE, DONE = "delete", "done"
KEYS = (*"1234567890", DELETE, DONE)
"""The keys in the order the keypad takes them."""


class Pad:
    """Holds the digits typed on the page shown.

    They stay while a page of the terminal's own stands before it ("are you still there?"), and go
    with the page.
    """

    def __init__(self) -> None:
        self._page: Entry | None = None
        self.typed = ""

    def turn_to(self, page: Page) -> None:
        """A page is shown; another one begins with nothing typed."""
        if page != self._page:
            self.drop()
        self._page = page if isinstance(page, Entry) else None

    def drop(self) -> None:
        """Forget what was typed."""
        self._page, self.typed = None, ""

    def press(self, key: str) -> str | None:
        """Do what one of :data:`KEYS` says; return the digits where it confirms them.

        Where some are missing nothing is lost.
        """
        if self._page is None:
            return None
        if key == DONE:
            return self._confirmed(self._page.shortest)
        if key == DELETE:
            self.typed = self.typed[:-1]
        elif key in KEYS and len(self.typed) < self._page.longest:
            self.typed += key
        return None

    def _confirmed(self, shortest: int) -> str | None:
        if len(self.typed) < shortest:
            return None
        digits, self.typed = self.typed, ""
        return digits
