"""From the answer to the finished frame: visits of a real window, pressed by a real pointer."""

import statistics
import tempfile
from pathlib import Path

from pointer import Pointer
from xserver import x_server

from tests.bench.terminal import Running, terminal

WIDTH, HEIGHT = 1080, 1920
ROUNDS = 8
TICKET = (
    ("idle", "begin"),
    ("home", "ticket"),
    ("service", "advice"),
    ("priority", "none"),
    ("ticket", "leave"),
)
SELF_CHECK = (
    ("idle", "begin"),
    ("home", "check"),
    ("check.welcome", "begin"),
    ("check.safety", "safe"),
    ("check.deadline_within_7_days", "no"),
    ("check.needs_preservation", "no"),
    ("check.area", "work"),
    ("check.matter", "unpaid_wages"),
    ("check.special_ground", "none"),
    ("check.has_lawyer", "no"),
    ("check.group", "migrant_worker"),
    ("check.group", "done"),
    ("check.group_proof", "yes"),
    ("check.asked", "result"),
    ("check.outcome", "leave"),
)


def measure() -> dict[str, object]:
    """Return p50 and p95 in milliseconds, in all and for each page, on software GL."""
    drawn: dict[str, list[float]] = {}
    with x_server(WIDTH, HEIGHT) as server, tempfile.TemporaryDirectory() as folder:
        environment = {**server.environment(), "LIBGL_ALWAYS_SOFTWARE": "1"}
        with terminal(Path(folder), environment) as running:
            pointer = Pointer(server, running.process.pid, HEIGHT)
            for _ in range(ROUNDS):
                for page, answer in (*TICKET, *SELF_CHECK):
                    _await(running, page, answer)
                    pointer.tap(running.lines[-1]["targets"][answer])
                    line = running.next_line()
                    drawn.setdefault(line["page"], []).append(line["drawn_ms"])
    every = [ms for times in drawn.values() for ms in times]
    return {
        "answers": len(every),
        "answer_to_frame_ms": _summary(every),
        "by_page": {page: _summary(times) for page, times in drawn.items()},
    }


def _await(running: Running, page: str, answer: str) -> None:
    """Read on until ``page`` is shown and can be given ``answer``."""
    while not running.lines or not (
        running.lines[-1]["page"] == page and answer in running.lines[-1]["targets"]
    ):
        running.next_line()


def _summary(times: list[float]) -> dict[str, float]:
    ordered = sorted(times)
    return {
        "p50": round(statistics.median(ordered), 1),
        "p95": round(ordered[min(len(ordered) - 1, int(len(ordered) * 0.95))], 1),
    }
