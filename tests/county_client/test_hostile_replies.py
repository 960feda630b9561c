"""Whatever a backend answers: every call ends in its time with a value, and nothing is raised."""

import json
import shutil
import subprocess
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from county_answers import centre_answer, genuine
from county_hall import CREDENTIAL
from county_standin import NOW, PATIENCE
from hostile_county import (
    ENDLESS,
    FLOODS,
    HOSTILE,
    HostileCounty,
    Hostility,
    hostile_county,
    mutations,
    redirect,
)
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from kiosk.county.client import Client
from kiosk.county.contract import Centre, HeartbeatReply, Matter, Rateable, RulePack
from kiosk.county.matters import QuestionField
from kiosk.county.office import Office
from kiosk.county.port import IssuedTicket, LeftQuestion, Scores
from kiosk.county.replies import Refused, Unreachable
from kiosk.store import Store

CODE = "123456789018"
BUDGET = 0.25
Call = Callable[[Office], object]


def rate(office: Office) -> object:
    office.rate(Scores(5, 4, 3, word="样例", matter=CODE))
    return office.deliver()


CALLS: dict[str, tuple[Call, type | None]] = {
    "load_centre": (lambda office: office.load_centre(), Centre),
    "issue": (lambda office: office.issue("legal-aid", "A", None), IssuedTicket),
    "call_staff": (lambda office: office.call_staff("home"), type(None)),
    "beat": (lambda office: office.beat(), HeartbeatReply),
    "fetch_pack": (lambda office: office.fetch_pack(), RulePack),
    "leave_question": (
        lambda office: office.leave_question(QuestionField.WAGES, "样例", None),
        LeftQuestion,
    ),
    "look_up": (lambda office: office.look_up(CODE, "5678"), Matter),
    "find_ticket": (lambda office: office.find_ticket("A012"), Rateable),
    "rate": (rate, bool),
}


@pytest.fixture
def county() -> Iterator[HostileCounty]:
    with hostile_county() as running:
        yield running


@pytest.fixture
def make_office(tmp_path: Path) -> Iterator[Callable[..., Office]]:
    offices: list[Office] = []

    def make(url: str, budget: float = BUDGET) -> Office:
        store = Store(tmp_path / f"terminal{len(offices)}.db", clock=lambda: NOW)
        client = Client(url, CREDENTIAL, budget=budget)
        office = Office(client, store, letter="K", version="t", phone_base=None, clock=lambda: NOW)
        offices.append(office)
        return office

    yield make
    for office in offices:
        office.close()


