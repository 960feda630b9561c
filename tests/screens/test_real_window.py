"""A real window on a virtual X server, with real pointer and key events."""

import signal
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from pointer import Pointer
from trace_lines import TraceLines
from xserver import x_server

DESKTOP = (1280, 1000)
"""Smaller than the panel: the window has to be scaled."""
PROGRAM = Path(__file__).with_name("window_program.py")
ROOT = Path(__file__).resolve().parents[2]


@dataclass
class Window:
    """The program, what it writes, and a finger on it."""

    process: subprocess.Popen[str]
    lines: TraceLines
    pointer: Pointer


@pytest.fixture
def window(tmp_path: Path) -> Iterator[Window]:
    with x_server(*DESKTOP) as server:
        process = subprocess.Popen(
            [sys.executable, str(PROGRAM), str(tmp_path)],
            env={**server.environment(), "PYTHONPATH": str(ROOT)},
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
        )
        assert process.stdout is not None
        try:
            height = round(DESKTOP[1] * 0.94)
            yield Window(process, TraceLines(process.stdout), Pointer(server, process.pid, height))
        finally:
            if process.poll() is None:
                process.kill()
            process.wait(20)


def test_window_answers_and_cannot_be_left(window: Window) -> None:
    lines, pointer = window.lines, window.pointer
    drawn = lines.wait_for_page("service")

    right = max(box[0] + box[2] for box in drawn["targets"].values())
    top = max(box[1] + box[3] for box in drawn["targets"].values())
    assert right <= DESKTOP[0]
    assert top <= DESKTOP[1]

    pointer.double_tap(drawn["targets"]["advice"])
    pressed = lines.wait_for(lambda line: "press" in line)
    assert pressed == {"press": "advice", "serial": 1}
    drawn = lines.wait_for(lambda line: line.get("serial") == 2)
    assert [line for line in lines.seen if "press" in line] == [pressed]

    pointer.focus()
    for name, key in (("Down", "down"), ("Return", "confirm"), ("Escape", "back"), ("F1", "help")):
        pointer.key(name)
        assert lines.wait_for(lambda line: "key" in line)["key"] == key
    pointer.hold_key("F1")
    assert lines.wait_for(lambda line: "key" in line)["key"] == "explore"
    pointer.let_go_key("F1")
    pointer.key("Down")
    assert lines.wait_for(lambda line: "key" in line)["key"] == "down"
    pointer.key("alt+F4")
    pointer.key("2")
    assert lines.wait_for(lambda line: "digit" in line) == {"digit": "2"}

    box = drawn["targets"]["reception"]
    pointer.move((right - 20, pointer.height - 20, 10, 10))
    pointer.hold()
    lines.wait_for(lambda line: "corner" in line)
    pointer.let_go()
    pointer.tap(box)
    assert lines.wait_for(lambda line: "press" in line)["press"] == "reception"

    # A kiosk that took SIGTERM for a window close would refuse it, and could not be stopped.
    window.process.send_signal(signal.SIGTERM)
    assert window.process.wait(20) == -signal.SIGTERM
