"""``kiosk run`` as its own process before a virtual X server, with a finger on its screen."""

import signal
import sqlite3
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import closing, contextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import TypeVar

import psutil
import requests
from close_request import ask_to_close
from frame_buffer import read_frame_buffer
from number_reader import read_number
from PIL import Image
from pointer import Pointer
from repository import ROOT
from server import free_port
from trace_lines import Line, TraceLines
from xserver import XServer, x_server

from kiosk.fonts import ensure_fonts
from kiosk.pin import hash_pin
from kiosk.secrets import FILE_NAME, save_secrets

WIDTH, HEIGHT = 1080, 1920
PIN = "483920"
SECONDS = 30.0
_LOOK_SECONDS = 0.05
_SINK_DELAY_MS = 15
"""Between two buffers of 23 ms: SDL's sink must not be slower than sound, or ends are cut off."""

T = TypeVar("T")


def await_true(look: Callable[[], T], what: str, seconds: float = SECONDS) -> T:
    """Look until what is seen counts as true, and return it; for what no event announces."""
    deadline = time.monotonic() + seconds
    while time.monotonic() < deadline:
        if seen := look():
            return seen
        time.sleep(_LOOK_SECONDS)
    raise AssertionError(f"waited in vain for {what}")


@dataclass(frozen=True)
class TicketRow:
    """A ticket as the county's database has it."""

    number: str
    request_id: str
    print_state: str


@dataclass(frozen=True)
class Hall:
    """A place for terminals: an X server, a folder with settings and data."""

    server: XServer
    folder: Path
    port: int = field(default_factory=free_port)

    @property
    def config(self) -> Path:
        return self.folder / "config.toml"

    @property
    def data(self) -> Path:
        return self.folder / "data"

    @property
    def heard(self) -> Path:
        """What the loudspeaker played, as SDL's disk driver writes it."""
        return self.folder / "heard.raw"

    @property
    def bold(self) -> Path:
        """The typeface that numbers are read in."""
        return ensure_fonts(self.folder / "fonts").bold

    def write_settings(self, printer: str = "") -> None:
        """Write ``config.toml`` and a staff PIN; ``printer`` is the body of that table.

        The backend gets more time than on a terminal: here it shares its cores with other tests.
        The keypad takes keys as fast as a test presses them.
        """
        self.config.write_text(
            "[screen]\nfullscreen = true\n"
            f'[county]\nlisten = "127.0.0.1"\nport = {self.port}\nbudget_seconds = 10.0\n'
            "[keypad]\nagain_seconds = 0\n"
            f"[printer]\n{printer}",
            encoding="utf-8",
        )
        save_secrets(self.data / FILE_NAME, staff_pin_hash=hash_pin(PIN))

    def tickets(self) -> list[TicketRow]:
        """Every ticket of the county's database, oldest first."""
        return [
            TicketRow(*row)
            for row in self._ask(
                "county.sqlite3", "SELECT number, request_id, print_state FROM ticket ORDER BY id"
            )
        ]

    def backend_answers(self) -> bool:
        """Tell whether the embedded backend is there."""
        with suppress(requests.RequestException):
            return requests.get(f"http://127.0.0.1:{self.port}/health", timeout=5).ok
        return False

    def undelivered(self) -> int:
        """How many records the terminal still has for the county."""
        return len(self._ask("terminal.db", "SELECT seq FROM outbox"))

    def screen(self) -> Image.Image:
        """What the X server shows once it has done all it was sent before."""
        subprocess.run(
            ["xdotool", "getmouselocation"],
            env=self.server.environment(),
            check=True,
            capture_output=True,
            timeout=SECONDS,
        )
        return read_frame_buffer(self.folder / "Xvfb_screen0")

    def number_shown(self) -> str:
        """The queue number on the screen; raises ``NoNumber``."""
        return read_number(self.screen(), self.bold)

    def _ask(self, database: str, question: str) -> list[tuple[str, ...]]:
        with closing(sqlite3.connect(f"file:{self.data / database}?mode=ro", uri=True)) as asked:
            return asked.execute(question).fetchall()


