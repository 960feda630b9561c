"""What makes a server a county backend: tickets, idempotency, windows, terminals."""

from datetime import UTC, datetime, timedelta
from itertools import count
from uuid import uuid4

import pytest

from kiosk.county.contract import HeartbeatReply, Problem, ProblemCode, Ticket, WindowState

_paper_numbers = count(int(datetime.now(UTC).timestamp()) % 10**6 * 100)


def problem(response):
    assert response.headers["Content-Type"].startswith("application/problem+json")
    found = Problem.model_validate(response.json())
    assert found.status == response.status_code
    return response.status_code, found.code


def ticket_of(response):
    assert response.ok, response.text
    return Ticket.model_validate(response.json())


def paper(backend, service, **changes):
    return {
        "service": service.id,
        "number": f"{service.letter}{backend.letter}{next(_paper_numbers)}",
        "issued_at": datetime.now(UTC).isoformat(),
        **changes,
    }


class TestCentre:
    def test_it_is_of_the_contract(self, backend):
        centre = backend.centre()
        assert abs((centre.now - datetime.now(UTC)).total_seconds()) < 300
        assert len({service.letter for service in centre.services}) == len(centre.services)
        for service in centre.services:
            assert service.open or service.opens_at is None or service.opens_at > centre.now

    def test_people_waiting_are_counted(self, backend):
        service = backend.open_service()
        before = service.waiting
        backend.take(service.id)
        after = next(s for s in backend.centre().services if s.id == service.id)
        assert after.waiting == before + 1


class TestIssue:
    def test_a_ticket(self, backend):
        service, key = backend.open_service(), uuid4()
        response = backend.take(service.id, "elderly", key)
        ticket = ticket_of(response)
        assert response.status_code == 201
        assert ticket.id == key
        assert ticket.number.startswith(service.letter)
        assert (ticket.state, ticket.reason, ticket.print_state) == (
            "waiting",
            "elderly",
            "pending",
        )
        assert ticket.windows == service.windows
        assert [period.state for period in ticket.periods] == ["waiting"]
        assert backend.send("GET", f"/tickets/{key}").json()["number"] == ticket.number

    def test_numbers_differ(self, backend):
        service = backend.open_service()
        numbers = [ticket_of(backend.take(service.id)).number for _ in range(20)]
        assert len(set(numbers)) == 20

    def test_a_later_ticket_has_more_people_before_it(self, backend):
        service = backend.open_service()
        first, second = (ticket_of(backend.take(service.id)) for _ in range(2))
        assert second.ahead > first.ahead
        assert second.wait.longest >= first.wait.longest

    def test_an_unknown_service(self, backend):
        assert problem(backend.take("no-such-service")) == (422, ProblemCode.INVALID)

    def test_no_ticket_by_that_id(self, backend):
        missing = backend.send("GET", f"/tickets/{uuid4()}")
        assert problem(missing) == (404, ProblemCode.NOT_FOUND)


class TestIdempotency:
    def test_the_same_answer_again(self, backend):
        service, key = backend.open_service(), uuid4()
        first, again = (backend.take(service.id, key=key) for _ in range(2))
        assert (first.status_code, first.content) == (again.status_code, again.content)

    def test_another_body_is_refused(self, backend):
        service, key = backend.open_service(), uuid4()
        backend.take(service.id, key=key)
        other = backend.take(service.id, "disabled", key)
        assert problem(other) == (422, ProblemCode.KEY_REUSED)

    def test_every_post_needs_a_key(self, backend):
        service = backend.open_service()
        window = backend.windows_of(service)[0]
        ticket = ticket_of(backend.take(service.id))
        beat = {"clock": datetime.now(UTC).isoformat(), "version": "1"}
        for path, body, credential in (
            ("/tickets", {"service": service.id}, None),
            (f"/tickets/{ticket.id}/cancel", None, None),
            (f"/windows/{window}/next", {}, backend.windows[window]),
            ("/terminals/self/heartbeat", beat, None),
            ("/terminals/self/assistance", {"page": "home"}, None),
        ):
            without = backend.send("POST", path, body, credential=credential)
            assert problem(without) == (400, ProblemCode.KEY_MISSING), path
            nonsense = backend.send("POST", path, body, credential=credential, key="nonsense")
            assert problem(nonsense) == (400, ProblemCode.KEY_MISSING), path

    def test_next_sent_twice_calls_one(self, backend):
        service = backend.open_service()
        backend.clear(service)
        window, key = backend.windows_of(service)[0], uuid4()
        backend.take(service.id)
        backend.take(service.id)
        path, holder = f"/windows/{window}/next", backend.windows[window]
        first, again = (
            backend.send("POST", path, {}, credential=holder, key=key) for _ in range(2)
        )
        assert first.json() == again.json()
        assert first.json()["waiting"] == 1


