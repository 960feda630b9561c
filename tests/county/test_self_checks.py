"""What becomes of a self-check at the county: who gets to see it, and when it is gone."""

import re
from datetime import timedelta
from pathlib import Path
from uuid import uuid4

import pytest
from schema_steps import go_back
from server import run_backend, running_server
from sqlalchemy import func, select

from kiosk.county.contract import (
    PaperTicket,
    ProblemCode,
    SelfCheck,
    TicketRequest,
    WindowAction,
    WindowOrder,
)
from kiosk.county.server import tables
from kiosk.county.server.auth import Caller, Role
from kiosk.county.server.database import upgrade
from kiosk.county.server.idempotency import fingerprint
from kiosk.county.server.problems import Refusal
from kiosk.county.server.self_check_words import describe_self_check
from kiosk.county.server.self_checks import forget_past_self_checks
from kiosk.county.server.tickets import accept_paper, cancel, check_same_facts, issue
from kiosk.county.server.transactions import system_clock
from kiosk.county.server.windows import act_at_window, show_self_check, view_window
from kiosk.legal_aid import facts

TERMINAL = Caller(Role.TERMINAL, "hall-1")
CHECK = SelfCheck(
    facts={"matter": "unpaid_wages", "group": ["migrant_worker"], "income_per_person_month": 900},
    outcome="likely",
    pack="2026.1",
)


def take(county, check=CHECK, request_id=None):
    order = TicketRequest(service="legal-aid", facts=check)
    return county.do(lambda t: issue(t, request_id or uuid4(), order, "hall-1"))


def act(county, action, **order):
    def command(transaction):
        state = act_at_window(transaction, 4, WindowAction(action), WindowOrder(**order))
        return show_self_check(transaction, state)

    return county.do(command)


def look(county):
    return county.do(lambda t: show_self_check(t, view_window(t, 4)))


def kept(county):
    return county.do(
        lambda t: t.connection.execute(select(func.count()).select_from(tables.self_check)).scalar()
    )


@pytest.mark.parametrize("end", ["done", "cancelled", "void"])
def test_it_is_deleted_at_the_ticket_s_end(county, end):
    request_id = uuid4()
    take(county, request_id=request_id)
    take(county)
    if end == "done":
        act(county, "next")
        act(county, "done")
    elif end == "cancelled":
        county.do(lambda t: cancel(t, request_id))
    else:
        paper = PaperTicket(service="legal-aid", number="CK01", issued_at=county.now)
        county.do(lambda t: accept_paper(t, request_id, paper, TERMINAL))
    assert kept(county) == 1


def test_it_lives_through_calling_missing_and_passing_on(county):
    ticket = take(county)
    assert act(county, "next").self_check == CHECK
    assert act(county, "serve").self_check == CHECK
    act(county, "transfer", to="notary")
    assert kept(county) == 1
    state = county.do(
        lambda t: show_self_check(t, act_at_window(t, 6, WindowAction.NEXT, WindowOrder()))
    )
    assert (state.ticket.number, state.self_check) == (ticket.number, CHECK)
    assert look(county).self_check is None


def test_a_business_date_that_has_ended_takes_it_along(county):
    take(county)
    act(county, "next")
    assert county.do(forget_past_self_checks) == 0
    county.now = county.now.replace(hour=23, minute=59)
    assert look(county).self_check == CHECK
    county.later(minutes=1)
    state = look(county)
    assert (state.ticket is None, state.self_check) == (False, None)
    assert county.do(forget_past_self_checks) == 1
    assert kept(county) == 0


def test_a_paper_of_an_earlier_date_brings_none(county):
    paper = PaperTicket(
        service="legal-aid", number="CK01", issued_at=county.now - timedelta(days=1), facts=CHECK
    )
    request_id = uuid4()
    for _ in range(2):
        county.do(lambda t: accept_paper(t, request_id, paper, TERMINAL))
    assert kept(county) == 0


def test_the_paper_s_own_takes_the_place_of_the_lost_one(county):
    request_id = uuid4()
    take(county, request_id=request_id)
    paper = PaperTicket(service="legal-aid", number="CK01", issued_at=county.now, facts=CHECK)
    county.do(lambda t: accept_paper(t, request_id, paper, TERMINAL))
    assert kept(county) == 1
    county.do(lambda t: check_same_facts(t, request_id, CHECK))
    with pytest.raises(Refusal) as refused:
        county.do(lambda t: check_same_facts(t, request_id, None))
    assert refused.value.code is ProblemCode.KEY_REUSED


def test_no_hash_of_it_outlives_it():
    orders = [TicketRequest(service="legal-aid", facts=check) for check in (CHECK, None)]
    assert len({fingerprint(TERMINAL, "tickets", order) for order in orders}) == 1


