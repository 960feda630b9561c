"""The fingers beside the first. SDL makes a mouse of the first finger, and Kivy takes only mice.

Where the first never lifts, because it is a drop of water or its lifting was lost, SDL lets no
other through: the panel would be dead. So the others come as touches of their own, and
:class:`screens.finger.Finger` decides whether one of them is the finger that counts.
"""

import ctypes
from collections.abc import Callable

_DOWN, _UP, _MOTION = 0x700, 0x701, 0x702
_NAMES = {_DOWN: "fingerdown", _UP: "fingerup", _MOTION: "fingermotion"}


class FingerEvent(ctypes.Structure):
    """``SDL_TouchFingerEvent`` of SDL 2; ``x`` and ``y`` from 0 to 1, down from the top."""

    _fields_ = (
        ("type", ctypes.c_uint32),
        ("timestamp", ctypes.c_uint32),
        ("touch", ctypes.c_int64),
        ("finger", ctypes.c_int64),
        ("x", ctypes.c_float),
        ("y", ctypes.c_float),
        ("dx", ctypes.c_float),
        ("dy", ctypes.c_float),
        ("pressure", ctypes.c_float),
        ("window", ctypes.c_uint32),
    )


_Watch = ctypes.CFUNCTYPE(ctypes.c_int, ctypes.c_void_p, ctypes.POINTER(FingerEvent))

Tell = Callable[[tuple[str, int, float, float, float]], None]
"""Takes one event as Kivy's provider of SDL's fingers does: name, id, x, y, pressure."""


class MoreFingers:
    """Watches SDL's events and tells of every finger but the one SDL makes a mouse of."""

    def __init__(self, sdl: ctypes.CDLL, tell: Tell) -> None:
        self._sdl = sdl
        self._tell = tell
        self._mouse: tuple[int, int] | None = None
        self._watch = _Watch(self._seen)
        sdl.SDL_AddEventWatch(self._watch, None)

    def stop(self) -> None:
        """Watch no more."""
        self._sdl.SDL_DelEventWatch(self._watch, None)

    def _seen(self, _: object, event: "ctypes._Pointer[FingerEvent]") -> int:
        kind = event.contents.type
        if kind in _NAMES:
            self._take(event.contents)
        return 1

    def _take(self, event: FingerEvent) -> None:
        who = (event.touch, event.finger)
        if event.type == _DOWN and self._mouse is None:
            # SDL does the same: the first finger while none is down is its mouse until it lifts.
            self._mouse = who
        elif who != self._mouse:
            self._tell((_NAMES[event.type], event.finger, event.x, event.y, event.pressure))
        elif event.type == _UP:
            self._mouse = None
