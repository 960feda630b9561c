"""The self-check: one check, a batch of the command, questions over the whole interview."""

import json
import statistics
import subprocess
import sys
import tempfile
import time
from datetime import date
from itertools import islice
from math import comb
from pathlib import Path
from typing import Any

from case_space import every_case

from kiosk.legal_aid.engine import check
from kiosk.legal_aid.facts import LISTS, parse_facts
from kiosk.legal_aid.interview import next_question
from kiosk.legal_aid.pack import built_in

ROOT = Path(__file__).resolve().parents[2]
TODAY = date(2026, 11, 23)
EVERY = 7
"""Every so many-th case of the space is measured: all matters, every kind of answer."""


def measure() -> dict[str, object]:
    """Return milliseconds of one check, cases a second of a batch, and numbers of questions."""
    cases = list(islice(every_case(), 0, None, EVERY))
    return {
        "check_ms": _checks(cases),
        "batch_cases_per_second": _batch(cases),
        **_walk(),
    }


def _checks(cases: list[dict[str, Any]]) -> dict[str, float]:
    """From decoded JSON to the result, its reasons included."""
    pack = built_in()
    times = []
    for case in cases:
        begun = time.perf_counter()
        _ = check(parse_facts(case), pack, TODAY).reasons
        times.append((time.perf_counter() - begun) * 1000)
    return _summary(times)


def _batch(cases: list[dict[str, Any]]) -> int:
    """The whole command, its start included."""
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "cases.jsonl"
        file.write_text("".join(json.dumps(case) + "\n" for case in cases), encoding="utf-8")
        begun = time.perf_counter()
        subprocess.run(
            [sys.executable, "-m", "kiosk", "legal-aid", "check", "--batch", str(file)],
            cwd=ROOT,
            check=True,
            stdout=subprocess.DEVNULL,
        )
        return round(len(cases) / (time.perf_counter() - begun))


def _walk() -> dict[str, object]:
    """Walk every combination of choices; those that go the same way are counted, not repeated.

    All lists that hold something go one way (test_longer_lists_go_the_same_ways proves it): one
    is walked and stands for all.
    """
    pack, times, ends = built_in(), [], []
    pending: list[tuple[dict[str, Any], int]] = [({}, 1)]
    while pending:
        answers, alike = pending.pop()
        begun = time.perf_counter()
        question = next_question(answers, pack, TODAY)
        times.append((time.perf_counter() - begun) * 1000)
        if question is None:
            ends.append((len(answers), alike))
            continue
        ways = (
            _lists(question.choices)
            if question.key in LISTS
            else [(choice, 1) for choice in question.choices]
        )
        pending += [({**answers, question.key: way}, alike * count) for way, count in ways]
    combinations = sum(alike for _, alike in ends)
    return {
        "questions": {
            "mean": round(sum(asked * alike for asked, alike in ends) / combinations, 2),
            "most": max(asked for asked, _ in ends),
            "combinations": combinations,
        },
        "next_question_ms": _summary(times),
    }


def _lists(choices: tuple[str, ...]) -> list[tuple[Any, int]]:
    words = [choice for choice in choices if choice != "unknown"]
    some = sum(comb(len(words), size) for size in range(1, len(words) + 1))
    return [("unknown", 1), ([], 1), (words[:1], some)]


def _summary(times: list[float]) -> dict[str, float]:
    ordered = sorted(times)
    return {
        "p50": round(statistics.median(ordered), 3),
        "p95": round(ordered[int(len(ordered) * 0.95)], 3),
        "most": round(ordered[-1], 3),
    }
