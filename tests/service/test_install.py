"""What an installation runs: its scripts, its questions to the data, its list of what is left."""

import os
import sqlite3
import subprocess
import sys
from contextlib import closing
from pathlib import Path

import pytest
from PIL import Image
from repository import ROOT

from kiosk.county.server.database import SCHEMA
from kiosk.fonts import ensure_fonts
from kiosk.secrets import save_secrets
from kiosk.store import SCHEMA_VERSION

SCRIPTS = sorted(
    path
    for path in [*(ROOT / "deploy").iterdir(), *(ROOT / "deploy" / "service").iterdir()]
    if path.is_file() and path.read_bytes().startswith(b"#!")
)


def run(script: str, config: Path, *words: str) -> "subprocess.CompletedProcess[str]":
    """Run a Python script of an installation with its settings at ``config``."""
    return subprocess.run(
        [sys.executable, ROOT / "deploy" / script, *words],
        env={**os.environ, "KIOSK_CONFIG": str(config), "PYTHONPATH": str(ROOT)},
        capture_output=True,
        text=True,
        timeout=60,
    )


def settings(folder: Path, text: str = "") -> Path:
    path = folder / "config.toml"
    path.write_text(text, encoding="utf-8")
    (folder / "data").mkdir(exist_ok=True)
    return path


@pytest.mark.parametrize("script", SCRIPTS, ids=lambda path: path.name)
def test_scripts_can_be_read_and_run(script: Path) -> None:
    shell = script.read_text(encoding="utf-8").partition("\n")[0].split("/")[-1].split()[-1]
    assert shell in ("sh", "bash")
    assert script.stat().st_mode & 0o111
    subprocess.run([shell, "-n", script], check=True, timeout=30)


@pytest.mark.parametrize("words", [[], ["everything"]])
def test_without_a_task_it_says_in_both_languages_what_it_can_do(words: list[str]) -> None:
    told = subprocess.run(
        [ROOT / "deploy" / "install", *words], capture_output=True, text=True, timeout=30
    )
    assert told.returncode == 2
    for expected in ("terminal", "backend", "rollback", "自助终端", "退回上一版"):
        assert expected in told.stderr


@pytest.mark.parametrize(
    ("terminal", "county", "verdict"),
    [
        (SCHEMA_VERSION, SCHEMA, 0),
        (SCHEMA_VERSION - 1, "0001", 0),
        (SCHEMA_VERSION + 1, SCHEMA, 1),
        (SCHEMA_VERSION, f"{int(SCHEMA) + 1:04}", 1),
        (None, None, 0),
    ],
)
def test_a_release_is_not_taken_back_before_what_it_can_read(
    terminal: int | None, county: str | None, verdict: int, tmp_path: Path
) -> None:
    config = settings(tmp_path)
    if terminal is not None:
        with closing(sqlite3.connect(tmp_path / "data" / "terminal.db")) as database:
            database.execute(f"PRAGMA user_version = {terminal}")
        with closing(sqlite3.connect(tmp_path / "data" / "county.sqlite3")) as database:
            database.execute("CREATE TABLE alembic_version (version_num TEXT)")
            database.execute("INSERT INTO alembic_version VALUES (?)", (county,))
            database.commit()
    told = run("knows_data.py", config)
    assert (told.returncode, told.stderr) == (verdict, "")


def test_what_is_left_to_do_follows_from_the_settings(tmp_path: Path) -> None:
    fresh = run("left_to_do.py", settings(tmp_path)).stdout
    for word in ("px_per_mm", "lsusb", "样例", "sample centre", "letter"):
        assert word in fresh
    away = settings(
        tmp_path,
        '[terminal]\nid = "hall-2"\n[screen]\npx_per_mm = 3.9\n[printer]\ndriver = "usb"\n'
        '[county]\nurl = "http://192.0.2.7:8765"\n',
    )
    told = run("left_to_do.py", away).stdout
    assert "Enrol this terminal" in told
    assert not any(word in told for word in ("px_per_mm", "lsusb", "样例"))
    save_secrets(tmp_path / "data" / "secrets.toml", credential="of-a-test")
    assert "Enrol this terminal" not in run("left_to_do.py", away).stdout


def test_the_picture_below_the_terminal_fills_its_panel(tmp_path: Path) -> None:
    config = settings(tmp_path, "[screen]\nwidth = 600\nheight = 900\npx_per_mm = 4.0\n")
    ensure_fonts(tmp_path / "data" / "fonts")
    picture = tmp_path / "paused.png"
    assert run("paused_picture.py", config, str(picture)).stderr == ""
    with Image.open(picture) as drawn:
        assert drawn.size == (600, 900)
        written = drawn.convert("L").point(lambda value: 255 * (value > 128)).getbbox()
    assert written is not None
    left, _, right, bottom = written
    # No line runs out of the panel, also on a small one.
    assert left > 20
    assert right < 580
    assert bottom < 880
