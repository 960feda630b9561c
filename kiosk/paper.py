"""How much of the roll of paper is left: what was fed since it was changed, kept over restarts."""

import threading
from contextlib import suppress
from dataclasses import dataclass

from PIL import Image

from kiosk.devices.printer.port import Printer, PrinterStatus
from kiosk.store import Store, StoreError

KEY = "roll"
FEED_MM = 18.0
"""Paper fed from the head to the cutter after each slip: 13 to 20 mm on common 80 mm printers."""

LOW_SHARE = 0.1
"""With this share of the roll left it is time to have a new one ready."""


@dataclass(frozen=True)
class Usage:
    """What came from the present roll. ``left_mm`` is estimated and never negative."""

    slips: int
    fed_mm: float
    left_mm: float
    low: bool


class Roll:
    """The roll of paper in the printer, ``length_mm`` long when it was new.

    Nothing here raises for a disk that takes nothing: what is counted then is lost at the next
    start, and a slip is never held back for it. Any thread may call.
    """

    def __init__(self, store: Store, length_mm: float) -> None:
        self._store = store
        self._length_mm = length_mm
        self._guard = threading.Lock()
        self._slips, self._fed_mm = self._read()

    def usage(self) -> Usage:
        """Return how the roll stands."""
        with self._guard:
            slips, fed = self._slips, self._fed_mm
        left = max(0.0, self._length_mm - fed)
        return Usage(slips, fed, left, left <= LOW_SHARE * self._length_mm)

    def fault(self) -> str | None:
        """Say that the roll is near its end, by what was counted."""
        usage = self.usage()
        return f"about {usage.left_mm / 1000:.0f} m left by count" if usage.low else None

    def fed(self, length_mm: float) -> None:
        """A slip of this length came out."""
        with self._guard:
            self._slips += 1
            self._fed_mm += length_mm + FEED_MM
            self._keep()

    def change(self) -> None:
        """Staff have put in a new roll."""
        with self._guard:
            self._slips, self._fed_mm = 0, 0.0
            self._keep()

    def _read(self) -> tuple[int, float]:
        try:
            kept = self._store.get(KEY)
        except StoreError:
            return 0, 0.0
        if not isinstance(kept, dict):
            return 0, 0.0
        return int(kept.get("slips", 0)), float(kept.get("fed_mm", 0.0))

    def _keep(self) -> None:
        # A disk that takes nothing is a fault of its own, which staff are told.
        with suppress(StoreError):
            self._store.set(KEY, {"slips": self._slips, "fed_mm": round(self._fed_mm, 1)})


class CountingPrinter:
    """A :class:`~kiosk.devices.printer.port.Printer` that tells ``roll`` what it fed."""

    def __init__(self, printer: Printer, roll: Roll) -> None:
        self._printer = printer
        self._roll = roll

    @property
    def width(self) -> int:
        """Printable dots a line."""
        return self._printer.width

    @property
    def dots_per_mm(self) -> float:
        """Dots a millimetre, both ways."""
        return self._printer.dots_per_mm

    def status(self) -> PrinterStatus:
        """Ask the printer how it is."""
        return self._printer.status()

    def print(self, picture: Image.Image) -> PrinterStatus:
        """Print, and count what came out."""
        status = self._printer.print(picture)
        if status.can_print:
            self._roll.fed(picture.height / self.dots_per_mm)
        return status

    def close(self) -> None:
        """Let the device go."""
        self._printer.close()
