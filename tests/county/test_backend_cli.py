"""``kiosk backend``: what staff type and read."""

import stat
import tomllib
from uuid import UUID

import pytest
from server import run_backend

from kiosk.county.contract import HelpCall, PriorityReason, TicketRequest
from kiosk.county.server.auth import Caller, Role, identify
from kiosk.county.server.terminals import call_help
from kiosk.county.server.tickets import issue
from kiosk.county.server.transactions import system_clock

REQUEST = UUID("7f1d3c1e-6f4e-4f0e-9a53-0d7c3c8f5b11")


@pytest.fixture
def database(county):
    return f"sqlite:///{county.engine.url.database}"


def take_today(county):
    """Take a ticket on the date the command line will see."""
    county.now = system_clock()
    order = TicketRequest(service="advice", reason=PriorityReason.ELDERLY)
    return county.do(lambda transaction: issue(transaction, REQUEST, order, "hall-1"))


def test_a_window_calls_and_finishes(county, database):
    ticket = take_today(county)
    county.do(lambda transaction: call_help(transaction, "hall-1", HelpCall(page="home")))
    called = run_backend("window", "2", "next", "--db", database)
    assert f"call {ticket.number} to window 2" in called
    assert "60 and over: please check" in called
    assert "terminal hall-1 asks for help" in called
    assert "no ticket" in run_backend("window", "2", "done", "--db", database)


def test_a_refusal_is_said_in_words(database):
    with pytest.raises(RuntimeError, match="the window holds no ticket"):
        run_backend("window", "2", "done", "--db", database)


def test_enrol_writes_the_credential_where_only_the_owner_can_read_it(county, database, tmp_path):
    secrets = tmp_path / "secrets.toml"
    secrets.write_text('# ours\nstaff_pin_hash = "kept"\n')
    secrets.chmod(0o600)
    arguments = ("--terminal", "hall-2", "--letter", "L", "--db", database)
    assert run_backend("enrol", *arguments, "--secrets", str(secrets)) == ""
    told = tomllib.loads(secrets.read_text())
    assert told["staff_pin_hash"] == "kept"
    assert stat.S_IMODE(secrets.stat().st_mode) == 0o600
    who = county.do(lambda transaction: identify(transaction.settings, told["credential"]))
    assert who == Caller(Role.TERMINAL, "hall-2")


def test_a_file_that_cannot_take_the_credential_leaves_the_old_one_valid(
    county, database, tmp_path
):
    old = run_backend("enrol", "--window", "3", "--db", database)
    secrets = tmp_path / "secrets.toml"
    secrets.write_text("")
    secrets.chmod(0o644)
    with pytest.raises(RuntimeError, match=r"secrets\.toml"):
        run_backend("enrol", "--window", "3", "--secrets", str(secrets), "--db", database)
    assert county.do(lambda transaction: identify(transaction.settings, old)).subject == "3"


def test_pausing_a_terminal(database):
    run_backend("terminal", "hall-1", "--pause", "--db", database)
    assert "hall-1 (K), never heard of, paused" in run_backend("terminals", "--db", database)


@pytest.mark.parametrize("url", ["nonsense", "mysql://county@host/name", "sqlite://"])
def test_a_database_that_cannot_be_served_is_refused_in_words(url):
    with pytest.raises(RuntimeError, match="Invalid value for '--db'"):
        run_backend("window", "2", "next", "--db", url)
