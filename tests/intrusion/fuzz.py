"""A real terminal before a real X server, and a storm of touches and keys at its window."""

import json
import os
import time
from collections import Counter
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import asdict, dataclass, field
from pathlib import Path
from random import Random
from tempfile import TemporaryDirectory

import psutil
from real_terminal import HEIGHT, WIDTH, Hall, RealTerminal, await_true, hall, real_terminal
from repository import ROOT
from x_client import Standing, XClient, x_client

from kiosk.pin import hash_pin
from kiosk.secrets import FILE_NAME, save_secrets
from kiosk.view import FOOTER_FOCUS, Command
from kiosk.visits import WAITING_PAGES
from tests.intrusion.plan import Hands

BEHIND_THE_PIN = "staff"
PIN_PAGE = "staff.pin"
_TRIES = 3
_PIN_DIGITS = 6
_AT_ONCE = 12
"""Events between two looks at what is drawn: the hands follow the pages."""

_CORNER_EVERY = 2_500
_PAGE_SECONDS = 30.0
_LONGEST_VISIT = 180.0
"""The longest limit of a page, at this pace, and twice that for a busy machine."""

_WAY_OUT = f"{FOOTER_FOCUS}{Command.LEAVE_NOW}"
_KNOWN_CHILDREN = (
    ("kiosk", "backend", "serve"),
    ("kiosk", "backend", "enrol"),
    ("kiosk", "run"),
    ("kiosk.devices.speech.worker",),
    ("kiosk.library.directory.pinyin",),
    ("ldconfig", "-p"),  # how ctypes looks for a library
)
_CORNER = (WIDTH - 40, 40)


@dataclass
class Fuzzed:
    """What came of it. ``faults`` is empty where nobody got in and nothing got out."""

    seed: int
    events: int = 0
    seconds: float = 0.0
    pages: Counter[str] = field(default_factory=Counter)
    pin_pages: int = 0
    restarts: int = 0
    last_page: str = ""
    final_page: str = ""
    idle_after_seconds: float = 0.0
    faults: list[str] = field(default_factory=list)

    def as_json(self) -> dict[str, object]:
        """Return the figures, with how many kinds of page were seen."""
        return {**asdict(self), "pages": len(self.pages), "page_changes": self.pages.total()}


def fuzz(events: int, seed: int, *, patient: bool = True) -> Fuzzed:
    """Send ``events`` events to a terminal of its own and return what came of it.

    The visit that is on at the end has to end by its time limit, up to 90 s here; who is not
    ``patient`` touches 立即退出 instead, where there is one.
    """
    result = Fuzzed(seed)
    with TemporaryDirectory() as name, hall(Path(name)) as place:
        _settle_in(place)
        notes = place.folder / "notes"
        with (
            _surroundings(place.folder, notes),
            real_terminal(place) as terminal,
            x_client(place.server, int(terminal.pointer.window())) as client,
        ):
            _Storm(terminal, client, result).blow(events, patient)
        result.faults += _written_elsewhere(place, notes)
    return result


