"""Each failure of the line has a name for staff, words for citizens, and both go by themselves."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from county_hall import CREDENTIAL
from county_standin import (
    Fault as Break,
)
from county_standin import (
    Standin,
    forbidden_page,
    in_progress,
    lost_request,
    server_error,
    silence,
    unauthorised,
    web_page,
)
from real_hall import RealHall

from kiosk.devices.speech.simulated import RecordedVoice
from kiosk.faults import FaultCode
from kiosk.wording import say

OFFLINE, NO_NUMBERS = say("banner.offline"), say("banner.no_numbers")


@pytest.fixture
def terminal(
    standin: Standin, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> Iterator[RealHall]:
    monkeypatch.setattr("kiosk.county.beats.PATIENCE_SECONDS", 0.5)
    hall = RealHall(
        tmp_path / "data",
        standin.url,
        tmp_path / "fonts",
        budget=0.5,
        say=RecordedVoice(),
        credential=CREDENTIAL,
    )
    yield hall
    hall.close()


@pytest.mark.parametrize(
    ("broken", "code", "banner"),
    [
        (lost_request, FaultCode.LINE_DOWN, OFFLINE),
        (silence, FaultCode.LINE_DOWN, OFFLINE),
        (server_error, FaultCode.BACKEND_ERROR, OFFLINE),
        (in_progress, FaultCode.BACKEND_ERROR, OFFLINE),
        (web_page, FaultCode.BACKEND_GARBAGE, OFFLINE),
        (forbidden_page, FaultCode.BACKEND_GARBAGE, OFFLINE),
        (unauthorised, FaultCode.BACKEND_REFUSES, NO_NUMBERS),
    ],
)
def test_it_is_told_and_forgotten_once_it_is_mended(
    broken: Break, code: FaultCode, banner: object, standin: Standin, terminal: RealHall
) -> None:
    pulse = terminal.pulse
    pulse.beat()
    pulse.beat()
    assert (pulse.banner(), pulse._health.faults()) == (None, ())
    standin.fault = broken
    pulse.beat()
    pulse.beat()
    assert [fault.code for fault in pulse._health.faults()] == [code]
    assert pulse.banner() == banner
    standin.fault = None
    pulse.beat()
    pulse.beat()
    assert (pulse.banner(), pulse._health.faults()) == (None, ())


def test_a_heartbeat_that_breaks_is_not_the_last(
    terminal: RealHall, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[bool] = []

    def broken() -> None:
        asked.append(True)
        raise RuntimeError("a bug")

    monkeypatch.setattr(terminal.pulse, "_seconds", 0.01)
    monkeypatch.setattr(terminal.pulse, "beat", broken)
    terminal.pulse.start(lambda: None)
    for _ in range(2000):
        if len(asked) > 2:
            break
        terminal.pulse._stopped.wait(0.005)
    terminal.pulse.stop()
    assert len(asked) > 2
