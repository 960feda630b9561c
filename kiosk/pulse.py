"""The heartbeat: tells the county how the terminal is, and brings its news to the idle page."""

import threading
from collections.abc import Callable

from kiosk.county.contract import HeartbeatReply, RulePack, Words
from kiosk.county.directories import Directories
from kiosk.county.office import Office
from kiosk.county.packs import Packs
from kiosk.devices.printer.port import Printer
from kiosk.devices.scanner.port import Scanner
from kiosk.devices.speech.port import Voice
from kiosk.store import Store
from kiosk.wording import Wording, say

_END_SECONDS = 2.0


class Pulse:
    """Beats every ``seconds`` on a thread of its own and calls ``news`` after each beat."""

    def __init__(
        self,
        office: Office,
        printer: Printer,
        voice: Voice,
        store: Store,
        packs: Packs,
        directories: Directories,
        seconds: float,
        scanner: Scanner | None = None,
    ) -> None:
        self._office = office
        self._printer = printer
        self._voice = voice
        self._store = store
        self._packs = packs
        self._directories = directories
        self._seconds = seconds
        self._scanner = scanner
        self._stopped = threading.Event()
        self._thread: threading.Thread | None = None
        self._printer_works = True
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
        if not self._printer_works:
            return say("banner.printer")
        if not self._office.online() and self._office.last_centre() is not None:
            return say("banner.offline")
        return None

    def beat(self) -> None:
        """Tell the county how the terminal is, and hear what it wants."""
        reply = self._office.beat(self._faults())
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

    def _faults(self) -> tuple[str, ...]:
        printer = self._printer.status()
        self._printer_works = printer.can_print
        faults = [
            None if printer.can_print else f"printer: {printer.condition.value}",
            self._voice.fault(),
            self._store.fault,
            self._packs.fault(),
            self._directories.fault(),
            self._scanner.fault() if self._scanner is not None else None,
        ]
        return tuple(fault[:200] for fault in faults if fault)
