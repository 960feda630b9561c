"""On SQLite and PostgreSQL: databases of the version before, and several processes at once."""

from datetime import datetime
from threading import Barrier, Thread
from uuid import uuid4

import postgres
import pytest
from schema_steps import go_back
from sqlalchemy import select
from sqlalchemy.exc import IntegrityError
from test_matter_life import PHONE

from kiosk.county.contract import (
    LookUp,
    ProblemCode,
    Question,
    RatingRequest,
    TicketRequest,
    WindowAction,
    WindowOrder,
)
from kiosk.county.server import matters, ratings, sample, tables
from kiosk.county.server.database import make_engine, upgrade
from kiosk.county.server.problems import Refusal
from kiosk.county.server.terminals import enrol_terminal
from kiosk.county.server.tickets import issue
from kiosk.county.server.transactions import Sources, transact
from kiosk.county.server.windows import act_at_window
from kiosk.zone import CENTRE_ZONE

NOW = datetime(2026, 11, 23, 10, 0, tzinfo=CENTRE_ZONE)
CODE = "100000000017"
ASKED = Question(code=CODE, field="wages", text="老板欠薪", phone=PHONE, asked_at=NOW)


@pytest.fixture(scope="module", params=["sqlite", "postgresql"])
def url(request, tmp_path_factory):
    if request.param == "sqlite":
        yield f"sqlite:///{tmp_path_factory.mktemp('store') / 'county.sqlite3'}"
        return
    if postgres.find_binaries() is None:
        pytest.skip("Debian package postgresql is not installed")
    with postgres.running_postgres() as database:
        yield database


@pytest.fixture
def do(url):
    """Run a command as a process of its own would; the database is empty at the test's begin."""
    engine = make_engine(url, write=True)
    with engine.begin() as connection:
        tables.metadata.drop_all(connection)
        connection.exec_driver_sql("DROP TABLE IF EXISTS alembic_version")
    upgrade(engine)
    with engine.begin() as connection:
        sample.load_sample(connection)

    def run(command, on=engine):
        return transact(on, Sources(lambda: NOW), command, write=True)

    run.engine = engine
    run(lambda t: enrol_terminal(t, "hall-1", "K"))
    yield run
    engine.dispose()


def serve_one(do):
    ticket = do(lambda t: issue(t, uuid4(), TicketRequest(service="advice"), "hall-1"))
    for action in (WindowAction.NEXT, WindowAction.DONE):
        do(lambda t, a=action: act_at_window(t, 2, a, WindowOrder()))
    return ticket


def at_once(url, do, work):
    """Carry out ``work(transaction, n)`` on eight engines at once; return the codes of refusals."""
    start, answers = Barrier(8), []
    engines = [make_engine(url, write=True) for _ in range(8)]

    def run(number):
        start.wait(30)
        for _ in range(3):
            try:
                found = do(lambda t: work(t, number), engines[number])
            except Refusal as refusal:
                found = refusal
            answers.append(found.code if isinstance(found, Refusal) else "taken")

    threads = [Thread(target=run, args=(number,)) for number in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(60)
    for engine in engines:
        engine.dispose()
    return {code: answers.count(code) for code in answers}


def test_a_database_of_the_second_version_is_brought_up_to_date(do):
    ticket = serve_one(do)
    do(lambda t: matters.leave(t, uuid4(), ASKED))
    go_back(do.engine, "0002")
    upgrade(do.engine)
    assert do(lambda t: t.connection.execute(select(tables.matter)).all()) == []
    do(lambda t: matters.leave(t, uuid4(), ASKED))
    assert do(lambda t: matters.look_up(t, LookUp(code=CODE, factor="1234"))).state == "received"
    rateable = do(lambda t: ratings.find_rateable(t, ticket.number))
    assert (rateable.ticket, rateable.served, rateable.window) == (ticket.id, True, 2)


@pytest.mark.parametrize("known", [True, False])
def test_callers_of_several_processes_have_five_tries_among_them(url, do, known):
    if known:
        do(lambda t: matters.leave(t, uuid4(), ASKED))
    answers = at_once(
        url, do, lambda t, number: matters.look_up(t, LookUp(code=CODE, factor=f"{number:04}"))
    )
    assert answers == {ProblemCode.NOT_FOUND: 5, ProblemCode.CODE_PAUSED: 19}


def test_of_several_processes_one_gets_the_code(url, do):
    answers = at_once(url, do, lambda t, _: matters.leave(t, uuid4(), ASKED))
    assert answers == {"taken": 1, ProblemCode.CODE_TAKEN: 23}


def scores(ticket):
    return RatingRequest(ticket=ticket.id, department=5, post=4, person=3, rated_at=NOW)


def test_of_several_processes_one_rates(url, do):
    ticket = serve_one(do)
    answers = at_once(url, do, lambda t, _: ratings.rate(t, uuid4(), scores(ticket)))
    assert answers == {"taken": 1, ProblemCode.ALREADY_RATED: 23}


def test_the_database_itself_refuses_a_second_rating(do, monkeypatch):
    ticket = serve_one(do)
    do(lambda t: ratings.rate(t, uuid4(), scores(ticket)))
    monkeypatch.setattr(ratings, "_is_rated", lambda *_: False)
    with pytest.raises(IntegrityError):
        do(lambda t: ratings.rate(t, uuid4(), scores(ticket)))


def test_the_database_itself_refuses_a_rating_of_nothing(do):
    values = dict.fromkeys(("department", "post", "person"), 5)
    with pytest.raises(IntegrityError):
        do(
            lambda t: t.connection.execute(
                tables.rating.insert().values(
                    **values, request_id=uuid4(), of_department="advice", word="", rated_at=0
                )
            )
        )
