"""Two hundred visits leave nothing behind, and whatever is left behind on purpose is found."""

import json
import subprocess
import sys
from typing import Any

import pytest
from repository import ROOT

from kiosk.gallery import pages

VISITS, PAGES = 200, 3
SECONDS = 600
FOUND = {
    "widget": "widgets:",
    "texture": "textures:",
    "instruction": "canvas instructions:",
    "event": "clock events:",
    "binding": "bound callbacks:",
    "thread": "thread left:",
    "open-file": "terminal opens secrets.toml:",
    "socket": "terminal sockets:",
    "process": "child processes:",
    "data-file": "files in data:",
    "temp-file": "files in temp:",
    "row": "rows terminal.state:",
    "cache": "cache kiosk.left._remembered:",
    "object": "objects tests.soak.leaks.Record:",
    "memory": "memory grew",
}


def soak(*wanted: str) -> tuple[dict[str, Any], int]:
    """The figures of a soak in a process of its own, and how it ended."""
    done = subprocess.run(
        [sys.executable, "-m", "tests.soak", *wanted],
        cwd=ROOT,
        capture_output=True,
        text=True,
        timeout=SECONDS,
    )
    if not done.stdout:
        raise AssertionError(done.stderr[-2000:])
    return json.loads(done.stdout), done.returncode


@pytest.mark.timeout(SECONDS)
def test_two_hundred_visits_leave_nothing_behind() -> None:
    figures, code = soak("--visits", str(VISITS), "--pages", str(PAGES))
    assert figures["missed"] == []
    assert code == 0
    assert sum(figures["visits_by_kind"].values()) == VISITS
    assert min(figures["visits_by_kind"].values()) >= 3
    assert min(figures["visits_by_manner"].values()) >= 10
    assert figures["frames_drawn"] > VISITS
    assert figures["kinds_of_page"] > len({page.id for _, page in pages()}) / 4


@pytest.fixture(scope="module")
def missed() -> list[str]:
    """What is told of a soak that leaves one of everything behind after each visit."""
    figures, code = soak("--visits", "11", "--warm", "3", "--pages", "1", "--leak", *FOUND)
    assert code == 1
    return list(figures["missed"])


@pytest.mark.timeout(SECONDS)
@pytest.mark.parametrize("leak", FOUND)
def test_what_is_left_behind_is_found(leak: str, missed: list[str]) -> None:
    assert [line for line in missed if line.startswith(FOUND[leak])], missed
