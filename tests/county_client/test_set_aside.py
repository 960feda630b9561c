"""``kiosk outbox`` beside a terminal at work: what was refused is read, sent again, deleted."""

import json
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from county_answers import refusal
from county_hall import CREDENTIAL, Hall
from county_standin import NOW, PATIENCE
from hostile_county import HostileCounty, hangs_up, hostile_county
from server import Server, running_server

from kiosk.__main__ import main
from kiosk.county.client import Client
from kiosk.county.matters import QuestionField
from kiosk.county.office import Office
from kiosk.county.port import LeftQuestion
from kiosk.store import Store

TEXT, PHONE = "样例金丝雀\x1b[2J问题", "13900001717"
CODE = "123456789018"
SAID = ("样例金丝雀", PHONE)


@pytest.fixture
def county() -> Iterator[HostileCounty]:
    with hostile_county() as running:
        yield running


@pytest.fixture
def config(tmp_path: Path) -> Path:
    file = tmp_path / "config.toml"
    file.write_text("", encoding="utf-8")
    return file


@pytest.fixture
def hall(tmp_path: Path) -> Iterator[Hall]:
    """A hall whose terminal keeps its data where the settings look for it."""
    (tmp_path / "data").mkdir()
    hall = Hall(tmp_path / "data")
    yield hall
    for office in hall.offices:
        office.close()


def command(config: Path, *words: str, typed: str = "") -> Result:
    # No variable of whoever tests may lead to another terminal's data.
    return CliRunner(env={"KIOSK_CONFIG": None, "SUDO_USER": "window-2"}).invoke(
        main, ["outbox", *words, "--config", str(config)], input=typed
    )


def refused(county: HostileCounty, hall: Hall, *, questions: int = 1) -> Office:
    """Return an office at work whose questions were refused when the line was back."""
    office = hall.office(county.url, budget=0.1)
    county.hostility = hangs_up
    for _ in range(questions):
        assert isinstance(office.leave_question(QuestionField.WAGES, TEXT, PHONE), LeftQuestion)
    county.hostility = None
    county.refusals["POST /matters"] = refusal(422, "invalid")
    assert office.deliver()
    assert office.set_aside() == questions
    return office


def in_files(folder: Path) -> list[str]:
    disk = b"".join(path.read_bytes() for path in folder.iterdir())
    return [canary for canary in SAID if canary.encode() in disk]


def written_down(hall: Hall) -> list[tuple[object, ...]]:
    with closing(sqlite3.connect(hall.path)) as db:
        return db.execute("SELECT account, deed, seq, kind FROM handling ORDER BY id").fetchall()


def test_the_list_says_nothing_of_what_was_said(
    county: HostileCounty, hall: Hall, config: Path
) -> None:
    refused(county, hall, questions=2)
    told = command(config, "list")
    assert [line.split() for line in told.output.splitlines()] == [
        [number, "2026-03-04T10:30:00+08:00", "question", "invalid"] for number in ("1", "2")
    ]
    listed = json.loads(command(config, "list", "--json").output)
    assert [sorted(record) for record in listed] == [["at", "kind", "number", "refusal"]] * 2
    assert written_down(hall) == []


def test_nothing_is_set_aside(hall: Hall, county: HostileCounty, config: Path) -> None:
    office = hall.office(county.url, budget=0.1)
    assert command(config, "list").output == "Nothing is set aside.\n"
    assert command(config, "list", "--json").output == "[]\n"
    county.hostility = hangs_up
    assert isinstance(office.leave_question(QuestionField.WAGES, TEXT, None), LeftQuestion)
    for words in (["show", "1"], ["resend", "1"], ["forget", "1", "--yes"]):
        told = command(config, *words)
        assert (told.exit_code, "no record 1 is set aside" in told.output) == (1, True)
    assert office.undelivered() == 1
    assert written_down(hall) == []


def test_a_record_is_shown_and_that_is_written_down(
    county: HostileCounty, hall: Hall, config: Path
) -> None:
    refused(county, hall)
    told = command(config, "show", "1")
    assert told.exit_code == 0
    assert "text: 样例金丝雀 [2J问题" in told.output, "a terminal window would obey the escape"
    assert PHONE in told.output
    assert written_down(hall) == [("window-2", "show", 1, "question")]


@pytest.mark.parametrize("which", ["1", "all"])
def test_the_terminal_at_work_sends_it_again_with_its_next_heartbeat(
    which: str, county: HostileCounty, hall: Hall, config: Path
) -> None:
    office = refused(county, hall, questions=2)
    county.refusals.clear()
    before = len(county.calls)
    expected = 2 if which == "all" else 1
    assert command(config, "resend", which).output == f"To be sent again: {expected}.\n"
    assert office.set_aside() == 2 - expected
    office._outbox._wake.clear()
    office.beat()
    assert office._outbox._wake.is_set()
    office.start()
    with county.changed:
        assert county.changed.wait_for(
            lambda: county.calls[before:].count(("POST", "/matters")) == expected, PATIENCE
        )
    assert not set(county.keys[:before]) & set(county.keys[before:])
    assert written_down(hall) == [
        ("window-2", "resend", number, "question") for number in range(1, expected + 1)
    ]


