"""Pictures of views, drawn off-screen exactly as the panel shows them.

Import this only after :func:`screens.environment.prepare` with ``offscreen``.
"""

from collections.abc import Callable, Iterable, Mapping
from datetime import datetime
from pathlib import Path

from kivy.base import EventLoop
from kivy.core.window import Window
from kivy.graphics.opengl import GL_RGB, GL_UNSIGNED_BYTE, glFinish, glReadPixels
from PIL import Image

from kiosk.fonts import Fonts
from kiosk.text_input.port import Stroke
from kiosk.view import Box, Command, Key, View
from screens.finger import HoldCorner
from screens.metrics import Metrics
from screens.shell import Shell
from screens.typeset import Typesetter


def photograph() -> Image.Image:
    """Draw the window once more and return its picture, RGB, as large as the window."""
    Window.dispatch("on_draw")
    glFinish()
    width, height = Window.size
    pixels = glReadPixels(0, 0, width, height, GL_RGB, GL_UNSIGNED_BYTE)
    picture = Image.frombytes("RGB", (width, height), bytes(pixels))
    return picture.transpose(Image.Transpose.FLIP_TOP_BOTTOM)


class Studio:
    """A shell in an off-screen window that nobody touches."""

    def __init__(
        self,
        fonts: Fonts,
        *,
        px_per_mm: float,
        now: Callable[[], datetime],
        type_: Typesetter | None = None,
    ) -> None:
        EventLoop.ensure_window()
        width, height = Window.size
        self.shell = Shell(
            metrics=Metrics(width, height, px_per_mm),
            type_=type_ or Typesetter(fonts),
            controls=_Nobody(),
            now=now,
            corner=HoldCorner((0, 0, 0, 0), 3.0, _never, lambda: None),
        )
        self.shell.size = Window.size
        Window.add_widget(self.shell)

    def picture(self, view: View) -> Image.Image:
        """Return the picture of ``view``, RGB, as large as the window."""
        self.shell.screen_for(type(view.page)).begin()
        self.shell.show(view)
        return self.now_shown()

    def now_shown(self) -> Image.Image:
        """Return the picture of what is shown, such as the next sheet of a page."""
        EventLoop.idle()
        return photograph()

    def close(self) -> None:
        """Take the shell out of the window."""
        Window.remove_widget(self.shell)


def render(
    views: Iterable[tuple[str, View]],
    out: Path,
    *,
    fonts: Fonts,
    px_per_mm: float,
    now: Callable[[], datetime],
) -> list[Path]:
    """Write ``<out>/<name>.png`` for every named view and ``<name>-2.png`` … for its other sheets.

    Returns the files, in order. The window must have been planned off-screen.
    """
    studio = Studio(fonts, px_per_mm=px_per_mm, now=now)
    written = []
    try:
        for name, view in views:
            picture, sheet = studio.picture(view), 1
            while True:
                path = out / (f"{name}.png" if sheet == 1 else f"{name}-{sheet}.png")
                path.parent.mkdir(parents=True, exist_ok=True)
                picture.save(path, compress_level=3)
                written.append(path)
                if not studio.shell.screen.turn(1):
                    break
                picture, sheet = studio.now_shown(), sheet + 1
    finally:
        studio.close()
    return written


class _Nobody:
    """Controls of a picture: nobody is there to press anything."""

    def press(self, serial: int, option: str) -> None:
        """Nothing."""

    def keyed(self, serial: int, name: str) -> None:
        """Nothing."""

    def drew(self, serial: int, stroke: Stroke) -> None:
        """Nothing."""

    def wrote(self, serial: int, name: str) -> None:
        """Nothing."""

    def footer(self, serial: int, command: Command) -> None:
        """Nothing."""

    def explored(self, serial: int, name: str) -> None:
        """Nothing."""

    def turned(self, serial: int, sheet: int, sheets: int) -> None:
        """Nothing."""

    def key(self, key: Key) -> None:
        """Nothing."""

    def digit(self, digit: str) -> None:
        """Nothing."""

    def scanned(self, text: str) -> None:
        """Nothing."""

    def touched(self) -> None:
        """Nothing."""

    def staff_corner(self) -> None:
        """Nothing."""

    def frame_done(self, serial: int, targets: Mapping[str, Box]) -> None:
        """Nothing."""


class _Never:
    def cancel(self) -> None:
        """Nothing waits."""


def _never(seconds: float, function: Callable[[], None]) -> _Never:
    return _Never()
