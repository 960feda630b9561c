"""From the finished frame to the first sound, and from a touch to silence, at the audio output.

The terminal plays through SDL's ``disk`` driver into a pipe. It writes a buffer of 23 ms whenever
a sound card would have asked for one, and its arrival here is when a card would have got it. A
card sounds one buffer later; that is reported beside the figures, not hidden in them.
"""

import os
import queue
import select
import shutil
import statistics
import tempfile
import threading
import time
from array import array
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from pointer import Pointer
from xserver import x_server

from screens.mixer import BUFFER_FRAMES
from tests.bench.terminal import Running, terminal

WIDTH, HEIGHT = 1080, 1920
BUFFER_MS = BUFFER_FRAMES / 44.1
STARTS, ROUNDS, STOPS = 5, 12, 25
PREPARED_SECONDS = 12.0
"""What every visit says was synthesised ahead by then."""
QUIET_SECONDS = 0.4
_AUDIBLE = 60
"""Of 32767; between words the engine is digitally silent."""
WAY = (("begin", "home"), ("ticket", "service"), ("footer:end", "idle"))
"""What is touched on the way of a visit, and the page that follows."""
NOTHING = (500.0, 1700.0, 80.0, 20.0)
"""A place beside the title of every page where nothing can be pressed."""


@dataclass
class Ear:
    """Hears what the terminal plays: when each buffer came and whether anything was in it."""

    pipe: int
    heard: "queue.Queue[tuple[float, bool]]" = field(default_factory=queue.Queue)
    over: threading.Event = field(default_factory=threading.Event)

    def listen(self) -> None:
        """Run until ``over``; for a thread of its own."""
        while not self.over.is_set():
            if select.select([self.pipe], [], [], 0.2)[0]:
                data = os.read(self.pipe, BUFFER_FRAMES * 4)
                now = time.monotonic()
                samples = array("h", data[: len(data) // 2 * 2])
                self.heard.put((now, max(map(abs, samples), default=0) > _AUDIBLE))
                if not data:
                    time.sleep(0.005)

    def next_sound(self, after: float, seconds: float = 5.0) -> float | None:
        """Return when the first audible buffer since ``after`` came."""
        deadline = time.monotonic() + seconds
        while time.monotonic() < deadline:
            try:
                when, audible = self.heard.get(timeout=0.2)
            except queue.Empty:
                continue
            if audible and when >= after:
                return when
        return None

    def last_sound(self, after: float) -> float | None:
        """Return when the last audible buffer came before silence; ``None`` if none did."""
        last, quiet_from = None, after
        while time.monotonic() < quiet_from + QUIET_SECONDS:
            try:
                when, audible = self.heard.get(timeout=0.1)
            except queue.Empty:
                continue
            if audible and when >= after:
                last = quiet_from = when
        return last


@dataclass
class Hall:
    """A terminal that is seen, touched and heard."""

    running: Running
    pointer: Pointer
    ear: Ear
    lines: "queue.Queue[tuple[float, dict[str, object]]]" = field(default_factory=queue.Queue)
    targets: dict[str, list[float]] = field(default_factory=dict)
    page: str = ""

    def read(self) -> None:
        """Note when each page was drawn; for a thread of its own."""
        try:
            while True:
                line = self.running.next_line()
                self.lines.put((time.monotonic(), line))
        except (RuntimeError, ValueError):
            return

    def drawn(self, page: str) -> float:
        """Wait for ``page`` and return when its frame was finished."""
        while True:
            when, line = self.lines.get(timeout=30)
            if line["page"] == page:
                self.page, self.targets = page, line["targets"]  # type: ignore[assignment]
                return when

    def touch(self, target: str) -> None:
        """Touch ``target`` in silence: what is heard next is about the page that follows."""
        if self.page == "idle":  # There a touch anywhere begins the visit.
            self.ear.last_sound(time.monotonic())
        else:
            self.hush()
        self.pointer.tap(self.targets[target])

    def hush(self) -> float:
        """Touch where nothing is; return the milliseconds until silence, at most."""
        self.pointer.move(NOTHING)
        before = time.monotonic()
        self.pointer.hold()
        last = self.ear.last_sound(before)
        self.pointer.let_go()
        return 0.0 if last is None else (last - before) * 1000 + BUFFER_MS


def measure() -> dict[str, object]:
    """Return milliseconds, p50 and p95, of a whole terminal at 1080×1920 on software GL."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        cache = folder / "data" / "voice-cache"
        with hall(folder) as first:
            first.drawn("idle")
        at_start = []
        for _ in range(STARTS):
            shutil.rmtree(cache, ignore_errors=True)
            with hall(folder) as place:
                place.drawn("idle")
                at_start += _visit(place, lambda: None)[:1]
        with hall(folder) as place:
            place.drawn("idle")
            time.sleep(PREPARED_SECONDS)
            cached = [ms for _ in range(ROUNDS) for ms in _visit(place, lambda: None)]
            composed = [ms for _ in range(ROUNDS) for ms in _visit(place, lambda: _empty(cache))]
            stops = _stops(place)
    return {
        "buffer_ms": round(BUFFER_MS, 1),
        "frame_to_sound_cached_ms": _summary(cached),
        "frame_to_sound_composed_ms": _summary(composed),
        "frame_to_sound_first_page_after_start_ms": _summary(at_start),
        "touch_to_silence_ms": _summary(stops),
    }


@contextmanager
def hall(folder: Path) -> Iterator[Hall]:
    """Run a terminal on a screen, its loudspeaker a pipe."""
    pipe = folder / "loudspeaker"
    pipe.unlink(missing_ok=True)
    os.mkfifo(pipe)
    listening = os.open(pipe, os.O_RDONLY | os.O_NONBLOCK)
    with x_server(WIDTH, HEIGHT) as server:
        environment = {
            **server.environment(),
            "LIBGL_ALWAYS_SOFTWARE": "1",
            "SDL_AUDIODRIVER": "disk",
            "SDL_DISKAUDIOFILE": str(pipe),
            "SDL_DISKAUDIODELAY": str(round(BUFFER_MS)),
        }
        with terminal(folder, environment) as running:
            pointer = Pointer(server, running.process.pid, HEIGHT)
            place = Hall(running, pointer, Ear(listening))
            threads = [threading.Thread(target=each) for each in (place.ear.listen, place.read)]
            for thread in threads:
                thread.start()
            try:
                yield place
            finally:
                running.process.terminate()
                place.ear.over.set()
                for thread in threads:
                    thread.join(20)
                os.close(listening)


def _visit(place: Hall, before: Callable[[], None]) -> list[float]:
    """From the idle page to the home page and on, and back; return what each took to speak."""
    times = []
    for target, page in WAY:
        before()
        place.touch(target)
        touched = time.monotonic()
        drawn = place.drawn(page)
        if page != "idle":
            sounded = place.ear.next_sound(touched)
            if sounded is None:
                raise RuntimeError(f"{page} was not heard")
            times.append((sounded - drawn) * 1000)
    return times


def _stops(place: Hall) -> list[float]:
    """Touch in the middle of what is said, again and again."""
    times = []
    place.touch("begin")
    place.drawn("home")
    place.pointer.focus()
    for turn in range(STOPS):
        place.pointer.key("r")
        place.ear.next_sound(time.monotonic() + 0.4 + turn * 0.037)
        times.append(place.hush())
    return times


def _empty(cache: Path) -> None:
    for wav in cache.glob("*.wav"):
        wav.unlink(missing_ok=True)


def _summary(times: list[float]) -> dict[str, float]:
    ordered = sorted(times)
    return {
        "count": len(ordered),
        "p50": round(statistics.median(ordered), 1),
        "p95": round(ordered[min(len(ordered) - 1, int(len(ordered) * 0.95))], 1),
        "worst": round(ordered[-1], 1),
    }
