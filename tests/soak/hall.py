"""A whole real terminal in this process, off-screen, with a clock that can be put forward.

The window, the frames, the shell, the terminal, the outbox, the voice with its worker and the
backend with its database are the real ones; the loudspeaker is SDL's dummy, the printer draws.
Import nothing of this before Kivy's environment may be settled: it opens the window.
"""

import os
import subprocess
import sys
import time
from collections.abc import Callable, Mapping
from contextlib import ExitStack
from pathlib import Path
from typing import Any
from unittest.mock import patch

import psutil
from repository import ROOT

from kiosk import assembly, embedded
from kiosk.config import Settings
from kiosk.devices.printer.port import PrinterCondition
from kiosk.journeys.find.people import entries_page
from kiosk.library.model import Directory, Filter, PlaceKind
from kiosk.pages import Entry, Idle, Page, Writing
from kiosk.pin import hash_pin
from kiosk.place import Place
from kiosk.secrets import save_secrets
from kiosk.trace import Trace
from kiosk.view import Box, Look
from kiosk.wording import LANGUAGES
from kiosk.work import Ports
from tests.soak.sdl import Hand

PIN = "483920"
PATIENCE_SECONDS = 30.0
FRAMES_A_SECOND, WAITING_FRAMES = 500.0, 50.0
"""How often the window is looked at: nobody stands there whose eyes need a pause. What is handed
over by another thread ends the pause at once."""


class Stuck(RuntimeError):
    """Something awaited did not come; the message names page and answers, and no value."""


class Watcher:
    """The terminal's controls, and the serial of the last finished frame."""

    def __init__(self, terminal: Any) -> None:
        self._terminal = terminal
        self.drawn = -1
        self.frames = 0

    def frame_done(self, serial: int, targets: Mapping[str, Box]) -> None:
        self.drawn = serial
        self.frames += 1
        self._terminal.frame_done(serial, targets)

    def __getattr__(self, name: str) -> Any:
        return getattr(self._terminal, name)


class Hall:
    """The terminal in ``folder``; ``closing`` ends its parts."""

    def __init__(self, folder: Path, closing: ExitStack, width: int, height: int) -> None:
        os.environ["LIBGL_ALWAYS_SOFTWARE"] = "1"
        self.place = Place(folder / "data", _settings(width, height))
        save_secrets(self.place.secrets, staff_pin_hash=hash_pin(PIN))
        _cut_fonts(self.place.data / "fonts")
        secrets = assembly.open_place(self.place, closing)
        self.app = assembly.open_window(self.place, offscreen=True)
        self.ports: Ports
        with patch.object(assembly, "Ports", self._noting):
            self.terminal = assembly.assemble(
                self.place,
                secrets,
                self.app,
                assembly._player(),
                closing,
                Trace(None, time.monotonic),
            )
        self.stage = self.terminal._stage
        self.watcher = Watcher(self.terminal)
        self._ahead = 0.0
        self.pages: set[str] = set()
        self._open()
        self.hand = Hand(height)

    def _noting(self, **parts: Any) -> Ports:
        self.ports = Ports(**parts)
        return self.ports

    def _open(self) -> None:
        from kivy.base import EventLoop, runTouchApp
        from kivy.clock import Clock

        self._clock = Clock
        Clock.time = lambda: time.perf_counter() + self._ahead
        self.app.open(self.watcher, self.terminal.start)  # type: ignore[arg-type]
        runTouchApp(embedded=True)
        self._loop = EventLoop
        self.settle()

    @property
    def page(self) -> Page:
        """What stands on the screen."""
        if self.stage.page is None:
            raise Stuck("no page")
        return self.stage.page

    @property
    def boxes(self) -> Mapping[str, Box]:
        """What can be touched on the sheet that is shown."""
        shown: Mapping[str, Box] = self.app.root.boxes()
        return shown

    @property
    def settled(self) -> bool:
        """Whether a page stands finished on the screen that can be answered."""
        page = self.stage.page
        if page is None or self.watcher.drawn != self.stage.serial:
            return False
        waits = isinstance(page, Entry | Writing | Idle) or page.id == "out_of_service"
        return waits or bool(page.choices)

    def frame(self, count: int = 1) -> None:
        """Let the window work through what has come, and draw."""
        for _ in range(count):
            self._loop.idle()
            self._loop.window.mainloop()

    def until(self, seen: Callable[[], object], what: str) -> None:
        """Draw frames until ``seen``; raise :class:`Stuck` where it takes too long."""
        deadline = time.monotonic() + PATIENCE_SECONDS
        self._clock._max_fps = WAITING_FRAMES
        try:
            while not seen():
                if time.monotonic() > deadline:
                    raise Stuck(f"{what} did not come; shown: {self._shown()}")
                self.frame()
        finally:
            self._clock._max_fps = FRAMES_A_SECOND

    def settle(self, after: int | None = None) -> None:
        """Wait until a page can be answered; with ``after``, another one than of that serial."""
        self.until(lambda: self.settled and self.stage.serial != after, "a page to be answered")
        self.pages.add(self.page.id)

    def pass_time(self, seconds: float) -> None:
        """Put the clock forward, and let what is due happen."""
        self._ahead += seconds
        self.frame(2)

    def fill(self) -> None:
        """Show every page there is, and the longest lists of this county's directory.

        Screens keep as many parts as their longest page took.
        """
        from kiosk.gallery import pages, view_of

        shown = [*self._longest_lists(), *(page for _, page in pages())]
        for lang in LANGUAGES:
            for page in shown:
                self.app.show(view_of(page, Look(lang=lang)))
                self.frame()
        self.stage.draw()
        self.settle()

    def _longest_lists(self) -> list[Page]:
        everyone = self.ports.library.browse(Filter())
        if not isinstance(everyone, Directory):
            return []
        wanted = [Filter(kind=kind) for kind in PlaceKind]
        wanted += [Filter(township=each) for each in everyone.townships]
        found = [self.ports.library.browse(each) for each in wanted]
        return [entries_page(each) for each in found if isinstance(each, Directory)]

    def backend(self) -> psutil.Process:
        """The process of the county backend."""
        return next(each for each in self.children() if "serve" in each.cmdline())

    def children(self) -> list[psutil.Process]:
        """What this process has started."""
        return psutil.Process().children(recursive=True)

    def has_paper(self, there: bool) -> None:
        """Take the printer's paper away, or put it back."""
        condition = PrinterCondition.READY if there else PrinterCondition.OUT_OF_PAPER
        self.ports.printer.condition = condition

    def _shown(self) -> str:
        page = self.stage.page
        if page is None:
            return "nothing"
        return f"{page.id} with {[option.id for option in page.choices]}"


def _cut_fonts(folder: Path) -> None:
    """Cut the fonts in a process of its own, as installation does: it takes 40 MB once."""
    code = "import sys, pathlib, kiosk.fonts; kiosk.fonts.ensure_fonts(pathlib.Path(sys.argv[1]))"
    subprocess.run([sys.executable, "-c", code, str(folder)], check=True, cwd=ROOT)


def _settings(width: int, height: int) -> Settings:
    return Settings.model_validate(
        {
            "screen": {"width": width, "height": height, "px_per_mm": 4.03 * width / 1080},
            "county": {
                "listen": "127.0.0.1",
                "port": embedded.free_port(),
                "budget_seconds": 0.6,
                "heartbeat_seconds": 5.0,
            },
            "keypad": {"again_seconds": 0.0},
            "visit": {"ask_before_seconds": 10.0},
        }
    )
