"""Whether the terminal is ready for citizens: what staff tried out, and what is wrong now.

What was tried is dated and kept; what was tried too long ago counts as not tried.
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

from pydantic import AwareDatetime, TypeAdapter

from kiosk.county.contract import Readiness, Verdict
from kiosk.faults import Fault, FaultCode
from kiosk.store import Store, StoreError

TRIALS_KEY, READINESS_KEY = "trials", "readiness"
LONGEST_VALID = timedelta(days=92)
"""A trial counts for a quarter: the county looks after its machines at least that often."""


class Part(StrEnum):
    """What is examined, in the order of the report. The first six are tried out by staff."""

    SCREEN = "screen"
    TOUCH = "touch"
    PRINT = "print"
    VOICE = "voice"
    KEYPAD = "keypad"
    SCANNER = "scanner"
    LINE = "line"
    RECORDS = "records"
    STORE = "store"
    CLOCK = "clock"
    CONTENT = "content"


TRIED = (Part.SCREEN, Part.TOUCH, Part.PRINT, Part.VOICE, Part.KEYPAD, Part.SCANNER)
ESSENTIAL = frozenset({Part.SCREEN, Part.TOUCH, Part.STORE})
"""Without these nobody can be served: a number cannot be taken, or not be kept."""

_PARTS: Mapping[FaultCode, Part] = {
    FaultCode.DISK_FULL: Part.STORE,
    FaultCode.DISK_BROKEN: Part.STORE,
    FaultCode.STORE_LOCKED: Part.STORE,
    FaultCode.STORE_DAMAGED: Part.STORE,
    FaultCode.DISK_LOW: Part.STORE,
    FaultCode.PRINTER_GONE: Part.PRINT,
    FaultCode.PRINTER_SILENT: Part.PRINT,
    FaultCode.PRINTER_ERROR: Part.PRINT,
    FaultCode.COVER_OPEN: Part.PRINT,
    FaultCode.PAPER_OUT: Part.PRINT,
    FaultCode.PAPER_NEAR_END: Part.PRINT,
    FaultCode.BACKEND_REFUSES: Part.LINE,
    FaultCode.CERTIFICATE: Part.LINE,
    FaultCode.LINE_DOWN: Part.LINE,
    FaultCode.BACKEND_ERROR: Part.LINE,
    FaultCode.BACKEND_GARBAGE: Part.LINE,
    FaultCode.RECORDS_ASIDE: Part.RECORDS,
    FaultCode.CLOCK_JUMPED: Part.CLOCK,
    FaultCode.CLOCK_SKEW: Part.CLOCK,
    FaultCode.VOICE_SILENT: Part.VOICE,
    FaultCode.VOICE_WORKER: Part.VOICE,
    FaultCode.VOICE_WRONG: Part.VOICE,
    FaultCode.SCANNER_GONE: Part.SCANNER,
    FaultCode.SCANNER_FLOODING: Part.SCANNER,
    FaultCode.WRITING_MISSING: Part.CONTENT,
    FaultCode.LIBRARY_MISSING: Part.CONTENT,
    FaultCode.DIRECTORY_UNREADABLE: Part.CONTENT,
    FaultCode.RULES_OLD: Part.CONTENT,
}
WARNINGS = frozenset({FaultCode.DISK_LOW, FaultCode.PAPER_NEAR_END, FaultCode.STORE_DAMAGED})
"""Faults that take nothing from a citizen yet: the part they are of is not the worse for them."""


class Outcome(StrEnum):
    """What came of a part. ``ABSENT``: this terminal has no such device, which is no failure."""

    PASSED = "passed"
    FAILED = "failed"
    ABSENT = "absent"
    UNTRIED = "untried"


@dataclass(frozen=True)
class Trial:
    """What came of trying a part out, and when. ``figure`` is what was measured, in its unit."""

    outcome: Outcome
    at: AwareDatetime
    figure: float | None = None


_KEPT = TypeAdapter(Trial)


@dataclass(frozen=True)
class Finding:
    """One part in the report; ``at`` is when it was tried, ``None`` where it is looked at now."""

    part: Part
    outcome: Outcome
    at: datetime | None = None
    figure: float | None = None


@dataclass(frozen=True)
class Report:
    """Whether a terminal is ready, from every part."""

    terminal: str
    version: str
    at: datetime
    verdict: Verdict
    findings: tuple[Finding, ...]
    faults: tuple[Fault, ...]

    @property
    def exceptions(self) -> tuple[Finding, ...]:
        """Return the parts that did not pass, nor are missing by design."""
        return tuple(each for each in self.findings if not _well(each))

    def summary(self) -> Readiness:
        """Return it as a heartbeat tells it."""
        names = tuple(each.part.value for each in self.exceptions)
        return Readiness(verdict=self.verdict, at=self.at, exceptions=names)


class Trials:
    """What staff tried out, kept in ``store``. Raises :class:`kiosk.store.StoreError`."""

    def __init__(self, store: Store, now: Callable[[], datetime]) -> None:
        self._store = store
        self._now = now

    def record(self, part: Part, outcome: Outcome, figure: float | None = None) -> None:
        """Keep what came of ``part``; the trial before is forgotten."""
        kept = self._kept()
        trial = Trial(outcome, self._now(), figure)
        kept[part.value] = _KEPT.dump_python(trial, mode="json")
        self._store.set(TRIALS_KEY, kept)

    def latest(self) -> dict[Part, Trial]:
        """Return the last trial of each part that still counts."""
        now, kept = self._now(), self._kept()
        read = {part: _read(kept.get(part.value)) for part in TRIED}
        return {
            part: trial
            for part, trial in read.items()
            if trial is not None and trial.at <= now < trial.at + LONGEST_VALID
        }

    def _kept(self) -> dict[str, object]:
        kept = self._store.get(TRIALS_KEY)
        return dict(kept) if isinstance(kept, dict) else {}


def examine(
    terminal: str,
    version: str,
    at: datetime,
    trials: Mapping[Part, Trial],
    faults: Iterable[Fault],
) -> Report:
    """Return the report: a part passes if it was tried out well and nothing is wrong with it now.

    Not ready: one of the :data:`ESSENTIAL` parts failed, or was never tried. Ready: all parts
    passed or are not there. Otherwise ready except what is named.
    """
    faults = tuple(faults)
    broken = {part_of(fault.code) for fault in faults if fault.code not in WARNINGS}
    findings = tuple(_finding(part, trials.get(part), part in broken) for part in Part)
    bad = {each.part for each in findings if not _well(each)}
    if bad & ESSENTIAL:
        verdict = Verdict.NOT_READY
    else:
        verdict = Verdict.READY_EXCEPT if bad else Verdict.READY
    return Report(terminal, version, at, verdict, findings, faults)


def part_of(code: FaultCode) -> Part:
    """Return the part that a fault belongs to."""
    return _PARTS[code]


def keep(store: Store, report: Report) -> None:
    """Keep the summary for heartbeats and staff. Raises :class:`kiosk.store.StoreError`."""
    store.set(READINESS_KEY, report.summary().model_dump(mode="json"))


def last(store: Store) -> Readiness | None:
    """Return the summary of the last report; ``None`` where there is none that can be read."""
    try:
        kept = store.get(READINESS_KEY)
        return None if kept is None else Readiness.model_validate(kept)
    except (StoreError, ValueError):
        return None


def _read(row: object) -> Trial | None:
    """Return a trial as it was kept; ``None`` for what cannot be read: it is tried once more."""
    try:
        return _KEPT.validate_python(row)
    except ValueError:
        return None


def _finding(part: Part, trial: Trial | None, broken: bool) -> Finding:
    """A fault is of today, whatever came of the trial; one of a device that is not there is none.

    What needs no trial passes as long as nothing is wrong with it.
    """
    if broken and (trial is None or trial.outcome is not Outcome.ABSENT):
        return Finding(part, Outcome.FAILED)
    if trial is not None:
        return Finding(part, trial.outcome, trial.at, trial.figure)
    return Finding(part, Outcome.UNTRIED if part in TRIED else Outcome.PASSED)


def _well(finding: Finding) -> bool:
    return finding.outcome in (Outcome.PASSED, Outcome.ABSENT)
