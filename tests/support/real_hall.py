"""A terminal on real parts: office, store, voice, work; the printer's paper is taken away."""

from collections.abc import Callable
from concurrent.futures import Executor, Future
from datetime import UTC, datetime
from pathlib import Path

from county_hall import CREDENTIAL
from PIL import Image
from plain_display import PlainDisplay

from kiosk.config import StaffSettings
from kiosk.county.client import Client
from kiosk.county.directories import Directories
from kiosk.county.office import Office
from kiosk.county.packs import Packs
from kiosk.devices.printer.port import PrinterCondition, PrinterStatus
from kiosk.devices.speech.cache import WavCache
from kiosk.devices.speech.port import Voice
from kiosk.devices.speech.simulated import RecordedVoice, SimulatedPlayer, SimulatedSynthesiser
from kiosk.devices.speech.voice import SpokenVoice
from kiosk.fonts import ensure_fonts
from kiosk.health import Health, line_faults, printer_faults, voice_faults
from kiosk.host import HostPlan
from kiosk.library.model import Filter, Kind, LibraryFault, Ref
from kiosk.library.port import Library
from kiosk.library.store import Store as LibraryStore
from kiosk.paper import Roll
from kiosk.parts import Parts
from kiosk.pin import PinGuard
from kiosk.pulse import Pulse
from kiosk.speaker import Speaker
from kiosk.store import Store
from kiosk.terminal import Terminal
from kiosk.text_input.composer import Composer
from kiosk.trace import Trace
from kiosk.view import Look
from kiosk.work import Ports, Work


class Now(Executor):
    """Runs work where it is submitted, so that a test knows when it is done."""

    def submit(self, function: Callable[..., object], /, *args: object) -> "Future[object]":  # type: ignore[override]
        future: Future[object] = Future()
        future.set_result(function(*args))
        return future


class PaperInHand:
    """A printer whose slips the citizen has taken: no file is left of them."""

    width, dots_per_mm = 576, 8.0

    def __init__(self) -> None:
        self.slips: list[Image.Image] = []

    def status(self) -> PrinterStatus:
        return PrinterStatus(PrinterCondition.READY)

    def print(self, picture: Image.Image) -> PrinterStatus:
        self.slips.append(picture)
        return self.status()

    def close(self) -> None:
        """Nothing is open."""


class EmptyLibrary:
    """A library that cannot be read."""

    def search(self, words: str, kind: Kind | None = None, limit: int = 20) -> LibraryFault:
        return LibraryFault("none")

    def open(self, ref: Ref) -> LibraryFault:
        return LibraryFault("none")

    def find_article(self, law: str, number: str) -> None:
        return None

    def browse(self, wanted: Filter) -> LibraryFault:
        return LibraryFault("none")

    def holdings(self) -> LibraryFault:
        return LibraryFault("none")

    def close(self) -> None:
        """Nothing is open."""


class RealHall:
    """A terminal on ``data``; ``budget`` in seconds. ``say`` replaces the real voice.

    Its pulse beats when a test says so.
    """

    def __init__(
        self,
        data: Path,
        url: str,
        fonts: Path,
        *,
        budget: float = 5.0,
        say: RecordedVoice | None = None,
        credential: str = CREDENTIAL,
        library: Library | None = None,
    ) -> None:
        now = lambda: datetime.now(UTC)  # noqa: E731
        self.display = PlainDisplay()
        self.paper = PaperInHand()
        self.synthesiser = SimulatedSynthesiser()
        store = Store(data / "terminal.db", clock=now)
        client = Client(url, credential, budget=budget)
        self.office = Office(client, store, letter="K", version="test", phone_base=None)
        self.voice: Voice = say or SpokenVoice(
            SimulatedPlayer(), self.synthesiser, WavCache(data / "voice", self.synthesiser)
        )
        packs = Packs(data / "legal-aid")
        directories = Directories(LibraryStore(data / "library.db"))
        health = Health(
            printer_faults(self.paper),
            line_faults(self.office),
            store.faults,
            voice_faults(self.voice),
        )
        self.pulse = Pulse(self.office, health, packs, directories, 30.0)
        ports = Ports(
            county=self.office,
            printer=self.paper,
            roll=Roll(store, 70_000),
            voice=self.voice,
            pin=PinGuard("", store, StaffSettings()),
            store=store,
            pulse=self.pulse,
            health=health,
            packs=packs,
            library=library or EmptyLibrary(),
            fonts=ensure_fonts(fonts),
            terminal_id="hall-1",
            now=now,
        )
        work = Work(ports, Now())
        self.lines: list[str] = []
        self.terminal = Terminal(
            Parts(
                display=self.display,
                speaker=Speaker(self.voice),
                perform=work.perform,
                compose=lambda page: Composer({}, lambda text: (), longest=page.longest),
                centre=self.office.last_centre,
                in_service=work.in_service,
                banner=self.pulse.banner,
                trace=Trace(self.lines.append, lambda: 0.0),
                first_look=Look(),
                ask_before_seconds=20.0,
                host=HostPlan(0, lambda: True),
            )
        )
        self.terminal.start()

    def press(self, *options: str) -> None:
        for option in options:
            view = self.display.view
            assert any(o.id == option for o in view.page.options), f"{view.page.id}: no {option}"
            assert self.voice.wait(20.0), "the page was not spoken to its end"
            self.terminal.press(view.serial, option)
            self.display.settle()
            self.terminal.frame_done(self.display.view.serial, {})

    def close(self) -> None:
        self.voice.close()
        self.office.close()
