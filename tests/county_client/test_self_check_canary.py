"""A self-check on real parts: without consent nothing of it reaches the disk or the line."""

from collections.abc import Callable, Iterator
from concurrent.futures import Executor, Future
from datetime import UTC, datetime
from pathlib import Path

import pytest
from county_hall import CREDENTIAL
from county_standin import Standin
from PIL import Image
from plain_display import PlainDisplay

from kiosk.config import StaffSettings
from kiosk.county.client import Client
from kiosk.county.directories import Directories
from kiosk.county.office import Office
from kiosk.county.packs import Packs
from kiosk.devices.printer.port import PrinterCondition, PrinterStatus
from kiosk.devices.speech.cache import WavCache
from kiosk.devices.speech.simulated import SimulatedPlayer, SimulatedSynthesiser
from kiosk.devices.speech.voice import SpokenVoice
from kiosk.fonts import ensure_fonts
from kiosk.library.store import Store as LibraryStore
from kiosk.parts import Parts
from kiosk.pin import PinGuard
from kiosk.pulse import Pulse
from kiosk.speaker import Speaker
from kiosk.store import Store
from kiosk.terminal import Terminal
from kiosk.trace import Trace
from kiosk.view import Command, Look
from kiosk.work import Ports, Work

ANSWERS = [
    *["begin", "check", "begin", "safe", "no", "yes", "work", "unpaid_wages"],
    *["good_samaritan", "done", "no", "result"],
]
CANARIES = [
    *["unpaid_wages", "good_samaritan", "needs_preservation", "likely", "LAL-32"],
    *["工资要不回来", "见义勇为", "很可能可以申请", "work.unpaid"],
]


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


class Hall:
    """A terminal on ``data``, whose backend is the stand-in."""

    def __init__(self, data: Path, standin: Standin, fonts: Path) -> None:
        now = lambda: datetime.now(UTC)  # noqa: E731
        self.display = PlainDisplay()
        self.paper = PaperInHand()
        self.synthesiser = SimulatedSynthesiser()
        store = Store(data / "terminal.db", clock=now)
        client = Client(standin.url, CREDENTIAL, budget=5.0)
        self.office = Office(client, store, letter="K", version="test", phone_base=None)
        self.voice = SpokenVoice(
            SimulatedPlayer(), self.synthesiser, WavCache(data / "voice", self.synthesiser)
        )
        packs = Packs(data / "legal-aid")
        directories = Directories(LibraryStore(data / "library.db"))
        ports = Ports(
            county=self.office,
            printer=self.paper,
            voice=self.voice,
            pin=PinGuard("", store, StaffSettings()),
            store=store,
            pulse=Pulse(self.office, self.paper, self.voice, store, packs, directories, 30.0),
            packs=packs,
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
                centre=self.office.last_centre,
                in_service=work.in_service,
                banner=lambda: None,
                trace=Trace(self.lines.append, lambda: 0.0),
                first_look=Look(),
                ask_before_seconds=20.0,
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


@pytest.fixture
def hall(tmp_path: Path, standin: Standin) -> Iterator[Hall]:
    (tmp_path / "data").mkdir()
    hall = Hall(tmp_path / "data", standin, tmp_path / "fonts")
    yield hall
    hall.close()


def found_on_disk(folder: Path) -> list[str]:
    """Return what of the canaries stands in any file, or in the name of one."""
    files = [path for path in folder.rglob("*") if path.is_file()]
    return [
        f"{canary} in {path.name}"
        for path in files
        for canary in CANARIES
        if canary.encode() in path.read_bytes() or canary in path.name
    ]


def take_ticket(hall: Hall, consent: str) -> None:
    hall.press("ticket", consent, "none", "leave")
    assert hall.display.page == "idle"


def test_without_consent_nothing_is_kept_nor_sent(
    hall: Hall, standin: Standin, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level("DEBUG")
    hall.press(*ANSWERS)
    assert hall.display.view.page.title.shown("zh") == "您很可能可以申请"
    hall.press("print")
    assert len(hall.paper.slips) == 1
    take_ticket(hall, "no")
    assert hall.office.deliver()
    assert found_on_disk(tmp_path / "data") == []
    sent = b"".join(standin.bodies) + str(standin.calls).encode()
    assert [c for c in CANARIES if c.encode() in sent] == []
    told = caplog.text + "".join(hall.lines)
    # A trace names the page of a question, and never what was answered.
    answers = [canary for canary in CANARIES if canary != "needs_preservation"]
    assert [canary for canary in answers if canary in told] == []
    assert any("工资要不回来" in said.text for said in hall.synthesiser.made), "it was spoken"


def test_no_sound_of_a_self_check_stays(hall: Hall, tmp_path: Path) -> None:
    hall.press("begin")
    assert hall.voice.wait(20.0)
    before = set((tmp_path / "data" / "voice").iterdir())
    hall.press(*ANSWERS[1:])
    hall.terminal.footer(hall.display.view.serial, Command.LEAVE_NOW)
    assert hall.display.page == "idle"
    hall.voice.close()  # Waits for its threads, and so for what they delete last.
    assert set((tmp_path / "data" / "voice").iterdir()) == before


def test_with_consent_the_window_gets_it_and_then_it_is_forgotten(
    hall: Hall, standin: Standin, tmp_path: Path
) -> None:
    hall.press(*ANSWERS)
    take_ticket(hall, "yes")
    assert hall.office.deliver()
    assert b"unpaid_wages" in b"".join(standin.bodies)
    assert found_on_disk(tmp_path / "data") == []
