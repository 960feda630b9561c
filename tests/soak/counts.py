"""What is there now: memory, objects, widgets, textures, events, threads, files, rows, caches.

Each reading is one flat table of numbers by name, so that two of them can be laid side by side.
"""

import ctypes
import functools
import gc
import os
import sqlite3
import statistics
import threading
from collections import Counter
from collections.abc import Iterable, Mapping
from contextlib import closing
from pathlib import Path
from typing import Any

import psutil

Reading = Mapping[str, float]

_MEGABYTE = 1e6
MEMORY_READINGS = 5


def memory(process: psutil.Process) -> dict[str, float]:
    """Memory of ``process`` in MB, each kind the median of some readings.

    PSS and USS also move with who else on the machine maps the same libraries; ``own`` is what
    belongs to no file, and that is where whatever leaks is.
    """
    readings = [
        {**process.memory_full_info()._asdict(), "own": _anonymous(process.pid)}
        for _ in range(MEMORY_READINGS)
    ]
    return {
        kind: round(statistics.median(one[kind] for one in readings) / _MEGABYTE, 2)
        for kind in ("own", "pss", "uss", "rss")
    }


def _anonymous(pid: int) -> int:
    rollup = Path(f"/proc/{pid}/smaps_rollup").read_text("ascii").splitlines()
    line = next(line for line in rollup if line.startswith("Anonymous:"))
    return int(line.split()[1]) * 1024


def together(processes: Iterable[psutil.Process]) -> float:
    """MB that ``processes`` take as if nobody else ran on the machine.

    What belongs to no file, and each part of a file once, as far as it is in memory anywhere.
    """
    own, of_files = 0, Counter[tuple[str, str]]()
    for process in processes:
        part, resident = ("", ""), 0
        for line in Path(f"/proc/{process.pid}/smaps").read_text("utf-8").splitlines():
            words = line.split()
            if not words[0].endswith(":"):
                part = (words[4], words[2])
            elif words[0] == "Rss:":
                resident = int(words[1])
            elif words[0] == "Anonymous:":
                own += int(words[1])
                of_files[part] = max(of_files[part], resident - int(words[1]))
    return round((own + of_files.total()) * 1024 / _MEGABYTE, 1)


def give_back() -> None:
    """Collect what is garbage, and hand freed memory back to the machine."""
    gc.collect()
    gc.collect()
    ctypes.CDLL(None).malloc_trim(0)


def empty_caches() -> None:
    """Empty every bounded cache, so that objects can be compared; what they held is no leak."""
    for cache in _caches():
        if cache.cache_parameters()["maxsize"] is not None:
            cache.cache_clear()


def caches() -> dict[str, float]:
    """Entries in caches that have no bound, by name; how many entries the bounded ones hold."""
    sizes: Counter[str] = Counter()
    for cache in _caches():
        bound = cache.cache_parameters()["maxsize"]
        name = f"{cache.__module__}.{cache.__qualname__}"
        sizes["bounded caches" if bound is not None else f"cache {name}"] += (
            cache.cache_info().currsize if bound is None else 0
        )
    from kivy.cache import Cache

    for category, entries in Cache._objects.items():
        sizes[f"kivy cache {category}"] += len(entries)
    del sizes["bounded caches"]
    return dict(sizes)


def _caches() -> list[Any]:
    kind = functools._lru_cache_wrapper
    return [
        each
        for each in gc.get_objects()
        if type(each) is kind and str(each.__module__).startswith(("kiosk", "screens"))
    ]


def objects() -> Counter[str]:
    """Objects that the collector knows, by type."""
    return Counter(
        f"{type(each).__module__}.{type(each).__qualname__}" for each in gc.get_objects()
    )


def kivy_parts() -> dict[str, float]:
    """Widgets, textures, frame buffers, canvas instructions, bound callbacks; events that are due.

    By type, not by ``isinstance``: widgets are also known by proxies, which may outlive them.
    """
    from kivy._event import BoundCallback, EventDispatcher
    from kivy.graphics import Fbo
    from kivy.graphics.instructions import Instruction
    from kivy.graphics.texture import Texture
    from kivy.uix.widget import Widget

    kinds = {"widgets": Widget, "textures": Texture, "frame buffers": Fbo}
    kinds |= {"canvas instructions": Instruction, "event dispatchers": EventDispatcher}
    kinds |= {"bound callbacks": BoundCallback}
    found = dict.fromkeys(kinds, 0)
    for its in map(type, gc.get_objects()):
        for name, kind in kinds.items():
            found[name] += issubclass(its, kind)
    return {**found, **_events_due()}


def _events_due() -> dict[str, int]:
    """Clock events that are due, by what they call."""
    from kivy.clock import Clock

    due: Counter[str] = Counter()
    for event in Clock.get_events():
        called = event.get_callback()
        due[f"clock event {getattr(called, '__qualname__', called)}"] += 1
    return {"clock events": sum(due.values()), **due}


def of_process(name: str, process: psutil.Process) -> dict[str, float]:
    """Threads, sockets and open files of ``process``; files also by name."""
    links = list(_links(process.pid))
    sockets = sum(link.startswith("socket:") for link in links)
    named = Counter(f"{name} opens {Path(link).name}" for link in links if link.startswith("/"))
    return {
        f"{name} threads": process.num_threads(),
        f"{name} sockets": sockets,
        f"{name} open files": len(links) - sockets,
        **named,
    }


def _links(pid: int) -> Iterable[str]:
    folder = Path(f"/proc/{pid}/fd")
    for entry in folder.iterdir():
        try:
            yield os.readlink(entry)
        except FileNotFoundError:  # The one that lists the folder.
            continue


def threads() -> dict[str, float]:
    """Threads of this interpreter by the name they were given, numbers left out."""
    names = Counter(each.name.rstrip("0123456789_-") for each in threading.enumerate())
    return {f"thread {name}": count for name, count in names.items()}


def files(name: str, folder: Path, kept: Iterable[str] = ()) -> dict[str, float]:
    """Files below ``folder``; those in the folders ``kept`` have a bound of their own."""
    parts = {*kept}
    found = [
        path for path in folder.rglob("*") if not parts & {*path.relative_to(folder).parts[:-1]}
    ]
    return {f"files in {name}": len(found)}


def rows(name: str, database: Path) -> dict[str, float]:
    """Rows of each table of a SQLite file.

    SQLite keeps the file open until every connection of this process is closed: read the rows
    before the open files are counted.
    """
    with closing(sqlite3.connect(f"file:{database}?mode=ro", uri=True)) as asked:
        tables = asked.execute(
            "SELECT name FROM sqlite_master WHERE type = 'table'"
            " AND name NOT LIKE 'sqlite%' AND sql NOT LIKE 'CREATE VIRTUAL%'"
        ).fetchall()
        return {
            f"rows {name}.{table}": asked.execute(f'SELECT count(*) FROM "{table}"').fetchone()[0]
            for (table,) in tables
        }
