"""What staff do at the backend is written down, and stays as written."""

import re
import subprocess
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from uuid import uuid4

import postgres
import pytest
from server import backend_command, run_backend, running_server
from sqlalchemy import text
from sqlalchemy.exc import DBAPIError

from kiosk.audit import KEPT_YEARS, find_break
from kiosk.county.contract import API
from kiosk.county.server.audit import read_chain, take_out_old, write
from kiosk.county.server.database import make_engine, upgrade
from kiosk.county.server.problems import Refusal
from kiosk.county.server.sample import ensure_centre
from kiosk.county.server.transactions import Sources, transact

NOW = datetime(2026, 11, 24, 9, 0, tzinfo=UTC)


class Office:
    """A database with three deeds in it, at a time of the test's choosing."""

    def __init__(self, database):
        self.database, self.now = database, NOW
        self.engine = make_engine(database, write=True)
        upgrade(self.engine)
        ensure_centre(self.engine, lambda: NOW)
        for what in ("one", "two", "three"):
            self.do(lambda transaction, what=what: write(transaction, "somebody", what, "record 7"))

    def do(self, command):
        return transact(self.engine, Sources(lambda: self.now), command, write=True)

    def sql(self, statement):
        with self.engine.begin() as connection:
            connection.execute(text(statement))

    def chain(self):
        return self.do(read_chain)


@contextmanager
def sqlite(folder):
    yield f"sqlite:///{folder / 'county.sqlite3'}"


@contextmanager
def postgresql(_folder):
    if postgres.find_binaries() is None:
        pytest.skip("Debian package postgresql is not installed")
    with postgres.running_postgres() as url:
        yield url


@pytest.fixture(params=[sqlite, postgresql])
def office(request, tmp_path):
    with request.param(tmp_path) as url:
        made = Office(url)
        yield made
        made.engine.dispose()


REFUSED = (
    "UPDATE deed SET who = 'nobody' WHERE number = 2",
    "DELETE FROM deed WHERE number = 3",
    "DELETE FROM deed",
    "INSERT INTO deed SELECT 2 + 5, at, who, what, record, seal FROM deed WHERE number = 2",
    "UPDATE deed_mark SET number = 2 WHERE name = 'head'",
    "UPDATE deed_mark SET number = 2 WHERE name = 'start'",
    "DELETE FROM deed_mark",
    "INSERT INTO deed_mark SELECT 'more', number, seal FROM deed_mark WHERE name = 'head'",
)
OF_ONE_DATABASE = {
    "sqlite": (
        "INSERT OR REPLACE INTO deed SELECT number, at, 'nobody', what, record, seal"
        " FROM deed WHERE number = 2",
        "INSERT OR REPLACE INTO deed_mark SELECT name, 2, seal FROM deed_mark WHERE name = 'head'",
    ),
    "postgresql": (
        "TRUNCATE deed",
        "TRUNCATE deed_mark",
        "INSERT INTO deed SELECT number, at, 'nobody', what, record, seal FROM deed"
        " WHERE number = 2 ON CONFLICT (number) DO UPDATE SET who = 'nobody'",
    ),
}


def test_the_database_itself_refuses_every_change(office):
    before = office.chain()
    assert [entry.what for entry in before.entries] == ["one", "two", "three"]
    for statement in (*REFUSED, *OF_ONE_DATABASE[office.engine.dialect.name]):
        with pytest.raises(DBAPIError, match="stays as written"):
            office.sql(statement)
    assert office.chain() == before
    assert find_break(before) is None


def test_a_deed_that_is_refused_leaves_no_entry(office):
    def fail(transaction):
        write(transaction, "somebody", "four")
        raise Refusal("invalid")

    with pytest.raises(Refusal):
        office.do(fail)
    assert len(office.chain().entries) == 3


