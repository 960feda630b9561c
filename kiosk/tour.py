"""``kiosk tour``: takes a ticket on real parts, off-screen, and keeps a picture of every page."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path

from PIL import Image

from kiosk.terminal import Terminal
from kiosk.text_input.port import Stroke
from kiosk.view import Box, Command, Display, Key

ANSWERS: tuple[tuple[str, str], ...] = (
    ("idle", "begin"),
    ("home", "ticket"),
    ("service", "advice"),
    ("priority", "elderly"),
    ("ticket", "leave"),
)
"""The journey: a page and the answer it gets."""

GIVE_UP_SECONDS = 30.0


@dataclass
class Tour:
    """Stands between the screen and the terminal, photographs each page, and answers it.

    ``photograph`` returns what the window shows; pictures go to ``out`` as ``1-idle.png`` …
    """

    terminal: Terminal
    display: Display
    photograph: Callable[[], Image.Image]
    out: Path

    def __post_init__(self) -> None:
        self.pictures: list[Path] = []

    @property
    def complete(self) -> bool:
        """Whether the journey came to its end."""
        return len(self.pictures) == len(ANSWERS)

    def begin(self) -> None:
        """Start the terminal, and give up where a page does not come."""
        self.display.call_later(GIVE_UP_SECONDS, self.display.quit)
        self.terminal.start()

    def frame_done(self, serial: int, targets: Mapping[str, Box]) -> None:
        """A page is on the screen: if it is the next of the journey, keep it and answer it."""
        self.terminal.frame_done(serial, targets)
        page, answer = ANSWERS[len(self.pictures)] if not self.complete else ("", "")
        # A slip is answered only when its paper is out: until then it offers nothing.
        if answer in targets and self._shows(page, serial):
            self.display.call_soon(lambda: self._answer(page, serial, answer))

    def _shows(self, page: str, serial: int) -> bool:
        shown = self.terminal.page_of(serial)
        return shown is not None and shown.id == page

    def _answer(self, page: str, serial: int, answer: str) -> None:
        if self.complete or not self._shows(page, serial):
            return
        path = self.out / f"{len(self.pictures) + 1}-{page}.png"
        self.photograph().save(path)
        self.pictures.append(path)
        if len(self.pictures) < len(ANSWERS):
            self.terminal.press(serial, answer)
        else:
            self.display.quit()

    # What a person would do comes from the journey alone.

    def press(self, serial: int, option: str) -> None:
        """Nobody touches the screen."""

    def keyed(self, serial: int, name: str) -> None:
        """Nobody types."""

    def drew(self, serial: int, stroke: Stroke) -> None:
        """Nobody writes."""

    def wrote(self, serial: int, name: str) -> None:
        """Nobody writes."""

    def footer(self, serial: int, command: Command) -> None:
        """Nobody touches the footer."""

    def explored(self, serial: int, name: str) -> None:
        """Nobody touches the screen."""

    def turned(self, serial: int, sheet: int, sheets: int) -> None:
        """Nobody turns a sheet."""

    def key(self, key: Key) -> None:
        """Nobody presses a key."""

    def digit(self, digit: str) -> None:
        """Nobody presses a digit."""

    def touched(self) -> None:
        """Nobody touches the screen."""

    def scanned(self, text: str) -> None:
        """A scanner read this."""
        self.terminal.scanned(text)

    def staff_corner(self) -> None:
        """Nobody opens the staff page."""
