"""The window: one Kivy application that draws views and reports what a person does.

Import this only after :func:`screens.environment.prepare`.
"""

import gc
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Literal

from kivy.app import App
from kivy.base import runTouchApp
from kivy.clock import Clock
from kivy.core.window import Window
from kivy.core.window.window_sdl2 import SDL2MotionEventProvider
from kivy.graphics.opengl import glFinish

from kiosk.fonts import Fonts
from kiosk.key_names import PLAIN, keymap
from kiosk.view import Box, Cancel, Controls, Key, View
from screens.environment import sdl_library
from screens.finger import HoldCorner
from screens.keys import DIGITS, HeldKeys, typed_by, written_by
from screens.metrics import Metrics
from screens.more_fingers import MoreFingers
from screens.shell import Shell
from screens.typeset import Typesetter
from screens.wedge import Wedge

Corner = Literal["top-left", "top-right", "bottom-left", "bottom-right"]
CORNER_MM = 30.0


@dataclass(frozen=True)
class ScreenPlan:
    """How the window shows the panel. ``px_per_mm`` is the panel's, ``panel_width`` in pixels.

    ``keys`` is what the keys of the keypad mean, by SDL's codes; ``wedge`` says that a code
    scanner types beside them.
    """

    panel_width: int
    px_per_mm: float
    corner: Corner = "top-right"
    hold_seconds: float = 3.0
    keys: Mapping[int, Key] = field(default_factory=lambda: keymap(PLAIN))
    wedge: bool = False


