"""A soak: visits back to back, measured after the first hundred and at the end."""

import tempfile
import threading
import time
from collections.abc import Callable
from contextlib import ExitStack
from pathlib import Path
from typing import Any

import psutil

from kiosk.devices.speech.sounds import UNKEPT
from tests.soak import counts, verdict
from tests.soak.hall import Hall
from tests.soak.visits import Visits

WIDTH, HEIGHT = 540, 960
"""Half the panel each way: the same pages and frames, in software four times as fast."""
TOLD = 500
BRIEF_THREADS = ("county-line", "county-delivery", "work", "text-input")
"""Threads that live no longer than what they were made for."""

Leak = Callable[[Hall], None]


class Soak:
    """Makes ``visits`` visits of at most ``pages`` pages; the first ``warm`` do not count.

    ``leak`` is called after each of the others, to see that it is found.
    """

    def __init__(
        self,
        visits: int,
        warm: int,
        seed: int,
        pages: int,
        leak: Leak | None = None,
    ) -> None:
        self._count, self._warm, self._seed, self._pages = visits, warm, seed, pages
        self._leak = leak

    def run(self, tell: Callable[[str], None] = lambda _: None) -> dict[str, Any]:
        """Return the figures; ``missed`` names every target that was."""
        with tempfile.TemporaryDirectory() as name, ExitStack() as closing:
            folder = Path(name)
            (folder / "tmp").mkdir()
            tempfile.tempdir = str(folder / "tmp")
            try:
                return self._in(Hall(folder, closing, WIDTH, HEIGHT), folder, tell)
            finally:
                tempfile.tempdir = None

    def _in(self, hall: Hall, folder: Path, tell: Callable[[str], None]) -> dict[str, Any]:
        hall.until(hall.ports.county.online, "the county")
        visits = Visits(hall, self._seed, self._pages)
        for _ in range(self._warm):
            visits.one()
        before = measure(hall, folder)
        tell(f"after {self._warm} visits: {before['memory']}")
        begun, frames, pages = time.monotonic(), hall.watcher.frames, visits.pages
        rest = self._count - self._warm
        for done in range(1, rest + 1):
            visits.one()
            if self._leak is not None:
                self._leak(hall)
            if done % TOLD == 0:
                alike(hall)
                memory = {name: each["own"] for name, each in memory_of(hall).items()}
                tell(f"{self._warm + done} visits, {time.monotonic() - begun:.0f} s, {memory}")
        seconds = time.monotonic() - begun
        after = measure(hall, folder)
        return {
            "visits": self._count,
            "warm": self._warm,
            "seed": self._seed,
            "seconds": round(seconds, 1),
            "visits_per_second": round(rest / seconds, 2),
            "pages_answered": visits.pages - pages,
            "frames_drawn": hall.watcher.frames - frames,
            "kinds_of_page": len(hall.pages),
            "visits_by_kind": dict(sorted(visits.counted.items())),
            "visits_by_manner": dict(visits.manners),
            **judged(before, after, visits.failed),
        }


def judged(before: dict[str, Any], after: dict[str, Any], failed: list[str]) -> dict[str, Any]:
    """Return growth and what is wrong with it."""
    growth = verdict.memory_growth(before["memory"], after["memory"])
    missed = verdict.complaints(before["counts"], after["counts"])
    missed += verdict.more_objects(before["objects"], after["objects"])
    if growth > verdict.MOST_MEMORY_GROWTH:
        missed.append(f"memory grew by {growth:.2%}")
    missed += [f"visit failed: {each}" for each in failed]
    names = sorted({*before["counts"], *after["counts"]})
    return {
        "memory_mb": {"before": before["memory"], "after": after["memory"]},
        "memory_growth_percent": round(growth * 100, 2),
        "counts": {
            name: [before["counts"].get(name, 0), after["counts"].get(name, 0)] for name in names
        },
        "objects_grown": objects_grown(before, after),
        "allowed": verdict.allowed(before["counts"], after["counts"]),
        "missed": missed,
    }


def objects_grown(before: dict[str, Any], after: dict[str, Any]) -> dict[str, int]:
    """Return the types of which there are more now, most first."""
    more = after["objects"] - before["objects"]
    return dict(more.most_common(20))


def measure(hall: Hall, folder: Path) -> dict[str, Any]:
    """Memory and counts of the terminal at rest, with all of the visits behind it."""
    alike(hall)
    memory = memory_of(hall)
    caches = counts.caches()
    counts.empty_caches()
    counts.give_back()
    objects = counts.objects()
    data = hall.place.data
    found = {
        **counts.rows("terminal", data / "terminal.db"),
        **counts.rows("library", data / "library.db"),
        **counts.rows("county", hall.place.database_file),
        **caches,
        **counts.kivy_parts(),
        **counts.files("data", data, kept=("slips", "voice-cache")),
        **counts.files("slips", data / "slips"),
        "sounds not to be kept": len(list((data / "voice-cache").glob(f"{UNKEPT}*"))),
        **counts.files("temp", folder / "tmp"),
    }
    # Last, and at once after the wait: a heartbeat may begin at any moment.
    hall.until(lambda: not _busy(), "rest")
    found |= {**counts.threads(), **of_processes(hall)}
    return {"memory": memory, "counts": found, "objects": objects}


def alike(hall: Hall) -> None:
    """Come to a state that can be compared: the same pages drawn last, and nothing under way.

    Which sizes of text are open and what was drawn last differs by some megabytes.
    """
    rest(hall)
    hall.fill()
    rest(hall)


def rest(hall: Hall) -> None:
    """Wait until everything is delivered, said and freed."""
    hall.until(lambda: hall.ports.county.online(), "the line")
    hall.until(lambda: hall.ports.county.undelivered() == 0, "an empty outbox")
    hall.ports.voice.stop()
    hall.until(lambda: not _busy(), "rest")
    hall.frame(5)


def _busy() -> bool:
    return any(each.name.startswith(BRIEF_THREADS) for each in threading.enumerate())


def processes(hall: Hall) -> dict[str, psutil.Process]:
    """The terminal, its backend and its speech worker, by name."""
    named = {"terminal": psutil.Process()}
    for child in hall.children():
        words = " ".join(child.cmdline())
        named["backend" if "backend serve" in words else "speech worker"] = child
    return named


def memory_of(hall: Hall) -> dict[str, dict[str, float]]:
    """Memory of each process, in MB."""
    counts.give_back()
    return {name: counts.memory(process) for name, process in processes(hall).items()}


def of_processes(hall: Hall) -> dict[str, float]:
    """Threads, files and sockets of each process, and how many children there are."""
    found: dict[str, float] = {"child processes": len(hall.children())}
    for name, process in processes(hall).items():
        found |= counts.of_process(name, process)
    return found
