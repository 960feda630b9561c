"""The terminal: what the screen and the devices tell, and when it counts.

Knows no Kivy: the screen is a :class:`~kiosk.view.Display`, and tests drive it with a plain one.
Everything here runs on the thread that draws; effects run elsewhere and come back through
``display.call_soon`` with the id they belong to.
"""

from collections.abc import Callable, Mapping

from kiosk.county.query_code import find_query_code
from kiosk.keypad import Deeds, Keypad
from kiosk.pages import KEY, KeyProbe, Page
from kiosk.parts import Parts
from kiosk.text_input.port import Stroke
from kiosk.view import Box, Command, Key
from kiosk.visits import Visits


class Terminal:
    """Implements :class:`~kiosk.view.Controls`. What belongs to an older page is dropped."""

    def __init__(self, parts: Parts) -> None:
        self._parts = parts
        self._visits = Visits(parts, self.shut_down)
        self._stage = self._visits.stage
        deeds = Deeds(
            press=self.press,
            wrote=self._wrote_by_key,
            keyed=self.keyed,
            footer=self.footer,
            back=self._visits.back,
            call_staff=self._visits.call_staff,
            switch_exploring=self._visits.switch_exploring,
        )
        self._keypad = Keypad(self._stage, deeds, parts.display.call_later, parts.again_seconds)

    def start(self) -> None:
        """Show the first page."""
        self._visits.guard(self._visits.new_visit)

    def refresh(self) -> None:
        """News of the centre or the terminal: bring what is shown up to date."""
        waiting = self._visits.nobody_here()
        self._visits.guard(self._visits.new_visit if waiting else self._stage.draw)

    def nobody_here(self) -> bool:
        """Tell whether a page is shown before which nobody stands."""
        return self._visits.nobody_here()

    def shut_down(self) -> None:
        """Leave the program: staff asked, or the system does."""
        self._stage.clear()
        self._parts.display.quit()

    def page_of(self, serial: int) -> Page | None:
        """Return the page that ``serial`` answers, while it may still be answered."""
        return self._stage.page if serial == self._stage.serial else None

    def press(self, serial: int, option: str) -> None:
        """Answer the page shown; a press on an older one is dropped (two fast taps)."""
        self._count(serial, lambda: self._visits.answer(option))

    def keyed(self, serial: int, name: str) -> None:
        """Press a key of the pad on an entry page."""
        self._count(serial, lambda: self._visits.type(name))

    def drew(self, serial: int, stroke: Stroke) -> None:
        """Take a stroke of handwriting."""
        self._count(serial, lambda: self._visits.write(lambda: self._stage.desk.drew(stroke)))

    def wrote(self, serial: int, name: str) -> None:
        """Do what was pressed on a writing page; the finished text answers it."""
        self._count(serial, lambda: self._visits.write(lambda: self._stage.desk.press(name)))

    def explored(self, serial: int, name: str) -> None:
        """Say what was touched, and take the focus there."""
        self._count(serial, lambda: self._stage.explore(name))

    def turned(self, serial: int, sheet: int, sheets: int) -> None:
        """Say which sheet is shown."""
        self._count(serial, lambda: self._stage.say_sheet(sheet, sheets))

    def scanned(self, text: str) -> None:
        """A code was read: it answers a page that takes one, and is nothing anywhere else.

        Not even a touch: a scanner gone mad would silence the voice and keep a page for ever.
        """
        page, code = self._stage.page, find_query_code(text)
        if page is not None and page.scan and code is not None:
            self.touched()
            self.press(self._stage.serial, code)

    def footer(self, serial: int, command: Command) -> None:
        """Do what a place of the footer says.

        Only going back belongs to one page; the others mean the visit, whatever is shown or done.
        """
        if command is not Command.BACK:
            serial = self._stage.serial
        self._count(serial, lambda: self._visits.command(command))

    def key(self, key: Key) -> None:
        """Move the focus, confirm, or do what the key says."""
        self.touched()
        self._parts.trace.answered()
        if isinstance(self._stage.page, KeyProbe):
            self.press(self._stage.serial, f"{KEY}{key.value}")
        else:
            self._visits.guard(lambda: self._keypad.press(key))

    def digit(self, digit: str) -> None:
        """Choose the option with this number."""
        self.touched()
        self._keypad.digit(digit)

    def touched(self) -> None:
        """Stop the voice and give the page its whole time again."""
        self._stage.hush()
        self._visits.be_patient()

    def staff_corner(self) -> None:
        """Ask for the PIN; the citizen's visit waits behind it."""
        self._visits.guard(self._visits.enter_staff_room)

    def frame_done(self, serial: int, targets: Mapping[str, Box]) -> None:
        """Write the trace of a page that is now on the screen."""
        self._parts.frame_done()
        page = self._stage.page
        if serial == self._stage.serial and page is not None:
            self._parts.trace.drawn(page.id, self._stage.ring.at, targets)

    def _wrote_by_key(self, serial: int, name: str) -> None:
        """Who writes with the keypad hears what came of it."""
        before = self._stage.desk.written
        self.wrote(serial, name)
        self._visits.guard(lambda: self._stage.say_written(before))

    def _count(self, serial: int, act: Callable[[], None]) -> None:
        """Do what a person means, if it is about the page shown."""
        if serial == self._stage.serial:
            self._parts.trace.answered()
            self._visits.guard(act)
