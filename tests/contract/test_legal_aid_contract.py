"""Self-checks that travel with a ticket, and the rules they go by."""

from datetime import UTC, datetime
from uuid import uuid4

import pytest
import requests
from test_backend_contract import paper, problem, ticket_of

from kiosk.county.contract import HeartbeatReply, ProblemCode, RulePack, WindowState

FACTS = {
    "facts": {
        "matter": "injury_work",
        "group": ["migrant_worker", "social_assistance"],
        "hardship": "unknown",
        "income_per_person_month": 1234.5,
    },
    "outcome": "check",
    "pack": "2026.1",
}
OTHER = FACTS | {"outcome": "likely"}
CANARIES = ("injury_work", "migrant_worker", "1234.5")


def take(backend, service, facts=FACTS, key=None):
    body = {"service": service.id, "facts": facts}
    return backend.send("POST", "/tickets", body, key=key or uuid4())


def state_of(response):
    assert response.ok, response.text
    return WindowState.model_validate(response.json())


@pytest.fixture
def service(backend):
    found = backend.open_service()
    backend.clear(found)
    return found


@pytest.fixture
def window(backend, service):
    return backend.windows_of(service)[0]


class TestTheWindow:
    def test_it_sees_what_came_with_the_ticket_it_holds(self, backend, service, window):
        ticket = ticket_of(take(backend, service))
        path, holder = f"/windows/{window}", backend.windows[window]
        before = state_of(backend.send("GET", path, credential=holder))
        called = state_of(backend.work(window, "next"))
        looked = state_of(backend.send("GET", path, credential=holder))
        served = state_of(backend.work(window, "serve"))
        assert (before.ticket, before.self_check) == (None, None)
        assert called.ticket.id == ticket.id
        for state in (called, looked, served):
            assert state.self_check.model_dump() == FACTS

    def test_a_ticket_without_one(self, backend, service, window):
        backend.take(service.id)
        assert state_of(backend.work(window, "next")).self_check is None

    def test_nobody_else_sees_it(self, backend, service, window):
        taken = take(backend, service)
        ticket = ticket_of(taken)
        backend.work(window, "next")
        others = [w for w in backend.windows if w != window]
        answers = [
            taken,
            backend.send("GET", f"/tickets/{ticket.id}"),
            backend.send("GET", "/centre"),
            backend.send("PUT", f"/tickets/{ticket.id}/print", {"state": "sent"}),
            requests.get(backend.url + ticket.phone_path, timeout=10),
            backend.send("GET", f"/windows/{window}"),
            *(backend.send("GET", f"/windows/{w}", credential=backend.windows[w]) for w in others),
        ]
        for answer in answers:
            assert not any(canary in answer.text for canary in CANARIES), answer.url

    def test_it_comes_with_the_same_answer_again_until_the_ticket_is_done(
        self, backend, service, window
    ):
        take(backend, service)
        path, holder, key = f"/windows/{window}/next", backend.windows[window], uuid4()
        called, again = (
            backend.send("POST", path, {}, credential=holder, key=key) for _ in range(2)
        )
        assert called.content == again.content
        assert state_of(again).self_check is not None
        done = backend.work(window, "done")
        late = backend.send("POST", path, {}, credential=holder, key=key)
        assert state_of(done).self_check is None
        assert state_of(late).self_check is None
        assert state_of(late).ticket == state_of(called).ticket

    def test_it_goes_along_when_the_ticket_is_passed_on(self, backend, service, window):
        targets = [
            (other, backend.windows_of(other)[0])
            for other in backend.centre().services
            if other.id != service.id and backend.windows_of(other)
        ]
        if not targets:
            pytest.skip("credentials for the windows of one service were given")
        target, elsewhere = targets[0]
        backend.clear(target)
        take(backend, service)
        key = uuid4()
        path, holder = f"/windows/{window}/next", backend.windows[window]
        backend.send("POST", path, {}, credential=holder, key=key)
        backend.work(window, "transfer", to=target.id)
        assert state_of(backend.work(elsewhere, "next")).self_check.model_dump() == FACTS
        replayed = backend.send("POST", path, {}, credential=holder, key=key)
        assert state_of(replayed).self_check is None
        backend.work(elsewhere, "done")

    def test_an_answer_sent_again_never_shows_another_citizen_s(self, backend, service, window):
        backend.take(service.id)
        take(backend, service)
        path, holder, key = f"/windows/{window}/next", backend.windows[window], uuid4()
        backend.send("POST", path, {}, credential=holder, key=key)
        backend.work(window, "done")
        assert state_of(backend.work(window, "next")).self_check is not None
        replayed = backend.send("POST", path, {}, credential=holder, key=key)
        assert state_of(replayed).self_check is None

    def test_a_missed_ticket_that_comes_back_still_has_it(self, backend, service, window):
        ticket = ticket_of(take(backend, service))
        backend.work(window, "next")
        assert state_of(backend.work(window, "missed")).self_check is None
        backend.work(window, "restore", ticket=ticket.number)
        assert state_of(backend.work(window, "next")).self_check.model_dump() == FACTS


