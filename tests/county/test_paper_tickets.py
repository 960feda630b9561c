"""The number on the paper wins: tickets a terminal issued while the backend was away."""

from datetime import timedelta
from uuid import uuid4

import pytest

from kiosk.county.contract import PaperTicket, ProblemCode, TicketRequest, TicketState, WindowOrder
from kiosk.county.server import idempotency
from kiosk.county.server.auth import Caller, Role
from kiosk.county.server.problems import Refusal
from kiosk.county.server.tickets import PATH, accept_paper, issue
from kiosk.county.server.views import view_centre
from kiosk.county.server.windows import act_at_window

TERMINAL = Caller(Role.TERMINAL, "hall-1")


def take(county, request_id):
    order = TicketRequest(service="advice")

    def act(transaction):
        ticket = issue(transaction, request_id, order, "hall-1")
        return idempotency.Answer(201, ticket.model_dump_json().encode())

    return county.do(
        lambda transaction: idempotency.answer_once(
            transaction,
            request_id,
            idempotency.fingerprint(TERMINAL, PATH, order),
            lambda: act(transaction),
        )
    )


def deliver(county, request_id, number="BK01", **changes):
    paper = PaperTicket(
        **{"service": "advice", "number": number, "issued_at": county.now, **changes}
    )
    return county.do(lambda transaction: accept_paper(transaction, request_id, paper, TERMINAL))


def waiting_in(county, service):
    shown = {found.id: found for found in county.do(view_centre).services}
    return shown[service].waiting


def test_it_queues_at_its_original_issue_time(county):
    issued = county.now
    county.later(minutes=1)
    take(county, uuid4())
    county.later(minutes=1)
    ticket = deliver(county, uuid4(), issued_at=issued)
    assert (ticket.number, ticket.ahead, ticket.issued_at) == ("BK01", 0, issued)
    assert ticket.periods[0].since == issued


def test_a_lost_reply_the_other_number_is_void(county):
    request_id = uuid4()
    take(county, request_id)
    ticket = deliver(county, request_id)
    assert (ticket.number, ticket.id, ticket.state) == ("BK01", request_id, TicketState.WAITING)
    assert waiting_in(county, "advice") == 1
    called = county.do(
        lambda transaction: act_at_window(transaction, 2, "next", WindowOrder())
    ).ticket
    assert called.number == "BK01"
    take(county, uuid4())
    assert waiting_in(county, "advice") == 1


def test_void_also_when_a_window_had_called_it(county):
    request_id = uuid4()
    take(county, request_id)
    county.do(lambda transaction: act_at_window(transaction, 2, "next", WindowOrder()))
    deliver(county, request_id)
    called = county.do(lambda transaction: act_at_window(transaction, 2, "next", WindowOrder()))
    assert called.ticket.number == "BK01"


def test_delivering_again_changes_nothing(county):
    request_id = uuid4()
    first = deliver(county, request_id)
    county.later(seconds=30)
    assert deliver(county, request_id) == first
    assert waiting_in(county, "advice") == 1


def test_another_paper_for_the_same_request_is_refused(county):
    request_id = uuid4()
    deliver(county, request_id)
    with pytest.raises(Refusal) as refused:
        deliver(county, request_id, "BK02")
    assert refused.value.code is ProblemCode.KEY_REUSED


def test_a_number_another_request_holds_is_refused(county):
    deliver(county, uuid4())
    with pytest.raises(Refusal) as refused:
        deliver(county, uuid4())
    assert refused.value.code is ProblemCode.NUMBER_TAKEN


@pytest.mark.parametrize("number", ["BM01", "AK01"])
def test_a_number_of_another_series_is_refused(county, number):
    with pytest.raises(Refusal) as refused:
        deliver(county, uuid4(), number)
    assert refused.value.code is ProblemCode.INVALID


def test_an_issue_time_after_the_delivery_is_clamped(county):
    ticket = deliver(county, uuid4(), issued_at=county.now + timedelta(hours=3))
    assert ticket.issued_at == county.now


def test_it_is_taken_when_the_service_is_closed_by_now(county):
    issued = county.now
    county.now = county.now.replace(hour=20)
    assert deliver(county, uuid4(), "EK01", service="notary", issued_at=issued).number == "EK01"


def test_yesterdays_paper_belongs_to_yesterday(county):
    issued = county.now
    county.later(days=1)
    ticket = deliver(county, uuid4(), issued_at=issued)
    assert ticket.business_date == issued.date()
    assert ticket.ahead is None
    assert waiting_in(county, "advice") == 0
    assert deliver(county, uuid4()).business_date == county.now.date()


def test_an_online_request_that_arrives_after_its_paper_makes_no_second_ticket(county):
    request_id = uuid4()
    paper = deliver(county, request_id)
    late = take(county, request_id)
    assert late.status == 201
    assert paper.number.encode() in late.body
    assert waiting_in(county, "advice") == 1
