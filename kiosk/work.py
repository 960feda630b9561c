"""Does what effects ask, with the ports it was given. Runs off the thread that draws."""

from collections.abc import Callable
from concurrent.futures import Executor
from dataclasses import dataclass, replace
from datetime import datetime
from typing import TYPE_CHECKING

from kiosk.condition import in_service
from kiosk.county.contract import Centre
from kiosk.county.packs import Packs
from kiosk.county.port import County
from kiosk.county.replies import Unreachable
from kiosk.devices.printer.port import Printer, PrinterStatus
from kiosk.devices.printer.slip import SlipContent, TextSlip
from kiosk.devices.speech.port import Voice
from kiosk.effects import (
    BrowseDirectory,
    CallStaff,
    CheckPaper,
    Effect,
    FindArticle,
    FindTicket,
    IssueTicket,
    LeaveQuestion,
    LoadCentre,
    LoadRules,
    LookUpMatter,
    OpenFinding,
    PrintSlip,
    PrintText,
    Rate,
    ReportPrint,
    SearchLibrary,
)
from kiosk.fonts import Fonts
from kiosk.health import Health
from kiosk.library.port import Library
from kiosk.paper import Roll
from kiosk.pin import PinGuard
from kiosk.pulse import Pulse
from kiosk.staff_work import StaffWork
from kiosk.store import Store
from kiosk.view import Look
from kiosk.zone import CENTRE_ZONE

if TYPE_CHECKING:
    from kiosk.legal_aid.rules import Rules

FINDINGS = 12
"""So many are shown of a search: whoever needs more pages is better off with other words."""


@dataclass(frozen=True)
class Ports:
    """Everything effects are done with. ``now`` is aware."""

    county: County
    printer: Printer
    roll: Roll
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
        self._staff = StaffWork(ports)
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
        return in_service(self._ports.store) and not self._ports.pulse.paused

    def do(self, effect: Effect, look: Look) -> object:
        """Do ``effect`` here and now and return its result."""
        ports = self._ports
        match effect:
            case LoadCentre():
                return self._load_centre()
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
                return self._staff.do(effect)

    def _load_centre(self) -> Centre | Unreachable:
        """Return the centre as it stands now; with the line down, as it was last heard of.

        Looked up at this moment: the idle page may have waited since before it was first heard of.
        """
        county = self._ports.county
        answer = county.load_centre()
        return (county.last_centre() or answer) if isinstance(answer, Unreachable) else answer

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
