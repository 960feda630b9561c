"""Staff try touch and keypad out on a real window: a finger a little off, keys one by one."""

import json
from collections.abc import Iterator
from pathlib import Path

import pytest
from real_terminal import HEIGHT, PIN, WIDTH, Hall, RealTerminal, hall, real_terminal

from kiosk.journeys.staff.trial_pages import CROSSES, KEYS
from kiosk.view import Key

CORNER = (WIDTH - 20, HEIGHT - 20, 10, 10)
OFF_PX = 8.0
PX_PER_MM = 4.03
X_KEYS = {
    Key.UP: "Up",
    Key.DOWN: "Down",
    Key.BACK: "Escape",
    Key.CONFIRM: "Return",
    Key.REPEAT: "r",
    Key.HELP: "F1",
    Key.LOUDER: "plus",
    Key.SOFTER: "minus",
}


@pytest.fixture
def place(tmp_path: Path) -> Iterator[Hall]:
    with hall(tmp_path) as place:
        yield place


def come_in(terminal: RealTerminal) -> None:
    terminal.pointer.move(CORNER)
    terminal.pointer.hold()
    terminal.reaches("staff.pin")
    terminal.pointer.let_go()
    for digit in PIN:
        terminal.pointer.tap(terminal.page["targets"][f"pad:{digit}"])
    terminal.tap("pad:done", "staff", "trials")


def touch_crosses(terminal: RealTerminal) -> None:
    terminal.tap("touch", "staff.touch.0")
    for place, (across, up) in enumerate(CROSSES):
        off = OFF_PX if place == 4 else 0.0
        terminal.pointer.tap((across * WIDTH + off, up * HEIGHT, 0, 0))
        last = place + 1 == len(CROSSES)
        terminal.reaches("staff.touch" if last else f"staff.touch.{place + 1}")
    terminal.tap("leave", "staff.trials", "leave")


def press_keys(terminal: RealTerminal) -> None:
    terminal.tap("keypad", "staff.keypad.0")
    terminal.pointer.focus()
    for place, key in enumerate(KEYS):
        terminal.pointer.key(X_KEYS[Key(key)])
        last = place + 1 == len(KEYS)
        terminal.reaches("staff.trials" if last else f"staff.keypad.{place + 1}")


def test_touch_and_keypad_are_tried_and_kept(place: Hall) -> None:
    place.write_settings()
    with real_terminal(place) as terminal:
        come_in(terminal)
        terminal.tap("trials", "staff.trials", "touch")
        touch_crosses(terminal)
        press_keys(terminal)
        terminal.tap("leave", "staff", "report")
        terminal.tap("report", "staff.report", "leave")
        terminal.tap("leave", "staff", "leave")
        terminal.tap("leave", "idle")
    kept = json.loads(*place._ask("terminal.db", "SELECT value FROM state WHERE key = 'trials'")[0])
    assert (kept["touch"]["outcome"], kept["keypad"]["outcome"]) == ("passed", "passed")
    assert kept["touch"]["figure"] == pytest.approx(OFF_PX / PX_PER_MM, abs=0.3)
    report = place._ask("terminal.db", "SELECT value FROM state WHERE key = 'readiness'")
    assert "touch" not in json.loads(*report[0])["exceptions"]
