"""What of the staff room is written down, and what was changed before the program started."""

import json
from collections.abc import Callable, Mapping
from datetime import datetime
from hashlib import blake2b

from kiosk import __version__
from kiosk.audit import LONGEST, Ledger
from kiosk.audit_book import Book
from kiosk.config import Settings
from kiosk.devices.printer.port import PrinterStatus
from kiosk.effects import CheckPin, Effect, LeaveProgram, PrintTest, ResetVisit, SetService
from kiosk.events import types as events
from kiosk.pin import PinVerdict
from kiosk.secrets import Secrets
from kiosk.staff_effects import Examine, NewRoll, RecordTrial, SpeakTest
from kiosk.store import Store, StoreError

STAFF = "staff"
"""Who is written down: the PIN says that it was staff, not who."""

PROGRAM = "program"
_SETTINGS, _PIN = "audited_settings", "audited_pin"

Deed = tuple[str, str]


def deed_of(effect: Effect, result: object) -> Deed | None:
    """Return what was done and on what, or ``None`` for what only looks.

    What is done with records that were set aside is written down where it is done
    (:mod:`kiosk.county.set_aside`), for the command line does the same.
    """
    describe = _DEEDS.get(type(effect))
    return None if describe is None else describe(effect, result)


def write_deed(ledger: Ledger, effect: Effect, result: object) -> None:
    """Write down what staff did. A full disk must not keep them from doing it."""
    deed = deed_of(effect, result)
    if deed is not None:
        _write(ledger, STAFF, *deed)


def write_start(
    store: Store, clock: Callable[[], datetime], settings: Settings, secrets: Secrets
) -> None:
    """Write down that the program started, and which settings are no longer those of last time."""
    ledger = Book(store, clock)
    _write(ledger, PROGRAM, "program.start", f"version {__version__}")
    try:
        before = store.get(_SETTINGS)
        now = _flat(settings.model_dump(mode="json"))
        if isinstance(before, dict) and before != now:
            changed = sorted(k for k in before.keys() | now.keys() if before.get(k) != now.get(k))
            _write(ledger, PROGRAM, "settings.change", _listed(changed))
        if before != now:
            store.set(_SETTINGS, now)
        pin = blake2b((secrets.staff_pin_hash or "").encode(), digest_size=16).hexdigest()
        known = store.get(_PIN)
        if known is not None and known != pin:
            _write(ledger, PROGRAM, "pin.change", "")
        if known != pin:
            store.set(_PIN, pin)
    except StoreError as error:
        events.deed_not_written(error)


def _write(ledger: Ledger, who: str, what: str, record: str) -> None:
    try:
        ledger.write(who, what, record)
    except StoreError as error:
        events.deed_not_written(error)


def _flat(settings: Mapping[str, object]) -> dict[str, str]:
    return {
        f"{table}.{name}": json.dumps(value, ensure_ascii=False, sort_keys=True, default=str)
        for table, values in settings.items()
        for name, value in (values.items() if isinstance(values, Mapping) else ())
    }


def _listed(names: list[str]) -> str:
    whole = ", ".join(names)
    return whole if len(whole) <= LONGEST else f"{len(names)} settings, {whole}"


def _pin(_: Effect, result: object) -> Deed:
    assert isinstance(result, PinVerdict)
    if result.ok:
        return "pin.right", ""
    return ("pin.locked" if result.locked_seconds > 0 else "pin.wrong"), ""


def _printed(_: Effect, result: object) -> Deed:
    good = isinstance(result, PrinterStatus) and result.can_print
    return "test.print", "good" if good else "bad"


def _service(effect: Effect, _: object) -> Deed:
    assert isinstance(effect, SetService)
    return ("service.resume" if effect.in_service else "service.rest"), ""


def _trial(effect: Effect, _: object) -> Deed:
    assert isinstance(effect, RecordTrial)
    return "test.result", f"{effect.part.value}: {effect.outcome.value}"


_DEEDS: Mapping[type[Effect], Callable[[Effect, object], Deed]] = {
    CheckPin: _pin,
    PrintTest: _printed,
    SpeakTest: lambda _, works: ("test.voice", "good" if works else "bad"),
    RecordTrial: _trial,
    Examine: lambda *_: ("test.report", ""),
    SetService: _service,
    ResetVisit: lambda *_: ("visit.reset", ""),
    NewRoll: lambda *_: ("paper.new", ""),
    LeaveProgram: lambda *_: ("program.leave", ""),
}