@dataclass
class RealTerminal:
    """A running terminal. ``page`` is the last one awaited, as its trace has it."""

    hall: Hall
    process: "subprocess.Popen[str]"
    lines: TraceLines
    pointer: Pointer
    page: Line = field(default_factory=dict)
    known: set[psutil.Process] = field(default_factory=set)

    def reaches(self, page: str, target: str | None = None) -> None:
        """Wait until ``page`` is drawn, with ``target`` to be touched on it."""
        self.page = self.lines.wait_for(
            lambda line: line.get("page") == page and (not target or target in line["targets"])
        )

    def opens(self) -> None:
        """Wait until it is ready for the first citizen."""
        self.reaches("idle")
        await_true(self.hall.backend_answers, "the backend")

    def tap(self, target: str, page: str, then: str | None = None) -> None:
        """Touch ``target`` of the page awaited last, and wait for ``page`` with ``then`` on it."""
        self.pointer.tap(self.page["targets"][target])
        self.reaches(page, then)

    def key(self, name: str, page: str, focus: str | None = None) -> None:
        """Press a key and wait for ``page`` to be drawn with the focus on ``focus``."""
        self.pointer.key(name)
        self.page = self.lines.wait_for(
            lambda line: line.get("page") == page and line["focus"] == focus
        )

    def close_window(self) -> None:
        """Ask the window to close, as a window manager does."""
        ask_to_close(self.hall.server, int(self.pointer.window()))

    def family(self) -> list[psutil.Process]:
        """What the terminal has started: its backend, its speech worker."""
        family = psutil.Process(self.process.pid).children(recursive=True)
        self.known.update(family)
        return family

    def freeze(self) -> None:
        """Stop the process where it stands."""
        self.process.send_signal(signal.SIGSTOP)

    def kill(self) -> None:
        """End it with SIGKILL: nothing is finished, nothing is closed."""
        self.process.kill()
        self.process.wait(SECONDS)


def survivors(family: list[psutil.Process]) -> list[psutil.Process]:
    """Wait for ``family`` to end, and return who does not."""
    return psutil.wait_procs(family, timeout=SECONDS)[1]


@contextmanager
def hall(folder: Path) -> Iterator[Hall]:
    """Yield a hall with a screen of the panel's size."""
    with x_server(WIDTH, HEIGHT, folder) as server:
        yield Hall(server, folder)


@contextmanager
def real_terminal(place: Hall, program: Sequence[str] = ("-m", "kiosk")) -> Iterator[RealTerminal]:
    """Run a terminal in ``place``; what of it still lives at the end is ended.

    ``program`` is what Python runs: the terminal, or one that stands in for it.
    """
    sound = {
        "SDL_AUDIODRIVER": "disk",
        "SDL_DISKAUDIOFILE": str(place.heard),
        "SDL_DISKAUDIODELAY": str(_SINK_DELAY_MS),
    }
    process = subprocess.Popen(
        [sys.executable, *program, "run", "--config", str(place.config), "--trace"],
        cwd=ROOT,
        env={**place.server.environment(), **sound},
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
    )
    assert process.stdout is not None
    pointer = Pointer(place.server, process.pid, HEIGHT)
    terminal = RealTerminal(place, process, TraceLines(process.stdout), pointer)
    try:
        terminal.opens()
        yield terminal
    finally:
        _end(terminal)
        process.stdout.close()


def _end(terminal: RealTerminal) -> None:
    if terminal.process.poll() is None:
        terminal.family()
        terminal.process.terminate()
        terminal.process.send_signal(signal.SIGCONT)
        terminal.process.wait(SECONDS)
    for survivor in survivors(list(terminal.known)):
        survivor.kill()
