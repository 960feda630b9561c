"""What a terminal has kept of itself, for ``kiosk doctor``: its last report, its roll of paper."""

from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

from kiosk import readiness
from kiosk.county.contract import Verdict
from kiosk.paper import Roll
from kiosk.store import Store, StoreError
from kiosk.zone import CENTRE_ZONE

Found = tuple[bool | None, str, str]
"""Whether it is well (``None``: cannot be told), what was found, what to do."""

_WELL = {Verdict.READY: True, Verdict.READY_EXCEPT: None, Verdict.NOT_READY: False}
_NONE_YET: Found = (None, "no terminal has run here yet", "")


def last_report(database: Path) -> Found:
    """Return what the last readiness report said, and whether it is too old to count."""
    return _look(database, _last_report)


def paper(database: Path, roll_metres: float) -> Found:
    """Return how the roll of paper stands by count."""

    def look(store: Store) -> Found:
        roll = Roll(store, roll_metres * 1000)
        usage = roll.usage()
        remedy = "put in a new roll, and say so on the staff page" if usage.low else ""
        detail = f"slips from this roll: {usage.slips}; about {usage.left_mm / 1000:.0f} m left"
        return not usage.low, detail, remedy

    return _look(database, look)


def _look(database: Path, look: Callable[[Store], Found]) -> Found:
    try:
        store = Store(database, clock=_now, guest=True)
    except StoreError:
        return _NONE_YET
    try:
        return look(store)
    finally:
        store.close()


def _last_report(store: Store) -> Found:
    last = readiness.last(store)
    remedy = "try all parts out and make a report on the staff page"
    if last is None:
        return None, "none was made yet", remedy
    day = f"{last.at.astimezone(CENTRE_ZONE):%Y-%m-%d}"
    detail = f"{day}: {last.verdict.value.replace('_', ' ')} {', '.join(last.exceptions)}".strip()
    if _now() - last.at > readiness.LONGEST_VALID:
        return None, f"{detail}; that is too long ago", remedy
    return _WELL[last.verdict], detail, "" if last.verdict is Verdict.READY else remedy


def _now() -> datetime:
    return datetime.now(UTC)
