"""How the terminal is, as staff see it."""

from dataclasses import dataclass
from datetime import date

from kiosk.county.contract import Readiness, Words
from kiosk.devices.printer.port import PrinterStatus
from kiosk.faults import Fault
from kiosk.paper import Usage


@dataclass(frozen=True)
class Versions:
    """What the terminal goes by: program, legal-aid rules, and of which day its books are."""

    program: str
    rules: str
    rules_of: date
    laws_of: date | None = None
    directory_of: date | None = None


@dataclass(frozen=True)
class Inspection:
    """One look at every part. ``None`` stands for "not known".

    ``skew_seconds`` is this terminal's clock minus the backend's; beyond ``most_skew_seconds``
    staff should set it. ``messages`` are the county's words to this terminal. ``rules_fault`` is
    what is wrong with the legal-aid rules that were delivered; those before stay in use.
    ``faults`` are all that is wrong, the graver first. ``paper`` is what came from the roll.
    """

    online: bool
    undelivered: int
    set_aside: int
    printer: PrinterStatus
    voice_fault: str | None
    in_service: bool
    skew_seconds: float | None = None
    most_skew_seconds: float = 60.0
    priority_weight: float | None = None
    priority_cap: int | None = None
    messages: tuple[Words, ...] = ()
    rules_fault: str | None = None
    faults: tuple[Fault, ...] = ()
    paper: Usage | None = None
    readiness: Readiness | None = None
    versions: Versions | None = None
