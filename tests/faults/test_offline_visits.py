"""Every journey, with the backend killed in its middle, away, and back: a process, real parts."""

import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

import pytest
from real_hall import RealHall
from server import Server, running_server

from kiosk.county import beats
from kiosk.devices.speech.simulated import RecordedVoice
from kiosk.faults import FaultCode
from kiosk.library.shelf import open_library
from kiosk.library.stock import stock
from kiosk.library.store import Store as LibraryStore
from kiosk.pages import WRITTEN
from kiosk.view import Command
from kiosk.wording import say

CODE = "000000000013"
BUDGET = 3.0
AWAY = 0.2
OFFLINE = say("banner.offline")


@pytest.fixture
def up(tmp_path: Path) -> Iterator[Server]:
    folder = tmp_path / "backend"
    folder.mkdir()
    with running_server(folder) as running:
        yield running


@contextmanager
def terminal(data: Path, server: Server) -> Iterator[RealHall]:
    """A terminal with the library it comes with; leaving it is what a restart is."""
    data.mkdir(exist_ok=True)
    stock(LibraryStore(data / "library.db"), embedded=True)
    hall = RealHall(
        data,
        server.url,
        data / "fonts",
        budget=BUDGET,
        say=RecordedVoice(),
        credential=server.terminal,
        library=open_library(data / "library.db"),
    )
    try:
        yield hall
    finally:
        hall.close()


@pytest.fixture(autouse=True)
def impatient(monkeypatch: pytest.MonkeyPatch) -> None:
    """A heartbeat waits for a backend that is slow, but alive; here it is dead or answers."""
    monkeypatch.setattr("kiosk.county.beats.PATIENCE_SECONDS", BUDGET)


def waits(hall: RealHall, seconds: float) -> None:
    """Where nobody answers, waiting for the whole budget each time shows nothing more."""
    hall.office._client._budget = beats.PATIENCE_SECONDS = seconds


def beat(hall: RealHall) -> None:
    hall.pulse.beat()
    hall.terminal.refresh()
    hall.display.settle()


def go(hall: RealHall, *answers: str) -> list[str]:
    """Answer page after page; return the ids of the pages that came."""
    shown = []
    for answer in answers:
        view = hall.display.view
        assert view.page.offers(answer), f"{view.page.id} does not offer {answer}"
        hall.terminal.press(view.serial, answer)
        hall.display.settle()
        shown.append(hall.display.page)
    return shown


def end(hall: RealHall) -> None:
    hall.terminal.footer(hall.display.view.serial, Command.END)
    hall.display.settle()
    assert hall.display.page == "idle"


def offered(hall: RealHall) -> set[str]:
    return {option.id for option in hall.display.view.page.options}


def queued(server: Server) -> list[str]:
    """Return the numbers in the queue, in the order of their arrival at the backend."""
    path = server.database.removeprefix("sqlite:///")
    with closing(sqlite3.connect(f"file:{path}?mode=ro", uri=True)) as db:
        rows = db.execute(
            "SELECT number FROM ticket WHERE NOT EXISTS"
            " (SELECT 1 FROM period WHERE period.ticket = ticket.id AND period.state = 'void')"
            " ORDER BY id"
        )
        return [number for (number,) in rows]