def test_sent_again_nothing_of_it_stays(county: HostileCounty, hall: Hall, config: Path) -> None:
    office = refused(county, hall)
    county.refusals.clear()
    command(config, "resend", "all")
    assert office.deliver()
    assert (office.undelivered(), office.set_aside()) == (0, 0)
    assert in_files(hall.path.parent) == []


def test_refused_again_it_is_back(county: HostileCounty, hall: Hall, config: Path) -> None:
    office = refused(county, hall)
    command(config, "resend", "1")
    assert office.deliver()
    assert [each["number"] for each in json.loads(command(config, "list", "--json").output)] == [1]


def test_forgotten_nothing_of_it_stays(county: HostileCounty, hall: Hall, config: Path) -> None:
    office = refused(county, hall)
    assert in_files(hall.path.parent) == list(SAID)
    assert command(config, "forget", "1", typed="n\n").exit_code == 1
    assert office.set_aside() == 1
    told = command(config, "forget", "1", typed="y\n")
    assert "Record 1 is deleted." in told.output
    assert office.set_aside() == 0
    assert in_files(hall.path.parent) == []
    assert written_down(hall) == [("window-2", "forget", 1, "question")]


def test_what_a_reader_held_back_is_deleted_the_next_time(
    county: HostileCounty, hall: Hall, config: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    refused(county, hall)
    monkeypatch.setattr("kiosk.store._BUSY_SECONDS", 0.0)
    with closing(sqlite3.connect(hall.path, isolation_level=None)) as reader:
        reader.execute("BEGIN")
        reader.execute("SELECT * FROM outbox").fetchall()
        told = command(config, "forget", "1", "--yes")
        assert (told.exit_code, "try again" in told.output) == (1, True)
        assert in_files(hall.path.parent) == list(SAID)
    assert command(config, "forget", "1", "--yes").exit_code == 0
    assert in_files(hall.path.parent) == []
    assert written_down(hall) == [("window-2", "forget", 1, "question")]


def test_the_outbox_scrubs_again_where_a_reader_was_in_the_way(
    county: HostileCounty, hall: Hall
) -> None:
    office = hall.office(county.url, budget=0.1)
    office._store._db.execute("PRAGMA busy_timeout = 0")  # type: ignore[union-attr]
    county.hostility = hangs_up
    office.leave_question(QuestionField.WAGES, TEXT, PHONE)
    county.hostility = None
    with closing(sqlite3.connect(hall.path, isolation_level=None)) as reader:
        reader.execute("BEGIN")
        reader.execute("SELECT * FROM outbox").fetchall()
        with pytest.raises(Exception, match="another program"):
            office.deliver()
    assert office.undelivered() == 0
    assert office.deliver()
    assert in_files(hall.path.parent) == []


def test_where_no_terminal_ever_was_no_file_is_made(config: Path) -> None:
    told = command(config, "list")
    assert (told.exit_code, "no such file" in told.output) == (1, True)
    assert not (config.parent / "data").exists()


def test_bad_settings_and_bad_numbers_are_named(config: Path, hall: Hall) -> None:
    assert command(config, "resend", "one").exit_code == 2
    config.write_text("[nonsense]\n", encoding="utf-8")
    assert command(config, "list").exit_code == 2


@pytest.fixture
def backend(tmp_path: Path) -> Iterator[Server]:
    folder = tmp_path / "backend"
    folder.mkdir()
    with running_server(folder) as server:
        yield server


def test_the_real_backend_takes_what_it_once_refused(
    backend: Server, hall: Hall, config: Path
) -> None:
    """It keeps a refusal with the id that was refused; another one is judged anew."""
    client = Client(backend.url, backend.terminal or CREDENTIAL, budget=5.0)
    store = Store(hall.path, clock=lambda: NOW)
    office = Office(client, store, letter="K", version="test", phone_base=None)
    hall.offices.append(office)
    first = office.leave_question(QuestionField.WAGES, "样例问题", None)
    assert isinstance(first, LeftQuestion)
    backend.kill()
    office._desk._draw = _same_code(first.code)
    assert isinstance(office.leave_question(QuestionField.WAGES, TEXT, None), LeftQuestion)
    backend.start()
    assert office.deliver()
    assert office.set_aside() == 1
    told = command(config, "show", "2")
    assert "code_taken" in told.output
    assert "kiosk backend matters add" in told.output
    with closing(sqlite3.connect(backend.database.removeprefix("sqlite:///"))) as county:
        county.execute("UPDATE matter SET code = ? WHERE code = ?", (CODE, first.code))
        county.commit()
    command(config, "resend", "2")
    assert office.deliver()
    assert (office.undelivered(), office.set_aside()) == (0, 0)


def _same_code(code: str) -> Callable[[int], int]:
    number = int(code[:-1])
    return lambda n: number
