"""Puts the engines of this machine together."""

import threading
from collections.abc import Mapping
from pathlib import Path

from kiosk.pages import Writing
from kiosk.text_input.composer import Composer
from kiosk.text_input.port import TextEngine
from kiosk.text_input.rime import RimeEngine
from kiosk.text_input.suggestions import is_known, suggest
from kiosk.text_input.written import Mode
from kiosk.text_input.zinnia import ZinniaEngine


class TextInput:
    """The engines of this machine, by mode; loaded when somebody first writes."""

    def __init__(self, engines: Mapping[Mode, TextEngine]) -> None:
        self._engines = engines
        self._preparing: threading.Thread | None = None

    def compose(self, page: Writing) -> Composer:
        """Begin a text for ``page``; the first one loads the engines while the page is drawn."""
        if self._preparing is None:
            self._preparing = threading.Thread(target=self._prepare, name="text-input", daemon=True)
            self._preparing.start()
        return Composer(self._engines, suggest, longest=page.longest, optional=page.optional)

    def close(self) -> None:
        """Free the engines."""
        if self._preparing is not None:
            self._preparing.join()
        for engine in self._engines.values():
            engine.close()

    def _prepare(self) -> None:
        for engine in self._engines.values():
            engine.prepare()
        suggest("")


def open_text_input(folder: Path) -> TextInput:
    """Return the engines of this machine; ``folder`` is Rime's own, and stays empty."""
    return TextInput({Mode.HAND: ZinniaEngine(), Mode.PINYIN: RimeEngine(folder, is_known)})
