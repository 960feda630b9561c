"""What a county backend refuses, and the phone page it shows."""

import re
from concurrent.futures import ThreadPoolExecutor
from uuid import uuid4

import pytest
import requests
from test_backend_contract import problem, ticket_of

from kiosk.county.contract import API, ProblemCode

_NOBODY = "00000000-0000-4000-8000-000000000000"
# A fixed id: test names that differ from one worker to the next stop a parallel run.
PATHS = (
    ("GET", "/centre"),
    ("POST", "/tickets"),
    ("PUT", f"/tickets/paper/{_NOBODY}"),
    ("GET", f"/tickets/{_NOBODY}"),
    ("POST", f"/tickets/{_NOBODY}/cancel"),
    ("PUT", f"/tickets/{_NOBODY}/print"),
    ("GET", "/windows/1"),
    ("GET", "/legal-aid/pack"),
    ("POST", "/windows/1/next"),
    ("POST", "/terminals/self/heartbeat"),
    ("POST", "/terminals/self/assistance"),
)


@pytest.mark.parametrize(("method", "path"), PATHS)
def test_every_call_needs_a_credential_and_all_faults_look_alike(backend, method, path):
    terminal = backend.terminal
    faults = ("", "x", terminal[:-1], terminal + "x", terminal.swapcase())
    answers = {
        (answer.status_code, answer.content)
        for answer in (
            backend.send(method, path, {}, credential=fault, key=uuid4()) for fault in faults
        )
    }
    assert len(answers) == 1
    assert problem(backend.send(method, path, {}, credential="")) == (
        401,
        ProblemCode.UNAUTHORISED,
    )


def test_another_scheme_is_no_credential(backend):
    basic = backend.send(
        "GET", "/centre", credential="", headers={"Authorization": f"Basic {backend.terminal}"}
    )
    assert problem(basic) == (401, ProblemCode.UNAUTHORISED)
    assert basic.headers["WWW-Authenticate"] == "Bearer"


def test_a_window_takes_no_tickets_and_a_terminal_calls_nobody(backend):
    service = backend.open_service()
    window = backend.windows_of(service)[0]
    holder = backend.windows[window]
    taken = backend.send(
        "POST", "/tickets", {"service": service.id}, credential=holder, key=uuid4()
    )
    assert problem(taken) == (403, ProblemCode.FORBIDDEN)
    called = backend.send("POST", f"/windows/{window}/next", {}, key=uuid4())
    assert problem(called) == (403, ProblemCode.FORBIDDEN)


def test_a_window_speaks_for_itself_alone(backend):
    windows = sorted(backend.windows)
    if len(windows) < 2:
        pytest.skip("one window's credential was given")
    other = backend.send(
        "POST",
        f"/windows/{windows[1]}/next",
        {},
        credential=backend.windows[windows[0]],
        key=uuid4(),
    )
    assert problem(other) == (403, ProblemCode.FORBIDDEN)


@pytest.mark.parametrize(
    "body",
    [
        {},
        {"service": 7},
        {"service": "advice", "reason": "impatient"},
        {"service": "advice", "surprise": 1},
        ["advice"],
    ],
)
def test_a_body_that_is_not_of_the_contract(backend, body):
    refused = backend.send("POST", "/tickets", body, key=uuid4())
    assert problem(refused) == (422, ProblemCode.INVALID)


def test_a_mistake_is_named_and_what_was_sent_is_not_repeated(backend):
    body = {"service": "advice", "surprise": "something personal"}
    refused = backend.send("POST", "/tickets", body, key=uuid4())
    assert "surprise" in refused.json()["detail"]
    assert "personal" not in refused.text


def test_not_json(backend):
    headers = {"Content-Type": "application/json", "Authorization": f"Bearer {backend.terminal}"}
    refused = requests.post(f"{backend.url}{API}/tickets", data=b"{", headers=headers, timeout=10)
    assert problem(refused) == (422, ProblemCode.INVALID)


