"""What must be settled before Kivy is imported for the first time.

Kivy reads the environment and its settings on import and opens the window with the first text
widget, so everything here comes first; a later change has no effect.
"""

import ctypes
import os
import sys
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from kiosk.events.log import hush

SETTINGS: Mapping[str, Mapping[str, str]] = {
    "kivy": {
        "exit_on_escape": "0",
        "pause_on_minimize": "0",
        "keyboard_mode": "system",
    },
    "graphics": {"resizable": "0", "multisamples": "0"},
    # The panel's first finger reaches Kivy as SDL's mouse, once. The stock settings add a second
    # provider that reads the same panel, and every touch would count twice.
    "input": {"mouse": "mouse,disable_multitouch"},
}
DESKTOP_SHARE = 0.94
"""How much of a desktop's free height the window takes, for the title bar the desktop adds."""


@dataclass(frozen=True)
class WindowPlan:
    """The window in pixels; ``max_fps`` bounds how often it is looked at and drawn."""

    width: int
    height: int
    fullscreen: bool = False
    max_fps: int = 30
    offscreen: bool = False


def prepare(home: Path, plan: WindowPlan) -> None:
    """Settle environment and settings for ``plan``; ``home`` is where Kivy keeps its files.

    Raises :class:`RuntimeError` if Kivy was imported before.
    """
    if "kivy" in sys.modules:
        raise RuntimeError("Kivy was imported before its settings were made")
    home.mkdir(parents=True, exist_ok=True)
    os.environ.update(
        KIVY_HOME=str(home),
        KIVY_NO_ARGS="1",
        KIVY_NO_CONFIG="1",
        KIVY_NO_FILELOG="1",
        # Kivy's own mode takes over stderr, and with it every traceback.
        KIVY_LOG_MODE="PYTHON",
        KIVY_NO_ENV_CONFIG="1",
        # What a worker hands over is drawn at once: the stock clock sleeps on to the next frame.
        KIVY_CLOCK="interrupt",
        KIVY_WINDOW="sdl2",
        KIVY_TEXT="sdl2",
        KIVY_IMAGE="sdl2",
        # Otherwise SDL turns SIGTERM into a window close, which a kiosk refuses.
        SDL_NO_SIGNAL_HANDLERS="1",
        SDL_TOUCH_MOUSE_EVENTS="1",
        # Otherwise SDL keeps the press that gives the window the focus to itself: a lost touch.
        SDL_MOUSE_FOCUS_CLICKTHROUGH="1",
    )
    if plan.offscreen:
        os.environ["SDL_VIDEODRIVER"] = "offscreen"
    # A filter, because Kivy sets its logger's level itself when it is imported.
    # MTDev is a provider this terminal never asks for; Kivy tries it all the same.
    hush("kivy", "MTDev")
    _write_settings(plan)


def fit_to_desktop(width: int, height: int) -> tuple[int, int]:
    """Scale ``width`` × ``height`` down, keeping its shape, to fit the desktop's free area."""
    free = _desktop_area()
    if free is None:
        return width, height
    scale = min(1.0, free[0] / width, free[1] * DESKTOP_SHARE / height)
    return round(width * scale), round(height * scale)


def _write_settings(plan: WindowPlan) -> None:
    from kivy.config import Config

    for section in ("input", "modules"):
        for key in Config.options(section):
            Config.remove_option(section, key)
    for section, values in SETTINGS.items():
        for key, value in values.items():
            Config.set(section, key, value)
    Config.set("graphics", "width", str(plan.width))
    Config.set("graphics", "height", str(plan.height))
    Config.set("graphics", "maxfps", str(plan.max_fps))
    Config.set("graphics", "show_cursor", "0" if plan.fullscreen else "1")
    Config.set("graphics", "borderless", "1" if plan.fullscreen else "0")
    Config.set("graphics", "fullscreen", "auto" if plan.fullscreen else "0")


class _Rect(ctypes.Structure):
    _fields_ = [(name, ctypes.c_int) for name in "xywh"]


def _desktop_area() -> tuple[int, int] | None:
    """Ask SDL, of the copy Kivy brings, for the desktop without its panels; ``None`` if none."""
    library = sdl_library()
    if library is None or library.SDL_InitSubSystem(_SDL_VIDEO) != 0:
        return None
    try:
        area = _Rect()
        if library.SDL_GetDisplayUsableBounds(0, ctypes.byref(area)) != 0:
            return None
        return area.w, area.h
    finally:
        library.SDL_QuitSubSystem(_SDL_VIDEO)


_SDL_VIDEO = 0x20


def sdl_library() -> ctypes.CDLL | None:
    """Return the SDL that Kivy brings; ``None`` where it is another's."""
    for folder in map(Path, sys.path):
        for path in sorted(folder.glob("Kivy.libs/libSDL2-2*.so*")):
            try:
                return ctypes.CDLL(str(path))
            except OSError:
                continue
    return None