def test_old_entries_go_into_a_file_and_the_chain_goes_through_it(office, tmp_path):
    office.now = NOW + timedelta(days=365 * KEPT_YEARS + 1)
    office.do(lambda transaction: write(transaction, "somebody", "new"))
    old = office.do(lambda transaction: take_out_old(transaction, "clerk"))
    assert [entry.what for entry in old] == ["one", "two", "three"]
    kept = office.chain()
    assert [entry.what for entry in kept.entries] == ["new", "audit.archive"]
    assert kept.entries[-1].record == "entries 1-3"
    assert find_break(kept) is None
    with pytest.raises(DBAPIError, match="stays as written"):
        office.sql("DELETE FROM deed")


def unguarded(office, *statements):
    """Change the file as somebody would who takes the guards down first."""
    from kiosk.county.server.audit_guards import unguard

    with office.engine.begin() as connection:
        unguard(connection)
        for statement in statements:
            connection.execute(text(statement))


@pytest.mark.parametrize(
    ("statement", "where"),
    [
        ("UPDATE deed SET who = 'nobody' WHERE number = 2", "entry 2 is not what was written"),
        ("UPDATE deed SET at = at + 1 WHERE number = 1", "entry 1 is not what was written"),
        ("DELETE FROM deed WHERE number = 2", "after entry 1 comes 3"),
        ("DELETE FROM deed WHERE number = 1", "after entry 0 comes 2"),
        ("DELETE FROM deed WHERE number = 3", "entry 3 was written last, and entry 2 is the last"),
        ("DELETE FROM deed", "entry 3 was written last, and entry 0 is the last"),
        ("UPDATE deed SET who = what, what = who WHERE number = 2", "entry 2 is not"),
    ],
)
def test_whoever_takes_the_guards_down_is_found_out(tmp_path, statement, where):
    office = Office(f"sqlite:///{tmp_path / 'county.sqlite3'}")
    unguarded(office, statement)
    assert find_break(office.chain()).startswith(where)
    done = verify(office)
    assert done.returncode == 1
    assert where in done.stderr
    with pytest.raises(Refusal):
        office.do(lambda transaction: take_out_old(transaction, "clerk"))


def verify(office, *arguments):
    command = [*backend_command(), "audit", "verify", "--db", office.database, *arguments]
    return subprocess.run(command, capture_output=True, text=True, timeout=60)


def test_archive_and_verify_on_the_command_line(tmp_path):
    office = Office(f"sqlite:///{tmp_path / 'county.sqlite3'}")
    file = tmp_path / "audit-1.jsonl"
    assert run_backend("audit", "archive", str(file), "--db", office.database).startswith("0 ")
    assert not file.exists()
    unguarded(office, "DELETE FROM deed", "UPDATE deed_mark SET number = 0, seal = zeroblob(32)")
    old = Office.__new__(Office)
    vars(old).update(vars(office), now=datetime(2015, 1, 1, tzinfo=UTC))
    old.do(lambda transaction: write(transaction, "somebody", "long ago"))
    from kiosk.county.server.audit_guards import guard

    with office.engine.begin() as connection:
        guard(connection)
    assert run_backend("audit", "archive", str(file), "--db", office.database).startswith("1 ")
    assert file.stat().st_mode & 0o777 == 0o600
    assert verify(office, "--archive", str(file)).returncode == 0
    assert "Entries 1 to 2" in verify(office, "--archive", str(file)).stdout
    file.write_text(file.read_text().replace("somebody", "nobodies"))
    assert verify(office, "--archive", str(file)).returncode == 1
    again = run_backend("audit", "archive", str(tmp_path / "more"), "--db", office.database)
    assert again.startswith("0 ")


@pytest.fixture(scope="module")
def server(tmp_path_factory):
    with running_server(tmp_path_factory.mktemp("audit")) as running:
        yield running


def deeds(server):
    """Every deed as the command line shows it: who, what, record."""
    listed = run_backend("audit", "list", "--last", "1000", "--db", server.database)
    return [re.split(r"\s{2,}", line.strip(), maxsplit=4)[2:] for line in listed.splitlines()]