class TestPaper:
    def deliver(self, backend, request_id, body):
        return backend.send("PUT", f"/tickets/paper/{request_id}", body)

    def test_the_number_on_the_paper_wins(self, backend):
        service, key = backend.open_service(), uuid4()
        online = ticket_of(backend.take(service.id, key=key))
        told = paper(backend, service, issued_at=online.issued_at.isoformat())
        ticket = ticket_of(self.deliver(backend, key, told))
        assert (ticket.id, ticket.number, ticket.state) == (key, told["number"], "waiting")
        assert backend.send("GET", f"/tickets/{key}").json()["number"] == told["number"]
        assert ticket.ahead == online.ahead

    def test_queued_at_its_original_time(self, backend):
        service = backend.open_service()
        backend.clear(service)
        an_hour_ago = datetime.now(UTC) - timedelta(seconds=60)
        backend.take(service.id)
        told = paper(backend, service, issued_at=an_hour_ago.isoformat())
        ticket = ticket_of(self.deliver(backend, uuid4(), told))
        if ticket.business_date != backend.centre().business_date:
            pytest.skip("midnight has just passed")
        assert ticket.ahead == 0
        assert abs((ticket.issued_at - an_hour_ago).total_seconds()) < 1

    def test_delivered_twice_is_one(self, backend):
        service, key = backend.open_service(), uuid4()
        told = paper(backend, service)
        first, again = (self.deliver(backend, key, told) for _ in range(2))
        assert ticket_of(first).periods == ticket_of(again).periods

    def test_a_time_in_the_future_is_clamped(self, backend):
        told = paper(
            backend,
            backend.open_service(),
            issued_at=(datetime.now(UTC) + timedelta(hours=5)).isoformat(),
        )
        ticket = ticket_of(self.deliver(backend, uuid4(), told))
        assert ticket.issued_at <= backend.centre().now

    def test_a_number_that_is_taken(self, backend):
        told = paper(backend, backend.open_service())
        ticket_of(self.deliver(backend, uuid4(), told))
        again = self.deliver(backend, uuid4(), told)
        assert problem(again) == (409, ProblemCode.NUMBER_TAKEN)

    def test_another_paper_for_the_same_request(self, backend):
        service, key = backend.open_service(), uuid4()
        ticket_of(self.deliver(backend, key, paper(backend, service)))
        other = self.deliver(backend, key, paper(backend, service))
        assert problem(other) == (422, ProblemCode.KEY_REUSED)


