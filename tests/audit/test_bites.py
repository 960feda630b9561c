"""The audit bites: each rule is broken on purpose, and exactly that rule is caught."""

import json
import subprocess
import sys
from pathlib import Path

import pytest

from screens.audit.rules import Rule

PROGRAM = Path(__file__).with_name("bites.py")
EXPECTED: dict[str, set[Rule]] = {
    "nothing": set(),
    "nothing, large and lowered": set(),
    "nothing on a ticket": set(),
    "nothing on paper": set(),
    # At the normal size, too small an em has too low capitals.
    "text of 9 mm": {Rule.TEXT_SIZE, Rule.CAPITAL},
    "text that does not grow": {Rule.TEXT_SIZE},
    "lines close together": {Rule.LINE_PITCH},
    "soft text too soft": {Rule.CONTRAST},
    "pale icons": {Rule.ICON_CONTRAST},
    "pale edges": {Rule.EDGE_CONTRAST},
    "thin ring": {Rule.RING},
    "pale ring": {Rule.RING_CONTRAST},
    "small target": {Rule.TARGET_SIZE},
    "targets too near": {Rule.TARGET_APART},
    "target out of reach": {Rule.REACH},
    "text never broken": {Rule.CUT_OFF},
    "hint left out": {Rule.CUT_OFF},
    "hint on the title": {Rule.OVERLAP},
    "lines broken anywhere": {Rule.LINE_ENDS},
    "no such character": {Rule.GLYPHS},
    "sentence too long": {Rule.SENTENCE},
    "options unsaid": {Rule.SPEECH},
    "options without a key": {Rule.KEYPAD},
    "nobody to call": {Rule.PERSON},
    "time too short to ask": {Rule.TIME},
    "no time limit at all": {Rule.TIME},
    "small code": {Rule.CODE_SIZE},
    "code without its quiet zone": {Rule.CODE_QUIET},
    "small code on paper": {Rule.CODE_SIZE},
    "paper without a quiet zone": {Rule.CODE_QUIET},
}


@pytest.fixture(scope="module")
def caught(tmp_path_factory: pytest.TempPathFactory) -> dict[str, list[str]]:
    done = subprocess.run(
        [sys.executable, str(PROGRAM), str(tmp_path_factory.mktemp("bites"))],
        cwd=Path(__file__).resolve().parents[2],
        capture_output=True,
        text=True,
        timeout=170,
    )
    assert done.returncode == 0, done.stderr
    found: dict[str, list[str]] = json.loads(done.stdout)
    return found


@pytest.mark.parametrize("name", EXPECTED)
def test_exactly_what_was_broken_is_caught(caught: dict[str, list[str]], name: str) -> None:
    assert set(caught[name]) == EXPECTED[name]


def test_every_rule_is_broken_once() -> None:
    assert set().union(*EXPECTED.values()) == set(Rule)
