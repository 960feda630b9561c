"""A self-check on real parts: without consent nothing of it reaches the disk or the line."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from county_standin import Standin
from real_hall import RealHall

from kiosk.view import Command

ANSWERS = [
    *["begin", "check", "begin", "safe", "no", "yes", "work", "unpaid_wages"],
    *["good_samaritan", "done", "no", "result"],
]
CANARIES = [
    *["unpaid_wages", "good_samaritan", "needs_preservation", "likely", "LAL-32"],
    *["工资要不回来", "见义勇为", "很可能可以申请", "work.unpaid"],
]


@pytest.fixture
def hall(tmp_path: Path, standin: Standin) -> Iterator[RealHall]:
    (tmp_path / "data").mkdir()
    hall = RealHall(tmp_path / "data", standin.url, tmp_path / "fonts")
    yield hall
    hall.close()


def found_on_disk(folder: Path) -> list[str]:
    """Return what of the canaries stands in any file, or in the name of one."""
    files = [path for path in folder.rglob("*") if path.is_file()]
    return [
        f"{canary} in {path.name}"
        for path in files
        for canary in CANARIES
        if canary.encode() in path.read_bytes() or canary in path.name
    ]


def take_ticket(hall: RealHall, consent: str) -> None:
    hall.press("ticket", consent, "none", "leave")
    assert hall.display.page == "idle"


def test_without_consent_nothing_is_kept_nor_sent(
    hall: RealHall, standin: Standin, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level("DEBUG")
    hall.press(*ANSWERS)
    assert hall.display.view.page.title.shown("zh") == "您很可能可以申请"
    hall.press("print")
    assert len(hall.paper.slips) == 1
    take_ticket(hall, "no")
    assert hall.office.deliver()
    assert found_on_disk(tmp_path / "data") == []
    sent = b"".join(standin.bodies) + str(standin.calls).encode()
    assert [c for c in CANARIES if c.encode() in sent] == []
    told = caplog.text + "".join(hall.lines)
    # A trace names the page of a question, and never what was answered.
    answers = [canary for canary in CANARIES if canary != "needs_preservation"]
    assert [canary for canary in answers if canary in told] == []
    assert any("工资要不回来" in said.text for said in hall.synthesiser.made), "it was spoken"


def test_no_sound_of_a_self_check_stays(hall: RealHall, tmp_path: Path) -> None:
    hall.press("begin")
    assert hall.voice.wait(20.0)
    before = set((tmp_path / "data" / "voice").iterdir())
    hall.press(*ANSWERS[1:])
    hall.terminal.footer(hall.display.view.serial, Command.LEAVE_NOW)
    assert hall.display.page == "idle"
    hall.voice.close()  # Waits for its threads, and so for what they delete last.
    assert set((tmp_path / "data" / "voice").iterdir()) == before


def test_with_consent_the_window_gets_it_and_then_it_is_forgotten(
    hall: RealHall, standin: Standin, tmp_path: Path
) -> None:
    hall.press(*ANSWERS)
    take_ticket(hall, "yes")
    assert hall.office.deliver()
    assert b"unpaid_wages" in b"".join(standin.bodies)
    assert found_on_disk(tmp_path / "data") == []
