"""One command for all figures: a part that is missing, silent or fails is named."""

import sys
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from tests.resilience import parts
from tests.resilience.parts import PARTS, Part, run, table


@pytest.fixture
def programs(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """A folder for parts of a test's own."""
    monkeypatch.setattr(parts, "ROOT", tmp_path)
    monkeypatch.syspath_prepend(str(tmp_path))
    yield tmp_path
    for name in [name for name in sys.modules if name.startswith("standin")]:
        del sys.modules[name]


def part(programs: Path, body: str) -> Part:
    """A part that does ``body``."""
    folder = programs / "standin"
    folder.mkdir()
    (folder / "__init__.py").touch()
    (folder / "__main__.py").write_text(f"import json, sys\n{body}\n", encoding="utf-8")
    return Part("standin", "standin", "that it holds", {"STEPS": "--steps"})


def test_figures_are_handed_on_and_sizes_passed(programs: Path) -> None:
    told = part(programs, "print(json.dumps({'steps': sys.argv[2], 'lost': 0}))")
    outcome = run(told, {"STEPS": "700", "VISITS": "9"})
    assert outcome.figures == {"steps": "700", "lost": 0}
    assert outcome.met
    assert "steps 700, lost 0" in table([outcome])


def test_a_size_without_a_name_is_the_first_word(programs: Path) -> None:
    told = part(programs, "print(json.dumps({'given': sys.argv[1:]}))")
    sizes = {"EVENTS": "", "SEED": "--seed"}
    outcome = run(replace(told, sizes=sizes), {"EVENTS": "70", "SEED": ""})
    assert outcome.figures == {"given": ["70"]}


def test_figures_inside_others_are_in_the_table(programs: Path) -> None:
    told = part(programs, "print(json.dumps({'keys': {'events': 9, 'faults': []}}))")
    assert run(told, {}).measured == "keys.events 9, keys.faults 0"


def test_a_missed_target_is_told(programs: Path) -> None:
    outcome = run(part(programs, "print(json.dumps({'missed': ['a ticket']})); sys.exit(1)"), {})
    assert not outcome.met
    assert outcome.measured == "1 missed: a ticket"
    assert table([outcome]).endswith("NO")


@pytest.mark.parametrize("body", ["pass", "print('no figures')", "print('[1]')", "raise OSError"])
def test_a_part_without_figures_fails(programs: Path, body: str) -> None:
    outcome = run(part(programs, body), {})
    assert not outcome.met
    assert "printed no figures" in outcome.measured


def test_a_part_that_does_not_exist_is_named() -> None:
    outcome = run(Part("gone", "tests.gone", "", {}), {})
    assert not outcome.met
    assert outcome.measured == "there is no tests.gone"


def test_the_four_parts_are_asked_for() -> None:
    assert [part.name for part in PARTS] == ["model", "canary", "intrusion", "soak"]
