"""What the office promises beside delivery: hours, numbers, phone pages, staff, heartbeats."""

import os
import subprocess
import sys
import threading
from datetime import timedelta
from pathlib import Path

import pytest
from county_hall import Hall
from county_standin import (
    NOW,
    PATIENCE,
    Standin,
    a_centre,
    a_service,
    error_after_work,
    lost_reply,
    lost_request,
    serving,
    silence,
)

from kiosk.county.contract import HeartbeatReply, PrintState, PriorityReason, ProblemCode
from kiosk.county.office import Office
from kiosk.county.port import County, IssuedTicket
from kiosk.county.replies import Refused, Unreachable
from kiosk.store import StoreError

NOWHERE = "http://127.0.0.1:1"


def offline(hall: Hall, *, letter: str = "K") -> Office:
    office = hall.office(NOWHERE, budget=0.05, letter=letter)
    services = (a_service(), a_service(id="notary", letter="E", windows=(5,)))
    office._known.keep(a_centre(*services))
    return office


def test_is_a_county(hall: Hall) -> None:
    county: County = hall.office(NOWHERE)
    assert county.last_centre() is None


def test_an_online_ticket(standin: Standin, hall: Hall) -> None:
    office = hall.office(standin.url)
    ticket = office.issue("legal-aid", "A", PriorityReason.MILITARY)
    assert isinstance(ticket, IssuedTicket)
    assert ticket.number == "A001"
    assert (ticket.ahead, ticket.windows, ticket.offline) == (2, (3,), False)
    assert ticket.phone_url == "http://phones.example/t/token"
    assert office.online()
    assert office.undelivered() == 0


def test_an_offline_ticket(hall: Hall) -> None:
    ticket = offline(hall).issue("legal-aid", "A", None)
    assert isinstance(ticket, IssuedTicket)
    assert (ticket.ahead, ticket.wait, ticket.phone_url) == (None, None, None)
    assert (ticket.offline, ticket.windows, ticket.issued_at) == (True, (3,), NOW)


@pytest.mark.parametrize("code", [ProblemCode.CLOSED, ProblemCode.QUOTA_REACHED])
def test_a_refusal_leaves_nothing_behind(code: ProblemCode, standin: Standin, hall: Hall) -> None:
    standin.refusals["POST"] = code
    office = hall.office(standin.url)
    answer = office.issue("legal-aid", "A", None)
    assert isinstance(answer, Refused)
    assert answer.code is code
    assert office.undelivered() == 0
    assert hall.office(standin.url).undelivered() == 0


def test_offline_does_not_open_the_doors_at_night(hall: Hall) -> None:
    office = offline(hall)
    hall.now = NOW + timedelta(hours=12)
    answer = office.issue("legal-aid", "A", None)
    assert isinstance(answer, Refused)
    assert answer.code is ProblemCode.CLOSED
    assert office.undelivered() == 0


def test_without_a_centre_there_is_no_number(hall: Hall) -> None:
    office = hall.office(NOWHERE, budget=0.05)
    assert isinstance(office.issue("legal-aid", "A", None), Unreachable)
    assert office.undelivered() == 0


def test_the_last_centre_serves_after_a_restart(standin: Standin, hall: Hall) -> None:
    hall.office(standin.url).load_centre()
    office = hall.office(NOWHERE, budget=0.05)
    assert office.last_centre() == standin.centre
    assert office.issue("legal-aid", "A", None).number == "AK01"


def test_the_number_on_the_paper_wins(standin: Standin, hall: Hall) -> None:
    office = hall.office(standin.url, budget=0.2)
    office.load_centre()
    standin.fault = lost_reply
    ticket = office.issue("legal-aid", "A", None)
    standin.fault = None
    office.deliver()
    assert standin.voided == ["A001"]
    assert standin.numbers() == [ticket.number] == ["AK01"]
    assert standin.tickets[str(ticket.request_id)].issued_at == ticket.issued_at


def test_each_series_counts_by_itself(hall: Hall) -> None:
    def take(office: Office, service: str, letter: str) -> str:
        return office.issue(service, letter, None).number

    office = offline(hall)
    taken = [take(office, "legal-aid", "A"), take(office, "notary", "E")]
    office = offline(hall)
    taken += [take(office, "legal-aid", "A"), take(offline(hall, letter="M"), "legal-aid", "A")]
    assert taken == ["AK01", "EK01", "AK02", "AM01"]


def test_lost_counters_give_no_number_twice(hall: Hall) -> None:
    before = offline(hall).issue("legal-aid", "A", None).number
    hall.path.write_bytes(b"no database at all" * 400)
    for ending in ("-wal", "-shm"):
        hall.path.with_name(hall.path.name + ending).unlink(missing_ok=True)
    after = offline(hall).issue("legal-aid", "A", None).number
    assert before == "AK01"
    assert after == "AK730"
    assert offline(hall).issue("legal-aid", "A", None).number == "AK731"


