"""Candidates of very different lengths share a row so that none is too small to read or press."""

import json
import subprocess
import sys
from pathlib import Path

import pytest

PROGRAM = """
import sys
from pathlib import Path
from screens.environment import WindowPlan, prepare

prepare(Path(sys.argv[1]), WindowPlan(1080, 1920, offscreen=True))
from screens.widgets.candidates import shared

print(shared([50, 60], [100, 100], 20))
print(shared([150, 20], [100, 100], 20))
print(shared([300, 100, 10], [100, 100, 100], 20))
"""


@pytest.fixture(scope="module")
def rows(tmp_path_factory: pytest.TempPathFactory) -> list[list[float]]:

    done = subprocess.run(
        [sys.executable, "-c", PROGRAM, str(tmp_path_factory.mktemp("kivy"))],
        cwd=Path(__file__).resolve().parents[2],
        capture_output=True,
        text=True,
        timeout=60,
    )
    assert done.returncode == 0, done.stderr
    return [json.loads(line) for line in done.stdout.splitlines()]


def test_nothing_changes_where_all_fit(rows: list[list[float]]) -> None:
    assert rows[0] == [100, 100]


def test_what_is_left_is_shared_alike(rows: list[list[float]]) -> None:
    assert rows[1] == [165, 35]


def test_too_much_shrinks_but_not_below_a_finger(rows: list[list[float]]) -> None:
    assert sum(rows[2]) == pytest.approx(300)
    assert min(rows[2]) == 20
    assert rows[2] == sorted(rows[2], reverse=True)
