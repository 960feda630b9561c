"""How the terminal is: asks every part, and puts what ails them into one order."""

from collections.abc import Callable, Iterable

from kiosk.county.office import Office
from kiosk.county.outbox import is_unauthorised
from kiosk.county.replies import Cause, Unreachable
from kiosk.devices.printer.port import Printer, PrinterCondition
from kiosk.devices.scanner.port import Scanner
from kiosk.devices.speech.port import Voice
from kiosk.events import types as events
from kiosk.faults import Fault, FaultCode

Source = Callable[[], Iterable[Fault]]
"""A part asked how it is, now: all its faults, none where it is well."""

_OF_PRINTER = {
    PrinterCondition.PAPER_LOW: FaultCode.PAPER_NEAR_END,
    PrinterCondition.OUT_OF_PAPER: FaultCode.PAPER_OUT,
    PrinterCondition.COVER_OPEN: FaultCode.COVER_OPEN,
    PrinterCondition.ERROR: FaultCode.PRINTER_ERROR,
    PrinterCondition.SILENT: FaultCode.PRINTER_SILENT,
    PrinterCondition.MISSING: FaultCode.PRINTER_GONE,
}

_OF_LINE = {
    Cause.LINE: FaultCode.LINE_DOWN,
    Cause.CERTIFICATE: FaultCode.CERTIFICATE,
    Cause.ERROR: FaultCode.BACKEND_ERROR,
    Cause.GARBAGE: FaultCode.BACKEND_GARBAGE,
}


class Health:
    """The faults of all ``sources``. Asking takes as long as the slowest device does to answer."""

    def __init__(self, *sources: Source) -> None:
        self._sources = sources

    def faults(self) -> tuple[Fault, ...]:
        """Return what is wrong now, the graver first, each once. Not for the UI thread."""
        found = {fault for source in self._sources for fault in _ask(source)}
        return tuple(sorted(found, key=lambda fault: (fault.gravity, fault.detail)))


def printer_faults(printer: Printer) -> Source:
    """Ask ``printer``; silence is a fault."""

    def ask() -> Iterable[Fault]:
        status = printer.status()
        code = _OF_PRINTER.get(status.condition)
        return () if code is None else (Fault(code, status.detail),)

    return ask


def voice_faults(voice: Voice) -> Source:
    """Ask ``voice``."""

    def ask() -> Iterable[Fault]:
        said = voice.fault()
        if said is None:
            return ()
        silent = "audio device" in said or "loudspeaker" in said
        return (Fault(FaultCode.VOICE_SILENT if silent else FaultCode.VOICE_WORKER, said),)

    return ask


def line_faults(office: Office) -> Source:
    """Ask how the last call of the county ended, and whether records were refused for good."""

    def ask() -> Iterable[Fault]:
        failure = office.last_failure()
        if isinstance(failure, Unreachable) and failure.cause in _OF_LINE:
            yield Fault(_OF_LINE[failure.cause], failure.why)
        if is_unauthorised(failure):
            yield Fault(FaultCode.BACKEND_REFUSES)
        aside = office.set_aside()
        if aside:
            yield Fault(FaultCode.RECORDS_ASIDE, str(aside))

    return ask


def scanner_faults(scanner: Scanner | None) -> Source:
    """Ask ``scanner``; a terminal without one has no fault of it."""

    def ask() -> Iterable[Fault]:
        fault = scanner.fault() if scanner is not None else None
        return () if fault is None else (fault,)

    return ask


def said(code: FaultCode, ask: Callable[[], str | None]) -> Source:
    """Take what a part says in one sentence, ``None`` while it is well, as ``code``."""

    def faults() -> Iterable[Fault]:
        detail = ask()
        return () if detail is None else (Fault(code, detail),)

    return faults


def _ask(source: Source) -> tuple[Fault, ...]:
    try:
        return tuple(source())
    except Exception as error:
        # A bug in one part must not hide the faults of all others from staff.
        events.part_not_asked(error)
        return ()
