"""One retry layer: what is sent again, with which pauses, and when it ends."""

from collections.abc import Callable

import pytest
from county_hall import CREDENTIAL
from county_standin import (
    Handler,
    Standin,
    in_progress,
    lost_reply,
    lost_request,
    problem,
    server_error,
    too_many,
    web_page,
)

from kiosk.county.client import Client
from kiosk.county.contract import Centre, Problem, ProblemCode
from kiosk.county.replies import Refused, Unreachable

BUDGET = 1.5
KEY = "00000000-0000-4000-8000-000000000001"


class Time:
    """A clock that only sleeping moves."""

    def __init__(self) -> None:
        self.now = 0.0
        self.pauses: list[float] = []

    def sleep(self, seconds: float) -> None:
        self.pauses.append(seconds)
        self.now += seconds

    def client(self, make_client: Callable[..., Client], url: str, **settings: object) -> Client:
        values = {"budget": BUDGET, "clock": lambda: self.now, "sleep": self.sleep}
        return make_client(url, **(values | settings))


def centre(client: Client) -> Centre | Refused | Unreachable:
    return client.call("GET", "/centre", Centre.model_validate_json)


RETRIED = (lost_request, lost_reply, server_error, in_progress, too_many)


@pytest.mark.parametrize("fault", RETRIED, ids=lambda fault: fault.__name__)
def test_is_sent_again_until_it_is_answered(
    fault: Callable[[Handler], None], standin: Standin, make_client: Callable[..., Client]
) -> None:
    def twice(handler: Handler) -> None:
        if len(standin.calls) == 2:
            standin.fault = None
        fault(handler)

    standin.fault = twice
    assert isinstance(centre(Time().client(make_client, standin.url)), Centre)
    assert len(standin.calls) == 3


@pytest.mark.parametrize("chance", [0.0, 0.5, 0.999])
def test_pauses_have_full_jitter_and_stay_inside_the_budget(
    chance: float, standin: Standin, make_client: Callable[..., Client]
) -> None:
    time = Time()
    tries = iter([chance] * 9)
    standin.fault = server_error
    client = time.client(make_client, standin.url, chance=lambda: next(tries, 1.0))
    assert isinstance(centre(client), Unreachable)
    ceilings = [0.05, 0.1, 0.2, 0.4, 0.5, 0.5, 0.5, 0.5, 0.5]
    for pause, ceiling in zip(time.pauses, ceilings, strict=False):
        assert pause == pytest.approx(ceiling * chance)
    assert sum(time.pauses) < BUDGET
    assert len(standin.calls) == len(time.pauses) + 1


@pytest.mark.parametrize(
    ("status", "code"),
    [
        (422, ProblemCode.CLOSED),
        (409, ProblemCode.NUMBER_TAKEN),
        (404, ProblemCode.NOT_FOUND),
        (401, ProblemCode.UNAUTHORISED),
    ],
)
def test_a_refusal_is_final(
    status: int, code: ProblemCode, standin: Standin, make_client: Callable[..., Client]
) -> None:
    standin.fault = lambda handler: handler.reply(*problem(status, code))
    answer = centre(make_client(standin.url))
    assert isinstance(answer, Refused)
    assert answer.code is code
    assert len(standin.calls) == 1


def test_a_refusal_of_a_newer_backend_is_still_one(
    standin: Standin, make_client: Callable[..., Client]
) -> None:
    text = Problem(title="x", status=422, code=ProblemCode.CLOSED).model_dump_json()
    standin.fault = lambda handler: handler.reply(422, text.replace("closed", "full_moon"))
    answer = centre(make_client(standin.url))
    assert isinstance(answer, Refused)
    assert answer.code is ProblemCode.INVALID


def test_half_a_refusal_refuses_nothing(
    standin: Standin, make_client: Callable[..., Client]
) -> None:
    text = Problem(title="x", status=422, code=ProblemCode.CLOSED).model_dump_json()
    standin.fault = lambda handler: handler.reply(
        422, text[: len(text) // 2], "application/problem+json"
    )
    assert isinstance(centre(make_client(standin.url)), Unreachable)


def test_nonsense_is_not_asked_for_twice(
    standin: Standin, make_client: Callable[..., Client]
) -> None:
    standin.fault = web_page
    assert isinstance(centre(make_client(standin.url)), Unreachable)
    assert len(standin.calls) == 1


@pytest.mark.parametrize(("size", "outcome"), [(2 * 1024 * 1024, int), (2097153, Unreachable)])
def test_long_answers_are_not_read(
    size: int, outcome: type, standin: Standin, make_client: Callable[..., Client]
) -> None:
    standin.fault = lambda handler: handler.reply(200, " " * size)
    assert isinstance(make_client(standin.url).call("GET", "/centre", len), outcome)


def test_carries_the_credential_and_the_key(
    standin: Standin, make_client: Callable[..., Client], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("HTTP_PROXY", "http://127.0.0.1:1")
    client = make_client(standin.url + "/")
    client.call("POST", "/tickets", bytes, body='{"service":"a","reason":null}', key=KEY)
    (headers,) = standin.headers
    assert headers["Authorization"] == f"Bearer {CREDENTIAL}"
    assert headers["Idempotency-Key"] == KEY
    assert headers["Content-Type"] == "application/json"
    assert list(standin.tickets) == [KEY]


def test_the_connection_is_kept(standin: Standin, make_client: Callable[..., Client]) -> None:
    ports: set[int] = set()
    client = make_client(standin.url)

    def note(handler: Handler) -> None:
        ports.add(handler.client_address[1])
        handler.reply(*handler.handle_call())

    standin.fault = note
    for _ in range(3):
        assert isinstance(centre(client), Centre)
    assert len(ports) == 1


def test_a_silent_name_server_is_not_waited_for(
    make_client: Callable[..., Client], monkeypatch: pytest.MonkeyPatch
) -> None:
    """And its hanging threads are bounded, and the client works again when they have ended."""
    import socket
    import threading

    from kiosk.county import client as module

    release = threading.Event()
    asked: list[str] = []

    def never(host: str, *rest: object, **more: object) -> list[object]:
        asked.append(host)
        release.wait(20)
        raise socket.gaierror("no such name")

    monkeypatch.setattr(socket, "getaddrinfo", never)
    client = make_client("http://backend.example", budget=0.02)
    for _ in range(module._MOST_EXCHANGES + 3):
        assert isinstance(centre(client), Unreachable)
    assert len(asked) == module._MOST_EXCHANGES
    release.set()
    for _ in range(module._MOST_EXCHANGES):
        assert client._slots.acquire(timeout=20)


def test_closing_cuts_what_is_under_way(
    standin: Standin, make_client: Callable[..., Client]
) -> None:
    import threading

    from county_standin import PATIENCE, silence

    client = make_client(standin.url, budget=600.0)
    standin.fault = silence
    answers: list[object] = []
    caller = threading.Thread(target=lambda: answers.append(centre(client)), daemon=True)
    caller.start()
    assert standin.wait_for(lambda: len(standin.calls) == 1)
    client.close()
    caller.join(PATIENCE)
    assert [type(answer) for answer in answers] == [Unreachable]
    assert isinstance(centre(client), Unreachable)