def walk_all(hall: RealHall) -> None:
    """Walk every journey without the backend, each to what it comes to."""
    waits(hall, AWAY)
    assert go(hall, "begin", "ticket", "reception", "none")[-1] == "ticket"
    number = hall.display.view.page
    assert "AK" in str(number)
    end(hall)

    assert go(hall, "begin", "matters", CODE, "0000")[-1] == "lookup.not.line"
    assert {"ticket", "retry"} <= offered(hall)
    assert go(hall, "ticket", "reception", "none")[-1] == "ticket"
    end(hall)

    assert go(hall, "begin", "rate", "reception", "12")[-1] == "rate.not.line"
    assert {"ticket", "retry"} <= offered(hall)
    assert go(hall, "ticket", "reception", "none")[-1] == "ticket"
    end(hall)

    assert go(hall, "begin", "check", "begin", "safe")[-1].startswith("check.")
    end(hall)

    assert go(hall, "begin", "laws", "wages")[-1] == "find.found"
    answer = next(item.id for item in hall.display.view.page.choices if item.id.startswith("open:"))
    assert go(hall, answer)[-1] not in ("find.found", "idle")
    end(hall)

    assert go(hall, "begin", "people", "kind", "lawyer")[-1] == "people.found"
    end(hall)

    shown = go(hall, "begin", "question", "wages", f"{WRITTEN}样例问题", "no_phone", "send")
    assert shown[-1] == "question.receipt"
    end(hall)

    assert go(hall, "begin", "bring", "reception")[-1] == "bring.list"
    end(hall)
    assert go(hall, "begin", "times")[-1] == "times"
    assert hall.display.view.banner == OFFLINE
    end(hall)


def test_every_journey_goes_on_while_the_backend_is_away(up: Server, tmp_path: Path) -> None:
    with terminal(tmp_path / "data", up) as hall:
        beat(hall)
        assert hall.display.view.banner is None
        up.kill()
        walk_all(hall)
        beat(hall)
        assert hall.display.page == "idle"
        assert hall.display.view.banner == OFFLINE
        assert FaultCode.LINE_DOWN in {fault.code for fault in hall.pulse._health.faults()}

        up.start()
        waits(hall, BUDGET)
        beat(hall)
        assert hall.display.view.banner is None
        assert hall.office.deliver()
        assert (hall.office.undelivered(), hall.office.set_aside()) == (0, 0)
        assert queued(up) == ["AK01", "AK02", "AK03"]
        assert hall.pulse._health.faults() == ()


def test_so_does_a_terminal_that_is_started_meanwhile(up: Server, tmp_path: Path) -> None:
    with terminal(tmp_path / "data", up) as hall:
        beat(hall)
    up.kill()
    with terminal(tmp_path / "data", up) as hall:
        waits(hall, AWAY)
        beat(hall)
        assert hall.display.view.banner == OFFLINE
        walk_all(hall)
        numbers = hall.office.undelivered()
    with terminal(tmp_path / "data", up) as hall:
        assert hall.office.undelivered() == numbers
        up.start()
        waits(hall, BUDGET)
        beat(hall)
        assert hall.display.view.banner is None
        assert hall.office.deliver()
        assert hall.office.set_aside() == 0


@pytest.mark.parametrize("step", range(1, 5))
def test_the_backend_dies_in_the_middle_of_taking_a_number(
    step: int, up: Server, tmp_path: Path
) -> None:
    ways = ("begin", "ticket", "reception", "none")
    with terminal(tmp_path / "data", up) as hall:
        beat(hall)
        go(hall, *ways[:step])
        up.kill()
        go(hall, *ways[step:])
        assert hall.display.page == "ticket"
        up.start()
        end(hall)
        beat(hall)
        assert hall.office.deliver()
        assert (hall.office.undelivered(), hall.office.set_aside()) == (0, 0)
        assert queued(up) == (["A001"] if step == len(ways) else ["AK01"])


def test_a_centre_first_heard_of_behind_the_idle_page_is_known_to_the_next_visit(
    up: Server, tmp_path: Path
) -> None:
    with terminal(tmp_path / "data", up) as hall:
        hall.pulse.beat()  # Nobody told the page.
        up.kill()
        assert go(hall, "begin") == ["home"]


def test_a_terminal_that_never_heard_of_its_centre_says_so_and_finds_it(
    up: Server, tmp_path: Path
) -> None:
    up.kill()
    with terminal(tmp_path / "data", up) as hall:
        waits(hall, AWAY)
        beat(hall)
        assert go(hall, "begin") == ["no_centre"]
        assert go(hall, "retry") == ["no_centre"]
        up.start()
        waits(hall, BUDGET)
        assert go(hall, "retry") == ["home"]
        assert go(hall, "ticket", "reception", "none")[-1] == "ticket"
