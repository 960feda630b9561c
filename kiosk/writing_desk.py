"""The text that is being written: begun with its page, kept for the visit, then dropped."""

from collections.abc import Callable
from typing import Protocol

from kiosk.pages import WRITTEN, Page, Writing
from kiosk.text_input.port import Stroke
from kiosk.text_input.written import FINISH, Written


class Composing(Protocol):
    """Composes one text: see :class:`kiosk.text_input.composer.Composer`."""

    @property
    def written(self) -> Written:
        """How far it is."""

    def drew(self, stroke: Stroke) -> None:
        """Take a stroke."""

    def press(self, name: str) -> None:
        """Do what a name of :meth:`Written.stops` says."""

    def finish(self) -> str | None:
        """Return the text, what is pending included; ``None`` while it cannot be finished."""


Compose = Callable[[Writing], Composing]
"""Begins to compose the text of a page."""


class WritingDesk:
    """Composes the text of the :class:`Writing` page shown, if one is.

    What was written on a page stays until the visit ends: one may come back to it, and neither
    "are you still there?" nor a member of staff in between may cost it. ``rest`` frees what takes
    memory while nobody writes.
    """

    def __init__(self, compose: Compose, rest: Callable[[], None] = lambda: None) -> None:
        self._compose = compose
        self._rest = rest
        self._texts: dict[str, Composing] = {}
        self._text: Composing | None = None

    @property
    def written(self) -> Written | None:
        """How far the text is; ``None`` where none is written."""
        return self._text.written if self._text is not None else None

    def turn_to(self, page: Page) -> None:
        """Another page is shown; go on with what was written on it before."""
        self._text = None
        if isinstance(page, Writing):
            if page.id not in self._texts:
                self._texts[page.id] = self._compose(page)
            self._text = self._texts[page.id]

    def drop(self) -> None:
        """Forget all that was written, and let what it was composed with rest."""
        self._texts = {}
        self._text = None
        self._rest()

    def drew(self, stroke: Stroke) -> None:
        """Take a stroke; dropped where nothing is written."""
        if self._text is not None:
            self._text.drew(stroke)

    def press(self, name: str) -> str | None:
        """Do what ``name`` says; return the answer where the text is finished with it."""
        if self._text is None:
            return None
        if name != FINISH:
            self._text.press(name)
            return None
        text = self._text.finish()
        return None if text is None else WRITTEN + text
