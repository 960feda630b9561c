"""Known holes in locked packages are told, and so is that nobody could be asked."""

import json
import subprocess
import sys

import pytest
from repository import ROOT

CLEAN = [{"name": "kivy", "version": "2.3.1", "vulns": []}]
HOLE = {"id": "PYSEC-0000-1", "fix_versions": ["9.9"], "aliases": [], "description": ""}
UNKNOWN = [{"name": "kivy", "skip_reason": "Dependency not found on PyPI"}]


@pytest.fixture
def ask(tmp_path):
    """Run the script with a stand-in that answers ``packages`` and says ``said``."""

    def ask(packages=None, said="", code=0):
        program = tmp_path / "pip-audit"
        answer = json.dumps({"dependencies": packages, "fixes": []})
        program.write_text(
            f"#!{sys.executable}\nimport sys\n"
            "assert '--require-hashes' in sys.argv and '--disable-pip' in sys.argv\n"
            "place = sys.argv[sys.argv.index('--output') + 1]\n"
            f"if {packages is not None}: open(place, 'w').write({answer!r})\n"
            f"sys.stderr.write({said!r})\nsys.exit({code})\n"
        )
        program.chmod(0o755)
        return run(str(program))

    return ask


def run(program):
    command = [sys.executable, str(ROOT / "deploy" / "advisories.py"), program]
    done = subprocess.run(command, capture_output=True, text=True, timeout=60)
    return done.returncode, done.stdout + done.stderr


def test_no_known_hole(ask):
    assert ask(CLEAN) == (0, "1 locked packages have no known hole.\n")


def test_a_known_hole_fails(ask):
    code, said = ask([*CLEAN, {"name": "jinja2", "version": "1.0", "vulns": [HOLE]}], code=1)
    assert code == 1
    assert "jinja2 1.0: PYSEC-0000-1, mended in 9.9" in said


@pytest.mark.parametrize(
    "said", ["ERROR: Could not connect to PyPI's vulnerability feed", "Read timed out."]
)
def test_a_list_that_cannot_be_reached_is_told_and_fails_nothing(ask, said):
    code, told = ask(said=said, code=1)
    assert code == 0
    assert "NOTHING WAS CHECKED" in told


def test_a_list_that_knows_no_package_is_no_list(ask):
    code, told = ask(UNKNOWN)
    assert code == 0
    assert "NOTHING WAS CHECKED" in told


def test_what_is_not_on_the_list_is_named(ask):
    code, told = ask([*CLEAN, *[{**UNKNOWN[0], "name": "odd"}]])
    assert code == 0
    assert "not checked: odd" in told


def test_a_hole_counts_though_other_packages_are_not_on_the_list(ask):
    code, _ = ask([*UNKNOWN, {"name": "jinja2", "version": "1.0", "vulns": [HOLE]}], code=1)
    assert code == 1


def test_a_tool_that_breaks_is_no_pass(ask):
    assert ask(said="unknown option", code=2)[0] == 2
    assert run("/nowhere/pip-audit")[0] == 2
