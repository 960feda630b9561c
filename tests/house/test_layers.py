import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
from repository import ROOT, imports, modules, python_files

WATCH = Path(__file__).with_name("import_watch.py")
COMPOSITION = {"kiosk/assembly.py", "kiosk/__main__.py"}
LONGEST = {"kiosk": 330, "screens": 330, "tests": 400}


def watch(names: list[str], home: Path, path: Path = ROOT) -> dict[str, list[str]]:
    done = subprocess.run(
        [sys.executable, "-B", str(WATCH)],
        input=json.dumps(names),
        capture_output=True,
        text=True,
        timeout=120,
        cwd=home,
        env={"PATH": os.environ["PATH"], "HOME": str(home), "PYTHONPATH": str(path)},
    )
    assert done.returncode == 0, done.stderr
    result: dict[str, list[str]] = json.loads(done.stdout)
    return result


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("home")


@pytest.fixture(scope="module")
def imported(home: Path) -> dict[str, list[str]]:
    return watch(modules("kiosk"), home)


def test_nothing_outside_screens_loads_kivy(imported: dict[str, list[str]]) -> None:
    assert not {"kivy", "screens"} & set(imported["loaded"])


def test_importing_does_nothing_to_the_world(imported: dict[str, list[str]], home: Path) -> None:
    assert imported["effects"] == []
    assert list(home.iterdir()) == []


def test_each_module_can_be_the_first(imported: dict[str, list[str]]) -> None:
    assert imported["failures"] == []


@pytest.mark.parametrize(
    ("deed", "event"),
    [
        ("open('left', 'w')", "open"),
        ("import os; os.environ['A'] = '1'", "os.putenv"),
        ("import socket; socket.socket()", "socket.__new__"),
        ("import subprocess; subprocess.run(['true'])", "subprocess.Popen"),
        ("import threading; threading.Thread(target=print).start()", "Thread.start"),
    ],
)
def test_the_watch_sees(tmp_path: Path, deed: str, event: str) -> None:
    copy = tmp_path / "tests" / "house" / WATCH.name
    copy.parent.mkdir(parents=True)
    copy.write_text(WATCH.read_text(encoding="utf-8"), encoding="utf-8")
    (tmp_path / "kiosk").mkdir()
    (tmp_path / "kiosk" / "guilty.py").write_text(deed, encoding="utf-8")
    done = subprocess.run(
        [sys.executable, "-B", str(copy)],
        input='["kiosk.guilty"]',
        capture_output=True,
        text=True,
        timeout=60,
        cwd=tmp_path,
        env={"PATH": os.environ["PATH"], "PYTHONPATH": str(tmp_path)},
        check=True,
    )
    assert any(event in effect for effect in json.loads(done.stdout)["effects"])


@pytest.mark.parametrize("path", python_files("kiosk"), ids=str)
def test_layers(path: Path) -> None:
    tops = {name.partition(".")[0] for name in imports(path)}
    assert "kivy" not in tops
    if str(path.relative_to(ROOT)) not in COMPOSITION:
        assert "screens" not in tops


@pytest.mark.parametrize("folder", LONGEST)
def test_files_stay_short(folder: str) -> None:
    long = {
        str(path.relative_to(ROOT)): lines
        for path in python_files(folder)
        if not _is_made(path)
        and (lines := len(path.read_text(encoding="utf-8").splitlines())) > LONGEST[folder]
    }
    assert not long


def _is_made(path: Path) -> bool:
    """Tell whether a program wrote this file, whose length nobody has to read."""
    return "Made by `python -m " in path.read_text(encoding="utf-8")[:200]
