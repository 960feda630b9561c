"""Does what effects ask, with the ports it was given. Runs off the thread that draws."""

from collections.abc import Callable
from concurrent.futures import Executor
from dataclasses import dataclass, replace
from datetime import datetime
from typing import TYPE_CHECKING

from kiosk.county.packs import Packs
from kiosk.county.port import County
from kiosk.devices.printer.port import Printer, PrinterStatus
from kiosk.devices.printer.slip import SlipContent, TextSlip
from kiosk.devices.speech.port import Voice
from kiosk.effects import (
    BrowseDirectory,
    CallStaff,
    CheckPaper,
    CheckPin,
    Effect,
    FindArticle,
    FindTicket,
    InspectTerminal,
    IssueTicket,
    LeaveProgram,
    LeaveQuestion,
    LoadCentre,
    LoadRules,
    LookUpMatter,
    OpenFinding,
    PrintSlip,
    PrintTest,
    PrintText,
    Rate,
    ReportPrint,
    ResetVisit,
    SearchLibrary,
    SetService,
    VoiceTest,
)
from kiosk.fonts import Fonts
from kiosk.health import Health
from kiosk.inspection import Inspection
from kiosk.library.port import Library
from kiosk.narration import utterances
from kiosk.pin import PinGuard, PinVerdict
from kiosk.pulse import Pulse
from kiosk.store import Store
from kiosk.view import Look
from kiosk.wording import say
from kiosk.zone import CENTRE_ZONE

if TYPE_CHECKING:
    from kiosk.legal_aid.rules import Rules

OUT_OF_SERVICE = "out_of_service"
"""Key of the durable store: staff took the terminal out of service."""

VOICE_TEST_SECONDS = 15.0

FINDINGS = 12
"""So many are shown of a search: whoever needs more pages is better off with other words."""


@dataclass(frozen=True)
class Ports:
    """Everything effects are done with. ``now`` is aware."""

    county: County
    printer: Printer
    voice: Voice
    pin: PinGuard
    store: Store
    pulse: Pulse
    health: Health
    packs: Packs
    library: Library
    fonts: Fonts
    terminal_id: str
    now: Callable[[], datetime]


class Work:
    """Performs effects on ``executor``."""

    def __init__(self, ports: Ports, executor: Executor) -> None:
        self._ports = ports
        self._executor = executor

    def perform(self, effect: Effect, look: Look, done: Callable[[object], None]) -> None:
        """Do ``effect`` and call ``done`` with its result, or with the exception that it raised."""

        def run() -> None:
            try:
                result = self.do(effect, look)
            except Exception as error:  # handed over: the failsafe is where bugs end
                result = error
            done(result)

        self._executor.submit(run)

    def in_service(self) -> bool:
        """Whether citizens are served: neither staff nor the county paused the terminal."""
        return not self._ports.store.get(OUT_OF_SERVICE) and not self._ports.pulse.paused

    def do(self, effect: Effect, look: Look) -> object:
        """Do ``effect`` here and now and return its result."""
        ports = self._ports
        match effect:
            case LoadCentre():
                return ports.county.load_centre()
            case LoadRules():
                return self._load_rules()
            case CheckPaper():
                return ports.printer.status()
            case IssueTicket(service, letter, reason, self_check):
                return ports.county.issue(service, letter, reason, self_check)
            case PrintSlip(content=content) | PrintText(content=content):
                return self._print(content, look)
            case ReportPrint(request_id, state):
                ports.county.report_print(request_id, state)
                return None
            case CallStaff(page):
                return ports.county.call_staff(page)
            case _:
                return self._look_up(effect, look)

    def _look_up(self, effect: Effect, look: Look) -> object:
        county, library = self._ports.county, self._ports.library
        match effect:
            case LookUpMatter(code, factor):
                return county.look_up(code, factor)
            case LeaveQuestion(field, text, phone):
                return county.leave_question(field, text, phone)
            case FindTicket(number):
                return county.find_ticket(number)
            case Rate(scores):
                return county.rate(scores)
            case SearchLibrary(words, kind):
                return library.search(words, kind, FINDINGS)
            case OpenFinding(ref):
                return library.open(ref)
            case FindArticle(law, number):
                article = library.find_article(law, number)
                return library.open(article) if article is not None else None
            case BrowseDirectory(wanted):
                return library.browse(wanted)
            case _:
                return self._do_for_staff(effect, look)

    def _do_for_staff(self, effect: Effect, look: Look) -> object:
        ports = self._ports
        match effect:
            case CheckPin(pin):
                return self._check_pin(pin)
            case InspectTerminal():
                return self._inspect()
            case PrintTest():
                return self._print_test()
            case VoiceTest():
                ports.voice.speak(utterances((say("staff.voice_sentence"),), look.lang))
                return ports.voice.wait(VOICE_TEST_SECONDS) and ports.voice.fault() is None
            case SetService(in_service):
                ports.store.set(OUT_OF_SERVICE, not in_service)
                return None
            case ResetVisit() | LeaveProgram():
                return None
            case _:
                raise NotImplementedError(type(effect).__name__)

    def _load_rules(self) -> "Rules":
        from kiosk.legal_aid.rules import Rules

        ports = self._ports
        return Rules(ports.packs.current(), ports.now().astimezone(CENTRE_ZONE).date())

    def _print(self, content: SlipContent | TextSlip, look: Look) -> PrinterStatus:
        from kiosk.devices.printer.typeset import typeset
        from kiosk.devices.printer.typeset_text import typeset_text

        printer = self._ports.printer
        paper = (self._ports.fonts, printer.width, printer.dots_per_mm)
        if isinstance(content, TextSlip):
            return printer.print(typeset_text(replace(content, lang=look.lang), *paper))
        return printer.print(typeset(replace(content, lang=look.lang), *paper))

    def _print_test(self) -> PrinterStatus:
        from kiosk.devices.printer.typeset import test_slip

        ports, printer = self._ports, self._ports.printer
        picture = test_slip(
            ports.now(), ports.terminal_id, ports.fonts, printer.width, printer.dots_per_mm
        )
        return printer.print(picture)

    def _check_pin(self, pin: str) -> PinVerdict:
        return self._ports.pin.check(pin)

    def _inspect(self) -> Inspection:
        ports = self._ports
        centre = ports.county.last_centre()
        return Inspection(
            online=ports.county.online(),
            undelivered=ports.county.undelivered(),
            set_aside=ports.county.set_aside(),
            printer=ports.printer.status(),
            voice_fault=ports.voice.fault(),
            in_service=self.in_service(),
            skew_seconds=ports.pulse.skew_seconds,
            priority_weight=centre.priority_weight if centre else None,
            priority_cap=centre.priority_cap if centre else None,
            messages=ports.pulse.messages,
            rules_fault=ports.packs.fault(),
            faults=ports.health.faults(),
        )
