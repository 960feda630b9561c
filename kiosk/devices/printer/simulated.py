"""A printer that writes each slip as a picture file."""

import threading
from pathlib import Path

from PIL import Image

from kiosk.devices.printer.port import PrinterCondition, PrinterStatus

KEPT = 200
"""So many slips stay; a terminal that is only tried out must not fill its disk either."""


class SimulatedPrinter:
    """Writes ``slip-0001.png`` and so on into ``out_dir``, after those that are there.

    The last :data:`KEPT` of them stay.
    ``condition`` is what it says it is. ``breaks_in_print`` comes true once, in the middle of the
    next slip, which is lost. ``last`` is the path of the latest slip of this run.
    """

    def __init__(self, out_dir: Path, *, width: int, dots_per_mm: float) -> None:
        self.condition = PrinterCondition.READY
        self.breaks_in_print: PrinterCondition | None = None
        self.last: Path | None = None
        self._out_dir = out_dir
        self._width = width
        self._dots_per_mm = dots_per_mm
        self._lock = threading.Lock()

    @property
    def width(self) -> int:
        """Printable dots a line."""
        return self._width

    @property
    def dots_per_mm(self) -> float:
        """Dots a millimetre, both ways."""
        return self._dots_per_mm

    def status(self) -> PrinterStatus:
        """Return the condition that was set."""
        return PrinterStatus(self.condition, "simulated")

    def print(self, picture: Image.Image) -> PrinterStatus:
        """Write ``picture``; an ``ERROR`` where the folder cannot be written."""
        if picture.mode != "1" or picture.width != self._width:
            raise ValueError(f"a 1-bit picture {self._width} dots wide is needed")
        with self._lock:
            if not self.status().can_print:
                return self.status()
            if self.breaks_in_print is not None:
                self.condition, self.breaks_in_print = self.breaks_in_print, None
                return self.status()
            try:
                self.last = self._write(picture)
            except OSError as error:
                return PrinterStatus(PrinterCondition.ERROR, str(error))
            return self.status()

    def close(self) -> None:
        """Nothing is held open."""

    def _write(self, picture: Image.Image) -> Path:
        self._out_dir.mkdir(parents=True, exist_ok=True)
        before = {int(path.stem[5:]): path for path in self._out_dir.glob("slip-*[0-9].png")}
        number = max(before, default=0) + 1
        path = self._out_dir / f"slip-{number:04}.png"
        resolution = round(self._dots_per_mm * 25.4)
        picture.save(path, dpi=(resolution, resolution))
        for old, slip in before.items():
            if old <= number - KEPT:
                slip.unlink(missing_ok=True)
        return path
