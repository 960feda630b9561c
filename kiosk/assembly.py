"""The one place where real parts are put together."""

import faulthandler
import os
import random
import shutil
import signal
import sys
import time
from contextlib import ExitStack
from datetime import UTC, datetime
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

from kiosk import __version__
from kiosk.clock_watch import ClockWatch
from kiosk.condition import condition_of
from kiosk.config import Settings, data_folder
from kiosk.county.client import Client
from kiosk.county.directories import Directories
from kiosk.county.office import Office
from kiosk.county.packs import Packs
from kiosk.devices.printer.factory import open_printer
from kiosk.devices.scanner.factory import open_scanner
from kiosk.devices.speech.port import Player, Voice
from kiosk.embedded import EmbeddedBackend, enrol, free_port
from kiosk.events import types as events
from kiosk.events.log import set_up
from kiosk.faults import FaultCode
from kiosk.fonts import Fonts, ensure_fonts
from kiosk.fresh_threads import FreshThreads
from kiosk.hardening import keep_to_itself
from kiosk.health import Health, line_faults, printer_faults, said, scanner_faults, voice_faults
from kiosk.host import HostPlan
from kiosk.key_names import keymap
from kiosk.library.shelf import open_library
from kiosk.library.stock import stock
from kiosk.library.store import Store as LibraryStore
from kiosk.nightly import plan_restart
from kiosk.paper import CountingPrinter, Roll
from kiosk.parts import Parts
from kiosk.pin import PinGuard, hash_pin, new_pin
from kiosk.place import Place
from kiosk.prompts import prompts
from kiosk.pulse import Pulse
from kiosk.secrets import Secrets, load_secrets, save_secrets
from kiosk.speaker import Speaker
from kiosk.staff_audit import write_start
from kiosk.store import Store
from kiosk.terminal import Terminal
from kiosk.text_input.factory import open_text_input
from kiosk.tour import Tour
from kiosk.trace import Trace
from kiosk.view import Display, Look
from kiosk.watchdog import NOBODY, Overdue, ServiceManager, Watchdog, service_manager
from kiosk.work import Ports, Work
from kiosk.zone import CENTRE_ZONE

if TYPE_CHECKING:
    from screens.app import KioskApp

PLAIN_PAGE_SECONDS = 60.0
"""The limit that pages are written with; ``visit.page_seconds`` stretches all of them alike."""

_ASSETS = Path(__file__).resolve().parent.parent / "assets"


def run(settings: Settings, config_path: Path, *, trace: bool) -> None:
    """Be a terminal until staff leave the program or the system ends it."""
    place = Place(data_folder(settings, config_path), settings)
    set_up(settings.terminal.log_level)
    manager = service_manager(os.environ)
    # Where a watchdog ends the program, each thread says where it stands.
    faulthandler.enable(sys.__stderr__ or 2)
    keep_to_itself(place.data)
    with ExitStack() as closing:
        secrets = open_place(place, closing)
        if secrets.staff_pin_hash is None:
            secrets = _first_pin(place)
        app = open_window(place)
        terminal = assemble(place, secrets, app, _player(), closing, _tracer(trace), manager)
        if manager.there:
            plan_restart(
                settings.service.restart_at,
                lambda: datetime.now(CENTRE_ZONE),
                terminal,
                app.call_later,
            )
        signal.signal(signal.SIGTERM, lambda *_: app.call_soon(terminal.shut_down))
        signal.signal(signal.SIGINT, lambda *_: app.call_soon(terminal.shut_down))
        app.start(terminal, terminal.start)


