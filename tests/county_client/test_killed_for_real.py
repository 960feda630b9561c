"""Real processes and SIGKILL at random moments: every acknowledged ticket exists exactly once."""

import random
import sqlite3
import time
from pathlib import Path
from uuid import UUID

import pytest
from county_child import (
    QUESTION,
    Acknowledged,
    Place,
    Promised,
    Terminal,
    ask_for_ever,
    issue_for_ever,
    open_office,
)

from tests.support.server import Server, running_server

TERMINAL_ISSUES = 100
SERVER_ISSUES = 300
SERVER_KILLS = 6
QUESTION_LIVES = 16


@pytest.mark.parametrize("seed", [1, 2])
def test_the_terminal_is_killed(seed: int, tmp_path: Path) -> None:
    chance = random.Random(seed)
    with running_server(tmp_path) as server:
        place = Place(server.url, server.terminal, tmp_path / "terminal.db", budget=10.0)
        terminal = Terminal[Acknowledged](place, issue_for_ever)
        while len(terminal.acknowledged) < TERMINAL_ISSUES:
            terminal.begin()
            for _ in range(chance.randrange(6)):
                terminal.see()
            live_on(chance, 0.03)
            terminal.kill()
        assert terminal.lives >= 10
        settle(place)
        check(server, terminal.acknowledged)
        assert not any(ticket.offline for ticket in terminal.acknowledged)


def test_the_server_and_the_terminal_are_killed(tmp_path: Path) -> None:
    chance = random.Random(3)
    with running_server(tmp_path) as server:
        place = Place(server.url, server.terminal, tmp_path / "terminal.db", budget=0.3)
        office = open_office(place)
        office.load_centre()
        office.close()
        terminal = Terminal[Acknowledged](place, issue_for_ever)
        terminal.begin()
        for _ in range(SERVER_KILLS):
            see_while(terminal, chance.randrange(10, 60), offline=False)
            live_on(chance, 0.02)
            server.kill()
            see_while(terminal, 1 + chance.randrange(3), offline=True)
            if chance.random() < 0.5:
                terminal.kill()
                terminal.begin()
            server.start()
        while len(terminal.acknowledged) < SERVER_ISSUES:
            terminal.see()
        terminal.kill()
        settle(place)
        check(server, terminal.acknowledged)
        offline = [ticket.number for ticket in terminal.acknowledged if ticket.offline]
        assert len(offline) >= SERVER_KILLS
        assert offline == sorted(offline, key=lambda number: int(number[2:]))


def test_the_terminal_is_killed_while_it_takes_questions(tmp_path: Path) -> None:
    chance = random.Random(4)
    with running_server(tmp_path) as server:
        place = Place(server.url, server.terminal, tmp_path / "terminal.db", budget=1.0)
        terminal = Terminal[Promised](place, ask_for_ever)
        for life in range(QUESTION_LIVES):
            down = life % 4 == 3
            if down:
                server.kill()
            terminal.begin()
            for _ in range(chance.randrange(1 if down else 0, 4)):
                terminal.see()
            live_on(chance, 0.03)
            terminal.kill()
            if down:
                server.start()
        settle(place)
        codes = [promised.code for promised in terminal.acknowledged]
        assert len(codes) >= QUESTION_LIVES / 2
        assert any(promised.offline for promised in terminal.acknowledged)
        database = sqlite3.connect(server.database.removeprefix("sqlite:///"))
        rows = database.execute("SELECT code FROM matter WHERE question = ?", (QUESTION,))
        kept = [code for (code,) in rows]
        database.close()
        assert len(kept) == len(set(kept))
        assert set(codes) <= set(kept)
        # What died before it was promised may be there; no more than one a life.
        assert len(kept) <= len(codes) + terminal.lives


def live_on(chance: random.Random, most: float) -> None:
    """Let a random while pass: the moment of a death is the one thing no event announces."""
    time.sleep(chance.random() * most)


def see_while(terminal: Terminal[Acknowledged], count: int, *, offline: bool) -> None:
    for _ in range(5000):
        count -= terminal.see().offline is offline
        if count <= 0:
            return
    raise AssertionError(f"the terminal does not go {'offline' if offline else 'online'}")


def settle(place: Place) -> None:
    """Start the terminal's side once more and deliver what it still holds."""
    office = open_office(place)
    assert office.deliver()
    assert (office.undelivered(), office.set_aside()) == (0, 0)
    office.close()


def check(server: Server, acknowledged: list[Acknowledged]) -> None:
    valid = queued(server)
    numbers = [number for number, _ in valid.values()]
    shown = {ticket.request_id: ticket.number for ticket in acknowledged}
    assert len(shown) == len(set(shown.values())) == len(acknowledged)
    assert len(set(numbers)) == len(numbers)
    missing = {key: number for key, number in shown.items() if valid.get(key, ("",))[0] != number}
    assert missing == {}


def queued(server: Server) -> dict[UUID, tuple[str, int]]:
    """Return number and edition of every ticket in the database that is not void, by request id."""
    found: dict[UUID, tuple[str, int]] = {}
    database = sqlite3.connect(server.database.removeprefix("sqlite:///"))
    rows = database.execute(
        "SELECT request_id, number, edition FROM ticket WHERE NOT EXISTS"
        " (SELECT 1 FROM period WHERE period.ticket = ticket.id AND period.state = 'void')"
    ).fetchall()
    database.close()
    for request_id, number, edition in rows:
        assert UUID(request_id) not in found, "two valid tickets of one request"
        found[UUID(request_id)] = (number, edition)
    return found