@pytest.fixture(autouse=True)
def _little_patience(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("kiosk.county.delivery.PATIENCE_SECONDS", BUDGET)
    monkeypatch.setattr("kiosk.county.office.PATIENCE_SECONDS", BUDGET)


def a_value(answer: object, right: type | None) -> bool:
    return isinstance(answer, Refused | Unreachable | right)  # type: ignore[operator]


@pytest.mark.parametrize("hostility", HOSTILE, ids=lambda hostility: hostility.__name__)
@pytest.mark.parametrize("name", CALLS)
def test_hostile_replies_are_values(
    name: str, hostility: Hostility, county: HostileCounty, make_office: Callable[..., Office]
) -> None:
    call, right = CALLS[name]
    county.hostility = hostility
    assert a_value(call(make_office(county.url)), right)


@pytest.mark.parametrize("hostility", ENDLESS, ids=lambda hostility: hostility.__name__)
def test_who_never_ends_is_hung_up_on(
    hostility: Hostility, county: HostileCounty, make_office: Callable[..., Office]
) -> None:
    county.hostility = hostility
    assert isinstance(make_office(county.url).look_up(CODE, None), Unreachable)
    assert county.peer_gone.wait(PATIENCE)


@pytest.mark.parametrize("hostility", FLOODS, ids=lambda hostility: hostility.__name__)
def test_a_hundred_megabytes_are_not_taken(
    hostility: Hostility, county: HostileCounty, make_office: Callable[..., Office]
) -> None:
    county.hostility = hostility
    assert isinstance(make_office(county.url, 5.0).look_up(CODE, None), Unreachable)
    assert county.peer_gone.wait(PATIENCE)
    # What the two sockets hold is beside what was read.
    assert county.poured < 20_000_000


def test_a_redirect_is_not_followed(
    county: HostileCounty, make_office: Callable[..., Office]
) -> None:
    county.hostility = redirect
    assert isinstance(make_office(county.url).look_up(CODE, "5678"), Unreachable)
    assert county.calls == [("POST", "/matters/lookup")]


def asked(name: str, county: HostileCounty, office: Office) -> object:
    """Return what the backend, when it is sound, answers to the last call of this kind."""
    CALLS[name][0](office)
    method, path = county.calls[-1]
    return genuine(method, f"/api/v1{path}", county.bodies[-1], county.keys[-1])[1]


@pytest.mark.parametrize(
    "name", ["load_centre", "leave_question", "look_up", "find_ticket", "rate"]
)
def test_one_wrong_place_is_a_value(
    name: str, county: HostileCounty, make_office: Callable[..., Office]
) -> None:
    office = make_office(county.url, 5.0)
    call, right = CALLS[name]
    sound = asked(name, county, office)
    answers = []
    for place, county.mutate in mutations(sound):
        answer = call(office)
        assert a_value(answer, right), place
        answers.append(answer)
    seen = {type(answer) for answer in answers}
    assert Unreachable in seen or name in ("leave_question", "rate")
    assert right in seen
    if name == "leave_question":
        assert {answer.offline for answer in answers if isinstance(answer, LeftQuestion)} == {
            True,
            False,
        }


def test_an_answer_about_something_else_is_none(
    county: HostileCounty, make_office: Callable[..., Office]
) -> None:
    office = make_office(county.url)
    matter = genuine("POST", "/api/v1/matters/lookup", b'{"code":"000000000000"}', None)[1]
    county.mutate = lambda sound: json.dumps(matter).encode()
    assert isinstance(office.look_up(CODE, None), Unreachable)
    county.mutate = lambda sound: json.dumps(sound | {"number": "B1"}).encode()
    assert isinstance(office.find_ticket("A012"), Unreachable)
    receipt = {"code": "000000000000", "received_at": str(NOW), "due_at": str(NOW)}
    county.mutate = lambda sound: json.dumps(receipt).encode()
    left = office.leave_question(QuestionField.LAND, "样例", None)
    assert isinstance(left, LeftQuestion)
    assert left.offline


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(),
    lambda part: st.lists(part, max_size=4) | st.dictionaries(st.text(), part, max_size=4),
    max_leaves=12,
)
FIELDS = sorted(
    {*centre_answer(), *genuine("POST", "/api/v1/matters/lookup", b'{"code":1}', "")[1]}
)


@settings(
    max_examples=60,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(answer=JSON | st.dictionaries(st.sampled_from(FIELDS), JSON), name=st.sampled_from([*CALLS]))
def test_any_json_is_a_value(
    answer: object, name: str, tmp_path_factory: pytest.TempPathFactory
) -> None:
    with hostile_county() as county:
        store = Store(tmp_path_factory.mktemp("any") / "terminal.db", clock=lambda: NOW)
        client = Client(county.url, CREDENTIAL, budget=5.0)
        office = Office(client, store, letter="K", version="t", phone_base=None, clock=lambda: NOW)
        try:
            county.mutate = lambda sound: json.dumps(answer).encode()
            call, right = CALLS[name]
            assert a_value(call(office), right)
        finally:
            office.close()


def test_a_certificate_of_nobody_is_not_trusted(
    county: HostileCounty, make_office: Callable[..., Office], tmp_path: Path
) -> None:
    if shutil.which("openssl") is None:
        pytest.skip("openssl makes the certificate")
    pem = tmp_path / "self-signed.pem"
    subprocess.run(
        [
            *("openssl", "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "2"),
            *("-subj", "/CN=127.0.0.1", "-addext", "subjectAltName=IP:127.0.0.1"),
            *("-keyout", str(pem), "-out", str(tmp_path / "certificate")),
        ],
        check=True,
        capture_output=True,
    )
    with pem.open("a") as file:
        file.write((tmp_path / "certificate").read_text())
    county.speak_tls(pem)
    office = make_office(county.url, 1.0)
    assert isinstance(office.load_centre(), Unreachable)
    assert county.calls == [], "nothing was said to it, the credential least of all"


def test_no_tls_where_it_is_expected(
    county: HostileCounty, make_office: Callable[..., Office]
) -> None:
    county.scheme = "https"
    assert isinstance(make_office(county.url).look_up(CODE, "5678"), Unreachable)
    assert county.calls == []
