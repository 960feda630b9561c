"""Everything that can be wrong with a terminal, by name; staff read it in words of their own.

For each code the catalogues have ``fault.<code>``, what is wrong, and ``mend.<code>``, what to do
about it. What citizens see and what still works is in ``docs/faults.md``.
"""

from dataclasses import dataclass
from enum import StrEnum

from kiosk.wording import Text, say

LONGEST_LINE = 200
"""Characters of one fault in a heartbeat."""


class FaultCode(StrEnum):
    """What is wrong, the graver first: their order here is the order in which staff see them."""

    DISK_FULL = "disk-full"
    DISK_BROKEN = "disk-broken"
    STORE_LOCKED = "store-locked"
    PRINTER_GONE = "printer-gone"
    PRINTER_SILENT = "printer-silent"
    PRINTER_ERROR = "printer-error"
    COVER_OPEN = "cover-open"
    PAPER_OUT = "paper-out"
    BACKEND_REFUSES = "backend-refuses"
    CERTIFICATE = "certificate"
    LINE_DOWN = "line-down"
    BACKEND_ERROR = "backend-error"
    BACKEND_GARBAGE = "backend-garbage"
    STORE_DAMAGED = "store-damaged"
    RECORDS_ASIDE = "records-aside"
    CLOCK_JUMPED = "clock-jumped"
    CLOCK_SKEW = "clock-skew"
    VOICE_SILENT = "voice-silent"
    VOICE_WORKER = "voice-worker"
    VOICE_WRONG = "voice-wrong"
    SCANNER_GONE = "scanner-gone"
    SCANNER_FLOODING = "scanner-flooding"
    WRITING_MISSING = "writing-missing"
    LIBRARY_MISSING = "library-missing"
    DIRECTORY_UNREADABLE = "directory-unreadable"
    RULES_OLD = "rules-old"
    PAPER_NEAR_END = "paper-near-end"
    DISK_LOW = "disk-low"


_GRAVITY = {code: place for place, code in enumerate(FaultCode)}


@dataclass(frozen=True)
class Fault:
    """One thing that is wrong. ``detail`` is for technicians; never a citizen's words."""

    code: FaultCode
    detail: str = ""

    @property
    def gravity(self) -> int:
        """Place in the order of faults; 0 is the gravest."""
        return _GRAVITY[self.code]

    @property
    def name(self) -> Text:
        """Say what is wrong, for staff."""
        return say(f"fault.{self.code.value}")

    @property
    def remedy(self) -> Text:
        """Say what staff do now."""
        return say(f"mend.{self.code.value}")

    def line(self) -> str:
        """Return it for a heartbeat: ``code: detail``."""
        text = f"{self.code.value}: {self.detail}" if self.detail else self.code.value
        return text[:LONGEST_LINE]