def test_what_is_refused_for_good_blocks_nothing(standin: Standin, hall: Hall) -> None:
    office = hall.office(standin.url, budget=0.1)
    office.load_centre()
    standin.fault = lost_request
    tickets = [office.issue("legal-aid", "A", None) for _ in range(3)]
    for ticket in tickets:
        office.report_print(ticket.request_id, PrintState.SENT)
    standin.refusals["AK02"] = ProblemCode.NUMBER_TAKEN
    standin.fault = None
    assert office.deliver()
    assert standin.numbers() == ["AK01", "AK03"]
    assert [ticket for ticket, _ in standin.prints] == [
        str(tickets[0].request_id),
        str(tickets[2].request_id),
    ]
    assert (office.undelivered(), office.set_aside()) == (0, 2)
    assert hall.office(standin.url).set_aside() == 2


def test_a_disk_that_takes_nothing_gives_no_number(
    standin: Standin, hall: Hall, monkeypatch: pytest.MonkeyPatch
) -> None:
    office = hall.office(standin.url)

    def full(*args: object) -> None:
        raise StoreError("database or disk is full")

    monkeypatch.setattr(office._outbox, "_insert", full)
    assert isinstance(office.issue("legal-aid", "A", None), Unreachable)
    assert standin.calls == []


def test_calls_staff(standin: Standin, hall: Hall) -> None:
    office = hall.office(standin.url, budget=0.2)
    assert office.call_staff("ticket.slip") is None
    assert standin.calls == [("POST", "/terminals/self/assistance")]
    standin.fault = error_after_work
    assert isinstance(office.call_staff("ticket.slip"), Unreachable)


def test_beats(standin: Standin, hall: Hall) -> None:
    office = hall.office(standin.url)
    assert isinstance(office.beat(("x" * 500,) * 60), HeartbeatReply)


def test_the_thread_delivers_when_the_link_is_back(hall: Hall) -> None:
    with serving() as standin:
        port = standin.server_port
        office = hall.office(standin.url, budget=0.1)
        office._outbox._chance = lambda: 1000.0  # only being woken ends a pause
        office.start()
        office.load_centre()
    tickets = [office.issue("legal-aid", "A", None) for _ in range(3)]
    office.report_print(tickets[0].request_id, PrintState.FAILED)
    assert office.undelivered() == 4
    with serving(port) as standin:
        office.beat()
        assert standin.wait_for(lambda: len(standin.tickets) == 3)
        assert standin.numbers() == [ticket.number for ticket in tickets]
        thread = office._outbox._thread
        office.close()
        assert not thread.is_alive()


def test_closing_does_not_wait_for_the_line(standin: Standin, hall: Hall) -> None:
    office = offline(hall)
    office.issue("legal-aid", "A", None)
    standin.fault = silence
    again = hall.office(standin.url)
    again.start()
    assert standin.wait_for(lambda: len(standin.calls) == 1)
    again.close()
    assert again._outbox._thread not in threading.enumerate()
    assert standin.peer_gone.wait(PATIENCE)


def everything_on_disk(folder: Path) -> bytes:
    return b"".join(path.read_bytes() for path in sorted(folder.iterdir()))


def test_the_disk_holds_what_is_needed_and_then_nothing(standin: Standin, hall: Hall) -> None:
    office = hall.office(standin.url, budget=0.1)
    office.load_centre()
    standin.fault = lost_request
    ticket = office.issue("legal-aid", "A", PriorityReason.PREGNANT_OR_INFANT)
    record = office._outbox.next()
    assert record.body == (
        '{"service":"legal-aid","reason":"pregnant_or_infant","number":"AK01",'
        '"issued_at":"2026-03-04T02:30:00Z"}'
    )
    traces = [str(ticket.request_id).encode(), b"pregnant_or_infant", b"AK01"]
    held = everything_on_disk(hall.path.parent)
    assert all(trace in held for trace in traces)

    standin.fault = None
    online = office.issue("legal-aid", "A", PriorityReason.DISABLED)
    traces += [str(online.request_id).encode(), b"disabled", b"A001"]
    assert office.deliver()
    held = everything_on_disk(hall.path.parent)
    assert [trace for trace in traces if trace in held] == []


def test_the_database_is_its_owners_only(hall: Hall) -> None:
    offline(hall).issue("legal-aid", "A", None)
    modes = {oct(os.stat(path).st_mode & 0o777) for path in hall.path.parent.iterdir()}
    assert modes == {"0o600"}


def test_requests_is_loaded_only_at_the_first_call() -> None:
    code = "import sys, kiosk.county.office; sys.exit('requests' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code]).returncode == 0
