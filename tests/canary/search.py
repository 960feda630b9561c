"""Looks for what a citizen said in every place a terminal could have left it."""

import resource
import time
from collections.abc import Callable
from dataclasses import asdict, dataclass, field

import psutil
from canaries import Sighting, in_files, sightings
from citizen import Citizen
from memory import look_through
from real_terminal import RealTerminal

COUNTYS_OWN = ("county.sqlite3", "Xvfb_screen")
"""The county's database has what it was sent, and must; the X server's picture is no text."""

TRIES = 4
"""How often a process is looked through before what is found counts: a frame, a heartbeat and a
delivery later. What is found at last was there all the time."""


@dataclass
class Figures:
    """What was done, where was looked, and what was found."""

    visits: list[str] = field(default_factory=list)
    files: int = 0
    memory_bytes: int = 0
    searches: int = 0
    slowest_to_forget_seconds: float = 0.0
    only_in_the_backend: int = 0
    hits: list[str] = field(default_factory=list)

    def as_json(self) -> dict[str, object]:
        """Return the figures; hits name canary and place."""
        return asdict(self)


def look_everywhere(citizen: Citizen, figures: Figures) -> None:
    """Search files, output and processes after a visit; the terminal runs and is idle."""
    look_at_what_is_written(citizen, figures)
    look_at_processes(citizen, figures)


def look_at_what_is_written(citizen: Citizen, figures: Figures) -> None:
    """Search every file and all output; what the outbox still sends is waited for."""
    canaries = sorted(citizen.told | citizen.kept)
    found = _until_gone(lambda: in_files(citizen.hall.folder, canaries, COUNTYS_OWN))
    lines = citizen.terminal.lines
    output = "\n".join([*lines.noise, *map(str, lines.seen)]).encode()
    found |= set(sightings("output", output, canaries))
    figures.files += sum(path.is_file() for path in citizen.hall.folder.rglob("*"))
    figures.hits += [f"{each.canary} in {each.place}, {each.spelling}" for each in sorted(found)]


def _until_gone(look: Callable[[], set[Sighting]]) -> set[Sighting]:
    end = time.monotonic() + 30.0
    while (found := look()) and time.monotonic() < end:
        time.sleep(0.1)
    return found


def look_at_processes(citizen: Citizen, figures: Figures) -> None:
    """Search the memory of the terminal and of all it has started."""
    assert_no_core(citizen.terminal)
    for process in (psutil.Process(citizen.terminal.process.pid), *citizen.terminal.family()):
        name = _name(process)
        if name is None:
            continue
        # Of what the county was sent the backend knows as much as its database.
        canaries = sorted(citizen.kept | (set() if name == "backend" else citizen.told))
        _look_at(process.pid, name, canaries, figures)
        if name == "backend" and citizen.told:
            search = look_through(process.pid, name, sorted(citizen.told))
            figures.only_in_the_backend += len(search.hits)


def _look_at(pid: int, name: str, canaries: list[str], figures: Figures) -> None:
    begun = time.monotonic()
    for _ in range(TRIES):
        search = look_through(pid, name, canaries)
        figures.memory_bytes += search.bytes
        figures.searches += 1
        if not search.hits:
            return
        figures.slowest_to_forget_seconds = max(
            figures.slowest_to_forget_seconds, round(time.monotonic() - begun, 1)
        )
    figures.hits += [f"{hit} {hit.around!r}" for hit in search.hits]


def _name(process: psutil.Process) -> str | None:
    """Tell the terminal, its backend and its worker apart; ``None`` for one that has gone."""
    try:
        words = process.cmdline()
    except psutil.Error:
        return None
    known = {"backend": "backend", "kiosk.devices.speech.worker": "worker", "run": "terminal"}
    return next((name for word, name in known.items() if word in words), "other")


def assert_no_core(terminal: RealTerminal) -> None:
    """No process of the terminal may write its memory to a disk when it crashes."""
    for pid in (terminal.process.pid, *(each.pid for each in terminal.family())):
        try:
            limits = resource.prlimit(pid, resource.RLIMIT_CORE)
        except ProcessLookupError:
            continue
        assert limits == (0, 0), f"process {pid} may leave a core dump"