@pytest.mark.parametrize("chunked", [False, True])
def test_a_body_that_is_too_large(backend, chunked):
    big = b'{"service": "' + b"x" * 70_000 + b'"}'
    refused = requests.post(
        f"{backend.url}{API}/tickets",
        data=iter([big[:40_000], big[40_000:]]) if chunked else big,
        headers={
            "Content-Type": "application/json",
            "Authorization": f"Bearer {backend.terminal}",
            "Idempotency-Key": str(uuid4()),
        },
        timeout=10,
    )
    assert problem(refused) == (413, ProblemCode.TOO_LARGE)


def test_unknown_paths_and_methods(backend):
    assert problem(backend.send("GET", "/nothing")) == (404, ProblemCode.NOT_FOUND)
    assert problem(backend.send("DELETE", "/centre")) == (405, ProblemCode.METHOD_NOT_ALLOWED)


def test_nothing_changes_on_get(backend):
    service = backend.open_service()
    window = backend.windows_of(service)[0]
    tried = backend.send("GET", f"/windows/{window}/next", credential=backend.windows[window])
    assert tried.status_code in (404, 405)


def test_health_needs_no_credential(backend):
    assert requests.get(f"{backend.url}/health", timeout=10).ok


def test_the_same_request_at_the_same_time_makes_one_ticket(backend):
    service, key = backend.open_service(), uuid4()
    with ThreadPoolExecutor(8) as pool:
        answers = list(pool.map(lambda _: backend.take(service.id, key=key), range(8)))
    statuses = {answer.status_code for answer in answers}
    assert 201 in statuses
    assert statuses <= {201, 409}
    for answer in answers:
        if answer.status_code == 409:
            assert problem(answer) == (409, ProblemCode.IN_PROGRESS)
    numbers = {answer.json()["number"] for answer in answers if answer.status_code == 201}
    assert numbers == {ticket_of(backend.take(service.id, key=key)).number}


class TestPhonePage:
    def page(self, backend, ticket, language="zh-CN"):
        return requests.get(
            backend.url + ticket.phone_path, headers={"Accept-Language": language}, timeout=10
        )

    def test_it_shows_the_number_and_refreshes_itself(self, backend):
        ticket = ticket_of(backend.take())
        page = self.page(backend, ticket)
        assert page.ok
        assert ticket.number in page.text
        assert 'http-equiv="refresh"' in page.text
        assert 'lang="zh-CN"' in page.text

    def test_in_english_for_those_who_prefer_it(self, backend):
        ticket = ticket_of(backend.take())
        assert '<html lang="en">' in self.page(backend, ticket, "en-GB,zh;q=0.5").text
        assert '<html lang="zh-CN">' in self.page(backend, ticket, "zh,en;q=0.5").text

    def test_it_needs_nothing_from_elsewhere_and_runs_no_script(self, backend):
        page = self.page(backend, ticket_of(backend.take()))
        assert "<script" not in page.text
        assert not re.search(r"(src|href)=[\"']?(https?:)?//", page.text)
        policy = page.headers["Content-Security-Policy"]
        assert "default-src 'none'" in policy
        assert "unsafe-inline" not in policy
        assert page.headers["Cache-Control"] == "no-store"
        assert page.headers["Referrer-Policy"] == "no-referrer"

    def test_it_does_not_tell_why_somebody_goes_first(self, backend):
        ticket = ticket_of(backend.take(reason="disabled"))
        text = self.page(backend, ticket, "en").text
        assert "disabled" not in text
        assert str(ticket.id) not in text

    def test_the_address_cannot_be_guessed(self, backend):
        ticket = ticket_of(backend.take())
        assert len(ticket.phone_path.removeprefix("/t/")) >= 22  # 128 bits
        assert ticket.number not in ticket.phone_path
        missing = requests.get(f"{backend.url}/t/{'x' * 22}", timeout=10)
        assert missing.status_code == 404

    def test_it_says_where_to_go_when_called(self, backend):
        service = backend.open_service()
        backend.clear(service)
        window = backend.windows_of(service)[0]
        ticket = ticket_of(backend.take(service.id))
        backend.work(window, "next")
        assert f"{window} 号窗口" in self.page(backend, ticket).text
        backend.work(window, "done")
        assert 'http-equiv="refresh"' not in self.page(backend, ticket).text
