"""The measuring programs of what the terminal withstands, and what each is asked for."""

import importlib.util
import json
import os
import subprocess
import sys
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[2]
FIGURES = 6
"""So many figures of a part stand in the table; all of them are in the file."""


@dataclass(frozen=True)
class Part:
    """``python -m module``: prints one JSON object and ends with 1 where a target is missed.

    ``sizes`` are its options by the variable of the environment that sets them; without a name,
    the option is the first word.
    """

    name: str
    module: str
    asked: str
    sizes: Mapping[str, str]


PARTS = (
    Part(
        "model",
        "tests.model",
        "no ticket lost or doubled, order kept, outbox drained: 20,000 steps at least",
        {"STEPS": "--steps"},
    ),
    Part("canary", "tests.canary", "no word of a citizen found anywhere after the visit", {}),
    Part(
        "intrusion",
        "tests.intrusion",
        "50,000 touches and keys end on a citizen's page; no 5xx of the backend",
        {"EVENTS": ""},
    ),
    Part(
        "soak",
        "tests.soak",
        "memory grows by 2 % at most after 100 visits, and nothing is left behind",
        {"VISITS": "--visits", "SEED": "--seed"},
    ),
)


@dataclass(frozen=True)
class Outcome:
    """What became of a part: its figures, or in ``error`` why there are none."""

    part: Part
    figures: Mapping[str, Any]
    met: bool
    error: str = ""

    @property
    def measured(self) -> str:
        """The first figures, in one line."""
        if self.error:
            return self.error
        missed = self.figures.get("missed")
        if missed:
            return f"{len(missed)} missed: {missed[0]}"
        plain = [f"{name} {value}" for name, value in _plain(self.figures)]
        return ", ".join(plain[:FIGURES])


def run(part: Part, sizes: Mapping[str, str]) -> Outcome:
    """Run a part with those of ``sizes`` that it knows; what it says on stderr is passed on."""
    if not _exists(part.module):
        return Outcome(part, {}, met=False, error=f"there is no {part.module}")
    known = [(option, sizes[name]) for name, option in part.sizes.items() if sizes.get(name)]
    wanted = [word for option in known for word in option if word]
    done = subprocess.run(
        [sys.executable, "-m", part.module, *wanted],
        cwd=ROOT,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
        stdout=subprocess.PIPE,
        text=True,
    )
    try:
        figures = json.loads(done.stdout)
    except ValueError:
        figures = None
    if not isinstance(figures, dict):
        why = f"{part.module} ended with {done.returncode} and printed no figures"
        return Outcome(part, {}, met=False, error=why)
    return Outcome(part, figures, met=done.returncode == 0)


def table(outcomes: Iterable[Outcome]) -> str:
    """Return part, asked, measured and verdict, one part a line."""
    rows = [("part", "asked", "measured", "ok")]
    rows += [
        (each.part.name, each.part.asked, each.measured, "yes" if each.met else "NO")
        for each in outcomes
    ]
    widths = [max(map(len, column)) for column in zip(*rows, strict=True)]
    return "\n".join(
        "  ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)).rstrip()
        for row in rows
    )


def _exists(module: str) -> bool:
    try:
        return importlib.util.find_spec(f"{module}.__main__") is not None
    except ModuleNotFoundError:
        return False


def _plain(figures: Mapping[str, Any]) -> Iterable[tuple[str, Any]]:
    """Numbers and words as they are, lists by how many they hold, and what tables hold."""
    for name, each in figures.items():
        if isinstance(each, Mapping):
            yield from ((f"{name}.{part}", value) for part, value in _plain(each))
        elif isinstance(each, list):
            yield name, len(each)
        else:
            yield name, each
