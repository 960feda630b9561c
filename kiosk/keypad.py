"""What the keys of the keypad do on the page shown."""

from collections.abc import Callable
from dataclasses import dataclass

from kiosk.pages import Entry, Writing
from kiosk.stage import Stage
from kiosk.view import Command, Key


@dataclass(frozen=True)
class Deeds:
    """What keys can do besides moving the focus: the terminal does it."""

    press: Callable[[int, str], None]
    wrote: Callable[[int, str], None]
    footer: Callable[[int, Command], None]
    back: Callable[[], None]
    call_staff: Callable[[], None]


class Keypad:
    """Moves the focus on ``stage`` and confirms what it is on."""

    def __init__(self, stage: Stage, deeds: Deeds) -> None:
        self._stage = stage
        self._deeds = deeds

    def press(self, key: Key) -> None:
        """Do what ``key`` says."""
        match key:
            case Key.UP:
                self._stage.move_focus(-1)
            case Key.DOWN:
                self._stage.move_focus(1)
            case Key.CONFIRM:
                self._confirm()
            case Key.BACK:
                self._deeds.back()
            case Key.REPEAT:
                self._stage.speak()
            case Key.HELP:
                self._deeds.call_staff()
            case Key.LOUDER:
                self._stage.louder(1)
            case Key.SOFTER:
                self._stage.louder(-1)

    def digit(self, digit: str) -> None:
        """Choose the option with this number; where digits or text are entered, none."""
        page, place = self._stage.page, int(digit) - 1
        if page is None or isinstance(page, Entry | Writing):
            return
        if 0 <= place < len(page.choices):
            self._deeds.press(self._stage.serial, page.choices[place].id)

    def _confirm(self) -> None:
        ring, serial = self._stage.ring, self._stage.serial
        command, name = ring.command(), ring.name()
        if command is not None:
            self._deeds.footer(serial, command)
        elif name is not None:
            self._deeds.wrote(serial, name)
        elif ring.at is not None:
            self._deeds.press(serial, ring.at)
        else:
            self._stage.move_focus(1)
