"""Does what effects of staff ask, with the ports of :class:`kiosk.work.Work`."""

import uuid
from collections.abc import Callable
from typing import TYPE_CHECKING

from kiosk import __version__, readiness
from kiosk.audit_book import Book
from kiosk.condition import OUT_OF_SERVICE, in_service
from kiosk.county.set_aside import NotSetAside, SetAside, SetAsideRecords
from kiosk.devices.printer.port import PrinterStatus
from kiosk.effects import (
    CheckPin,
    Effect,
    InspectTerminal,
    LeaveProgram,
    PrintTest,
    ResetVisit,
    SetService,
)
from kiosk.inspection import Inspection, Versions
from kiosk.library.model import Holdings
from kiosk.narration import utterances
from kiosk.staff_audit import STAFF, write_deed
from kiosk.staff_effects import (
    Examine,
    ForgetAside,
    LastTrials,
    ListAside,
    NewRoll,
    ReadAside,
    RecordTrial,
    ResendAside,
    SpeakTest,
)
from kiosk.store import StoreError
from kiosk.wording import Lang, say

if TYPE_CHECKING:
    from kiosk.work import Ports

VOICE_TEST_SECONDS = 15.0


class StaffWork:
    """Performs the effects of the staff room."""

    def __init__(self, ports: "Ports") -> None:
        self._ports = ports

    def do(self, effect: Effect) -> object:
        """Do ``effect`` here and now, write it down, and return its result."""
        result = self._do(effect)
        write_deed(Book(self._ports.store, self._ports.now), effect, result)
        return result

    def _do(self, effect: Effect) -> object:
        ports = self._ports
        match effect:
            case CheckPin(pin):
                return ports.pin.check(pin)
            case InspectTerminal():
                return self._inspect()
            case PrintTest():
                return self._print_test()
            case SpeakTest(lang):
                return self._speak(lang)
            case SetService(in_service):
                ports.store.set(OUT_OF_SERVICE, not in_service)
                return None
            case ResetVisit() | LeaveProgram():
                return None
            case NewRoll():
                ports.roll.change()
                return None
            case _:
                return self._examine(effect)

    def _examine(self, effect: Effect) -> object:
        match effect:
            case RecordTrial(part, outcome, figure):
                self._trials.record(part, outcome, figure)
                return None
            case LastTrials():
                return self._trials.latest()
            case Examine():
                return self._report()
            case _:
                return self._handle(effect)

    def _handle(self, effect: Effect) -> object:
        records = SetAsideRecords(
            self._ports.store, account=STAFF, clock=self._ports.now, make_id=uuid.uuid4
        )
        match effect:
            case ListAside():
                return _outlines(records)
            case ReadAside(number):
                try:
                    return records.show(number)
                except (NotSetAside, StoreError):
                    return None
            case ResendAside(number):
                return _done(lambda: records.resend(number))
            case ForgetAside(number):
                return _done(lambda: records.forget(number))
            case _:
                raise NotImplementedError(type(effect).__name__)

    @property
    def _trials(self) -> readiness.Trials:
        return readiness.Trials(self._ports.store, self._ports.now)

    def _report(self) -> readiness.Report:
        ports = self._ports
        report = readiness.examine(
            ports.terminal_id,
            __version__,
            ports.now(),
            self._trials.latest(),
            ports.health.faults(),
        )
        readiness.keep(ports.store, report)
        return report

    def _print_test(self) -> PrinterStatus:
        from kiosk.devices.printer.typeset import test_slip

        ports, printer = self._ports, self._ports.printer
        picture = test_slip(
            ports.now(), ports.terminal_id, ports.fonts, printer.width, printer.dots_per_mm
        )
        return printer.print(picture)

    def _speak(self, lang: Lang) -> bool:
        voice = self._ports.voice
        voice.speak(utterances((say("staff.voice_sentence"),), lang))
        return voice.wait(VOICE_TEST_SECONDS) and voice.fault() is None

    def _inspect(self) -> Inspection:
        ports = self._ports
        centre = ports.county.last_centre()
        return Inspection(
            online=ports.county.online(),
            undelivered=ports.county.undelivered(),
            set_aside=ports.county.set_aside(),
            printer=ports.printer.status(),
            voice_fault=ports.voice.fault(),
            in_service=in_service(ports.store),
            skew_seconds=ports.pulse.skew_seconds,
            priority_weight=centre.priority_weight if centre else None,
            priority_cap=centre.priority_cap if centre else None,
            messages=ports.pulse.messages,
            rules_fault=ports.packs.fault(),
            faults=ports.health.faults(),
            paper=ports.roll.usage(),
            readiness=readiness.last(ports.store),
            versions=self._versions(),
        )

    def _versions(self) -> Versions:
        pack = self._ports.packs.current()
        found = self._ports.library.holdings()
        held = found if isinstance(found, Holdings) else None
        return Versions(
            program=__version__,
            rules=pack.version,
            rules_of=pack.date,
            laws_of=held.laws_imported if held else None,
            directory_of=held.directory_as_of if held else None,
        )


def _outlines(records: SetAsideRecords) -> tuple[SetAside, ...] | None:
    try:
        return tuple(record.outline() for record in records.all())
    except StoreError:
        return None


def _done(deed: Callable[[], None]) -> bool:
    try:
        deed()
    except (NotSetAside, StoreError):
        return False
    return True
