"""Never lost, never doubled: many callers, every request twice, the backend killed at random."""

import random
import threading
import time
from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack
from uuid import UUID, uuid4

import postgres
import pytest
from callers import Progress, call_until_empty, issue_all, send_twice
from server import Server, free_port, running_server
from sqlalchemy import insert, select

from kiosk.county.server import tables
from kiosk.county.server.database import make_engine

SEED = 20261123
SERVICE = "advice"


def keys_from(seed, many):
    source = random.Random(seed)
    return [UUID(int=source.getrandbits(128), version=4) for _ in range(many)]


def stored_tickets(server):
    engine = make_engine(server.database, write=False)
    with engine.connect() as connection:
        rows = connection.execute(select(tables.ticket)).all()
    engine.dispose()
    return rows


def add_windows(server, windows):
    """Let more windows serve the service, so that more callers contend for its queue."""
    engine = make_engine(server.database, write=True)
    with engine.begin() as connection:
        connection.execute(insert(tables.window), [{"id": w, "open": True} for w in windows])
        connection.execute(
            insert(tables.window_service),
            [{"window": window, "service": SERVICE} for window in windows],
        )
        connection.execute(tables.centre.update().values(revision=tables.centre.c.revision + 1))
    engine.dispose()
    return [(window, server.enrol_window(window)) for window in windows]


def check_each_once(answers, stored, keys):
    """Every key was acknowledged with one number, which is stored once, and nothing else is."""
    numbers = {}
    for key, status, ticket in answers:
        assert status == 201, ticket
        assert numbers.setdefault(key, ticket["number"]) == ticket["number"]
    assert set(numbers) == set(keys)
    assert len(set(numbers.values())) == len(keys)
    assert {row.request_id: row.number for row in stored} == numbers
    assert len(stored) == len(keys)


def test_2000_issues_from_16_callers_each_sent_twice(tmp_path):
    keys = keys_from(SEED, 2000)
    with running_server(tmp_path) as server:
        answers = send_twice(server.port, server.terminal, keys, SERVICE, 16)
        check_each_once(answers, stored_tickets(server), keys)


def test_8_windows_call_200_tickets(tmp_path):
    keys = keys_from(SEED + 1, 200)
    with running_server(tmp_path) as server:
        windows = add_windows(server, range(11, 19))
        issue_all(server.port, server.terminal, keys, SERVICE, 8)
        calls = call_until_empty(server.port, windows, uuid4)
    assert Counter(ticket for ticket, _ in calls) == {str(key): 1 for key in keys}


def test_killed_at_random_moments_during_300_issues(tmp_path):
    keys, chance = keys_from(SEED + 2, 300), random.Random(SEED)
    moments = sorted(chance.sample(range(5, 290), 8))
    progress = Progress()
    with running_server(tmp_path) as server, ThreadPoolExecutor(1) as pool:
        issuing = pool.submit(issue_all, server.port, server.terminal, keys, SERVICE, 4, progress)
        for answers in moments:
            progress.wait_for(answers)
            time.sleep(chance.uniform(0, 0.003))  # anywhere inside the requests under way
            server.kill()
            server.start()
        told = [(key, *answer) for key, answer in issuing.result().items()]
        check_each_once(told, stored_tickets(server), keys)


@pytest.mark.skipif(postgres.find_binaries() is None, reason="Debian package postgresql")
def test_two_server_processes_on_one_postgresql(tmp_path):
    keys = keys_from(SEED + 3, 400)
    with ExitStack() as stack:
        database = stack.enter_context(postgres.running_postgres())
        server = stack.enter_context(running_server(tmp_path, database))
        other = Server(database, free_port())
        other.start()
        stack.callback(other.stop)
        answers = []
        threads = [
            threading.Thread(
                target=lambda port=port: answers.extend(
                    send_twice(port, server.terminal, keys, SERVICE, 8)
                )
            )
            for port in (server.port, other.port)
        ]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        check_each_once(answers, stored_tickets(server), keys)
        windows = add_windows(server, range(11, 19))
        calls = []
        threads = [
            threading.Thread(
                target=lambda port=port, mine=mine: calls.extend(
                    call_until_empty(port, mine, uuid4)
                )
            )
            for port, mine in ((server.port, windows[:4]), (other.port, windows[4:]))
        ]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        assert Counter(ticket for ticket, _ in calls) == {str(key): 1 for key in keys}