def test_nothing_of_it_is_in_the_database_once_the_ticket_is_done(tmp_path):
    """Through the real server: no stored answer, no free page and no log has kept any of it."""
    import requests

    from kiosk.county.contract import API

    with running_server(tmp_path) as server:

        def send(path, body, credential):
            answer = requests.post(
                server.url + API + path,
                json=body,
                headers={
                    "Authorization": f"Bearer {credential}",
                    "Idempotency-Key": str(uuid4()),
                },
                timeout=10,
            )
            assert answer.ok, answer.text
            return answer.json()

        order = {"service": "reception", "facts": CHECK.model_dump()}
        send("/tickets", order, server.terminal)
        called = send("/windows/1/next", {}, server.windows[1])
        assert called["self_check"]["facts"]["matter"] == "unpaid_wages"
        assert b"unpaid_wages" in everything(tmp_path)
        send("/windows/1/done", {}, server.windows[1])
    left = everything(tmp_path)
    assert b"reception" in left
    assert b"unpaid_wages" not in left
    assert b"migrant_worker" not in left


def test_the_server_deletes_at_its_start_what_an_earlier_day_has_left(county, tmp_path):
    county.now = system_clock() - timedelta(days=1)
    take_at_any_hour(county)
    county.now = system_clock()
    take_at_any_hour(county)
    assert kept(county) == 2
    with running_server(tmp_path, f"sqlite:///{county.engine.url.database}"):
        pass
    assert kept(county) == 1


def take_at_any_hour(county):
    order = TicketRequest(service="reception", facts=CHECK)
    county.do(lambda t: issue(t, uuid4(), order, "hall-1"))


def test_the_log_of_writes_is_cut_off_once_it_is_folded_in(county):
    path = Path(county.engine.url.database)
    log = path.with_name(path.name + "-wal")
    take(county)
    act(county, "next")
    act(county, "done")
    assert b"unpaid_wages" in log.read_bytes()
    with county.engine.connect() as connection:
        raw = connection.connection.dbapi_connection
        # What SQLite does by itself after some thousand pages.
        raw.execute("PRAGMA wal_checkpoint(RESTART)")
    county.do(forget_past_self_checks)
    take(county, None)
    assert b"unpaid_wages" not in log.read_bytes() + path.read_bytes()


def everything(folder: Path) -> bytes:
    return b"".join(path.read_bytes() for path in folder.iterdir() if path.is_file())


def test_a_database_of_the_first_version_is_brought_up_to_date(county):
    take(county, None)
    go_back(county.engine, "0001")
    upgrade(county.engine)
    take(county)
    first = act(county, "next")
    act(county, "done")
    second = act(county, "next")
    assert (first.self_check, second.self_check) == (None, CHECK)


class TestWords:
    def test_plain_chinese_lines(self):
        assert list(describe_self_check(CHECK)) == [
            "法律援助自查（本人同意提供；仅供参考，由法律援助机构审查决定）：",
            "  事项：拖欠劳动报酬",
            "  人群：进城务工人员",
            "  家庭人均月收入（元）：900",
            "  初步结果：可能符合条件（规则版本 2026.1）",
        ]

    def test_nothing_where_there_is_none(self):
        assert list(describe_self_check(None)) == []

    def test_what_a_newer_pack_adds_is_shown_as_it_came(self):
        newer = SelfCheck(facts={"new_fact": ["a", "b"], "group": []}, outcome="new", pack="9")
        assert list(describe_self_check(newer))[1:] == [
            "  new_fact：a、b",
            "  人群：无",
            "  初步结果：new（规则版本 9）",
        ]

    @pytest.mark.parametrize("key", [*facts.SINGLE, *facts.LISTS, facts.INCOME, facts.ON])
    def test_every_fact_and_value_has_words(self, key):
        values = [*facts.SINGLE.get(key, ()), *facts.LISTS.get(key, ())]
        for value in values or [1]:
            check = SelfCheck(facts={key: value}, outcome="check", pack="1")
            line = list(describe_self_check(check))[1]
            assert not re.search("[a-z_]{2}", line), line

    @pytest.mark.parametrize("outcome", ["advice", "notify", "likely", "check", "unlikely"])
    def test_every_outcome_has_words(self, outcome):
        last = list(describe_self_check(CHECK.model_copy(update={"outcome": outcome})))[-1]
        assert not re.search("[a-z]", last), last

    def test_the_window_reads_them_on_the_command_line(self, county):
        county.now = system_clock()
        take_at_any_hour(county)
        database = f"sqlite:///{county.engine.url.database}"
        assert "  事项：拖欠劳动报酬" in run_backend("window", "1", "next", "--db", database)
        assert "自查" not in run_backend("window", "1", "done", "--db", database)