class TestTicketLife:
    def test_cancelling(self, backend):
        ticket = ticket_of(backend.take())
        path = f"/tickets/{ticket.id}/cancel"
        for _ in range(2):
            gone = ticket_of(backend.send("POST", path, key=uuid4()))
            assert (gone.state, gone.ahead, gone.wait) == ("cancelled", None, None)

    def test_print_state(self, backend):
        ticket = ticket_of(backend.take())
        for state in ("sent", "failed", "reprinted", "reprinted"):
            told = backend.send("PUT", f"/tickets/{ticket.id}/print", {"state": state})
            assert ticket_of(told).print_state == state
        pending = backend.send("PUT", f"/tickets/{ticket.id}/print", {"state": "pending"})
        assert problem(pending) == (422, ProblemCode.INVALID)

    def test_a_print_report_that_was_overtaken_changes_nothing(self, backend):
        ticket = ticket_of(backend.take())
        stands = {}
        for order, state in ((7, "sent"), (9, "reprinted"), (8, "failed"), (9, "reprinted")):
            path = f"/tickets/{ticket.id}/print?order={order}"
            stands[order] = ticket_of(backend.send("PUT", path, {"state": state})).print_state
        assert stands == {7: "sent", 9: "reprinted", 8: "reprinted"}

    def test_called_served_done(self, backend):
        service = backend.open_service()
        backend.clear(service)
        window = backend.windows_of(service)[0]
        ticket = ticket_of(backend.take(service.id))
        called = WindowState.model_validate(backend.work(window, "next").json())
        assert called.ticket.number == ticket.number
        assert (called.ticket.state, called.ticket.window) == ("called", window)
        assert problem(backend.work(window, "next")) == (409, ProblemCode.WRONG_STATE)
        assert problem(backend.work(window, "recall")) == (429, ProblemCode.TOO_SOON)
        backend.work(window, "serve")
        cancelled = backend.send("POST", f"/tickets/{ticket.id}/cancel", key=uuid4())
        assert problem(cancelled) == (409, ProblemCode.WRONG_STATE)
        assert backend.work(window, "done").json()["ticket"] is None
        done = ticket_of(backend.send("GET", f"/tickets/{ticket.id}"))
        assert [p.state for p in done.periods] == ["waiting", "called", "serving", "done"]
        assert problem(backend.work(window, "done")) == (409, ProblemCode.WRONG_STATE)

    def test_missed_and_put_back(self, backend):
        service = backend.open_service()
        backend.clear(service)
        window = backend.windows_of(service)[0]
        missed = ticket_of(backend.take(service.id))
        other = ticket_of(backend.take(service.id))
        backend.work(window, "next")
        backend.work(window, "missed")
        assert backend.work(window, "restore", ticket=missed.number).ok
        calls = []
        for _ in range(2):
            calls.append(backend.work(window, "next").json()["ticket"]["number"])
            backend.work(window, "done")
        assert calls == [other.number, missed.number]

    def test_transfer_keeps_the_number(self, backend):
        service = backend.open_service()
        backend.clear(service)
        target = next(s for s in backend.centre().services if s.id != service.id)
        window = backend.windows_of(service)[0]
        ticket = ticket_of(backend.take(service.id))
        backend.work(window, "next")
        assert backend.work(window, "transfer", to=target.id).json()["ticket"] is None
        moved = ticket_of(backend.send("GET", f"/tickets/{ticket.id}"))
        assert (moved.number, moved.service, moved.state) == (ticket.number, target.id, "waiting")


class TestTerminal:
    def test_heartbeat_tells_the_skew(self, backend):
        clock = datetime.now(UTC) + timedelta(seconds=90)
        beat = {"clock": clock.isoformat(), "version": "test", "faults": ["printer: no paper"]}
        sent = backend.send("POST", "/terminals/self/heartbeat", beat, key=uuid4())
        assert HeartbeatReply.model_validate(sent.json()).skew_seconds == pytest.approx(90, abs=30)

    def test_heartbeat_of_a_newer_terminal_is_heard(self, backend):
        beat = {
            "clock": datetime.now(UTC).isoformat(),
            "version": "test",
            "undelivered": 2,
            "condition": {"in_service": True, "slips": 3, "moon": "full"},
            "weather": "fair",
        }
        sent = backend.send("POST", "/terminals/self/heartbeat", beat, key=uuid4())
        assert sent.status_code == 200

    def test_a_call_for_help(self, backend):
        called = backend.send("POST", "/terminals/self/assistance", {"page": "home"}, key=uuid4())
        assert (called.status_code, called.content) == (204, b"")
