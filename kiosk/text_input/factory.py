"""Puts the engines of this machine together."""

from pathlib import Path

from kiosk.pages import Writing
from kiosk.text_input.composer import Composer
from kiosk.text_input.port import TextEngine
from kiosk.text_input.written import Mode


class TextInput:
    """The engines that work here, by mode; loaded when somebody first writes."""

    def __init__(self, engines: dict[Mode, TextEngine]) -> None:
        self._engines = engines

    def compose(self, page: Writing) -> Composer:
        """Begin a text for ``page``."""
        return Composer(self._engines, lambda _: (), longest=page.longest, optional=page.optional)

    def close(self) -> None:
        """Free the engines."""
        for engine in self._engines.values():
            engine.close()


def open_text_input(folder: Path) -> TextInput:
    """Return the engines of this machine; ``folder`` is for what they prepare."""
    return TextInput({})
