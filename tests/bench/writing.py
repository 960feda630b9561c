"""From the end of a stroke, or a key, to its candidates on the screen of a real window."""

import statistics
import subprocess
import sys
import tempfile
from pathlib import Path

import strokes
import writing_program
from pointer import Pointer
from trace_lines import Line, TraceLines
from xserver import x_server

ROOT = Path(__file__).resolve().parents[2]
WIDTH, HEIGHT = 1080, 1920
DESKTOP = (WIDTH, 2100)
CHARACTERS = "工中法人"
LETTERS = "falvyuanzhugongzi"


def measure() -> dict[str, object]:
    """Return p50 and p95 in milliseconds, engine and finished frame included, on software GL."""
    drawn: dict[str, list[float]] = {"stroke": [], "key": []}
    with x_server(*DESKTOP) as server, tempfile.TemporaryDirectory() as folder:
        environment = {**server.environment(), "LIBGL_ALWAYS_SOFTWARE": "1"}
        process = subprocess.Popen(
            [sys.executable, writing_program.__file__, folder],
            env={**environment, "PYTHONPATH": str(ROOT)},
            stdout=subprocess.PIPE,
            text=True,
        )
        assert process.stdout is not None
        try:
            lines, pointer = TraceLines(process.stdout), Pointer(server, process.pid, HEIGHT)
            _draw(lines, pointer, drawn["stroke"])
            _spell(lines, pointer, drawn["key"])
        finally:
            process.kill()
            process.wait(20)
    return {
        f"{name}_to_candidates_ms": {"count": len(times), **_summary(times)}
        for name, times in drawn.items()
    }


def _draw(lines: TraceLines, pointer: Pointer, times: list[float]) -> None:
    shown = lines.wait_for_page("sample.question")
    for character in CHARACTERS:
        for place, stroke in enumerate(strokes.strokes_of(character), start=1):
            pointer.draw(shown["targets"]["write:square"], stroke)
            shown = lines.wait_for(lambda line, n=place: line.get("strokes") == n)
            times.append(shown["drawn_ms"])
        pointer.tap(shown["targets"]["write:pick:0"])
        shown = lines.wait_for(lambda line: line.get("strokes") == 0)


def _spell(lines: TraceLines, pointer: Pointer, times: list[float]) -> None:
    pointer.focus()
    for count, letter in enumerate(LETTERS, start=1):
        pointer.key(letter)

        def spelled(line: Line, letters: int = count) -> bool:
            return len(line.get("spelling", "")) == letters

        times.append(lines.wait_for(spelled)["drawn_ms"])


def _summary(times: list[float]) -> dict[str, float]:
    ordered = sorted(times)
    return {
        "p50": round(statistics.median(ordered), 1),
        "p95": round(ordered[min(len(ordered) - 1, int(len(ordered) * 0.95))], 1),
    }