def tour(settings: Settings, out: Path) -> int:
    """Take a ticket off-screen on a centre of its own; pictures and the slip go to ``out``.

    Returns the exit code: 0 where the journey came to its end.
    """
    out.mkdir(parents=True, exist_ok=True)
    with TemporaryDirectory() as folder, ExitStack() as closing:
        place = Place(Path(folder), _for_tour(settings))
        secrets = open_place(place, closing)
        app = open_window(place, offscreen=True)
        terminal = assemble(place, secrets, app, _player(), closing, trace=_tracer(False))
        from screens.pictures import photograph

        guide = Tour(terminal, app, photograph, out)
        app.start(guide, guide.begin)
        slips = sorted((place.data / "slips").glob("*.png"))
        for slip in slips:
            shutil.copy(slip, out / slip.name)
    for kept in (*guide.pictures, *(out / slip.name for slip in slips)):
        print(kept)
    return 0 if guide.complete and slips else 1


def _for_tour(settings: Settings) -> Settings:
    """The same terminal with a printer that draws, and an embedded backend on a free port."""
    county = settings.county.model_copy(
        update={"url": "embedded", "listen": "127.0.0.1", "port": free_port()}
    )
    printer = settings.printer.model_copy(update={"driver": "simulated"})
    return settings.model_copy(update={"county": county, "printer": printer})


def open_place(place: Place, closing: ExitStack) -> Secrets:
    """Make sure of the secrets and, where it is embedded, start the backend."""
    secrets = load_secrets(place.secrets)
    if place.embedded and (secrets.credential is None or not place.database_file.exists()):
        terminal = place.settings.terminal
        enrol(place.database, terminal.id, terminal.letter, place.secrets)
    if place.embedded:
        county = place.settings.county
        backend = EmbeddedBackend(place.database, county.listen, county.port)
        closing.callback(backend.stop)
    return load_secrets(place.secrets)


def open_window(place: Place, *, offscreen: bool = False) -> "KioskApp":
    """Open the window; nothing imports Kivy before."""
    from screens.environment import WindowPlan, fit_to_desktop, prepare

    screen = place.settings.screen
    width, height = screen.width, screen.height
    if not (screen.fullscreen or offscreen):
        width, height = fit_to_desktop(width, height)
    if offscreen:
        # Nobody listens either; without this SDL looks for a sound card and says so at length.
        os.environ.setdefault("SDL_AUDIODRIVER", "dummy")
    prepare(
        place.data / "kivy",
        WindowPlan(
            width=width,
            height=height,
            fullscreen=screen.fullscreen and not offscreen,
            max_fps=screen.max_fps,
            offscreen=offscreen,
        ),
    )
    from screens.app import KioskApp, ScreenPlan

    staff = place.settings.staff
    plan = ScreenPlan(
        screen.width,
        screen.px_per_mm,
        staff.corner,
        staff.hold_seconds,
        keymap(place.settings.keypad.names()),
        place.settings.scanner.driver == "keyboard",
    )
    return KioskApp(plan, _fonts(place), lambda: datetime.now(CENTRE_ZONE))


