"""``python -m tests.soak.in_use``: memory at rest, while somebody writes, after, and after visits.

At the panel's size: 1080×1920, software GL.
"""

import json
import random
import sys
import tempfile
from contextlib import ExitStack
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT / "tests" / "support"))

from kiosk.forgetting import begin_forgetful  # noqa: E402  the path comes first
from kiosk.journeys.idle import BEGIN  # noqa: E402
from kiosk.view import Command  # noqa: E402
from tests.soak import counts  # noqa: E402
from tests.soak.hall import Hall  # noqa: E402
from tests.soak.soak import memory_of, processes, rest  # noqa: E402
from tests.soak.visitor import Manner, Visitor  # noqa: E402
from tests.soak.visits import MOST_PAGES, Visits  # noqa: E402

WIDTH, HEIGHT = 1080, 1920
MOST_MB = 300
"""What terminal, backend and speech worker may take together, in MB."""
VISITS = 40


def main() -> None:
    """Print PSS in MB by moment and process; end with 1 where all take too much at any moment.

    ``all`` is counted as if nobody else on the machine shared their libraries.
    """
    begin_forgetful()  # The terminal's own way with memory.
    with tempfile.TemporaryDirectory() as name, ExitStack() as closing:
        hall = Hall(Path(name), closing, WIDTH, HEIGHT)
        hall.until(hall.ports.county.online, "the county")
        moments = {"rest": _now(hall)}
        moments |= _writing(hall)
        visits = Visits(hall, seed=1, most_pages=MOST_PAGES)
        for _ in range(VISITS):
            visits.one()
        moments[f"after {VISITS} visits"] = _now(hall)
        moments |= {f"then {name}": memory for name, memory in _writing(hall).items()}
    print(json.dumps({"memory_mb": moments, "failed": visits.failed}, indent=2))
    sys.exit(1 if max(each["all"] for each in moments.values()) > MOST_MB else 0)


def _writing(hall: Hall) -> dict[str, dict[str, float]]:
    visitor = Visitor(hall, Manner.FINGER, random.Random(1))
    for answer in (BEGIN, "question", "wages"):
        visitor.choose(answer)
    visitor.scribble("工法")
    moments = {"writing by hand": _now(hall, at_rest=False)}
    visitor.spell("法律援助", "falvyuanzhu")
    moments["writing by pinyin"] = _now(hall, at_rest=False)
    visitor.command(Command.END)
    return {**moments, "after writing": _now(hall)}


def _now(hall: Hall, *, at_rest: bool = True) -> dict[str, float]:
    if at_rest:
        rest(hall)
    each = {name: memory["pss"] for name, memory in memory_of(hall).items()}
    return {**each, "all": counts.together(processes(hall).values())}


if __name__ == "__main__":
    main()
