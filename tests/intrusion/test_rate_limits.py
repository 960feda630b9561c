"""Who asks too often is told to wait, and nobody else has to."""

from itertools import count
from uuid import uuid4

import pytest
import requests
from server import running_server

from kiosk.county.client import Client
from kiosk.county.contract import API, RETRYABLE, STATUS_OF, Problem, ProblemCode
from kiosk.county.server.auth import Caller, Role
from kiosk.county.server.phone import PHONE
from kiosk.county.server.rates import Buckets, Rate, RateLimit, Rates

SECONDS = 30.0
HALL_1, HALL_2 = (Caller(Role.TERMINAL, name) for name in ("hall-1", "hall-2"))
RATES = Rates(credential=Rate(10, 5), address=Rate(2, 3), phones=Rate(4, 4))


class Clock:
    def __init__(self):
        self.now = 1000.0

    def __call__(self):
        return self.now


@pytest.fixture
def clock():
    return Clock()


def drained(buckets, key):
    return next(n for n in count() if buckets.take(key))


def test_a_burst_then_the_rate(clock):
    buckets = Buckets(Rate(10, 5), clock)
    assert drained(buckets, "a") == 5
    assert buckets.take("a") == pytest.approx(0.1)
    clock.now += 0.1
    assert buckets.take("a") == 0
    assert buckets.take("a") == pytest.approx(0.1)
    clock.now += 100
    assert drained(buckets, "a") == 5


def test_who_is_refused_uses_nothing_up(clock):
    buckets = Buckets(Rate(10, 5), clock)
    drained(buckets, "a")
    for _ in range(1000):
        buckets.take("a")
    clock.now += 0.1
    assert buckets.take("a") == 0


def test_one_key_takes_nothing_from_another(clock):
    buckets = Buckets(Rate(10, 5), clock)
    drained(buckets, "a")
    assert drained(buckets, "b") == 5


def test_no_more_keys_are_remembered_than_there_is_room_for(clock):
    buckets = Buckets(Rate(10, 5), clock, most=100)
    drained(buckets, "hammer")
    for n in range(1000):
        buckets.take(n)
    assert len(buckets._due) <= 100
    assert buckets.take("hammer") > 0


class Heard:
    """What an ASGI application behind the limit was asked, and what came back."""

    def __init__(self, clock, credentials=()):
        self.passed = []
        known = dict(credentials)
        self._app = RateLimit(self._answer, RATES, known.get, clock)

    async def _answer(self, scope, receive, send):
        self.passed.append(scope["path"])
        await send({"type": "http.response.start", "status": 200, "headers": []})

    def ask(self, path="/api/v1/centre", credential=None, address="192.0.2.1"):
        """Return the status and headers of the answer."""
        sent = []

        async def send(message):
            sent.append(message)

        headers = [(b"authorization", f"Bearer {credential}".encode())] if credential else []
        client = None if address is None else (address, 5)
        scope = {"type": "http", "method": "GET", "path": path, "headers": headers}
        call = self._app({**scope, "client": client}, None, send)
        with pytest.raises(StopIteration):
            call.send(None)
        found = {name.decode(): value.decode() for name, value in sent[0]["headers"]}
        return sent[0]["status"], found

    def granted(self, **asked):
        return next(n for n in count() if self.ask(**asked)[0] == 429)


CREDENTIALS = {"one": HALL_1, "other": HALL_1, "two": HALL_2}


def test_each_terminal_has_a_bucket_whatever_its_address(clock):
    heard = Heard(clock, CREDENTIALS)
    assert heard.granted(credential="one") == 5
    assert heard.ask(credential="one", address="192.0.2.9")[0] == 429
    assert heard.granted(credential="two") == 5


def test_guesses_share_the_bucket_of_their_address_and_take_nothing_from_a_terminal(clock):
    heard = Heard(clock, CREDENTIALS)
    guesses = [heard.ask(credential=f"guess-{n}")[0] for n in range(20)]
    assert guesses.count(200) == 3
    assert heard.granted(credential="one") == 5


def test_a_terminal_takes_nothing_from_the_phones_at_its_address(clock):
    heard = Heard(clock, CREDENTIALS)
    heard.granted(credential="one")
    assert heard.granted(path=PHONE + "x") == 3


def test_phones_of_many_addresses_together(clock):
    heard = Heard(clock, CREDENTIALS)
    statuses = [heard.ask(path=PHONE + "x", address=f"192.0.2.{n}")[0] for n in range(20)]
    assert statuses.count(200) == 4
    assert heard.ask(credential="one")[0] == 200
    assert heard.ask(path="/health", address="192.0.2.99")[0] == 200


@pytest.mark.parametrize(
    ("first", "second", "together"),
    [
        ("2001:db8:1:2::1", "2001:db8:1:2:ffff::9", True),
        ("2001:db8:1:2::1", "2001:db8:1:3::1", False),
        ("::ffff:192.0.2.1", "192.0.2.1", True),
        ("192.0.2.1", "192.0.2.2", False),
        (None, None, True),
        ("testclient", "testclient", True),
    ],
)
def test_who_counts_as_one_address(clock, first, second, together):
    heard = Heard(clock)
    heard.granted(address=first)
    assert (heard.ask(address=second)[0] == 429) is together


def test_the_refusal_says_when_to_come_again(clock):
    heard = Heard(clock, CREDENTIALS)
    heard.granted(credential="one")
    status, headers = heard.ask(credential="one")
    assert (status, headers["retry-after"]) == (429, "1")
    assert headers["content-type"] == "application/problem+json"


def test_a_phone_gets_a_page_that_tries_again_by_itself(clock):
    heard = Heard(clock)
    heard.granted(path=PHONE + "x")
    _, headers = heard.ask(path=PHONE + "x")
    assert headers["content-type"].startswith("text/html")
    assert int(headers["refresh"]) >= int(headers["retry-after"]) >= 1


def test_the_contract_calls_it_worth_sending_again():
    assert STATUS_OF[ProblemCode.TOO_MANY] == 429
    assert ProblemCode.TOO_MANY in RETRYABLE


@pytest.fixture(scope="module")
def server(tmp_path_factory):
    with running_server(tmp_path_factory.mktemp("rates"), options=()) as running:
        # The backend knows a new credential from its first use on.
        assert ask(running, running.terminal).ok
        yield running


def ask(server, credential=None, path=f"{API}/centre"):
    headers = {"Authorization": f"Bearer {credential}"} if credential else {}
    return requests.get(server.url + path, headers=headers, timeout=SECONDS)


def first_refused(server, **asked):
    """Ask until the bucket, which fills meanwhile, is empty."""
    answers = (ask(server, **asked) for _ in range(40 * Rates.address.burst))
    return next(answer for answer in answers if answer.status_code == 429)


def test_a_real_backend_limits_guesses_and_phones_and_a_terminal_notices_nothing(server):
    refused = first_refused(server, credential="guess.1")
    assert Problem.model_validate_json(refused.content).code is ProblemCode.TOO_MANY
    assert refused.headers["Retry-After"].isdigit()
    assert "<h1>" in first_refused(server, path=f"{PHONE}{'x' * 22}").text
    assert ask(server, server.terminal).ok


def test_a_terminal_in_a_hurry_is_served_inside_its_budget(server):
    client = Client(server.url, server.terminal, budget=SECONDS)
    try:
        answers = [
            client.call(
                "POST",
                "/terminals/self/assistance",
                bytes,
                body='{"page": "idle"}',
                key=str(uuid4()),
            )
            for _ in range(Rates.credential.burst + 50)
        ]
    finally:
        client.close()
    assert answers == [b""] * len(answers)
