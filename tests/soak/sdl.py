"""A finger and keys by events in SDL's own queue, as a panel and a keyboard put them there."""

import ctypes
import re
from collections.abc import Sequence
from functools import cache
from pathlib import Path

_KEY_DOWN, _KEY_UP = 0x300, 0x301
_MOTION, _BUTTON_DOWN, _BUTTON_UP = 0x400, 0x401, 0x402
_EVENT_BYTES = 56
_LEFT = 1
KEYS = {"down": 0x40000051, "up": 0x40000052, "enter": 13, "back": 8}
"""SDL2's codes of keys by the names used here; letters and digits are their own."""

Box = Sequence[float]


class _Button(ctypes.Structure):
    _fields_ = (
        *((name, ctypes.c_uint32) for name in ("type", "time", "window", "which")),
        *((name, ctypes.c_uint8) for name in ("button", "state", "clicks", "padding")),
        *((name, ctypes.c_int32) for name in ("x", "y")),
    )


class _Motion(ctypes.Structure):
    _fields_ = (
        *((name, ctypes.c_uint32) for name in ("type", "time", "window", "which", "state")),
        *((name, ctypes.c_int32) for name in ("x", "y", "dx", "dy")),
    )


class _Key(ctypes.Structure):
    _fields_ = (
        *((name, ctypes.c_uint32) for name in ("type", "time", "window")),
        *((name, ctypes.c_uint8) for name in ("state", "repeat", "pad2", "pad3")),
        ("scancode", ctypes.c_int32),
        ("sym", ctypes.c_int32),
        ("mod", ctypes.c_uint16),
        ("unused", ctypes.c_uint32),
    )


class Hand:
    """Acts on the window of this process, ``height`` pixels high. Boxes are the shell's."""

    def __init__(self, height: float) -> None:
        self._height = height

    def tap(self, box: Box) -> None:
        """Press the middle of ``box`` and let go."""
        x, y = box[0] + box[2] / 2, self._height - (box[1] + box[3] / 2)
        self.press(x, y)
        self.lift(x, y)

    def draw(self, box: Box, points: Sequence[tuple[float, float]]) -> None:
        """Draw one stroke in ``box``; points from 0 to 1, x to the right and y down."""
        top = self._height - box[1] - box[3]
        places = [(box[0] + x * box[2], top + y * box[3]) for x, y in points]
        self.press(*places[0])
        for x, y in places[1:]:
            _push(_Motion(_MOTION, 0, 0, 0, _LEFT, round(x), round(y), 0, 0))
        self.lift(*places[-1])

    def press(self, x: float, y: float) -> None:
        """Put the finger down; x and y from the upper left corner."""
        _push(_Button(_BUTTON_DOWN, 0, 0, 0, _LEFT, 1, 1, 0, round(x), round(y)))

    def lift(self, x: float, y: float) -> None:
        """Take the finger away."""
        _push(_Button(_BUTTON_UP, 0, 0, 0, _LEFT, 0, 1, 0, round(x), round(y)))

    def key(self, name: str) -> None:
        """Press a key and let go: a name of :data:`KEYS`, a letter or a digit."""
        code = KEYS.get(name) or ord(name)
        _push(_Key(_KEY_DOWN, 0, 0, 1, 0, 0, 0, 0, code, 0, 0))
        _push(_Key(_KEY_UP, 0, 0, 0, 0, 0, 0, 0, code, 0, 0))


def _push(event: ctypes.Structure) -> None:
    room = ctypes.create_string_buffer(bytes(event), _EVENT_BYTES)
    if _library().SDL_PushEvent(room) != 1:
        raise RuntimeError("SDL takes no event")


@cache
def _library() -> ctypes.CDLL:
    """The SDL that Kivy's window runs on."""
    loaded = re.search(r"/\S*libSDL2-2\S*", Path("/proc/self/maps").read_text("utf-8"))
    if loaded is None:
        raise RuntimeError("Kivy's window is not open")
    return ctypes.CDLL(loaded[0])