class KioskApp(App):
    """The window of the terminal, and its :class:`~kiosk.view.Display`.

    ``now`` gives the local time for the clock. :meth:`start` runs until :meth:`quit`.
    """

    use_kivy_settings = False
    title = "公共法律服务"

    def __init__(self, plan: ScreenPlan, fonts: Fonts, now: Callable[[], datetime]) -> None:
        super().__init__()
        self._plan, self._now = plan, now
        self._type = Typesetter(fonts)
        self._controls: Controls | None = None
        self._shell: Shell | None = None
        self._corner: HoldCorner | None = None
        self._fingers: MoreFingers | None = None
        self._wedge: Wedge | None = None
        self._pending: View | None = None
        self._held = HeldKeys(self._key, lambda *due: self.call_later(*due))
        self._begin: Callable[[], None] = _nothing
        self._prepared: Callable[[], None] = _nothing

    # --- Display -------------------------------------------------------------------------------

    def show(self, view: View) -> None:
        """Draw ``view``; before the window is up, it is the first to be drawn."""
        if self._shell is None:
            self._pending = view
        else:
            self._shell.show(view)

    def call_soon(self, function: Callable[[], None]) -> None:
        """Run ``function`` on the thread that draws, before the next frame. Any thread may ask."""
        Clock.schedule_once(lambda _: function(), -1)

    def call_later(self, seconds: float, function: Callable[[], None]) -> Cancel:
        """Run ``function`` after ``seconds``."""
        event: Cancel = Clock.schedule_once(lambda _: function(), seconds)
        return event

    def quit(self) -> None:
        """End the main loop."""
        self.stop()

    # --- Life ----------------------------------------------------------------------------------

    def start(self, controls: Controls, begin: Callable[[], None]) -> None:
        """Open the window, call ``begin`` on its thread and stay until :meth:`quit`."""
        self._prepared = _settle
        self.open(controls, begin)
        runTouchApp()
        self._stop()

    def open(self, controls: Controls, begin: Callable[[], None]) -> None:
        """Open the window without staying: :meth:`start` in the hands of a test."""
        self._controls, self._begin = controls, begin
        self._run_prepare()

    def build(self) -> Shell:
        """Make the frame; screens are made on first use or when there is time."""
        assert self._controls is not None
        self._corner = HoldCorner(
            box=self._corner_box(),
            seconds=self._plan.hold_seconds,
            call_later=self.call_later,
            open=self._controls.staff_corner,
        )
        self._shell = Shell(
            metrics=self._metrics(),
            type_=self._type,
            controls=self._controls,
            now=self._now,
            corner=self._corner,
        )
        self._shell.resize(self._metrics())
        if self._plan.wedge:
            scanned = self._controls.scanned
            self._wedge = Wedge(self._struck, scanned, self.call_later, time.monotonic)
        library = sdl_library()
        if library is not None:
            self._fingers = MoreFingers(library, SDL2MotionEventProvider.q.appendleft)
        Window.bind(
            size=self._resized,
            on_flip=self._flipped,
            on_mouse_down=self._pointer_down,
            on_mouse_move=self._pointer_moved,
            on_key_down=self._key_down,
            on_key_up=self._key_up,
            on_keyboard=_swallow,
            on_request_close=_swallow,
            on_minimize=lambda *_: Window.restore(),
        )
        return self._shell

    def on_start(self) -> None:
        """Begin: the first view is drawn with the first frame."""
        self._begin()
        if self._pending is not None:
            self.show(self._pending)
        self._wait_for_the_minute()

    def on_stop(self) -> None:
        """Unbind: the window may outlive the application in tests."""
        Window.unbind(on_flip=self._flipped, on_key_down=self._key_down, size=self._resized)
        Window.unbind(on_key_up=self._key_up)
        Window.unbind(on_mouse_down=self._pointer_down, on_mouse_move=self._pointer_moved)
        if self._fingers is not None:
            self._fingers.stop()

    def open_settings(self, *_: object) -> bool:
        """There is no settings panel: a citizen must not reach one."""
        return False

    def _resized(self, *_: object) -> None:
        """A full-screen window learns its size only once it is up."""
        if self._shell is not None and self._corner is not None:
            self._corner.box = self._corner_box()
            self._shell.resize(self._metrics())

    # --- Pointer --------------------------------------------------------------------------------

    def _pointer_down(
        self, window: object, x: float, y: float, button: str, modifiers: object
    ) -> None:
        if button == "left" and self._shell is not None:
            self._shell.trail.down(x, Window.height - y)

    def _pointer_moved(self, window: object, x: float, y: float, modifiers: object) -> None:
        if self._shell is not None:
            self._shell.trail.move(x, Window.height - y)

    # --- Frames --------------------------------------------------------------------------------

    def _flipped(self, window: object) -> bool:
        """Finish the frame here, so that what is measured is on the screen.

        Without it, off-screen frames are never carried out and pile up, some megabytes each.
        """
        Window.flip()
        glFinish()
        shell = self._shell
        if shell is not None and shell.stale and shell.view is not None:
            shell.stale = False
            assert self._controls is not None
            self._controls.frame_done(shell.view.serial, shell.boxes())
            Clock.schedule_once(self._prepare_next, 0)
        return True

    def _prepare_next(self, _: float) -> None:
        """After a frame, while nobody waits: make one more screen."""
        assert self._shell is not None
        if self._shell.prepare_one():
            Clock.schedule_once(self._prepare_next, 0)
        else:
            prepared, self._prepared = self._prepared, _nothing
            prepared()

    def _wait_for_the_minute(self) -> None:
        now = self._now()
        ahead = timedelta(minutes=1) - timedelta(seconds=now.second, microseconds=now.microsecond)
        self.call_later(ahead.total_seconds() + 0.01, self._minute)

    def _minute(self) -> None:
        assert self._shell is not None
        self._shell.tick()
        self._wait_for_the_minute()

    # --- Keys ----------------------------------------------------------------------------------

    def _key_down(
        self, window: object, code: int, scancode: int, text: str | None, modifiers: list[str]
    ) -> bool:
        """Every key ends here, whatever it does: none reaches Kivy's own shortcuts."""
        assert self._controls is not None
        if not self._held.pressed(code) or set(modifiers) & {"alt", "ctrl", "meta"}:
            return True
        if self._wedge is None or not self._wedge.takes(code):
            self._struck(code)
        return True

    def _struck(self, code: int) -> None:
        """A person struck a key: it writes, is a command, or chooses what has its number."""
        assert self._controls is not None
        key = self._plan.keys.get(code)
        if self._typed(code, key) or self._wrote(code, key):
            return
        if key is not None:
            self._held.down(code, key)
        elif code in DIGITS:
            self._controls.digit(DIGITS[code])

    def _key_up(self, window: object, code: int, *_: object) -> bool:
        self._held.up(code)
        return True

    def _key(self, key: Key) -> None:
        """Down reads on where a page goes on, before it moves the focus; up reads back."""
        assert self._controls is not None
        if self._shell is None or not self._shell.read_on(key):
            self._controls.key(key)

    def _typed(self, code: int, key: Key | None) -> bool:
        """Digit keys write on an entry page; confirm sends what was written."""
        view = self._shell.view if self._shell else None
        name = typed_by(code, view, key) if view is not None else None
        if view is None or name is None:
            return False
        assert self._controls is not None
        self._controls.touched()
        self._controls.keyed(view.serial, name)
        return True

    def _wrote(self, code: int, key: Key | None) -> bool:
        """Letters, digits and the keys that mend write on a writing page."""
        view = self._shell.view if self._shell else None
        name = written_by(code, view, key) if view is not None else None
        if view is None or name is None:
            return False
        assert self._controls is not None
        self._controls.touched()
        if name:
            self._controls.wrote(view.serial, name)
        return True

    def _metrics(self) -> Metrics:
        width, height = Window.size
        return Metrics(width, height, self._plan.px_per_mm * width / self._plan.panel_width)

    def _corner_box(self) -> Box:
        metrics = self._metrics()
        side = metrics.mm(CORNER_MM)
        vertical, horizontal = self._plan.corner.split("-")
        x = 0.0 if horizontal == "left" else metrics.width - side
        y = 0.0 if vertical == "bottom" else metrics.height - side
        return x, y, side, side


def _swallow(*_: object) -> bool:
    """Nothing leads out of the program but the staff page."""
    return True


def _settle() -> None:
    """Let the collector leave alone what lasts as long as the window: looking through it again
    takes 50 ms, in which a key waits for its letter."""
    gc.collect()
    gc.freeze()


def _nothing() -> None:
    """Nothing to begin with."""
