"""Effects: work that a journey asks of a port. Its result comes back from ``yield``.

An effect is data; :mod:`kiosk.work` knows which port does it. ``commits`` closes the log behind
it: one cannot go back past it, and it never runs twice.
"""

from dataclasses import dataclass
from typing import ClassVar
from uuid import UUID

from kiosk.county.contract import PrintState, PriorityReason, SelfCheck
from kiosk.county.matters import QuestionField
from kiosk.county.port import Scores
from kiosk.devices.printer.slip import SlipContent, TextSlip
from kiosk.library.model import Filter, Kind, Ref
from kiosk.pages import Page
from kiosk.wording import Wording, say


@dataclass(frozen=True)
class Effect:
    """Base of every effect. ``busy`` is what the screen says if it takes a while."""

    commits: ClassVar[bool] = False
    busy: ClassVar[Wording] = say("busy.moment")

    def meanwhile(self) -> Page | None:
        """Return the page shown from the first moment on; ``None`` keeps what is shown."""
        return None


@dataclass(frozen=True)
class LoadCentre(Effect):
    """Ask for the centre, as it stands or was last heard of. Result: ``Centre | Unreachable``."""


@dataclass(frozen=True)
class CheckPaper(Effect):
    """Ask the printer how it is. Result: ``PrinterStatus``."""


@dataclass(frozen=True)
class IssueTicket(Effect):
    """Take a number. Result: ``IssuedTicket | Refused | Unreachable``.

    Never twice for one step of a visit. ``self_check`` goes to the window with the ticket, and is
    there only with the citizen's consent.
    """

    service: str
    letter: str
    reason: PriorityReason | None
    self_check: SelfCheck | None = None

    commits: ClassVar[bool] = True
    busy: ClassVar[Wording] = say("busy.ticket")


@dataclass(frozen=True)
class PrintSlip(Effect):
    """Send a slip to the printer. Result: ``PrinterStatus`` after printing.

    The citizen reads ``page``, with the number on it, while the paper is on its way.
    """

    content: SlipContent
    page: Page

    commits: ClassVar[bool] = True
    busy: ClassVar[Wording] = say("busy.print")

    def meanwhile(self) -> Page:
        """Return the slip's page, without anything to press yet."""
        return self.page


@dataclass(frozen=True)
class PrintText(Effect):
    """Send a slip of text to the printer. Result: ``PrinterStatus`` after printing."""

    content: TextSlip

    commits: ClassVar[bool] = True
    busy: ClassVar[Wording] = say("busy.print")


@dataclass(frozen=True)
class LoadRules(Effect):
    """Ask by which rules and on which day a self-check is made. Result: ``Rules``."""


@dataclass(frozen=True)
class LookUpMatter(Effect):
    """Ask for a matter by code and factor. Result: ``Matter | Refused | Unreachable``."""

    code: str
    factor: str | None

    busy: ClassVar[Wording] = say("busy.look_up")


@dataclass(frozen=True)
class LeaveQuestion(Effect):
    """Leave a question. Result: ``LeftQuestion | Unreachable``. Never twice in one visit."""

    field: QuestionField
    text: str
    phone: str | None

    commits: ClassVar[bool] = True
    busy: ClassVar[Wording] = say("busy.question")


@dataclass(frozen=True)
class FindTicket(Effect):
    """Ask for today's ticket of a number. Result: ``Rateable | Refused | Unreachable``."""

    number: str

    busy: ClassVar[Wording] = say("busy.look_up")


@dataclass(frozen=True)
class Rate(Effect):
    """Hand in a rating. Result: ``None | Unreachable``."""

    scores: Scores

    commits: ClassVar[bool] = True


@dataclass(frozen=True)
class SearchLibrary(Effect):
    """Search laws, answers and people. Result: ``Found | LibraryFault``."""

    words: str
    kind: Kind | None = None

    busy: ClassVar[Wording] = say("busy.look_up")


@dataclass(frozen=True)
class OpenFinding(Effect):
    """Open what was found. Result: ``Article | Answer | Entry | None | LibraryFault``."""

    ref: Ref


@dataclass(frozen=True)
class FindArticle(Effect):
    """Open an article by its law and number. Result: ``Article | None | LibraryFault``."""

    law: str
    number: str


@dataclass(frozen=True)
class BrowseDirectory(Effect):
    """List the directory. Result: ``Directory | LibraryFault``."""

    filter: Filter


@dataclass(frozen=True)
class ReportPrint(Effect):
    """Tell the backend what became of the paper. Result: ``None``; delivered when it can be."""

    request_id: UUID
    state: PrintState

    commits: ClassVar[bool] = True


@dataclass(frozen=True)
class CallStaff(Effect):
    """Ask a member of staff to come. Result: ``None | Unreachable``."""

    page: str

    commits: ClassVar[bool] = True


@dataclass(frozen=True)
class CheckPin(Effect):
    """Compare the staff PIN. Result: ``PinVerdict``."""

    pin: str

    commits: ClassVar[bool] = True


@dataclass(frozen=True)
class InspectTerminal(Effect):
    """Look at every part of the terminal. Result: :class:`kiosk.inspection.Inspection`."""


@dataclass(frozen=True)
class PrintTest(Effect):
    """Print a test slip. Result: ``PrinterStatus``."""

    commits: ClassVar[bool] = True
    busy: ClassVar[Wording] = say("busy.print")


@dataclass(frozen=True)
class SetService(Effect):
    """Take the terminal out of service or back, durably. Result: ``None``."""

    in_service: bool

    commits: ClassVar[bool] = True


@dataclass(frozen=True)
class ResetVisit(Effect):
    """Wipe the citizen's visit that the staff page interrupted. Result: ``None``."""

    commits: ClassVar[bool] = True


@dataclass(frozen=True)
class LeaveProgram(Effect):
    """End the program. Result: ``None``."""

    commits: ClassVar[bool] = True
