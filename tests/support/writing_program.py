"""A window with one page of writing, engines behind it, which writes what happens: run by a test.

Argument: a folder to work in.
"""

import json
import sys
import time
from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime
from pathlib import Path
from typing import Any

from kiosk.fonts import ensure_fonts
from kiosk.gallery import view_of
from kiosk.gallery.writing import QUESTION
from kiosk.text_input.factory import TextInput, open_text_input
from kiosk.text_input.port import Stroke
from kiosk.text_input.written import FINISH
from kiosk.view import Box, Command, Key, Look
from screens.environment import WindowPlan, fit_to_desktop, prepare


def write(**line: Any) -> None:
    print(json.dumps(line, ensure_ascii=False), flush=True)


class Desk:
    """Controls that compose a text and write what is on the screen."""

    def __init__(self, app: Any, text_input: TextInput) -> None:
        self._app = app
        self._text = text_input.compose(QUESTION)
        self._since = time.monotonic()

    def begin(self) -> None:
        view = replace(view_of(QUESTION, Look()), serial=1, written=self._text.written)
        self._app.show(view)

    def drew(self, serial: int, stroke: Stroke) -> None:
        self._since = time.monotonic()
        self._text.drew(stroke)
        self.begin()

    def wrote(self, serial: int, name: str) -> None:
        self._since = time.monotonic()
        if name == FINISH:
            write(finished=self._text.written.text)
            return
        self._text.press(name)
        self.begin()

    def frame_done(self, serial: int, targets: Mapping[str, Box]) -> None:
        written = self._text.written
        write(
            page=QUESTION.id,
            drawn_ms=(time.monotonic() - self._since) * 1000,
            targets={name: list(box) for name, box in targets.items()},
            strokes=len(written.strokes),
            candidates=written.candidates,
            suggestions=written.suggestions,
            spelling=written.spelling,
            text=written.text,
        )

    def press(self, serial: int, option: str) -> None:
        write(press=option)

    def keyed(self, serial: int, name: str) -> None:
        """Nothing is typed here."""

    explored = keyed

    def turned(self, serial: int, sheet: int, sheets: int) -> None:
        """There is one sheet."""

    def footer(self, serial: int, command: Command) -> None:
        write(footer=command)

    def key(self, key: Key) -> None:
        write(key=key)

    def digit(self, digit: str) -> None:
        write(digit=digit)

    def touched(self) -> None:
        """What follows is told."""

    staff_corner = touched


def main(folder: Path) -> None:
    width, height = fit_to_desktop(1080, 1920)
    prepare(folder / "kivy", WindowPlan(width, height))
    from screens.app import KioskApp, ScreenPlan

    app = KioskApp(ScreenPlan(1080, 4.03), ensure_fonts(folder), datetime.now)
    text_input = open_text_input(folder / "rime")
    desk = Desk(app, text_input)
    app.start(desk, desk.begin)
    text_input.close()


if __name__ == "__main__":
    main(Path(sys.argv[1]))
