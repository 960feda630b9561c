"""What every printer driver does."""

from dataclasses import dataclass
from enum import StrEnum
from typing import Protocol

from PIL import Image


class PrinterCondition(StrEnum):
    """How a printer is. Silence is a fault, never "fine"."""

    READY = "ready"
    PAPER_LOW = "paper_low"
    OUT_OF_PAPER = "out_of_paper"
    COVER_OPEN = "cover_open"
    ERROR = "error"
    SILENT = "silent"
    MISSING = "missing"


@dataclass(frozen=True)
class PrinterStatus:
    """A condition and, for staff, what the printer said (never anything of a citizen)."""

    condition: PrinterCondition
    detail: str = ""

    @property
    def can_print(self) -> bool:
        """True where a slip sent now is expected to come out."""
        return self.condition in (PrinterCondition.READY, PrinterCondition.PAPER_LOW)


class Printer(Protocol):
    """A slip printer. No method raises for a fault of the device: it returns it."""

    @property
    def width(self) -> int:
        """Printable dots a line."""

    @property
    def dots_per_mm(self) -> float:
        """Dots a millimetre, both ways."""

    def status(self) -> PrinterStatus:
        """Ask the printer how it is, now; within a second, answered or not."""

    def print(self, picture: Image.Image) -> PrinterStatus:
        """Print a 1-bit picture ``width`` dots wide and cut; return the status afterwards.

        Checks the status before and after. A status that cannot print is returned without a dot
        sent. ``READY`` means sent and no fault reported, which is all ESC/POS can tell.
        """

    def close(self) -> None:
        """Let the device go; a later call opens it again."""
