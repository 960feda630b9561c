import os
import socket
from collections.abc import Callable
from pathlib import Path

import pytest
from manager_peer import ManagerPeer, manager_peer
from plain_display import PlainDisplay

from kiosk.effects import CheckPaper, Effect, PrintTest
from kiosk.view import Look
from kiosk.watchdog import (
    EFFECT_SECONDS,
    NOBODY,
    PRINT_SECONDS,
    Overdue,
    ServiceManager,
    Watchdog,
    service_manager,
)

BEAT, READY = "WATCHDOG=1", "READY=1"


class Ledger(ServiceManager):
    """Keeps what is told; it asks for a beat within ten seconds."""

    def __init__(self) -> None:
        super().__init__("/nowhere", 10.0)
        object.__setattr__(self, "told", [])

    def tell(self, *lines: str) -> None:
        self.told.extend(lines)  # type: ignore[attr-defined]

    def count(self, line: str) -> int:
        return int(self.told.count(line))  # type: ignore[attr-defined]


class Held:
    """Effects that end when a test says so."""

    def __init__(self) -> None:
        self.done: list[Callable[[object], None]] = []

    def perform(self, effect: Effect, look: Look, done: Callable[[object], None]) -> None:
        self.done.append(done)


def watched() -> tuple[Ledger, PlainDisplay, Held, Overdue, Watchdog]:
    ledger, display, held = Ledger(), PlainDisplay(), Held()
    overdue = Overdue(held.perform, lambda: display.time)
    return ledger, display, held, overdue, Watchdog(ledger, display.call_later, overdue.first)


def test_nothing_is_told_before_the_first_frame_and_ready_only_once() -> None:
    ledger, display, _, _, watchdog = watched()
    display.pass_time(60)
    assert ledger.count(READY) == ledger.count(BEAT) == 0
    watchdog.frame_done()
    watchdog.frame_done()
    assert ledger.count(READY) == 1


def test_two_beats_fit_into_the_time_allowed() -> None:
    ledger, display, _, _, watchdog = watched()
    watchdog.frame_done()
    before = ledger.count(BEAT)
    display.pass_time(100)
    assert ledger.count(BEAT) - before == 20


def test_a_loop_that_stands_still_does_not_beat() -> None:
    ledger, _, _, _, watchdog = watched()
    watchdog.frame_done()
    assert ledger.count(BEAT) == 1  # and nobody but the display's own clock adds to it


@pytest.mark.parametrize(
    ("effect", "limit"), [(CheckPaper(), EFFECT_SECONDS), (PrintTest(), PRINT_SECONDS)]
)
def test_an_effect_past_its_limit_stops_the_beats(effect: Effect, limit: float) -> None:
    ledger, display, held, overdue, watchdog = watched()
    watchdog.frame_done()
    overdue.perform(effect, Look(), lambda _: None)
    display.pass_time(limit)
    alive = ledger.count(BEAT)
    assert alive == limit / 5 + 1
    display.pass_time(100)
    assert ledger.count(BEAT) == alive
    assert ledger.count(f"STATUS={type(effect).__name__} does not end") == 1
    held.done[0](None)
    display.pass_time(10)
    assert ledger.count(BEAT) == alive + 2
    assert ledger.count("STATUS=serves citizens") == 2


def test_effects_that_end_in_time_are_forgotten_and_their_results_handed_on() -> None:
    ledger, display, held, overdue, watchdog = watched()
    watchdog.frame_done()
    results: list[object] = []
    for _ in range(3):
        overdue.perform(CheckPaper(), Look(), results.append)
    for number, done in enumerate(held.done):
        done(number)
    display.pass_time(EFFECT_SECONDS * 3)
    assert results == [0, 1, 2]
    assert overdue.first() is None
    assert ledger.count(BEAT) == EFFECT_SECONDS * 3 / 5 + 1


def test_it_says_that_it_means_to_end_and_beats_no_more() -> None:
    ledger, display, _, _, watchdog = watched()
    watchdog.frame_done()
    watchdog.stop()
    display.pass_time(100)
    assert ledger.count(BEAT) == 1
    assert ledger.count("STOPPING=1") == 1


@pytest.mark.parametrize("kind", ["path", "abstract"])
def test_the_line_to_the_manager(kind: str, tmp_path: Path) -> None:
    address = str(tmp_path / "notify") if kind == "path" else f"@kiosk-test-{os.getpid()}"
    with manager_peer(address) as peer:
        environment = {"NOTIFY_SOCKET": address, "WATCHDOG_USEC": "1500000", "HOME": "/"}
        manager = service_manager(environment)
        assert environment == {"HOME": "/"}
        assert manager.there
        assert manager.watchdog_seconds == 1.5
        manager.tell(READY, "STATUS=serves citizens")
        peer.await_line(READY)
        assert peer.heard == [[READY, "STATUS=serves citizens"]]


@pytest.mark.parametrize(
    ("environment", "seconds"),
    [
        ({"WATCHDOG_USEC": "2000000", "WATCHDOG_PID": str(os.getpid())}, 2.0),
        ({"WATCHDOG_USEC": "2000000", "WATCHDOG_PID": "1"}, None),
        ({"WATCHDOG_USEC": "0"}, None),
        ({"WATCHDOG_USEC": "soon"}, None),
        ({}, None),
    ],
)
def test_how_often_it_must_beat(environment: dict[str, str], seconds: float | None) -> None:
    manager = service_manager({"NOTIFY_SOCKET": "/run/nobody", **environment})
    assert manager.watchdog_seconds == seconds


@pytest.mark.parametrize("address", ["", "relative", "vsock:2:1"])
def test_an_address_of_no_use_is_nobody(address: str) -> None:
    assert service_manager({"NOTIFY_SOCKET": address, "WATCHDOG_USEC": "1000"}) == NOBODY


def test_nobody_is_told_nothing() -> None:
    NOBODY.tell(READY)
    assert not NOBODY.there


def test_a_manager_that_is_gone_or_does_not_read_holds_nobody_up(tmp_path: Path) -> None:
    gone = ServiceManager(str(tmp_path / "gone"))
    gone.tell(BEAT)
    address = str(tmp_path / "deaf")
    with socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM) as deaf:
        deaf.bind(address)
        for _ in range(1000):
            ServiceManager(address).tell(BEAT)


def test_a_peer_that_hears_nothing_says_so(tmp_path: Path) -> None:
    with manager_peer(str(tmp_path / "notify")) as peer:
        assert isinstance(peer, ManagerPeer)
        assert peer.silent_for(BEAT, 0.01)
