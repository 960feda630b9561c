"""What a window manager sends when a person closes a window: ``WM_DELETE_WINDOW`` (ICCCM 4.2.8)."""

import ctypes

from xserver import XServer

_CLIENT_MESSAGE = 33
_LONGS = 5


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
        ("data", ctypes.c_long * _LONGS),
    )


class _Event(ctypes.Union):
    _fields_ = (("message", _ClientMessage), ("pad", ctypes.c_long * 24))


def ask_to_close(server: XServer, window: int) -> None:
    """Ask the program of ``window`` to close it; returns when the server has the message."""
    x11 = ctypes.CDLL("libX11.so.6")
    x11.XOpenDisplay.restype = ctypes.c_void_p
    x11.XInternAtom.restype = ctypes.c_ulong
    display = ctypes.c_void_p(x11.XOpenDisplay(server.display.encode()))
    if not display:
        raise RuntimeError("the X server does not answer")
    try:
        protocols, delete = (
            x11.XInternAtom(display, name, False) for name in (b"WM_PROTOCOLS", b"WM_DELETE_WINDOW")
        )
        event = _Event()
        event.message.type = _CLIENT_MESSAGE
        event.message.window = window
        event.message.message_type = protocols
        event.message.format = 32
        event.message.data[0] = delete
        x11.XSendEvent(
            display, ctypes.c_ulong(window), False, ctypes.c_long(0), ctypes.byref(event)
        )
        x11.XSync(display, False)
    finally:
        x11.XCloseDisplay(display)
