"""A whole terminal as the program puts it together, with a citizen before it and a real backend.

Window, loudspeaker, speech engine and paper are simulated; everything else is what runs in a hall.
"""

import io
import logging
import threading
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import Any

import pytest
from plain_display import PlainDisplay
from real_hall import PaperInHand
from server import Server, running_server
from strokes import strokes_of

from kiosk import assembly
from kiosk.config import Settings
from kiosk.county.office import Office
from kiosk.devices.speech.port import Voice
from kiosk.devices.speech.simulated import SimulatedPlayer, SimulatedSynthesiser
from kiosk.library.laws.importing import import_laws
from kiosk.library.stock import stock
from kiosk.library.store import Store as LibraryStore
from kiosk.pin import hash_pin
from kiosk.place import Place
from kiosk.secrets import load_secrets, save_secrets
from kiosk.text_input.port import Ink
from kiosk.text_input.zinnia import ZinniaEngine
from kiosk.trace import Trace
from kiosk.view import Command, Key, View
from kiosk.zone import CENTRE_ZONE

PIN = "483920"
SECONDS = 10.0
FORMAT = "%(asctime)s %(levelname)s %(name)s: %(message)s"
LAW = """# 样例工资条例

2024年1月1日 样例会议通过

<!-- INFO END -->

第一条 样例：用人单位应当按月支付工资。

第二条 本条例自2024年5月1日起施行。
"""


class AwaitedDisplay(PlainDisplay):
    """A display whose owner waits for what other threads have to say."""

    def __init__(self) -> None:
        super().__init__()
        self._called = threading.Condition()

    def call_soon(self, function: Callable[[], None]) -> None:
        with self._called:
            super().call_soon(function)
            self._called.notify_all()

    def until(self, seen: Callable[[], bool], what: str) -> None:
        """Run what is called until ``seen``, or until nothing more comes for long."""
        self.settle()
        while not seen():
            with self._called:
                assert self._called.wait_for(lambda: bool(self._soon), SECONDS), what
            self.settle()


