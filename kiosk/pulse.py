"""The heartbeat: tells the county how the terminal is, and brings its news to the idle page."""

import threading
from collections.abc import Callable

from kiosk.clock_watch import ClockWatch
from kiosk.county.contract import Condition, HeartbeatReply, RulePack, Words
from kiosk.county.directories import Directories
from kiosk.county.office import Office
from kiosk.county.packs import Packs
from kiosk.county.replies import Unreachable
from kiosk.events import types as events
from kiosk.faults import Fault, FaultCode
from kiosk.health import Health
from kiosk.wording import Wording, say

_END_SECONDS = 2.0
_TROUBLED_SECONDS = 5.0
"""Between two beats while something is wrong: who mends it sees soon that it is well."""
_NO_NUMBERS = frozenset(
    {
        FaultCode.DISK_FULL,
        FaultCode.DISK_BROKEN,
        FaultCode.STORE_LOCKED,
        FaultCode.BACKEND_REFUSES,
    }
)
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

    While something is wrong it beats more often.

    ``condition`` is asked for each beat how the terminal is beside its faults; ``clock`` is told
    what the backend says of it.
    """

    def __init__(
        self,
        office: Office,
        health: Health,
        packs: Packs,
        directories: Directories,
        seconds: float,
        condition: Callable[[], Condition] = Condition,
        clock: ClockWatch | None = None,
    ) -> None:
        self._office = office
        self._health = health
        self._packs = packs
        self._directories = directories
        self._seconds = seconds
        self._condition = condition
        self._clock = clock or ClockWatch()
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
        wrong = {fault.code for fault in self._faults}
        failure = self._office.last_failure()
        if wrong & _NO_NUMBERS:
            return say("banner.no_numbers")
        if wrong & _NO_PAPER:
            return say("banner.printer")
        if isinstance(failure, Unreachable) and self._office.last_centre() is not None:
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
            self._clock.heard(reply.skew_seconds)
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
            self._beat_safely()
            news()
            failure = self._office.last_failure()
            troubled = bool(self._faults) or isinstance(failure, Unreachable)
            longest = _TROUBLED_SECONDS if troubled else self._seconds
            self._stopped.wait(min(longest, self._seconds))

    def _beat_safely(self) -> None:
        try:
            self.beat()
        except Exception as error:
            # The thread must outlive a bug: without it nobody hears of this terminal again.
            events.heartbeat_failed(error)
