"""Every way in which a line fails: it breaks, numbers go on, it mends, all is delivered once."""

import pytest
from county_hall import Hall
from county_standin import (
    FAULTS,
    PATIENCE,
    Fault,
    Standin,
    lost_request,
    redirect,
    trickled_headers,
    unauthorised,
)

from kiosk.county.contract import PrintState, PriorityReason, ProblemCode
from kiosk.county.port import IssuedTicket
from kiosk.county.replies import Refused, Unreachable


@pytest.mark.parametrize("fault", FAULTS, ids=lambda fault: fault.__name__)
def test_line_breaks_and_mends(fault: Fault, standin: Standin, hall: Hall) -> None:
    office = hall.office(standin.url, budget=0.4)
    office.load_centre()
    before = office.issue("legal-aid", "A", None)
    assert isinstance(before, IssuedTicket)
    assert not before.offline

    standin.fault = fault
    first = office.issue("legal-aid", "A", PriorityReason.ELDERLY)
    office.report_print(first.request_id, PrintState.SENT)
    second = office.issue("legal-aid", "A", None)
    assert (first.number, second.number) == ("AK01", "AK02")
    assert first.offline
    assert first.windows == (3,)
    assert not office.online()
    assert office.undelivered() == 3

    standin.fault = None
    mark = len(standin.calls)
    assert office.deliver()
    assert office.online()
    assert office.undelivered() == 0
    assert office.set_aside() == 0
    assert standin.calls[mark:] == [
        ("PUT", f"/tickets/paper/{first.request_id}"),
        ("PUT", f"/tickets/{first.request_id}/print"),
        ("PUT", f"/tickets/paper/{second.request_id}"),
    ]
    queued = standin.numbers()
    assert sorted(queued) == ["A001", "AK01", "AK02"]
    assert standin.tickets[str(first.request_id)].reason is PriorityReason.ELDERLY
    assert not set(standin.voided) & set(queued)

    after = office.issue("legal-aid", "A", None)
    assert not after.offline


@pytest.mark.parametrize("fault", FAULTS, ids=lambda fault: fault.__name__)
def test_delivery_that_fails_keeps_the_record(
    fault: Fault, standin: Standin, hall: Hall, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("kiosk.county.delivery.PATIENCE_SECONDS", 0.3)
    office = hall.office(standin.url, budget=0.4)
    office.load_centre()
    standin.fault = lost_request
    numbers = [office.issue("legal-aid", "A", None).number for _ in range(2)]

    standin.fault = fault
    assert not office.deliver()
    assert (office.undelivered(), office.set_aside()) == (2, 0)

    standin.fault = None
    assert office.deliver()
    assert standin.numbers() == numbers


def test_a_peer_that_never_ends_is_hung_up_on(standin: Standin, hall: Hall) -> None:
    office = hall.office(standin.url, budget=0.3)
    standin.fault = trickled_headers
    assert isinstance(office.load_centre(), Unreachable)
    assert standin.peer_gone.wait(PATIENCE)


def test_redirects_are_not_followed(standin: Standin, hall: Hall) -> None:
    standin.fault = redirect
    assert isinstance(hall.office(standin.url).load_centre(), Unreachable)
    assert standin.calls == [("GET", "/centre")]


def test_a_refused_credential_gives_no_number_and_keeps_the_records(
    standin: Standin, hall: Hall
) -> None:
    office = hall.office(standin.url, budget=0.4)
    office.load_centre()
    standin.fault = lost_request
    paper = office.issue("legal-aid", "A", None)

    standin.fault = unauthorised
    refused = office.issue("legal-aid", "A", None)
    assert isinstance(refused, Refused)
    assert refused.code is ProblemCode.UNAUTHORISED
    assert not office.deliver()
    assert (office.undelivered(), office.set_aside()) == (1, 0)

    standin.fault = None
    assert office.deliver()
    assert standin.numbers() == [paper.number]
