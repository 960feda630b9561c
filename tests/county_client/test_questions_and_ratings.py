"""Questions, looking up, ratings: never lost, never twice, and nothing of them stays."""

import contextlib
import json
import sqlite3
import threading
from collections.abc import Iterator
from datetime import timedelta

import pytest
from county_answers import refusal
from county_hall import Hall
from county_standin import NOW, PATIENCE
from hostile_county import HostileCounty, hangs_up, hostile_county

from kiosk.county.contract import Matter, Rateable
from kiosk.county.matters import QuestionField
from kiosk.county.office import Office
from kiosk.county.port import LeftQuestion, Scores
from kiosk.county.problem import ProblemCode
from kiosk.county.query_code import is_query_code
from kiosk.county.replies import Refused, Unreachable
from kiosk.store import StoreError

TEXT, PHONE = "样例金丝雀问题", "13900001717"
CODE = "123456789018"
FIVE = Scores(5, 4, 3, word="样例金丝雀评语", ticket=None, matter=CODE)


@pytest.fixture
def county() -> Iterator[HostileCounty]:
    with hostile_county() as running:
        yield running


@pytest.fixture(autouse=True)
def _little_patience(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("kiosk.county.delivery.PATIENCE_SECONDS", 2.0)


def ask(office: Office) -> LeftQuestion:
    left = office.leave_question(QuestionField.WAGES, TEXT, PHONE)
    assert isinstance(left, LeftQuestion)
    assert is_query_code(left.code)
    return left


def asked(county: HostileCounty) -> list[dict[str, object]]:
    told = zip(county.calls, county.bodies, strict=True)
    return [json.loads(body) for call, body in told if call == ("POST", "/matters")]


def traces(hall: Hall, *codes: str) -> list[str]:
    """Return what of a question or a rating stands in any file of the terminal."""
    disk = b"".join(path.read_bytes() for path in sorted(hall.path.parent.iterdir()))
    canaries = (TEXT, PHONE, FIVE.word, "wages", *codes)
    return [canary for canary in canaries if canary.encode() in disk]


def test_a_question_is_taken_online(county: HostileCounty, hall: Hall) -> None:
    office = hall.office(county.url)
    left = ask(office)
    assert (left.asked_at, left.due_at) == (NOW, NOW + timedelta(minutes=300))
    assert not left.offline
    (body,) = asked(county)
    assert (body["code"], body["text"], body["phone"]) == (left.code, TEXT, PHONE)
    assert office.undelivered() == 0
    assert office.deliver()
    assert traces(hall, left.code) == []


def test_it_is_on_the_disk_before_it_is_sent(county: HostileCounty, hall: Hall) -> None:
    held = []
    county.hostility = lambda handler: (held.append(traces(hall)), hangs_up(handler))[0]
    ask(hall.office(county.url, budget=0.1))
    assert held
    assert held[0] == [TEXT, PHONE, "wages"]


def test_a_disk_that_takes_nothing_promises_nothing(
    county: HostileCounty, hall: Hall, monkeypatch: pytest.MonkeyPatch
) -> None:
    office = hall.office(county.url)

    def full(*args: object) -> None:
        raise StoreError("database or disk is full")

    monkeypatch.setattr(office._outbox, "_insert", full)
    assert isinstance(office.leave_question(QuestionField.LAND, TEXT, None), Unreachable)
    assert isinstance(office.rate(FIVE), Unreachable)
    assert county.calls == []


def test_offline_it_is_delivered_later_as_it_was_asked(county: HostileCounty, hall: Hall) -> None:
    office = hall.office(county.url, budget=0.1)
    county.hostility = hangs_up
    first, second = ask(office), ask(office)
    assert first.offline
    assert first.due_at == NOW + timedelta(minutes=300)
    assert office.undelivered() == 2
    assert traces(hall, first.code, second.code) == [TEXT, PHONE, "wages", first.code, second.code]

    county.hostility = None
    tried = len(county.calls)
    hall.now = NOW + timedelta(hours=3)
    again = hall.office(county.url)
    assert again.deliver()
    sent = asked(county)[tried:]
    assert [body["code"] for body in sent] == [first.code, second.code]
    assert {body["asked_at"] for body in sent} == {"2026-03-04T02:30:00Z"}
    assert (again.undelivered(), again.set_aside()) == (0, 0)
    office.close()
    assert traces(hall, first.code, second.code) == []


def test_an_unanswered_question_is_sent_again_with_its_key(
    county: HostileCounty, hall: Hall
) -> None:
    county.hostility = hangs_up
    ask(hall.office(county.url, budget=0.1))
    county.hostility = None
    assert hall.office(county.url).deliver()
    assert len(set(county.keys)) == 1


def test_what_was_delivered_does_not_stay_for_what_was_not(
    county: HostileCounty, hall: Hall
) -> None:
    office = hall.office(county.url, budget=0.1)
    county.hostility = hangs_up
    left = ask(office)
    county.hostility = None
    office.rate(Scores(5, 5, 5, matter=CODE))
    county.hostility, county.only = hangs_up, "/ratings"
    assert not office.deliver()
    assert office.undelivered() == 1
    assert traces(hall, left.code) == []


def test_a_code_that_is_taken_is_replaced(county: HostileCounty, hall: Hall) -> None:
    county.refusals["POST /matters"] = refusal(409, "code_taken")
    office = hall.office(county.url)
    replace = office._outbox.replace

    def replaced(*args: object) -> None:
        replace(*args)  # type: ignore[arg-type]
        county.refusals.clear()

    office._outbox.replace = replaced  # type: ignore[assignment,method-assign]
    left = ask(office)
    first, second = asked(county)
    assert (left.code, left.offline) == (second["code"], False)
    assert first["code"] != second["code"]
    assert len(set(county.keys)) == 2
    assert office.undelivered() == 0


def test_codes_are_not_made_for_ever(county: HostileCounty, hall: Hall) -> None:
    county.refusals["POST /matters"] = refusal(409, "code_taken")
    office = hall.office(county.url)
    assert isinstance(office.leave_question(QuestionField.DEBT, TEXT, None), Unreachable)
    assert len({str(body["code"]) for body in asked(county)}) == len(county.calls) == 5
    assert office.undelivered() == 0
    assert office.deliver()
    assert traces(hall) == []


def test_offline_with_another_code_the_other_one_counts(county: HostileCounty, hall: Hall) -> None:
    county.refusals["POST /matters"] = refusal(409, "code_taken")
    office = hall.office(county.url, budget=0.1)
    replace = office._outbox.replace

    def replaced(*args: object) -> None:
        replace(*args)  # type: ignore[arg-type]
        county.hostility = hangs_up

    office._outbox.replace = replaced  # type: ignore[assignment,method-assign]
    left = ask(office)
    assert left.offline
    county.hostility = None
    county.refusals.clear()
    assert hall.office(county.url).deliver()
    assert asked(county)[-1]["code"] == left.code


@pytest.mark.parametrize("code", [ProblemCode.INVALID, ProblemCode.TOO_LARGE])
def test_what_the_backend_does_not_want_is_not_promised(
    code: ProblemCode, county: HostileCounty, hall: Hall
) -> None:
    county.refusals["POST /matters"] = refusal(422, code)
    office = hall.office(county.url)
    assert isinstance(office.leave_question(QuestionField.LAND, TEXT, PHONE), Unreachable)
    assert (office.undelivered(), office.set_aside()) == (0, 0)
    assert office.deliver()
    assert traces(hall) == []


def test_a_terminal_that_is_not_known_keeps_the_question(county: HostileCounty, hall: Hall) -> None:
    county.refusals["POST /matters"] = refusal(401, "unauthorised")
    office = hall.office(county.url)
    assert ask(office).offline
    assert not office.deliver()
    county.refusals.clear()
    assert office.deliver()


@pytest.mark.parametrize("code", [ProblemCode.CODE_TAKEN, ProblemCode.INVALID])
def test_refused_later_it_is_kept_for_staff(
    code: ProblemCode, county: HostileCounty, hall: Hall
) -> None:
    county.hostility = hangs_up
    office = hall.office(county.url, budget=0.1)
    left = ask(office)
    county.hostility = None
    county.refusals["POST /matters"] = refusal(409, code)
    assert office.deliver()
    assert (office.undelivered(), office.set_aside()) == (0, 1)
    office.close()
    kept = sqlite3.connect(hall.path).execute("SELECT body, refusal FROM outbox").fetchall()
    assert [(json.loads(body)["code"], why) for body, why in kept] == [(left.code, code.value)]


def test_looks_up_and_finds(county: HostileCounty, hall: Hall) -> None:
    office = hall.office(county.url)
    assert isinstance(office.look_up(CODE, "5678"), Matter)
    assert isinstance(office.find_ticket("A012"), Rateable)
    assert county.calls == [("POST", "/matters/lookup"), ("GET", "/tickets/number/A012")]
    assert json.loads(county.bodies[0]) == {"code": CODE, "factor": "5678"}
    for code in (ProblemCode.NOT_FOUND, ProblemCode.CODE_PAUSED):
        county.refusals["POST /matters/lookup"] = refusal(422, code)
        answer = office.look_up(CODE, None)
        assert isinstance(answer, Refused)
        assert answer.code is code


def test_rates_when_the_line_is_back(county: HostileCounty, hall: Hall) -> None:
    office = hall.office(county.url, budget=0.1)
    assert office.rate(FIVE) is None
    assert traces(hall) == [FIVE.word]
    assert office.deliver()
    assert county.calls == [("POST", "/ratings")]
    sent = json.loads(county.bodies[0])
    assert (sent["department"], sent["post"], sent["person"]) == (5, 4, 3)
    assert (sent["matter"], sent["ticket"]) == (CODE, None)
    assert sent["rated_at"] == "2026-03-04T02:30:00Z"
    assert traces(hall, CODE) == []


@pytest.mark.parametrize("code", ["already_rated", "not_found", "wrong_state"])
def test_a_rating_that_does_not_count_ends_quietly(
    code: str, county: HostileCounty, hall: Hall
) -> None:
    office = hall.office(county.url)
    county.refusals["POST /ratings"] = refusal(409, code)
    office.rate(FIVE)
    assert office.deliver()
    assert (office.undelivered(), office.set_aside()) == (0, 0)
    assert traces(hall, CODE) == []


def test_nothing_of_it_is_logged(
    county: HostileCounty, hall: Hall, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level("DEBUG")
    office = hall.office(county.url, budget=0.1)
    codes = [ask(office).code]
    for county.hostility in (hangs_up, lambda handler: handler.reply(200, handler.body)):
        codes.append(ask(office).code)
        office.look_up(CODE, "5678")
        office.rate(FIVE)
        office.deliver()
    county.hostility = None
    county.refusals["POST /matters"] = refusal(422, "invalid")
    assert office.deliver()
    assert office.set_aside() == 2
    assert "record-set-aside" in caplog.text
    said = (TEXT, PHONE, FIVE.word, CODE, "5678", *codes)
    assert [canary for canary in said if canary in caplog.text] == []


def test_a_bug_in_the_thread_is_logged_without_words(
    county: HostileCounty, hall: Hall, caplog: pytest.LogCaptureFixture
) -> None:
    office = hall.office(county.url)

    called = threading.Event()

    def broken(*args: object, **kwargs: object) -> None:
        called.set()
        raise ValueError(TEXT)

    office._client.call = broken  # type: ignore[method-assign]
    office.rate(FIVE)
    office.start()
    assert called.wait(PATIENCE)
    office.close()
    assert "ValueError" in caplog.text
    assert TEXT not in caplog.text


class Died(BaseException):
    """The power goes."""


STEPS = ("_outbox.hold", "_client.call", "_outbox.settle", "_outbox.release")


@pytest.mark.parametrize("after", [False, True])
@pytest.mark.parametrize("step", STEPS)
@pytest.mark.parametrize("line", ["up", "down"])
def test_dies_at_a_step(
    line: str, step: str, after: bool, county: HostileCounty, hall: Hall
) -> None:
    office = hall.office(county.url, budget=0.1)
    promised = [ask(office).code]
    county.hostility = hangs_up if line == "down" else None
    holder = getattr(office, step.split(".")[0])
    name = step.split(".")[1]
    original = getattr(holder, name)

    def dying(*args: object, **kwargs: object) -> None:
        if after:
            original(*args, **kwargs)
        raise Died(step)

    setattr(holder, name, dying)
    with contextlib.suppress(Died):
        promised.append(ask(office).code)
    setattr(holder, name, original)
    county.hostility = None
    again = hall.office(county.url)
    assert again.deliver()
    assert (again.undelivered(), again.set_aside()) == (0, 0)
    received = {key: body["code"] for key, body in zip(county.keys, asked(county), strict=True)}
    assert set(promised) <= set(received.values())
    assert len(set(received.values())) == len(received), "a question came under two keys"
