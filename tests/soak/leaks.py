"""Leaks put in on purpose, one for each detector: what is left behind after every visit."""

import subprocess
import sys
import tempfile
import threading
from collections.abc import Callable, Sequence
from functools import cache
from typing import Any

from tests.soak.hall import Hall

_kept: list[Any] = []


class Record:
    """Something of a visit that is kept."""


def _widget(hall: Hall) -> None:
    from kivy.uix.widget import Widget

    _kept.append(Widget())


def _texture(hall: Hall) -> None:
    from kivy.graphics.texture import Texture

    _kept.append(Texture.create(size=(8, 8)))


def _instruction(hall: Hall) -> None:
    from kivy.graphics import Color

    hall.app.root.canvas.after.add(Color())


def _event(hall: Hall) -> None:
    from kivy.clock import Clock

    Clock.schedule_interval(lambda _: None, 3600.0)


def _binding(hall: Hall) -> None:
    from kivy.core.window import Window

    Window.bind(on_touch_move=lambda *_: False)


def _thread(hall: Hall) -> None:
    threading.Thread(target=threading.Event().wait, name="left", daemon=True).start()


def _open_file(hall: Hall) -> None:
    _kept.append(hall.place.secrets.open("rb"))


def _socket(hall: Hall) -> None:
    import socket

    _kept.append(socket.socket())


def _process(hall: Hall) -> None:
    if not any(isinstance(each, subprocess.Popen) for each in _kept):
        _kept.append(subprocess.Popen([sys.executable, "-c", "input()"], stdin=subprocess.PIPE))


def _data_file(hall: Hall) -> None:
    tempfile.NamedTemporaryFile(dir=hall.place.data, delete=False).close()


def _temp_file(hall: Hall) -> None:
    tempfile.NamedTemporaryFile(delete=False).close()


def _row(hall: Hall) -> None:
    with hall.ports.store.transaction() as db:
        db.execute("INSERT INTO state VALUES (hex(randomblob(8)), '0')")


@cache
def _remembered(serial: int) -> int:
    return serial


_remembered.__module__ = "kiosk.left"


def _entry(hall: Hall) -> None:
    _remembered(_remembered.cache_info().currsize)


def _record(hall: Hall) -> None:
    _kept.append(Record())


def _memory(hall: Hall) -> None:
    _kept.append(bytearray(b"x" * 2**20))


LEAKS: dict[str, Callable[[Hall], None]] = {
    "widget": _widget,
    "texture": _texture,
    "instruction": _instruction,
    "event": _event,
    "binding": _binding,
    "thread": _thread,
    "open-file": _open_file,
    "socket": _socket,
    "process": _process,
    "data-file": _data_file,
    "temp-file": _temp_file,
    "row": _row,
    "cache": _entry,
    "object": _record,
    "memory": _memory,
}


AT_ONCE = 100
"""So many of each are left behind by one visit, where there is room: a few visits are enough."""
ONE = frozenset({"process", "memory", "thread", "socket", "open-file"})


def leak(names: Sequence[str]) -> Callable[[Hall], None] | None:
    """Return what leaves behind all that is named; ``None`` where nothing is."""
    if not names:
        return None

    def leave(hall: Hall) -> None:
        for name in names:
            for _ in range(1 if name in ONE else AT_ONCE):
                LEAKS[name](hall)

    return leave
