"""What a person does on the page drawn, told to the controls with the serial of that page."""

from collections.abc import Callable

from kiosk.pad import PAD
from kiosk.text_input.port import Stroke
from kiosk.view import Command, Controls


class Relay:
    """Tells ``controls``; ``serial`` is that of the page drawn."""

    def __init__(self, controls: Controls, serial: Callable[[], int]) -> None:
        self._controls = controls
        self._serial = serial
        self._answered = -1

    @property
    def answered(self) -> bool:
        """Whether the page drawn was answered already."""
        return self._answered == self._serial()

    def touched(self) -> None:
        """A finger came down."""
        self._controls.touched()

    def press(self, option: str) -> None:
        """An option was pressed."""
        self._answered = self._serial()
        self._controls.press(self._answered, option)

    def keyed(self, name: str) -> None:
        """A key of the pad was pressed, by the name of its target."""
        self._controls.keyed(self._serial(), name.removeprefix(PAD))

    def drew(self, stroke: Stroke) -> None:
        """A stroke was drawn."""
        self._controls.drew(self._serial(), stroke)

    def wrote(self, name: str) -> None:
        """Something on a writing page was pressed."""
        self._controls.wrote(self._serial(), name)

    def footer(self, command: str) -> None:
        """A place of the footer was pressed."""
        self._controls.footer(self._serial(), Command(command))

    def explored(self, name: str) -> None:
        """Something was touched to hear what it is."""
        self._controls.explored(self._serial(), name)

    def turned(self, sheet: int, sheets: int) -> None:
        """Another sheet is shown."""
        self._controls.turned(self._serial(), sheet, sheets)
