"""How each terminal is, in plain words for staff and as JSON for programs."""

from collections.abc import Iterable, Iterator
from datetime import datetime

from kiosk.county.contract import Readiness, Verdict
from kiosk.county.server.terminals import SKEW_SHOWN_SECONDS, TerminalStatus
from kiosk.faults import Fault, FaultCode
from kiosk.wording import say
from kiosk.zone import CENTRE_ZONE

SILENT_MINUTES = 3
"""A terminal beats every half minute: so long without a word, and something is wrong there."""

_READY = {
    Verdict.READY: "ready",
    Verdict.READY_EXCEPT: "ready except",
    Verdict.NOT_READY: "NOT READY",
}


def describe_terminals(terminals: Iterable[TerminalStatus], now: datetime) -> Iterator[str]:
    """Yield a heading for each terminal, what is wrong with it, and how its parts are."""
    for terminal in terminals:
        yield f"Terminal {terminal.id} ({terminal.letter}), {_heard(terminal, now)}"
        yield from (f"  ! {line}" for line in _troubles(terminal, now))
        if terminal.seen_at is not None:
            yield from (f"    {line}" for line in _state(terminal))


def as_json(terminal: TerminalStatus, now: datetime) -> dict[str, object]:
    """Return the same for programs; ``silent_minutes`` is ``None`` while it is heard of."""
    condition = terminal.condition
    return {
        "id": terminal.id,
        "letter": terminal.letter,
        "in_service": condition.in_service and not terminal.paused,
        "paused_by_county": terminal.paused,
        "last_heard_of": None if terminal.seen_at is None else _stamp(terminal.seen_at),
        "silent_minutes": _silent_minutes(terminal, now),
        "version": terminal.version,
        "faults": [{"line": line, "words": in_words(line)} for line in terminal.faults],
        "undelivered": terminal.undelivered,
        "set_aside": terminal.set_aside,
        "slips_since_roll_changed": condition.slips,
        "paper_left_mm": condition.paper_left_mm,
        "skew_seconds": terminal.skew_seconds,
        "readiness": condition.readiness and condition.readiness.model_dump(mode="json"),
    }


def in_words(line: str) -> str:
    """Return a fault of a heartbeat in words; one this program does not know, as it came."""
    code, _, detail = line.partition(": ")
    try:
        fault = Fault(FaultCode(code), detail)
    except ValueError:
        return line
    return f"{fault.name.shown('en')} {fault.remedy.shown('en')}"


def _heard(terminal: TerminalStatus, now: datetime) -> str:
    if terminal.seen_at is None:
        return "never heard of" + (", paused" if terminal.paused else "")
    silent = _silent_minutes(terminal, now)
    if silent is not None:
        return f"NOT HEARD OF FOR {silent} MINUTES"
    seconds = max(0, int((now - terminal.seen_at).total_seconds()))
    return f"{_service(terminal)}, heard of {seconds} s ago"


def _service(terminal: TerminalStatus) -> str:
    if terminal.paused:
        return "paused by the county"
    return "in service" if terminal.condition.in_service else "paused by staff at the terminal"


def _troubles(terminal: TerminalStatus, now: datetime) -> Iterator[str]:
    if _silent_minutes(terminal, now) is not None:
        yield "Look at its power, its network, its program. What follows is as it was then."
    yield from (in_words(line) for line in terminal.faults)
    told = {line.partition(": ")[0] for line in terminal.faults}
    skew = terminal.skew_seconds
    if skew is not None and abs(skew) > SKEW_SHOWN_SECONDS:
        yield f"CLOCK {skew:+.0f} s off: set it, and have it set by the network."
    if terminal.set_aside and FaultCode.RECORDS_ASIDE not in told:
        yield f"{terminal.set_aside} records set aside: look at them"
    last = terminal.condition.readiness
    if last is not None and last.verdict is not Verdict.READY:
        yield _readiness(last)


def _state(terminal: TerminalStatus) -> Iterator[str]:
    yield f"{_service(terminal)}, version {terminal.version}"
    yield f"records waiting {terminal.undelivered}, set aside {terminal.set_aside}"
    condition = terminal.condition
    if condition.slips is not None and condition.paper_left_mm is not None:
        left = round(condition.paper_left_mm / 1000)
        yield f"paper: {condition.slips} slips from this roll, about {left} m left"
    if terminal.skew_seconds is not None:
        yield f"clock {terminal.skew_seconds:+.1f} s"
    last = condition.readiness
    if last is None:
        yield "no readiness report yet"
    elif last.verdict is Verdict.READY:
        yield _readiness(last)


def _readiness(last: Readiness) -> str:
    parts = ", ".join(say(f"part.{part}").shown("en").lower() for part in last.exceptions)
    words = f"{_READY[last.verdict]} {parts}".strip()
    return f"readiness of {last.at.astimezone(CENTRE_ZONE):%Y-%m-%d %H:%M}: {words}"


def _silent_minutes(terminal: TerminalStatus, now: datetime) -> int | None:
    if terminal.seen_at is None:
        return None
    minutes = int((now - terminal.seen_at).total_seconds() // 60)
    return minutes if minutes >= SILENT_MINUTES else None


def _stamp(moment: datetime) -> str:
    return moment.astimezone(CENTRE_ZONE).isoformat(timespec="seconds")