def assemble(
    place: Place,
    secrets: Secrets,
    display: Display,
    player: Player,
    closing: ExitStack,
    trace: Trace,
    manager: ServiceManager = NOBODY,
) -> Terminal:
    """Put a terminal together; ``closing`` ends its parts, the last first."""
    settings, county = place.settings, place.settings.county
    credential = secrets.credential or ""
    store = Store(place.data / "terminal.db", clock=_now)
    write_start(store, _now, settings, secrets)
    office = Office(
        Client(place.backend_url, credential, budget=county.budget_seconds, tls=place.tls),
        store,
        letter=settings.terminal.letter,
        version=__version__,
        phone_base=place.phone_base,
    )
    roll = Roll(store, settings.printer.roll_metres * 1000)
    printer = CountingPrinter(open_printer(settings.printer, place.data / "slips"), roll)
    scanner = open_scanner(settings.scanner)
    voice = _voice(settings, place.data, player)
    packs = Packs(place.data / "legal-aid")
    library = open_library(place.data / "library.db")
    text_input = open_text_input(place.data / "text-input")
    shelves = LibraryStore(place.data / "library.db")
    directories = Directories(shelves)
    clock = ClockWatch()
    health = Health(
        store.faults,
        clock.faults,
        printer_faults(printer),
        line_faults(office),
        said(FaultCode.PAPER_NEAR_END, roll.fault),
        voice_faults(voice),
        scanner_faults(scanner),
        said(FaultCode.WRITING_MISSING, text_input.fault),
        said(FaultCode.LIBRARY_MISSING, shelves.fault),
        said(FaultCode.RULES_OLD, packs.fault),
        said(FaultCode.DIRECTORY_UNREADABLE, directories.fault),
    )
    pulse = Pulse(
        office,
        health,
        packs,
        directories,
        settings.county.heartbeat_seconds,
        lambda: condition_of(store, roll),
        clock,
    )
    executor = FreshThreads(4, "work")
    work = Work(
        Ports(
            county=office,
            printer=printer,
            roll=roll,
            voice=voice,
            pin=PinGuard(secrets.staff_pin_hash or "", store, settings.staff),
            store=store,
            pulse=pulse,
            health=health,
            packs=packs,
            library=library,
            fonts=_fonts(place),
            terminal_id=settings.terminal.id,
            now=_now,
        ),
        executor,
    )
    overdue = Overdue(work.perform, time.monotonic)
    watchdog = Watchdog(manager, display.call_later, overdue.first)
    terminal = Terminal(
        Parts(
            display=display,
            speaker=Speaker(voice),
            perform=overdue.perform,
            compose=text_input.compose,
            rest_writing=text_input.rest,
            frame_done=watchdog.frame_done,
            centre=office.last_centre,
            in_service=work.in_service,
            banner=pulse.banner,
            trace=trace,
            first_look=Look(lang=settings.terminal.language, muted=not settings.voice.enabled),
            ask_before_seconds=settings.visit.ask_before_seconds,
            host=HostPlan(settings.voice.invite_minutes, office.online),
            pace=settings.visit.page_seconds / PLAIN_PAGE_SECONDS,
            again_seconds=settings.keypad.again_seconds,
        )
    )
    ends = (office, printer, voice, library, shelves, text_input)
    for close in (*(each.close for each in ends), executor.shutdown, pulse.stop, watchdog.stop):
        closing.callback(close)
    voice.prepare(prompts(office.last_centre()))
    office.start()
    if scanner is not None:
        scanner.start(lambda text: display.call_soon(lambda: terminal.scanned(text)))
        closing.callback(scanner.close)
    executor.submit(stock, shelves, embedded=place.embedded)
    pulse.start(lambda: display.call_soon(terminal.refresh))
    return terminal


def _voice(settings: Settings, data: Path, player: Player) -> Voice:
    from kiosk.devices.speech.cache import WavCache
    from kiosk.devices.speech.readings import load
    from kiosk.devices.speech.synthesiser import WorkerSynthesiser
    from kiosk.devices.speech.voice import SpokenVoice

    synthesiser = WorkerSynthesiser(settings.voice.words_per_minute, load())
    pack = settings.voice.pack
    return SpokenVoice(
        player,
        synthesiser,
        WavCache(data / "voice-cache", synthesiser),
        _ASSETS / "voice" / pack if pack else None,
    )


def _player() -> Player:
    from screens.sound import KivyPlayer

    return KivyPlayer()


def _fonts(place: Place) -> Fonts:
    return ensure_fonts(place.data / "fonts")


def _first_pin(place: Place) -> Secrets:
    """Draw a PIN and show it where a person reads; a service's output is kept as a log."""
    if not sys.stdout.isatty():
        events.pin_missing()
        return load_secrets(place.secrets)
    pin = new_pin(random.SystemRandom())
    save_secrets(place.secrets, staff_pin_hash=hash_pin(pin))
    print(f"The staff PIN of this terminal is {pin}. It is shown once; `kiosk pin` sets another.")
    return load_secrets(place.secrets)


def _tracer(wanted: bool) -> Trace:
    def write(line: str) -> None:
        sys.stdout.write(line + "\n")
        sys.stdout.flush()

    return Trace(write if wanted else None, time.monotonic)


def _now() -> datetime:
    return datetime.now(UTC)
