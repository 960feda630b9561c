"""The visits at a terminal: the citizen's, one after the other, and that of staff before it."""

from collections.abc import Callable

from kiosk.effects import CallStaff, Effect, LeaveProgram, ResetVisit, SetService
from kiosk.errands import Errands
from kiosk.events import types as events
from kiosk.journeys.access import ACCESS
from kiosk.journeys.idle import BEGIN
from kiosk.journeys.overlays import (
    FAILED,
    STILL_THERE,
    failed_page,
    help_page,
    still_there_page,
)
from kiosk.journeys.reception import out_of_service, receive
from kiosk.journeys.staff_room import staff_room
from kiosk.overlays import Overlays
from kiosk.pages import Idle, Page
from kiosk.parts import Parts
from kiosk.stage import Stage
from kiosk.view import Command
from kiosk.visit import Visit

WAITING_PAGES = ("idle", "out_of_service")
"""Pages before which nobody stands."""


class Visits:
    """Drives the visit that is on, and stands between it and the stage.

    The citizen's visit, a staff visit that may stand before it, and overlays before both.
    ``shut_down`` leaves the program.
    """

    def __init__(self, parts: Parts, shut_down: Callable[[], None]) -> None:
        self._parts = parts
        self._shut_down = shut_down
        self.stage = Stage(parts, self._ask_still_there, self._expired, self._turned)
        self._citizen: Visit | None = None
        self._staff: Visit | None = None
        self._overlays = Overlays(self.stage)
        self._errands = Errands(parts, self.stage, self._finished)

    # --- what a person does ---------------------------------------------------------------

    def answer(self, option: str) -> None:
        """Answer the page in front."""
        top = self._overlays.top
        if top is not None:
            if not self._overlays.adjust(option) and top.offers(option):
                self._leave_overlay()
        elif not self._errands.running(self._visit) and self._visit.answer(option):
            self._go_on()

    def write(self, act: Callable[[], str | None]) -> None:
        """Do something to the text that is written; finished with it, it answers its page."""
        if self._overlays.top is not None or self._errands.running(self._visit):
            return
        answer = act()
        if answer is None:
            self.stage.write_on()
        else:
            self.answer(answer)

    def type(self, key: str) -> None:
        """Press a key of the pad of digits; confirmed, they answer their page."""
        answer = self.stage.pad.press(key)
        if answer is None:
            self.stage.echo()
        else:
            self.answer(answer)

    def command(self, command: Command) -> None:
        """Do what a place of the footer says."""
        match command:
            case Command.BACK:
                self.back()
            case Command.END | Command.LEAVE_NOW:
                self.end_visit()
            case Command.HELP:
                self.call_staff()
            case Command.TEXT_SIZE if not self._errands.running(self._visit):
                self._overlays.ask_how()
            case _ if self.stage.change_look(command):
                self._begin()

    def back(self) -> None:
        """Go one page back; from the first, end the visit."""
        if self._overlays.top is not None:
            self._leave_overlay()
        elif self._errands.running(self._visit):
            return
        elif self._visit.back() and not isinstance(self._visit.page, Idle):
            self._go_on()
        elif self._staff is None and not self.nobody_here():
            self.end_visit()

    def switch_exploring(self) -> None:
        """Begin or end exploring by touch; on the idle page somebody is there now."""
        self.stage.switch_exploring()
        self._begin()

    def be_patient(self) -> None:
        """Somebody is here; "are you still there?" wants an answer all the same."""
        if not self._overlays.stands(STILL_THERE):
            self.stage.be_patient()

    def call_staff(self) -> None:
        """Tell staff that somebody needs them, and say how that went."""
        page = self.stage.page.id if self.stage.page else "idle"

        def told(result: object) -> None:
            answer = help_page(reached=result is None)
            self._parts.display.call_soon(lambda: self.guard(lambda: self._tell(answer)))

        self._parts.perform(CallStaff(page), self.stage.look, told)

    # --- the visit ------------------------------------------------------------------------

    @property
    def _visit(self) -> Visit:
        visit = self._staff or self._citizen
        if visit is None:
            raise RuntimeError("no visit: the terminal was not started")
        return visit

    def nobody_here(self) -> bool:
        """Tell whether a page is shown before which nobody stands."""
        page = self.stage.page
        waiting = page is not None and page.id in WAITING_PAGES
        return waiting and not self._errands.running(self._citizen)

    def new_visit(self) -> None:
        """Wait for the next citizen, or rest; news change what is waited with."""
        known, idle = self._parts.centre(), self.stage.host.page()
        in_service = self._parts.in_service()
        if in_service and self.stage.page == idle:
            self.stage.draw()
            return
        self._errands.put_aside()
        if self._citizen is not None:
            self._citizen.end()
        self._citizen = Visit((lambda: receive(known, idle)) if in_service else out_of_service)
        self._overlays.clear()
        self._go_on()

    def end_visit(self) -> None:
        """Wipe the citizen's visit and wait for the next."""
        self.stage.clear()
        if self._citizen is not None:
            self._citizen.end()
        self._citizen = None
        self.new_visit()

    def _begin(self) -> None:
        """On the idle page somebody is there now: go on.

        It has no time limit that would undo a changed look when that somebody leaves.
        """
        if self._overlays.top is None and isinstance(self._visit.page, Idle):
            self.answer(BEGIN)

    def _go_on(self) -> None:
        """Do what the visit waits for: show its page, run its effect, or end it."""
        step = self._visit.step
        if isinstance(step, Page):
            self.stage.show(step)
        elif isinstance(step, Effect):
            self._errands.begin(self._visit, step)
        elif self._staff is not None:
            self._leave_staff_room()
        else:
            self.end_visit()

    def _finished(self, visit: Visit, effect: Effect, effect_id: int, result: object) -> None:
        self.guard(lambda: self._take_result(visit, effect, effect_id, result))

    def _take_result(self, visit: Visit, effect: Effect, effect_id: int, result: object) -> None:
        if visit.effect_id != effect_id:
            return
        if isinstance(result, Exception):
            raise result
        visit.complete(effect_id, result)
        self._carry_out(effect)
        if visit is (self._staff or self._citizen) and self._overlays.top is None:
            self._errands.put_aside()
            self._go_on()

    def _carry_out(self, effect: Effect) -> None:
        """Do what a staff effect asks of the terminal itself."""
        if isinstance(effect, LeaveProgram):
            self._shut_down()
        elif isinstance(effect, ResetVisit | SetService) and self._citizen is not None:
            self._citizen.end()
            self._citizen = None
            self.stage.desk.drop()

    # --- staff ----------------------------------------------------------------------------

    def enter_staff_room(self) -> None:
        """Ask for the PIN; the citizen's visit waits behind it."""
        if self._staff is not None:
            return
        self._overlays.clear()
        self._errands.put_aside()
        self.stage.hush()
        self._staff = Visit(staff_room)
        self._go_on()

    def _leave_staff_room(self) -> None:
        if self._staff is not None:
            self._staff.end()
        self._staff = None
        self.stage.page = None
        if self._citizen is None:
            self.end_visit()
        else:
            self._go_on()

    # --- overlays -------------------------------------------------------------------------

    def _leave_overlay(self) -> None:
        left = self._overlays.leave()
        if left is not None and left.id == FAILED:
            self.end_visit()
        elif self._overlays.top is None:
            self._go_on()
            if left is not None and left.id == ACCESS:
                self._begin()

    def _tell(self, page: Page) -> None:
        if self._staff is None and not self._errands.running(self._citizen):
            self._overlays.put(page)
        else:
            self.stage.tell(page.title)

    def _ask_still_there(self, seconds: int) -> None:
        if not self._overlays.stands(STILL_THERE):
            self._overlays.put(still_there_page(self._parts.ask_before_seconds))
        self.stage.count_down(seconds)

    def _expired(self) -> None:
        self._overlays.clear()
        self.guard(self.end_visit if self._staff is None else self._leave_staff_room)

    def _turned(self) -> None:
        """Another tip has its turn: whoever moved the focus on the idle page has gone."""
        if self.nobody_here():
            self.stage.ring.at = None
            self.guard(self.new_visit)

    # --- failsafe -------------------------------------------------------------------------

    def guard(self, step: Callable[[], None]) -> None:
        """Run one step; an exception is a bug: log it, wipe the visit, say so, go home."""
        try:
            step()
        except Exception as error:
            events.failsafe(error)
            self._fail()

    def _fail(self) -> None:
        self._errands.forget()
        for visit in (self._staff, self._citizen):
            if visit is not None:
                visit.end()
        self._staff = None
        self.stage.clear()
        self._overlays.clear()
        self._overlays.put(failed_page())
