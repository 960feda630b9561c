"""The terminal: one visit after the other, between the screen and the work.

Knows no Kivy: the screen is a :class:`~kiosk.view.Display`, and tests drive it with a plain one.
Everything here runs on the thread that draws; effects run elsewhere and come back through
``display.call_soon`` with the id they belong to.
"""

import logging
from collections.abc import Callable, Mapping

from kiosk.county.query_code import find_query_code
from kiosk.effects import CallStaff, Effect, LeaveProgram, ResetVisit, SetService
from kiosk.errands import Errands
from kiosk.failures import without_words
from kiosk.journeys.overlays import (
    FAILED,
    STILL_THERE,
    failed_page,
    help_page,
    still_there_page,
)
from kiosk.journeys.reception import BEGIN, idle_page, out_of_service, receive
from kiosk.journeys.staff_room import staff_room
from kiosk.keypad import Deeds, Keypad
from kiosk.pages import Entry, Page
from kiosk.parts import Parts
from kiosk.stage import Stage
from kiosk.text_input.port import Stroke
from kiosk.view import Box, Command, Key
from kiosk.visit import Visit

log = logging.getLogger(__name__)

WAITING_PAGES = ("idle", "out_of_service")
"""Pages before which nobody stands."""


class Terminal:
    """Implements :class:`~kiosk.view.Controls`.

    The citizen's visit, a staff visit that may stand before it, and an overlay: a page of the
    terminal's own (still there? · staff are coming · something failed) before both.
    """

    def __init__(self, parts: Parts) -> None:
        self._parts = parts
        self._stage = Stage(parts, self._ask_still_there, self._expired)
        self._citizen: Visit | None = None
        self._staff: Visit | None = None
        self._overlay: Page | None = None
        self._errands = Errands(parts, self._stage, self._finished)
        self._keypad = Keypad(
            self._stage, Deeds(self.press, self.wrote, self.footer, self._back, self._call_staff)
        )

    def start(self) -> None:
        """Show the first page."""
        self._guard(self._new_visit)

    def refresh(self) -> None:
        """News of the centre or the terminal: bring what is shown up to date."""
        if self._nobody_here():
            self._guard(self._new_visit)
        else:
            self._stage.draw()

    def shut_down(self) -> None:
        """Leave the program: staff asked, or the system does."""
        self._stage.clear()
        self._parts.display.quit()

    def page_of(self, serial: int) -> Page | None:
        """Return the page that ``serial`` answers, while it may still be answered."""
        return self._stage.page if serial == self._stage.serial else None

    # --- what the screen tells ------------------------------------------------------------

    def press(self, serial: int, option: str) -> None:
        """Answer the page shown; a press on an older one is dropped (two fast taps)."""
        if serial == self._stage.serial:
            self._parts.trace.answered()
            self._guard(lambda: self._answer(option))

    def typed(self, serial: int, digits: str) -> None:
        """Answer an entry page."""
        self.press(serial, digits)

    def echoed(self, serial: int, digits: str) -> None:
        """Say what is being typed on an entry page."""
        self._guard(lambda: self._stage.echo(serial, digits))

    def drew(self, serial: int, stroke: Stroke) -> None:
        """Take a stroke of handwriting."""
        if serial == self._stage.serial:
            self._parts.trace.answered()
            self._guard(lambda: self._write(lambda: self._stage.desk.drew(stroke)))

    def wrote(self, serial: int, name: str) -> None:
        """Do what was pressed on a writing page; the finished text answers it."""
        if serial == self._stage.serial:
            self._parts.trace.answered()
            self._guard(lambda: self._write(lambda: self._stage.desk.press(name)))

    def scanned(self, text: str) -> None:
        """A code was read: it answers a page that asks for one, whatever else stands there."""
        self.touched()
        page, code = self._stage.page, find_query_code(text)
        if isinstance(page, Entry) and page.scan and code is not None:
            self.press(self._stage.serial, code)

    def footer(self, serial: int, command: Command) -> None:
        """Do what a place of the footer says.

        Only going back belongs to one page; the others mean the visit, whatever is shown or done.
        """
        if serial == self._stage.serial or command is not Command.BACK:
            self._parts.trace.answered()
            self._guard(lambda: self._command(command))

    def key(self, key: Key) -> None:
        """Move the focus, confirm, or do what the key says."""
        self.touched()
        self._parts.trace.answered()
        self._guard(lambda: self._keypad.press(key))

    def digit(self, digit: str) -> None:
        """Choose the option with this number."""
        self.touched()
        self._keypad.digit(digit)

    def touched(self) -> None:
        """Stop the voice and give the page its whole time again."""
        self._stage.hush()
        if self._overlay is None or self._overlay.id != STILL_THERE:
            self._stage.be_patient()

    def staff_corner(self) -> None:
        """Ask for the PIN; the citizen's visit waits behind it."""
        if self._staff is None:
            self._guard(self._enter_staff_room)

    def frame_done(self, serial: int, targets: Mapping[str, Box]) -> None:
        """Write the trace of a page that is now on the screen."""
        page = self._stage.page
        if serial == self._stage.serial and page is not None:
            self._parts.trace.drawn(page.id, self._stage.ring.at, targets)

    # --- answers --------------------------------------------------------------------------

    def _answer(self, option: str) -> None:
        if self._overlay is not None:
            if self._overlay.offers(option):
                self._leave_overlay()
        elif not self._errands.running(self._visit) and self._visit.answer(option):
            self._continue()

    def _write(self, act: Callable[[], str | None]) -> None:
        if self._overlay is not None or self._errands.running(self._visit):
            return
        answer = act()
        if answer is None:
            self._stage.write_on()
        else:
            self._answer(answer)

    def _command(self, command: Command) -> None:
        if command is Command.BACK:
            self._back()
        elif command in (Command.END, Command.LEAVE_NOW):
            self._end_visit()
        elif command is Command.HELP:
            self._call_staff()
        elif self._stage.change_look(command) and self._overlay is None:
            # On the idle page somebody is there now: go on, for it has no time limit that
            # would undo the change when that somebody leaves. No other page offers this.
            self._answer(BEGIN)

    def _back(self) -> None:
        if self._overlay is not None:
            self._leave_overlay()
        elif self._errands.running(self._visit):
            return
        elif self._visit.back():
            self._continue()
        elif self._staff is None and not self._nobody_here():
            self._end_visit()

    # --- the visit ------------------------------------------------------------------------

    @property
    def _visit(self) -> Visit:
        visit = self._staff or self._citizen
        if visit is None:
            raise RuntimeError("no visit: the terminal was not started")
        return visit

    def _nobody_here(self) -> bool:
        page = self._stage.page
        waiting = page is not None and page.id in WAITING_PAGES
        return waiting and not self._errands.running(self._citizen)

    def _new_visit(self) -> None:
        known = self._parts.centre()
        in_service = self._parts.in_service()
        if in_service and self._stage.page == idle_page(known):
            self._stage.draw()
            return
        self._errands.put_aside()
        if self._citizen is not None:
            self._citizen.end()
        self._citizen = Visit((lambda: receive(known)) if in_service else out_of_service)
        self._overlay = None
        self._continue()

    def _end_visit(self) -> None:
        self._stage.clear()
        if self._citizen is not None:
            self._citizen.end()
        self._citizen = None
        self._new_visit()

    def _continue(self) -> None:
        """Do what the visit waits for: show its page, run its effect, or end it."""
        step = self._visit.step
        if isinstance(step, Page):
            self._stage.show(step)
        elif isinstance(step, Effect):
            self._errands.begin(self._visit, step)
        elif self._staff is not None:
            self._leave_staff_room()
        else:
            self._end_visit()

    def _finished(self, visit: Visit, effect: Effect, effect_id: int, result: object) -> None:
        self._guard(lambda: self._take_result(visit, effect, effect_id, result))

    def _take_result(self, visit: Visit, effect: Effect, effect_id: int, result: object) -> None:
        if visit.effect_id != effect_id:
            return
        if isinstance(result, Exception):
            raise result
        visit.complete(effect_id, result)
        self._carry_out(effect)
        if visit is (self._staff or self._citizen) and self._overlay is None:
            self._errands.put_aside()
            self._continue()

    def _carry_out(self, effect: Effect) -> None:
        """Do what a staff effect asks of the terminal itself."""
        if isinstance(effect, LeaveProgram):
            self.shut_down()
        elif isinstance(effect, ResetVisit | SetService) and self._citizen is not None:
            self._citizen.end()
            self._citizen = None
            self._stage.desk.drop()

    # --- staff ----------------------------------------------------------------------------

    def _enter_staff_room(self) -> None:
        self._overlay = None
        self._errands.put_aside()
        self._stage.hush()
        self._staff = Visit(staff_room)
        self._continue()

    def _leave_staff_room(self) -> None:
        if self._staff is not None:
            self._staff.end()
        self._staff = None
        self._stage.page = None
        if self._citizen is None:
            self._end_visit()
        else:
            self._continue()

    # --- overlays -------------------------------------------------------------------------

    def _show_overlay(self, page: Page) -> None:
        self._overlay = page
        self._stage.show_over(page)

    def _leave_overlay(self) -> None:
        overlay, self._overlay = self._overlay, None
        if overlay is not None and overlay.id == FAILED:
            self._end_visit()
        else:
            self._continue()

    def _call_staff(self) -> None:
        page = self._stage.page.id if self._stage.page else "idle"

        def told(result: object) -> None:
            answer = help_page(reached=result is None)
            self._parts.display.call_soon(lambda: self._guard(lambda: self._tell(answer)))

        self._parts.perform(CallStaff(page), self._stage.look, told)

    def _tell(self, page: Page) -> None:
        if self._staff is None and not self._errands.running(self._citizen):
            self._show_overlay(page)

    def _ask_still_there(self, seconds: int) -> None:
        if self._overlay is None:
            self._show_overlay(still_there_page(self._parts.ask_before_seconds))
        self._stage.count_down(seconds)

    def _expired(self) -> None:
        self._overlay = None
        self._guard(self._end_visit if self._staff is None else self._leave_staff_room)

    # --- failsafe -------------------------------------------------------------------------

    def _guard(self, step: Callable[[], None]) -> None:
        """Run one step; an exception is a bug: log it, wipe the visit, say so, go home."""
        try:
            step()
        except Exception as error:
            log.error("failsafe: %s", without_words(error))
            self._fail()

    def _fail(self) -> None:
        self._errands.forget()
        for visit in (self._staff, self._citizen):
            if visit is not None:
                visit.end()
        self._staff = None
        self._stage.clear()
        self._show_overlay(failed_page())
