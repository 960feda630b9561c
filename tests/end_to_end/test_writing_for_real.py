"""Writing in a real window: strokes of a real pointer, keys of a real keyboard, real engines."""

import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
import strokes
import writing_program
from pointer import Pointer
from repository import ROOT
from trace_lines import Line, TraceLines
from xserver import x_server

WIDTH, HEIGHT = 1080, 1920
DESKTOP = (WIDTH, 2100)
"""Higher than the panel: the window keeps off the edge of a desktop."""


@dataclass
class Window:
    """The program, what it writes, and a finger on it."""

    lines: TraceLines
    pointer: Pointer

    def until(self, **wanted: object) -> Line:
        """Return the next line with these values."""
        return self.lines.wait_for(lambda line: wanted.items() <= line.items())

    def draw(self, character: str, shown: Line) -> Line:
        """Draw ``character`` stroke by stroke; return the line after its last stroke."""
        for place, stroke in enumerate(strokes.strokes_of(character), start=1):
            self.pointer.draw(shown["targets"]["write:square"], stroke)
            shown = self.until(strokes=place)
        return shown

    def pick(self, character: str, shown: Line) -> Line:
        """Press the candidate ``character``."""
        place = shown["candidates"].index(character)
        self.pointer.tap(shown["targets"][f"write:pick:{place}"])
        return self.until(strokes=0, spelling="")


@pytest.fixture
def window(tmp_path: Path) -> Iterator[Window]:
    with x_server(*DESKTOP) as server:
        process = subprocess.Popen(
            [sys.executable, writing_program.__file__, str(tmp_path)],
            env={**server.environment(), "PYTHONPATH": str(ROOT)},
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
        )
        assert process.stdout is not None
        try:
            yield Window(TraceLines(process.stdout), Pointer(server, process.pid, HEIGHT))
        finally:
            process.kill()
            process.wait(20)


def test_a_word_is_written_with_a_finger(window: Window) -> None:
    shown = window.until(page="sample.question")
    assert "write:finish" not in shown["targets"]
    shown = window.draw("工", shown)
    assert "工" in shown["candidates"]
    shown = window.pick("工", shown)
    assert shown["text"] == "工"
    first = shown["suggestions"][0]
    window.pointer.tap(shown["targets"]["write:next:0"])
    shown = window.until(text="工" + first)

    window.pointer.draw(shown["targets"]["write:square"], ((0.2, 0.2), (0.8, 0.9)))
    shown = window.until(strokes=1)
    window.pointer.tap(shown["targets"]["write:undo"])
    shown = window.until(strokes=0)
    window.pointer.tap(shown["targets"]["write:delete"])
    shown = window.until(text="工")
    window.pointer.tap(shown["targets"]["write:finish"])
    assert window.lines.wait_for(lambda line: "finished" in line) == {"finished": "工"}


def test_a_word_is_spelled_on_the_keyboard(window: Window) -> None:
    window.until(page="sample.question")
    window.pointer.focus()
    for letter in "falvyuanzhu":
        window.pointer.key(letter)
    shown = window.until(spelling="falvyuanzhu")
    assert shown["candidates"][0] == "法律援助"
    window.pointer.key("1")
    window.until(text="法律援助", spelling="")
    window.pointer.key("r")
    window.until(spelling="r")
    window.pointer.key("BackSpace")
    window.until(spelling="")
    window.pointer.key("BackSpace")
    window.until(text="法律援")
    window.pointer.key("Return")
    assert window.lines.wait_for(lambda line: "finished" in line) == {"finished": "法律援"}


def test_a_word_is_spelled_with_a_finger(window: Window) -> None:
    shown = window.until(page="sample.question")
    window.pointer.tap(shown["targets"]["write:mode:pinyin"])
    shown = window.lines.wait_for(lambda line: "write:key:q" in line.get("targets", {}))
    for letter in "gongzi":
        window.pointer.tap(shown["targets"][f"write:key:{letter}"])
    shown = window.until(spelling="gongzi")
    assert window.pick("工资", shown)["text"] == "工资"
