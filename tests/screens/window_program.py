"""A window with one page after another, which writes what it hears: run by a test."""

import json
import sys
from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime
from pathlib import Path
from typing import Any

from kiosk.fonts import ensure_fonts
from kiosk.gallery import pages, view_of
from kiosk.text_input.port import Stroke
from kiosk.view import Box, Command, Key, Look
from screens.environment import WindowPlan, fit_to_desktop, prepare


def write(**line: Any) -> None:
    print(json.dumps(line), flush=True)


class Writer:
    """Controls that write what they hear and show the same page anew."""

    def __init__(self, app: Any) -> None:
        self._app, self._serial = app, 0

    def begin(self) -> None:
        self._serial += 1
        page = dict(pages())["service"]
        self._app.show(replace(view_of(page, Look()), serial=self._serial))

    def press(self, serial: int, option: str) -> None:
        write(press=option, serial=serial)
        self._app.call_later(0.3, self.begin)

    def keyed(self, serial: int, name: str) -> None:
        write(keyed=name)

    def explored(self, serial: int, name: str) -> None:
        write(explored=name)

    def turned(self, serial: int, sheet: int, sheets: int) -> None:
        write(turned=sheet)

    def drew(self, serial: int, stroke: Stroke) -> None:
        write(drew=[list(point) for point in stroke])

    def wrote(self, serial: int, name: str) -> None:
        write(wrote=name)

    def footer(self, serial: int, command: Command) -> None:
        write(footer=command)

    def key(self, key: Key) -> None:
        write(key=key)

    def digit(self, digit: str) -> None:
        write(digit=digit)

    def scanned(self, text: str) -> None:
        write(scanned=text)

    def touched(self) -> None:
        write(touched=True)

    def staff_corner(self) -> None:
        write(corner=True)

    def frame_done(self, serial: int, targets: Mapping[str, Box]) -> None:
        write(page="service", serial=serial, targets={k: list(box) for k, box in targets.items()})


def main(data: Path) -> None:
    width, height = fit_to_desktop(1080, 1920)
    prepare(data / "kivy", WindowPlan(width, height))
    from screens.app import KioskApp, ScreenPlan

    app = KioskApp(ScreenPlan(1080, 4.03, hold_seconds=1.0), ensure_fonts(data), datetime.now)
    writer = Writer(app)
    app.start(writer, writer.begin)
    write(ended=True)


if __name__ == "__main__":
    main(Path(sys.argv[1]))