def test_every_command_that_changes_something_is_written_down(server, tmp_path):
    import getpass

    def run(*arguments):
        return run_backend(*arguments, "--db", server.database)

    me = getpass.getuser()
    before = len(deeds(server))
    run("enrol", "--terminal", "hall-9", "--letter", "Q")
    run("enrol", "--window", "3")
    run("terminal", "hall-9", "--pause", "--message", "今天休息", "Closed today", "--helped")
    run("terminal", "hall-9", "--resume", "--no-message")
    run("revoke", "--terminal", "hall-9")
    run("window", "3", "open")
    code = run("matters", "add", "--kind", "mediation", "--phone", "13900001234").replace(" ", "")
    run("matters", "show", code)
    run("matters", "assign", code, "--to", "人民调解")
    run("matters", "close", code, "--text", "调解好了")
    consultation = run("matters", "add", "--kind", "consultation").replace(" ", "")
    run("matters", "reply", consultation, "--text", "请带身份证来")
    (tmp_path / "list.csv").write_text(SAMPLE_LIST, encoding="utf-8")
    run("directory", "publish", str(tmp_path / "list.csv"), "--as-of", "2026-11-01")
    written = deeds(server)[before:]
    assert [what for _, what, *_ in written] == [
        "credential.enrol",
        "credential.enrol",
        "terminal.pause",
        "terminal.message",
        "terminal.helped",
        "terminal.resume",
        "terminal.no_message",
        "credential.revoke",
        "window.open",
        "matter.add",
        "matter.show",
        "matter.assign",
        "matter.close",
        "matter.add",
        "matter.reply",
        "directory.publish",
    ]
    assert {who for who, *_ in written} == {me}
    whole = str(written)
    assert "terminal hall-9" in whole
    assert "window 3" in whole
    for said in (code, consultation, "1390000", "1234", "调解好了", "身份证", "Closed"):
        assert said not in whole


def test_a_window_is_written_down_under_its_own_name(server):
    import requests

    def send(path, body, credential):
        headers = {"Authorization": f"Bearer {credential}", "Idempotency-Key": str(uuid4())}
        return requests.post(server.url + API + path, json=body, headers=headers, timeout=30)

    number = send("/tickets", {"service": "advice"}, server.terminal).json().get("number")
    before = len(deeds(server))
    send("/windows/2/open", {}, server.windows[2])
    for action in ("next", "serve", "done"):
        assert send(f"/windows/2/{action}", {}, server.windows[2]).ok or number is None
    assert not send("/windows/2/done", {}, server.windows[2]).ok
    written = deeds(server)[before:]
    named = f"window 2, ticket {number}" if number else "window 2"
    assert written[0] == ["window 2", "window.open", "window 2"]
    if number:
        assert written[1:] == [
            ["window 2", f"window.{action}", named] for action in ("next", "serve", "done")
        ]


SAMPLE_LIST = "类别,名称,乡镇,电话\n司法所,样例镇司法所,样例镇,0396-0000001\n"


def test_a_command_that_changes_something_cannot_be_added_without_being_written_down():
    """Every command is here: those that write deeds, and those that only read or serve."""
    from kiosk.county.server.cli import backend

    def names(group, prefix=""):
        for name, command in group.commands.items():
            if hasattr(command, "commands"):
                yield from names(command, f"{prefix}{name} ")
            else:
                yield f"{prefix}{name}"

    written = {"enrol", "revoke", "terminal", "window", "legal-aid-pack", "directory publish"}
    written |= {f"matters {each}" for each in ("add", "assign", "close", "reply", "show")}
    written |= {"audit archive", "centre import"}
    reading = {"serve", "terminals", "matters list", "ratings", "audit list", "audit verify"}
    assert set(names(backend)) == written | reading