class TestIdempotency:
    def test_the_same_facts_are_the_same_request(self, backend, service):
        key = uuid4()
        first, again = (take(backend, service, key=key) for _ in range(2))
        assert (first.status_code, first.content) == (again.status_code, again.content)

    @pytest.mark.parametrize(("facts", "changed"), [(FACTS, OTHER), (FACTS, None), (None, FACTS)])
    def test_other_facts_are_another_request(self, backend, service, facts, changed):
        key = uuid4()
        assert take(backend, service, facts, key).ok
        assert problem(take(backend, service, changed, key)) == (422, ProblemCode.KEY_REUSED)

    def test_once_cancelled_there_is_nothing_to_compare_and_the_answer_is_the_same(
        self, backend, service
    ):
        key = uuid4()
        first = take(backend, service, key=key)
        assert backend.send("POST", f"/tickets/{key}/cancel", key=uuid4()).ok
        assert take(backend, service, key=key).content == first.content


class TestPaper:
    def test_it_comes_with_the_paper(self, backend, service, window):
        told = paper(backend, service, facts=FACTS)
        key = uuid4()
        for _ in range(2):
            ticket_of(backend.send("PUT", f"/tickets/paper/{key}", told))
        changed = backend.send("PUT", f"/tickets/paper/{key}", told | {"facts": OTHER})
        assert problem(changed) == (422, ProblemCode.KEY_REUSED)
        assert state_of(backend.work(window, "next")).self_check.model_dump() == FACTS

    def test_the_paper_takes_the_place_of_the_lost_ticket(self, backend, service, window):
        key = uuid4()
        online = ticket_of(take(backend, service, key=key))
        told = paper(backend, service, facts=FACTS, issued_at=online.issued_at.isoformat())
        ticket_of(backend.send("PUT", f"/tickets/paper/{key}", told))
        called = state_of(backend.work(window, "next"))
        assert (called.ticket.number, called.self_check.model_dump()) == (told["number"], FACTS)
        backend.work(window, "done")
        assert state_of(backend.work(window, "next")).ticket is None


@pytest.mark.parametrize(
    "facts",
    [
        {},
        FACTS | {"name": "x"},
        FACTS | {"facts": {f"key{n}": "yes" for n in range(13)}},
        FACTS | {"facts": {"matter": "x" * 41}},
        FACTS | {"facts": {"matter": "张三，住在某村"}},
        FACTS | {"facts": {"x" * 41: "yes"}},
        FACTS | {"facts": {"group": ["minor"] * 13}},
        FACTS | {"facts": {"group": [["minor"]]}},
        FACTS | {"facts": {"hardship": None}},
        FACTS | {"facts": {"hardship": True}},
        FACTS | {"outcome": "x" * 41},
        FACTS | {"pack": "9" * 41},
        FACTS | {"pack": "newest"},
    ],
)
def test_facts_that_are_not_of_the_contract(backend, service, facts):
    refused = take(backend, service, facts)
    assert problem(refused) == (422, ProblemCode.INVALID)
    assert "张三" not in refused.text


class TestRulePack:
    def test_the_heartbeat_names_the_pack_that_can_be_fetched(self, backend):
        beat = {"clock": datetime.now(UTC).isoformat(), "version": "test"}
        sent = backend.send("POST", "/terminals/self/heartbeat", beat, key=uuid4())
        version = HeartbeatReply.model_validate(sent.json()).pack_version
        answer = backend.send("GET", "/legal-aid/pack")
        if version is None:
            assert problem(answer) == (404, ProblemCode.NOT_FOUND)
            return
        assert RulePack.model_validate(answer.json()).version == version
