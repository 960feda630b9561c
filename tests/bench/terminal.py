"""The terminal as a whole: start, memory, load at rest, and how soon a page follows an answer."""

import contextlib
import os
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import psutil
from server import free_port
from trace_lines import Line, TraceLines

ROOT = Path(__file__).resolve().parents[2]
STARTS = 5
SETTLE_SECONDS = 8.0
REST_SECONDS = 20.0
LONGEST_REST_SECONDS = 120.0


@dataclass
class Running:
    """A terminal under way: its process, and the lines of its trace as they come."""

    process: "subprocess.Popen[str]"
    begun: float
    lines: TraceLines

    def next_line(self) -> Line:
        """Wait for the next page drawn; raise ``RuntimeError`` where none comes any more."""
        try:
            return self.lines.wait_for(lambda _: True, LONGEST_REST_SECONDS)
        except AssertionError as error:
            raise RuntimeError(str(error)) from None

    def family(self) -> list[psutil.Process]:
        """The terminal, its backend and its speech worker."""
        top = psutil.Process(self.process.pid)
        return [top, *top.children(recursive=True)]


@contextlib.contextmanager
def terminal(folder: Path, environment: dict[str, str]) -> Iterator[Running]:
    """Run a whole centre in ``folder`` until the block ends."""
    config = folder / "config.toml"
    if not config.exists():
        config.write_text(_settings(free_port()), encoding="utf-8")
    begun = time.monotonic()
    process = subprocess.Popen(
        [sys.executable, "-m", "kiosk", "run", "--config", str(config), "--trace"],
        cwd=ROOT,
        env={**os.environ, "SDL_AUDIODRIVER": "dummy", **environment},
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        text=True,
    )
    assert process.stdout is not None
    try:
        yield Running(process, begun, TraceLines(process.stdout))
    finally:
        process.terminate()
        process.wait(timeout=20)


def measure() -> dict[str, object]:
    """Return start, memory and rest, measured off-screen at 1080×1920 on software GL."""
    offscreen = {"SDL_VIDEODRIVER": "offscreen", "LIBGL_ALWAYS_SOFTWARE": "1"}
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        starts = []
        for _ in range(STARTS + 1):
            with terminal(folder, offscreen) as running:
                running.next_line()
                starts.append(time.monotonic() - running.begun)
        with terminal(folder, offscreen) as running:
            running.next_line()
            time.sleep(SETTLE_SECONDS)
            memory = {_name(p): round(p.memory_full_info().pss / 1e6) for p in running.family()}
            load = _load(running)
    return {
        "first_start_ever_s": round(starts[0], 2),
        "start_to_first_touchable_frame_s": {
            "median": round(statistics.median(starts[1:]), 2),
            "worst": round(max(starts[1:]), 2),
        },
        "memory_pss_mb": {**memory, "all": sum(memory.values())},
        "rest_percent_of_a_core": round(load, 2),
    }


def _load(running: Running) -> float:
    def used() -> float:
        return sum(sum(process.cpu_times()[:2]) for process in running.family())

    before = used()
    time.sleep(REST_SECONDS)
    return (used() - before) / REST_SECONDS * 100


def _name(process: psutil.Process) -> str:
    words = " ".join(process.cmdline())
    for word, name in (("backend serve", "backend"), ("speech.worker", "speech worker")):
        if word in words:
            return name
    return "terminal"


def _settings(port: int) -> str:
    return (
        "[screen]\nfullscreen = true\n"
        f'[county]\nlisten = "127.0.0.1"\nport = {port}\nphone_url = "auto"\n'
    )
