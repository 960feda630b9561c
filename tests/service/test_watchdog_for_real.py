"""``kiosk run`` as a service: a process before a virtual screen, and a manager of a test."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import psutil
import pytest
from freezing_terminal import FREEZE
from manager_peer import ManagerPeer, manager_peer
from real_terminal import Hall, hall, real_terminal
from repository import ROOT

BEAT_SECONDS = 0.5
FREEZING = (str(ROOT / "tests" / "support" / "freezing_terminal.py"),)


@dataclass(frozen=True)
class Service:
    place: Hall
    manager: ManagerPeer


@pytest.fixture
def service(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Service]:
    address = str(tmp_path / "notify")
    with hall(tmp_path) as place, manager_peer(address) as manager:
        place.write_settings()
        monkeypatch.setenv("NOTIFY_SOCKET", address)
        monkeypatch.setenv("WATCHDOG_USEC", str(int(2 * BEAT_SECONDS * 1e6)))
        monkeypatch.setenv("PYTHONPATH", str(ROOT))
        yield Service(place, manager)


def test_ready_with_the_first_frame_then_beats_then_stopping(service: Service) -> None:
    colours: list[int] = []
    service.manager.at("READY=1", lambda: colours.append(colours_shown(service.place)))
    with real_terminal(service.place) as terminal:
        service.manager.await_line("READY=1")
        assert colours[0] > 100  # a page with letters, not the black of an empty screen
        service.manager.await_line("WATCHDOG=1", times=4)
        for child in terminal.family():
            assert not {"NOTIFY_SOCKET", "WATCHDOG_USEC"} & set(child.environ())
        terminal.process.terminate()
        service.manager.await_line("STOPPING=1")
        assert terminal.process.wait(30) == 0
    assert service.manager.count("READY=1") == 1
    assert {path.name for path in service.place.data.iterdir()} - limited() == set()
    assert "READY=1" in service.manager.heard[0]


def test_a_loop_that_hangs_stops_the_beats_though_the_process_lives(service: Service) -> None:
    with real_terminal(service.place, FREEZING) as terminal:
        service.manager.await_line("WATCHDOG=1", times=2)
        terminal.process.send_signal(FREEZE)
        # At most one beat may have been under way when the loop stood still.
        service.manager.silent_for("WATCHDOG=1", BEAT_SECONDS)
        assert service.manager.silent_for("WATCHDOG=1", 6 * BEAT_SECONDS)
        assert psutil.Process(terminal.process.pid).status() != psutil.STATUS_STOPPED
        assert service.place.backend_answers()
        terminal.family()
        terminal.kill()


def limited() -> set[str]:
    """What the guide names in its table of things that may grow."""
    guide = (ROOT / "docs" / "install.en.md").read_text(encoding="utf-8")
    table = guide.partition("## What may grow")[2].partition("\n## ")[0]
    names = set(re.findall(r"`([\w.-]+)`", table))
    return names | {f"{name}{end}" for name in names for end in ("-wal", "-shm")}


def colours_shown(place: Hall) -> int:
    colours = place.screen().convert("RGB").getcolors(1 << 24)
    return len(colours or ())