class WholeTerminal:
    """A terminal, what it has told so far, and the citizen's hands."""

    def __init__(self, folder: Path, backend: Server, closing: ExitStack) -> None:
        self.folder = folder
        self.backend = backend
        self.display = AwaitedDisplay()
        self.paper = PaperInHand()
        self.synthesiser = SimulatedSynthesiser()
        self.told = io.StringIO()
        self.office: Office
        self.voice: Voice
        self._patch(closing)
        place = self._place()
        self.terminal = assembly.assemble(
            place,
            load_secrets(place.secrets),
            self.display,
            SimulatedPlayer(),
            closing,
            trace=Trace(lambda line: print(line, file=self.told), lambda: 0.0),
        )
        self.terminal.start()

    def _patch(self, closing: ExitStack) -> None:
        patches = closing.enter_context(pytest.MonkeyPatch.context())
        patches.setattr(assembly, "open_printer", lambda *_: self.paper)
        patches.setattr(
            "kiosk.devices.speech.synthesiser.WorkerSynthesiser", lambda *_: self.synthesiser
        )

        def open_office(*parts: object, **settings: object) -> Office:
            self.office = Office(*parts, **settings)  # type: ignore[arg-type]
            return self.office

        patches.setattr(assembly, "Office", open_office)
        make_voice = assembly._voice

        def open_voice(*parts: Any) -> Voice:
            self.voice = make_voice(*parts)
            return self.voice

        patches.setattr(assembly, "_voice", open_voice)
        # The directory of samples is there to be looked through, though the backend is elsewhere.
        patches.setattr(assembly, "stock", lambda *_, **__: None)
        log = logging.getLogger()
        handler = logging.StreamHandler(self.told)
        handler.setFormatter(logging.Formatter(FORMAT))
        before = log.level
        log.addHandler(handler)
        log.setLevel(logging.DEBUG)
        closing.callback(log.removeHandler, handler)
        closing.callback(log.setLevel, before)

    def _place(self) -> Place:
        data = self.folder / "data"
        settings = Settings.model_validate(
            {"county": {"url": self.backend.url, "budget_seconds": 5.0}}
        )
        place = Place(data, settings)
        save_secrets(place.secrets, staff_pin_hash=hash_pin(PIN), credential=self.backend.terminal)
        texts = self.folder / "laws"
        texts.mkdir()
        (texts / "sample.txt").write_text(LAW, encoding="utf-8")
        library = LibraryStore(data / "library.db")
        import_laws(texts, library, assembly.datetime.now(CENTRE_ZONE).date())
        stock(library, embedded=True)
        library.close()
        return place

    # --- the citizen's hands --------------------------------------------------------------

    @property
    def page(self) -> str:
        return self.display.page

    def reaches(self, page: str) -> None:
        """Wait for ``page``; its trace is written as a screen would have it written."""
        self.display.until(lambda: self.page == page, f"{page} instead of {self.page}")
        view = self.display.view
        targets = {option.id: (0.0, 0.0, 1.0, 1.0) for option in view.page.choices}
        self.terminal.frame_done(view.serial, targets)

    def go(self, *ways: str) -> None:
        """Answer page after page: option, page it leads to, option, page …"""
        for answer, page in zip(ways[::2], ways[1::2], strict=True):
            shown = self.display.view.serial
            self.terminal.press(shown, answer)
            self.display.until(
                lambda shown=shown: self.display.view.serial != shown,  # type: ignore[misc]
                f"an answer to {answer} on {self.page}",
            )
            self.reaches(page)

    def look_round(self) -> None:
        """Go over the first things on a page by keypad, and hear out what each of them is."""
        for _ in range(8):
            self.terminal.key(Key.DOWN)
            assert self.voice.wait(SECONDS)

    def draw(self, text: str) -> None:
        """Write ``text`` with a finger; each character is picked of what is offered."""
        engine = ZinniaEngine()
        engine.prepare()
        self.display.until(lambda: self.display.view.written is not None, "a pad to write on")
        for character in text:
            strokes = strokes_of(character)
            for stroke in strokes:
                self.terminal.drew(self.display.view.serial, stroke)
            offered = [candidate.text for candidate in engine.candidates(Ink(strokes))]
            self.wrote(f"pick:{offered.index(character)}")
        engine.close()

    def spell(self, letters: str) -> str:
        """Write by pinyin, the first candidate each time; return what it has become."""
        for letter in letters:
            self.wrote(f"key:{letter}")
        self.look_round()
        while (written := self.display.view.written) and written.spelling:
            self.wrote("pick:0")
        assert written is not None
        return written.text

    def wrote(self, name: str) -> None:
        self.terminal.wrote(self.display.view.serial, name)

    def finish(self, page: str) -> None:
        self.wrote("finish")
        self.reaches(page)

    # --- how a visit can end --------------------------------------------------------------

    def times_out(self) -> None:
        self.display.pass_time(4000.0)
        self.reaches("idle")

    def ends(self) -> None:
        self.terminal.footer(self.display.view.serial, Command.END)
        self.reaches("idle")

    def leaves_now(self) -> None:
        assert Command.LEAVE_NOW in self.display.view.footer
        self.terminal.footer(self.display.view.serial, Command.LEAVE_NOW)
        self.reaches("idle")

    def is_reset_by_staff(self) -> None:
        self.terminal.staff_corner()
        self.reaches("staff.pin")
        self.go(PIN, "staff")
        self.go("reset", "staff", "leave", "idle")

    def fails(self) -> None:
        """A bug: the window breaks, once, with all that it shows on its lips."""
        view = self.display.view
        with pytest.MonkeyPatch.context() as patches:

            def break_down(after: View) -> None:
                patches.undo()
                raise ValueError(repr(view) + repr(after))

            patches.setattr(self.display, "show", break_down)
            self.terminal.press(view.serial, view.page.choices[0].id)
            self.reaches("failed")
        self.times_out()


@contextmanager
def whole_terminal(folder: Path) -> Iterator[WholeTerminal]:
    """Yield a terminal whose home and temporary files are in ``folder`` too."""
    (folder / "backend").mkdir()
    with ExitStack() as closing:
        backend = closing.enter_context(running_server(folder / "backend"))
        yield WholeTerminal(folder, backend, closing)
