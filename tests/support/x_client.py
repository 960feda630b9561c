"""A client of an X server that presses, drags and asks as fast as the server takes it (XTest)."""

import ctypes
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from select import select

from xserver import XServer

_CLIENT_MESSAGE = 33
_STRUCTURE = 1 << 17 | 1 << 19
_VIEWABLE = 2
_POINTER_ROOT = 1
_SETTLE_SECONDS = 60.0


class _ClientMessage(ctypes.Structure):
    """``XClientMessageEvent`` of Xlib."""

    _fields_ = (
        ("type", ctypes.c_int),
        ("serial", ctypes.c_ulong),
        ("send_event", ctypes.c_int),
        ("display", ctypes.c_void_p),
        ("window", ctypes.c_ulong),
        ("message_type", ctypes.c_ulong),
        ("format", ctypes.c_int),
        ("data", ctypes.c_long * 5),
    )


class _Event(ctypes.Union):
    _fields_ = (
        ("type", ctypes.c_int),
        ("message", _ClientMessage),
        ("pad", ctypes.c_long * 24),
    )


class _Attributes(ctypes.Structure):
    """The beginning of ``XWindowAttributes``; the rest is room."""

    _fields_ = (
        ("x", ctypes.c_int),
        ("y", ctypes.c_int),
        ("width", ctypes.c_int),
        ("height", ctypes.c_int),
        ("border_width", ctypes.c_int),
        ("depth", ctypes.c_int),
        ("visual", ctypes.c_void_p),
        ("root", ctypes.c_ulong),
        ("window_class", ctypes.c_int),
        ("gravity", ctypes.c_int * 2),
        ("backing", ctypes.c_int),
        ("planes", ctypes.c_ulong * 2),
        ("save_under", ctypes.c_int),
        ("colormap", ctypes.c_ulong),
        ("map_installed", ctypes.c_int),
        ("map_state", ctypes.c_int),
        ("pad", ctypes.c_long * 16),
    )


@dataclass(frozen=True)
class Standing:
    """How a window stands on the screen: place and size in pixels, and whether it can be seen."""

    x: int
    y: int
    width: int
    height: int
    visible: bool


class XClient:
    """Acts on ``window``. Nothing is sure to have happened before :meth:`settle`."""

    def __init__(self, server: XServer, window: int) -> None:
        self._x = ctypes.CDLL("libX11.so.6")
        self._test = ctypes.CDLL("libXtst.so.6")
        self._x.XOpenDisplay.restype = ctypes.c_void_p
        for name in ("XInternAtom", "XDefaultRootWindow"):
            getattr(self._x, name).restype = ctypes.c_ulong
        self._display = ctypes.c_void_p(self._x.XOpenDisplay(server.display.encode()))
        if not self._display:
            raise RuntimeError("the X server does not answer")
        self._window = ctypes.c_ulong(window)
        self._root = ctypes.c_ulong(self._x.XDefaultRootWindow(self._display))
        self._x.XSelectInput(self._display, self._root, ctypes.c_long(_STRUCTURE))

    def close(self) -> None:
        self._x.XCloseDisplay(self._display)

    def key(self, code: int, down: bool) -> None:
        """Press or let go the key of X's keycode ``code``, 8 to 255."""
        self._test.XTestFakeKeyEvent(self._display, code, down, ctypes.c_ulong(0))

    def button(self, number: int, down: bool) -> None:
        """Press or let go a button: 1 to 3, 4 to 7 are the wheels, 8 and 9 back and forward."""
        self._test.XTestFakeButtonEvent(self._display, number, down, ctypes.c_ulong(0))

    def move(self, x: int, y: int) -> None:
        """Move the pointer; ``y`` from the top."""
        self._test.XTestFakeMotionEvent(self._display, -1, x, y, ctypes.c_ulong(0))

    def code_of(self, name: str) -> int:
        """Return the keycode that gives the keysym ``name``, or 0."""
        self._x.XStringToKeysym.restype = ctypes.c_ulong
        symbol = self._x.XStringToKeysym(name.encode())
        return int(self._x.XKeysymToKeycode(self._display, ctypes.c_ulong(symbol))) & 0xFF

    def ask_to_close(self) -> None:
        """Send what a window manager sends when a person closes the window."""
        self._tell(self._window, "WM_PROTOCOLS", self._atom("WM_DELETE_WINDOW"))

    def ask_to_minimise(self) -> None:
        """Ask for the icon, as the program's own window library would."""
        self._x.XIconifyWindow(self._display, self._window, 0)

    def ask_to_resize(self, width: int, height: int) -> None:
        """Ask for another size, as a task bar or a pager does."""
        sized = 1 << 10 | 1 << 11
        self._tell(
            self._window, "_NET_MOVERESIZE_WINDOW", sized, 0, 0, width, height, to=self._root
        )
        self._tell(self._window, "_NET_MOVERESIZE_WINDOW", sized, 0, 0, width, height)

    def take_focus_away(self) -> None:
        """Give the keyboard to nobody's window."""
        self._x.XSetInputFocus(self._display, self._root, _POINTER_ROOT, ctypes.c_ulong(0))

    def give_focus(self) -> None:
        """Give the window the keyboard."""
        self._x.XSetInputFocus(self._display, self._window, _POINTER_ROOT, ctypes.c_ulong(0))

    def standing(self) -> Standing:
        """Return how the window stands now."""
        found = _Attributes()
        self._x.XGetWindowAttributes(self._display, self._window, ctypes.byref(found))
        visible = found.map_state == _VIEWABLE
        return Standing(found.x, found.y, found.width, found.height, visible)

    def settle(self) -> None:
        """Return when the program has taken every event so far off its queue.

        A ping of the window manager (``_NET_WM_PING``) travels behind them, and comes back. Raises
        ``AssertionError`` where it does not.
        """
        ping = self._atom("_NET_WM_PING")
        self._tell(self._window, "WM_PROTOCOLS", ping, 0, self._window.value)
        event = _Event()
        deadline = time.monotonic() + _SETTLE_SECONDS
        while (left := deadline - time.monotonic()) > 0:
            if self._x.XPending(self._display) == 0:
                select([self._x.XConnectionNumber(self._display)], [], [], left)
                continue
            self._x.XNextEvent(self._display, ctypes.byref(event))
            if event.type == _CLIENT_MESSAGE and event.message.data[0] == ping:
                return
        raise AssertionError("the program does not take its events")

    def _atom(self, name: str) -> int:
        return int(self._x.XInternAtom(self._display, name.encode(), False))

    def _tell(
        self, window: ctypes.c_ulong, kind: str, *data: int, to: ctypes.c_ulong | None = None
    ) -> None:
        event = _Event()
        event.message.type = _CLIENT_MESSAGE
        event.message.window = window.value
        event.message.message_type = self._atom(kind)
        event.message.format = 32
        for place, value in enumerate(data):
            event.message.data[place] = value
        nothing = ctypes.c_long(0)
        self._x.XSendEvent(self._display, to or window, False, nothing, ctypes.byref(event))
        self._x.XFlush(self._display)


@contextmanager
def x_client(server: XServer, window: int) -> Iterator[XClient]:
    """Yield a client that acts on ``window``."""
    client = XClient(server, window)
    try:
        yield client
    finally:
        client.close()
