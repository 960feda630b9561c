"""From the answer to the finished frame: visits of a real window, pressed by a real pointer."""

import statistics
import tempfile
from collections.abc import Set
from pathlib import Path

from pointer import Pointer
from trace_lines import Line
from xserver import x_server

from tests.bench.terminal import Running, terminal

WIDTH, HEIGHT = 1080, 1920
ROUNDS = 8
PAGE_SECONDS = 20.0
MORE = "screen:more"
"""What turns to the next sheet of a page that is longer than the screen."""
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
                    pointer.tap(_reach(running, pointer, page, answer)["targets"][answer])
                    line = running.next_line()
                    drawn.setdefault(line["page"], []).append(line["drawn_ms"])
    every = [ms for times in drawn.values() for ms in times]
    return {
        "answers": len(every),
        "answer_to_frame_ms": _summary(every),
        "by_page": {page: _summary(times) for page, times in drawn.items()},
    }


def _reach(running: Running, pointer: Pointer, page: str, answer: str) -> Line:
    """Wait for ``page`` and turn its sheets until ``answer`` can be touched; return that line."""
    line = _await(running, page, {answer, MORE})
    while answer not in line["targets"]:
        sheet = line["targets"].keys()
        pointer.tap(line["targets"][MORE])
        line = _await(running, page, {answer, MORE}, other_than=sheet)
    return line


def _await(
    running: Running, page: str, answers: Set[str], other_than: Set[str] | None = None
) -> Line:
    """Read on until ``page`` is shown with one of ``answers``, on another sheet than before."""

    def offered(line: Line) -> bool:
        targets = line["targets"].keys()
        return line["page"] == page and bool(targets & answers) and targets != other_than

    last = running.lines.seen[-1:]
    if last and offered(last[0]):
        return last[0]
    try:
        return running.lines.wait_for(offered, PAGE_SECONDS)
    except AssertionError as error:
        shown = [f"{line['page']} with {[*line['targets']]}" for line in running.lines.seen[-1:]]
        wanted = " or ".join(sorted(answers))
        raise RuntimeError(f"{page} with {wanted} did not come; shown: {shown}") from error


def _summary(times: list[float]) -> dict[str, float]:
    ordered = sorted(times)
    return {
        "p50": round(statistics.median(ordered), 1),
        "p95": round(ordered[min(len(ordered) - 1, int(len(ordered) * 0.95))], 1),
    }
