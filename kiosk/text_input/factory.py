"""Puts the engines of this machine together."""

import threading
from collections.abc import Callable, Mapping
from pathlib import Path

from kiosk.pages import Writing
from kiosk.text_input.composer import Composer
from kiosk.text_input.memory import give_back
from kiosk.text_input.port import TextEngine
from kiosk.text_input.rime import RimeEngine
from kiosk.text_input.suggestions import is_known, suggest
from kiosk.text_input.written import Mode
from kiosk.text_input.zinnia import ZinniaEngine


class TextInput:
    """The engines of this machine, by mode; loaded while somebody writes.

    ``compose``, ``rest`` and ``close`` are called by one thread, and none of the first two waits.
    """

    def __init__(self, engines: Mapping[Mode, TextEngine]) -> None:
        self._engines = engines
        self._awake = False
        self._last: threading.Thread | None = None

    def compose(self, page: Writing) -> Composer:
        """Begin a text for ``page``; the first one loads the engines while the page is drawn."""
        if not self._awake:
            self._awake = True
            self._go_on(self._prepare)
        return Composer(self._engines, suggest, longest=page.longest, optional=page.optional)

    def rest(self) -> None:
        """Free the memory of the engines: nobody writes. The next text loads them again."""
        if self._awake:
            self._awake = False
            self._go_on(self._free)

    def fault(self) -> str | None:
        """Say, for staff, what is missing of any way to write; ``None`` while all is there."""
        missing = (engine.fault() for engine in self._engines.values())
        return "; ".join(fault for fault in missing if fault) or None

    def close(self) -> None:
        """Free the engines."""
        if self._last is not None:
            self._last.join()
        for engine in self._engines.values():
            engine.close()

    def _go_on(self, step: Callable[[], None]) -> None:
        """Take a step in the background, once the one before is done."""
        before = self._last

        def follow() -> None:
            if before is not None:
                before.join()
            step()

        self._last = threading.Thread(target=follow, name="text-input", daemon=True)
        self._last.start()

    def _prepare(self) -> None:
        for engine in self._engines.values():
            engine.prepare()
        suggest("")

    def _free(self) -> None:
        for engine in self._engines.values():
            engine.rest()
        give_back()


def open_text_input(folder: Path) -> TextInput:
    """Return the engines of this machine; ``folder`` is Rime's own, and stays empty."""
    return TextInput({Mode.HAND: ZinniaEngine(), Mode.PINYIN: RimeEngine(folder, is_known)})
