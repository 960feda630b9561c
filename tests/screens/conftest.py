"""One off-screen window, real GL, for all tests here: Kivy has one window in a process."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest

from kiosk.fonts import Fonts, ensure_fonts
from kiosk.pad import Pad
from kiosk.text_input.port import Stroke
from kiosk.view import Box, Command, Key, View

NOW = datetime(2026, 3, 4, 9, 32)
PX_PER_MM = 4.03
HOLD_SECONDS = 3.0


@dataclass
class Recorder:
    """Controls that note what they are told."""

    heard: list[tuple[Any, ...]] = field(default_factory=list)
    frames: list[tuple[int, Mapping[str, Box]]] = field(default_factory=list)
    on_keyed: Callable[[int, str], None] = lambda serial, name: None

    def press(self, serial: int, option: str) -> None:
        self.heard.append(("press", serial, option))

    def keyed(self, serial: int, name: str) -> None:
        self.heard.append(("keyed", serial, name))
        self.on_keyed(serial, name)

    def explored(self, serial: int, name: str) -> None:
        self.heard.append(("explored", serial, name))

    def turned(self, serial: int, sheet: int, sheets: int) -> None:
        self.heard.append(("turned", serial, sheet, sheets))

    def drew(self, serial: int, stroke: Stroke) -> None:
        self.heard.append(("drew", serial, stroke))

    def wrote(self, serial: int, name: str) -> None:
        self.heard.append(("wrote", serial, name))

    def footer(self, serial: int, command: Command) -> None:
        self.heard.append(("footer", serial, command))

    def key(self, key: Key) -> None:
        self.heard.append(("key", key))

    def digit(self, digit: str) -> None:
        self.heard.append(("digit", digit))

    def scanned(self, text: str) -> None:
        self.heard.append(("scanned", text))

    def touched(self) -> None:
        self.heard.append(("touched",))

    def staff_corner(self) -> None:
        self.heard.append(("corner",))

    def frame_done(self, serial: int, targets: Mapping[str, Box]) -> None:
        self.frames.append((serial, targets))

    @property
    def answers(self) -> list[tuple[Any, ...]]:
        """What was heard, without the mere touches and keys of the pad."""
        return [item for item in self.heard if item[0] not in ("touched", "keyed")]


class Due:
    """A call that is due later, as :class:`Later` knows it."""

    def __init__(self, later: "Later") -> None:
        self._later = later

    def cancel(self) -> None:
        self._later.waiting.pop(self, None)


class Later:
    """A clock that a test moves: ``pass_time`` runs what is due."""

    def __init__(self) -> None:
        self.waiting: dict[Due, tuple[float, Callable[[], None]]] = {}

    def __call__(self, seconds: float, function: Callable[[], None]) -> Due:
        due = Due(self)
        self.waiting[due] = (seconds, function)
        return due

    def pass_time(self, seconds: float) -> None:
        for due, (left, function) in list(self.waiting.items()):
            if left <= seconds:
                del self.waiting[due]
                function()
            else:
                self.waiting[due] = (left - seconds, function)


class Hall:
    """The application with nobody behind it: a finger, a keypad and a look at the screen."""

    def __init__(self, app: Any, controls: Recorder, later: Later) -> None:
        self.app, self.controls, self.later = app, controls, later
        self.pad = Pad()
        controls.on_keyed = self._keyed

    @property
    def shell(self) -> Any:
        return self.app.root

    def show(self, view: View) -> None:
        self.pad.turn_to(view.page)
        self.app.show(view)
        self.frame()

    def _keyed(self, serial: int, name: str) -> None:
        """Type as the terminal does: show what is typed, note what is confirmed."""
        digits = self.pad.press(name)
        if digits is not None:
            self.controls.heard.append(("typed", serial, digits))
        self.app.show(replace(self.shell.view, typed=self.pad.typed))

    def frame(self) -> None:
        from kivy.base import EventLoop

        EventLoop.idle()

    def middle(self, name: str) -> tuple[float, float]:
        x, y, width, height = self.shell.boxes()[name]
        return x + width / 2, y + height / 2

    def down(self, x: float, y: float, button: str = "left") -> None:
        self._mouse("on_mouse_down", x, y, button)

    def move(self, x: float, y: float) -> None:
        from kivy.core.window import Window

        Window.dispatch("on_mouse_move", x, Window.height - y, [])
        self.frame()

    def up(self, x: float, y: float, button: str = "left") -> None:
        self._mouse("on_mouse_up", x, y, button)

    def tap(self, name: str) -> None:
        x, y = self.middle(name)
        self.down(x, y)
        self.up(x, y)

    def type(self, code: int, *modifiers: str) -> None:
        """Press a key as SDL's window reports it: down, keyboard unless it was taken, and up."""
        from kivy.core.window import Window

        if not Window.dispatch("on_key_down", code, 0, None, list(modifiers)):
            Window.dispatch("on_keyboard", code, 0, None, list(modifiers))
        Window.dispatch("on_key_up", code, 0)
        self.frame()

    def _mouse(self, event: str, x: float, y: float, button: str) -> None:
        from kivy.core.window import Window

        Window.dispatch(event, x, Window.height - y, button, [])
        self.frame()


@pytest.fixture(scope="session")
def fonts(tmp_path_factory: pytest.TempPathFactory) -> Fonts:
    return ensure_fonts(tmp_path_factory.mktemp("fonts"))


@pytest.fixture(scope="session")
def kivy_home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Settle Kivy for an off-screen panel before anything imports it."""
    from screens.environment import WindowPlan, prepare

    home = tmp_path_factory.mktemp("kivy")
    prepare(home, WindowPlan(1080, 1920, max_fps=60, offscreen=True))
    return home


@pytest.fixture(scope="session")
def opened(kivy_home: Path, fonts: Fonts) -> Any:
    from kivy.base import runTouchApp

    from screens.app import KioskApp, ScreenPlan

    later = Later()

    class TimedApp(KioskApp):  # type: ignore[misc]
        """Waits on the clock of the test."""

        call_later = later.__call__

    app = TimedApp(ScreenPlan(1080, PX_PER_MM, "top-right", HOLD_SECONDS), fonts, lambda: NOW)
    controls = Recorder()
    app.open(controls, lambda: None)
    runTouchApp(embedded=True)
    return Hall(app, controls, later)


@pytest.fixture
def hall(opened: Hall) -> Iterator[Hall]:
    opened.controls.heard.clear()
    opened.controls.frames.clear()
    opened.shell._relay._answered = -1
    yield opened
    _lift(opened)


def _lift(hall: Hall) -> None:
    """Lift what a test left on the panel: a press near it would be no touch of its own."""
    from kivy.base import EventLoop

    hall.shell._finger._touch = None
    for provider in EventLoop.input_providers:
        getattr(provider, "touches", {}).clear()
