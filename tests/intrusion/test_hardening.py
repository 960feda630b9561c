"""What a terminal and a backend leave open to other accounts of their machine: nothing."""

import os
import subprocess
import sys
from pathlib import Path

import pytest
from repository import ROOT

from kiosk.county.server.database import make_engine, upgrade
from kiosk.hardening import what_is_open


def keep(folder: Path, before: str = "") -> int:
    """Let a process of its own keep ``folder`` to itself; return the mode of a file it makes."""
    code = (
        "import sys, os; from pathlib import Path; from kiosk.hardening import keep_to_itself\n"
        f"{before}\n"
        "data = Path(sys.argv[1]); keep_to_itself(data); (data / 'file').write_text('x')\n"
        "(data / 'inner').mkdir()"
    )
    subprocess.run([sys.executable, "-c", code, str(folder)], cwd=ROOT, check=True, timeout=60)
    return mode(folder / "file")


def mode(path: Path) -> int:
    return path.stat().st_mode & 0o777


def test_a_new_folder_and_all_in_it_is_for_its_owner_alone(tmp_path):
    assert keep(tmp_path / "data", "os.umask(0)") == 0o600
    assert mode(tmp_path / "data") == 0o700
    assert mode(tmp_path / "data" / "inner") == 0o700


def test_an_open_folder_is_closed(tmp_path):
    data = tmp_path / "data"
    data.mkdir()
    data.chmod(0o755)
    keep(data)
    assert mode(data) == 0o700


@pytest.mark.parametrize(
    ("open_mode", "fullscreen", "account", "told"),
    [
        (0o700, True, 1000, None),
        (0o700, True, 0, "runs as root"),
        (0o700, False, 0, None),
        (0o755, True, 1000, "others can look"),
    ],
)
def test_what_doctor_tells(tmp_path, open_mode, fullscreen, account, told):
    tmp_path.chmod(open_mode)
    found = what_is_open(tmp_path, fullscreen=fullscreen, account=account)
    assert found is None if told is None else told in found


def test_the_county_database_is_for_its_owner_alone(tmp_path):
    before = os.umask(0)
    try:
        engine = make_engine(f"sqlite:///{tmp_path / 'county.sqlite3'}", write=True)
        upgrade(engine)
        files = sorted(tmp_path.iterdir())
        assert files[0].name == "county.sqlite3"
        assert {mode(path) for path in files} == {0o600}
        engine.dispose()
    finally:
        os.umask(before)


def test_a_second_engine_leaves_the_locks_of_the_first(tmp_path):
    """Without its locks another process would take the file for unused and fold its log away."""
    file = tmp_path / "county.sqlite3"
    writer = make_engine(f"sqlite:///{file}", write=True)
    upgrade(writer)
    with writer.connect() as held, held.begin():
        make_engine(f"sqlite:///{file}", write=False).dispose()
        code = (
            "import sqlite3, sys; db = sqlite3.connect(sys.argv[1], timeout=0)\n"
            "db.execute('BEGIN IMMEDIATE')"
        )
        other = subprocess.run(
            [sys.executable, "-c", code, str(file)], capture_output=True, text=True, timeout=60
        )
    assert "locked" in other.stderr
    writer.dispose()
