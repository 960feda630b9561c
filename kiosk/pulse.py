"""The heartbeat: tells the county how the terminal is, and brings its news to the idle page."""

import threading
from collections.abc import Callable

from kiosk.county.contract import Condition, HeartbeatReply, RulePack, Words
from kiosk.county.directories import Directories
from kiosk.county.office import Office
from kiosk.county.packs import Packs
from kiosk.faults import Fault, FaultCode
from kiosk.health import Health
from kiosk.wording import Wording, say

_END_SECONDS = 2.0
_NO_PAPER = frozenset(
    {
        FaultCode.PRINTER_GONE,
        FaultCode.PRINTER_SILENT,
        FaultCode.PRINTER_ERROR,
        FaultCode.COVER_OPEN,
        FaultCode.PAPER_OUT,
    }
)


class Pulse:
    """Beats every ``seconds`` on a thread of its own and calls ``news`` after each beat.

    ``condition`` is asked for each beat how the terminal is beside its faults.
    """

    def __init__(
        self,
        office: Office,
        health: Health,
        packs: Packs,
        directories: Directories,
        seconds: float,
        condition: Callable[[], Condition] = Condition,
    ) -> None:
        self._office = office
        self._health = health
        self._packs = packs
        self._directories = directories
        self._seconds = seconds
        self._condition = condition
        self._stopped = threading.Event()
        self._thread: threading.Thread | None = None
        self._faults: tuple[Fault, ...] = ()
        self.paused = False
        self.skew_seconds: float | None = None
        self.messages: tuple[Words, ...] = ()

    def start(self, news: Callable[[], None]) -> None:
        """Begin; the first beat is at once."""
        self._thread = threading.Thread(target=self._run, args=(news,), name="pulse", daemon=True)
        self._thread.start()

    def stop(self) -> None:
        """Beat no more; a beat under way is cut off with the line."""
        self._stopped.set()
        if self._thread is not None:
            self._thread.join(_END_SECONDS)

    def banner(self) -> Wording | None:
        """What every page should say on top, the graver first."""
        if any(fault.code in _NO_PAPER for fault in self._faults):
            return say("banner.printer")
        if not self._office.online() and self._office.last_centre() is not None:
            return say("banner.offline")
        return None

    def beat(self) -> None:
        """Tell the county how the terminal is, and hear what it wants."""
        self._faults = self._health.faults()
        lines = tuple(fault.line() for fault in self._faults)
        reply = self._office.beat(lines, self._condition())
        if isinstance(reply, HeartbeatReply):
            self.paused = reply.paused
            self.skew_seconds = reply.skew_seconds
            self.messages = (reply.message,) if reply.message else ()
            self._fetch_rules(reply.pack_version)
            self._directories.refresh(reply.directory_version, self._office.fetch_directory)
        self._office.load_centre()

    def _fetch_rules(self, version: str | None) -> None:
        """Fetch the county's rules of the self-check where they are others than those in use."""
        if self._packs.wants(version):
            pack = self._office.fetch_pack()
            if isinstance(pack, RulePack):
                self._packs.offer(pack)

    def _run(self, news: Callable[[], None]) -> None:
        self._packs.current()  # Read now, so that the first self-check does not wait for it.
        while not self._stopped.is_set():
            self.beat()
            news()
            self._stopped.wait(self._seconds)
