"""A finger and a keypad on a real X display: events of the server's own, through xdotool."""

import subprocess
from collections.abc import Sequence
from dataclasses import dataclass

from xserver import XServer

SECONDS = 20.0
Box = Sequence[float]


@dataclass(frozen=True)
class Pointer:
    """Acts on the one window of process ``pid``, ``height`` pixels high.

    Boxes are those of ``--trace``: x, y of the lower left corner, width, height.
    """

    server: XServer
    pid: int
    height: int

    def tap(self, box: Box) -> None:
        """Move to the middle of ``box``, press and let go."""
        self.move(box)
        self._run("mousedown", "1")
        self._run("mouseup", "1")

    def double_tap(self, box: Box) -> None:
        """Tap twice as fast as the server takes it."""
        self.move(box)
        self._run("click", "--repeat", "2", "--delay", "30", "1")

    def move(self, box: Box) -> None:
        """Move to the middle of ``box``."""
        x, y = box[0] + box[2] / 2, self.height - (box[1] + box[3] / 2)
        # Without --sync, which waits 15 s where the pointer is there already. X keeps the order.
        self._run("mousemove", "--window", self.window(), str(round(x)), str(round(y)))

    def draw(self, box: Box, points: Sequence[tuple[float, float]]) -> None:
        """Draw one stroke in ``box``; points from 0 to 1, x to the right and y down."""
        left, bottom, width, height = box
        top = self.height - bottom - height
        window = self.window()
        words: list[str] = []
        for place, (x, y) in enumerate(points):
            at = (round(left + x * width), round(top + y * height))
            words += ["mousemove", "--window", window, *map(str, at)]
            words += ["mousedown", "1"] if place == 0 else []
        self._run(*words, "mouseup", "1")

    def hold(self) -> None:
        """Press and stay."""
        self._run("mousedown", "1")

    def let_go(self) -> None:
        """Lift."""
        self._run("mouseup", "1")

    def key(self, name: str) -> None:
        """Press a key by its X name: ``Down``, ``Return``, ``Escape``, ``alt+F4``."""
        self._run("key", name)

    def hold_key(self, name: str) -> None:
        """Press a key and stay: the server repeats it."""
        self._run("keydown", name)

    def let_go_key(self, name: str) -> None:
        """Let a key go."""
        self._run("keyup", name)

    def focus(self) -> None:
        """Give the window the keyboard: there is no window manager to do it."""
        self._run("windowfocus", "--sync", self.window())

    def window(self) -> str:
        """Return the X id of the window, once it is on the screen."""
        return self._run("search", "--sync", "--onlyvisible", "--pid", str(self.pid)).split()[0]

    def _run(self, *words: str) -> str:
        done = subprocess.run(
            ["xdotool", *words],
            env=self.server.environment(),
            capture_output=True,
            text=True,
            timeout=SECONDS,
            check=True,
        )
        return done.stdout
