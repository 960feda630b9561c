"""What may grow while visits come and go, how much, and why; everything else may not."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from fnmatch import fnmatch

from tests.soak.counts import Reading

MOST_MEMORY_GROWTH = 0.02
"""Share of what was used after the first visits, in all."""


@dataclass(frozen=True)
class Allowance:
    """What may grow, by a pattern of its name, by how much (``None``: with the visits), and why."""

    pattern: str
    most: float | None
    why: str


ALLOWANCES: tuple[Allowance, ...] = (
    *(
        Allowance(f"rows county.{table}", None, why)
        for table, why in {
            "ticket": "the county keeps its tickets",
            "period": "what became of each ticket",
            "standing": "the queue",
            "tally": "a row for each day and service",
            "answer": "answers are repeated to a terminal that lost one, for seven days",
            "assistance": "calls for help",
            "matter": "questions that were left",
            "matter_event": "what became of each question",
            "matter_attempt": "wrong tries at a code, pruned with their pause",
            "rating": "ratings that were given",
            "self_check": "a self-check goes with its ticket, until that is done",
            "audit*": "deeds of staff are only added to",
        }.items()
    ),
    Allowance("rows terminal.state", 12, "a counter for each series of numbers and day"),
    Allowance("rows terminal.deed", None, "deeds of staff are only added to"),
    Allowance("clock events", 1, "what another thread has just handed over"),
    Allowance("clock event KioskApp.call_soon*", 1, "what another thread has just handed over"),
    Allowance("rows terminal.handling", None, "deeds of staff are only added to"),
    Allowance("files in slips", 200, "the simulated printer's paper, the last 200"),
    *(
        Allowance(name, most, "parts are kept for the longest page met, and shown again")
        for name, most in (
            ("widgets", 30),
            ("event dispatchers", 30),
            ("textures", 60),
            ("canvas instructions", 400),
            ("bound callbacks", 600),
        )
    ),
    Allowance("kivy cache *", 200, "Kivy forgets what was not used for a minute"),
    Allowance("cache screens.theme.*", 64, "the colours that the themes mix"),
    Allowance("* sockets", 6, "lines to the county in use at once: eight at most"),
    Allowance("backend threads", 40, "the backend's pool of workers has a bound"),
    Allowance("thread AnyIO", 40, "the backend's pool of workers has a bound"),
)


MOST_OBJECTS, MOST_BUILTIN = 600, 4000
"""Of one type, more than there were: what pages keep for later differs from page to page."""
BUILTIN = ("builtins.", "weakref.", "kivy._event.")


def more_objects(before: Counter[str], after: Counter[str]) -> list[str]:
    """Return the types of which there are many more objects."""
    return [
        f"objects {name}: {before[name]} → {after[name]}"
        for name, by in (after - before).most_common()
        if by > (MOST_BUILTIN if name.startswith(BUILTIN) else MOST_OBJECTS)
    ]


def grown(before: Reading, after: Reading) -> dict[str, float]:
    """Return by how much each count grew, for those that did."""
    return {
        name: after[name] - before.get(name, 0.0)
        for name in sorted(after)
        if after[name] > before.get(name, 0.0)
    }


def complaints(before: Reading, after: Reading) -> list[str]:
    """Return what grew that may not, or more than it may."""
    told = []
    for name, by in grown(before, after).items():
        allowed = next((each for each in ALLOWANCES if fnmatch(name, each.pattern)), None)
        most = 0.0 if allowed is None else allowed.most
        if most is not None and by > most:
            told.append(f"{name}: {before.get(name, 0.0):g} → {after[name]:g}")
    return told


def allowed(before: Reading, after: Reading) -> dict[str, str]:
    """Return what grew and may, with the reason."""
    return {
        name: f"+{by:g}: {each.why}"
        for name, by in grown(before, after).items()
        for each in ALLOWANCES
        if fnmatch(name, each.pattern)
    }


def memory_growth(
    before: Mapping[str, Mapping[str, float]], after: Mapping[str, Mapping[str, float]]
) -> float:
    """Return by which share the memory grew that the processes have for themselves."""
    first = sum(each["own"] for each in before.values())
    return sum(each["own"] for each in after.values()) / first - 1