class _Storm:
    """The hands at work on ``terminal``, and a look at it after every few events."""

    def __init__(self, terminal: RealTerminal, client: XClient, result: Fuzzed) -> None:
        self._terminal, self._client, self._result = terminal, client, result
        self._random = Random(result.seed)
        self._hands = Hands(client, self._random)
        self._hands.page = terminal.page
        self._first = {child.pid for child in terminal.family()}
        client.give_focus()

    def blow(self, events: int, patient: bool) -> None:
        """Send the events, then wait for the idle page."""
        began, corner_at = time.monotonic(), _CORNER_EVERY // 5
        self._hands.ask_everything()
        while self._hands.events < events and not self._result.faults:
            until = self._hands.events + _AT_ONCE
            while self._hands.events < until:
                self._hands.do_something()
            self._look()
            if self._hands.events >= corner_at:
                corner_at += _CORNER_EVERY
                self._try_the_pin()
        self._hands.let_go()
        self._look()
        self._result.events = self._hands.events
        self._result.seconds = round(time.monotonic() - began, 1)
        self._result.last_page = self._hands.page["page"]
        if not self._result.faults:
            self._await_idle(patient)
            self._look_at_everything()
        self._result.final_page = self._hands.page["page"]

    def _look(self) -> None:
        """See what was drawn of what was sent."""
        self._client.settle()
        for line in self._terminal.lines.so_far():
            page = line["page"]
            self._hands.page = line
            self._result.pages[page] += 1
            self._result.pin_pages += page == PIN_PAGE
            behind = page.split(".")[0] == BEHIND_THE_PIN and page != PIN_PAGE
            if behind:
                self._fault(f"{page} is behind the PIN")
        if self._terminal.process.poll() is not None:
            self._fault(f"the program ended with {self._terminal.process.returncode}")

    def _try_the_pin(self) -> None:
        """Hold the staff corner until the PIN is asked for, then guess until the pad locks."""
        self._hands.let_go()
        self._hands.hold(*_CORNER)
        before = self._result.pin_pages
        await_true(lambda: self._pin_pages() > before, "the page that asks for the PIN")
        self._hands.lift()
        for _ in range(_TRIES + 1):
            digits = tuple(str(self._random.randrange(10)) for _ in range(_PIN_DIGITS))
            self._hands.type((*digits, "Return"))
            self._look()

    def _pin_pages(self) -> int:
        self._look()
        return self._result.pin_pages

    def _await_idle(self, patient: bool) -> None:
        began = time.monotonic()
        try:
            await_true(lambda: self._has_ended(patient), "the idle page", _LONGEST_VISIT)
        except AssertionError:
            self._fault(f"a visit outlived its limit on {self._hands.page['page']}")
        self._result.idle_after_seconds = round(time.monotonic() - began, 1)

    def _has_ended(self, patient: bool) -> bool:
        self._look()
        way_out = self._hands.page["targets"].get(_WAY_OUT)
        if way_out and not patient:
            self._hands.touch(way_out)
        if self._hands.page["page"] not in WAITING_PAGES:
            return False
        self._look()  # what was sent last may have begun another visit, drawn a frame later
        return self._hands.page["page"] in WAITING_PAGES

    def _look_at_everything(self) -> None:
        self._look()
        whole = Standing(0, 0, WIDTH, HEIGHT, visible=True)
        if (standing := self._client.standing()) != whole:
            self._fault(f"the window is {standing}")
        family = self._terminal.family()
        self._result.restarts = len({child.pid for child in family} - self._first)
        for child in family:
            command = child.cmdline()
            if not any(set(known) <= set(command) for known in _KNOWN_CHILDREN):
                self._fault(f"an unknown process: {command[:6]}")
        if not psutil.pid_exists(self._terminal.process.pid):
            self._fault("the program is gone")

    def _fault(self, what: str) -> None:
        self._result.faults.append(f"{what} (seed {self._result.seed}, {self._hands.events})")


def _settle_in(place: Hall) -> None:
    """Write the settings: a PIN that no pad can enter, short limits, no voice to wait for."""
    place.config.write_text(
        "[screen]\nfullscreen = true\n"
        f'[county]\nlisten = "127.0.0.1"\nport = {place.port}\n'
        f"[visit]\npage_seconds = {_PAGE_SECONDS}\nask_before_seconds = 10.0\n"
        f"[staff]\nhold_seconds = 1.0\ntries = {_TRIES}\nlock_seconds = 1.0\n"
        "[keypad]\nagain_seconds = 0\n"
        "[voice]\nenabled = false\n",
        encoding="utf-8",
    )
    no_pad_enters = "-".join(str(n) for n in range(20))
    save_secrets(place.data / FILE_NAME, staff_pin_hash=hash_pin(no_pad_enters))


@contextmanager
def _surroundings(folder: Path, notes: Path) -> Iterator[None]:
    """Set the environment of what is started: folders of its own, and a watch on what it does."""
    own = {name: folder / name.lower() for name in ("HOME", "TMPDIR")}
    for path in own.values():
        path.mkdir()
    changes = {
        **{name: str(path) for name, path in own.items()},
        "KIOSK_WATCHED": str(notes),
        "PYTHONPATH": str(ROOT / "tests" / "intrusion" / "watch"),
        "PYTHONDONTWRITEBYTECODE": "1",
    }
    before: Mapping[str, str | None] = {name: os.environ.get(name) for name in changes}
    os.environ.update(changes)
    try:
        yield
    finally:
        for name, value in before.items():
            if value is None:
                del os.environ[name]
            else:
                os.environ[name] = value


def _written_elsewhere(place: Hall, notes: Path) -> list[str]:
    """Return what was written outside the data folder, or started beside what is known."""
    allowed = (place.data, place.heard, Path("/dev"), Path("/proc"))
    found = set()
    for line in notes.read_text(encoding="utf-8").splitlines():
        what, *said = json.loads(line)
        if what != "write":
            if not any(all(part in " ".join(said) for part in known) for known in _KNOWN_CHILDREN):
                found.add(f"{what}: {' '.join(said)[:200]}")
            continue
        path = Path(said[0].removeprefix("file:").partition("?")[0])
        if not any((ROOT / path).is_relative_to(each) for each in allowed):
            found.add(f"written: {path}")
    for name in ("home", "tmpdir"):
        left = (place.folder / name).rglob("*")
        found |= {f"left in {name}: {each.name}" for each in left if not _of_sound(each)}
    return sorted(found)


def _of_sound(path: Path) -> bool:
    """Whether PulseAudio's library left it: it makes its folders wherever SDL looks for sound."""
    return path.name == ".config" or "pulse" in str(path) or path.name.endswith("-runtime")
