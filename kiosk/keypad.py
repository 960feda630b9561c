"""What the keys of the keypad do on the page shown."""

from collections.abc import Callable
from dataclasses import dataclass

from kiosk.pages import Entry, KeyProbe, Writing
from kiosk.stage import Stage
from kiosk.view import Cancel, Command, Key


@dataclass(frozen=True)
class Deeds:
    """What keys can do besides moving the focus: the terminal does it."""

    press: Callable[[int, str], None]
    wrote: Callable[[int, str], None]
    keyed: Callable[[int, str], None]
    footer: Callable[[int, Command], None]
    back: Callable[[], None]
    call_staff: Callable[[], None]
    switch_exploring: Callable[[], None]


class Keypad:
    """Moves the focus on ``stage`` and confirms what it is on.

    A key pressed again within ``again_seconds`` counts once (EN 301 549, 5.8: a trembling hand).
    """

    def __init__(
        self,
        stage: Stage,
        deeds: Deeds,
        call_later: Callable[[float, Callable[[], None]], Cancel],
        again_seconds: float,
    ) -> None:
        self._stage = stage
        self._deeds = deeds
        self._call_later = call_later
        self._again_seconds = again_seconds
        self._last: Key | None = None
        self._forgetting: Cancel | None = None

    def press(self, key: Key) -> None:
        """Do what ``key`` says."""
        if key is self._last:
            return
        self._remember(key)
        self._do(key)

    def _remember(self, key: Key) -> None:
        if self._forgetting is not None:
            self._forgetting.cancel()
            self._forgetting = None
        if self._again_seconds:
            self._last = key
            self._forgetting = self._call_later(self._again_seconds, self._forget)

    def _forget(self) -> None:
        self._last = self._forgetting = None

    def _do(self, key: Key) -> None:
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
                self._stage.repeat()
            case Key.HELP:
                self._deeds.call_staff()
            case Key.LOUDER:
                self._stage.louder(1)
            case Key.SOFTER:
                self._stage.louder(-1)
            case Key.EXPLORE:
                self._deeds.switch_exploring()

    def digit(self, digit: str) -> None:
        """Choose the option with this number; where digits, text or keys are entered, none."""
        page, place = self._stage.page, int(digit) - 1
        if page is None or isinstance(page, Entry | KeyProbe | Writing):
            return
        if 0 <= place < len(page.choices):
            self._deeds.press(self._stage.serial, page.choices[place].id)

    def _confirm(self) -> None:
        ring, serial = self._stage.ring, self._stage.serial
        command, name, pad_key = ring.command(), ring.name(), ring.pad_key()
        if command is not None:
            self._deeds.footer(serial, command)
        elif name is not None:
            self._deeds.wrote(serial, name)
        elif pad_key is not None:
            self._deeds.keyed(serial, pad_key)
        elif ring.at is not None:
            self._deeds.press(serial, ring.at)
        else:
            self._stage.move_focus(1)
