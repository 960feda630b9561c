"""Questions that are left, matters that are looked up by code and factor, ratings."""

from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta
from secrets import randbelow
from uuid import uuid4

import pytest
from test_backend_contract import problem, ticket_of

from kiosk.county.contract import (
    Matter,
    ProblemCode,
    QuestionReceipt,
    Rateable,
    RatingReceipt,
    WindowState,
)
from kiosk.county.matters import PAUSE_MINUTES, REPLY_MINUTES, WRONG_FACTORS
from kiosk.county.query_code import make_query_code

NOBODYS = (404, ProblemCode.NOT_FOUND)
PAUSED = (422, ProblemCode.CODE_PAUSED)
PHONE = "00000005678"
SCORES = {"department": 5, "post": 4, "person": 3}


def now():
    return datetime.now(UTC).isoformat()


def new_code():
    return make_query_code(randbelow)


def question(**changes):
    return {
        "code": new_code(),
        "field": "wages",
        "text": "老板欠薪怎么办？\n没有合同。",
        "phone": PHONE,
        "asked_at": now(),
        **changes,
    }


def leave(backend, body, key=None):
    return backend.send("POST", "/matters", body, key=key or uuid4())


def look(backend, code, factor=None, key=None):
    asked = {"code": code, "factor": factor}
    return backend.send("POST", "/matters/lookup", asked, key=key or uuid4())


def rate(backend, key=None, **changes):
    return backend.send(
        "POST", "/ratings", SCORES | {"rated_at": now()} | changes, key=key or uuid4()
    )


def receipt_of(response):
    assert response.status_code == 201, response.text
    return QuestionReceipt.model_validate(response.json())


def matter_of(response):
    assert response.status_code == 200, response.text
    return Matter.model_validate(response.json())


@pytest.fixture
def served(backend):
    """Return a ticket that was served just now."""
    service = backend.open_service()
    backend.clear(service)
    ticket = ticket_of(backend.take(service.id))
    window = backend.windows_of(service)[0]
    backend.work(window, "next")
    backend.work(window, "done")
    return ticket


class TestLeaving:
    def test_a_question(self, backend):
        body = question()
        receipt = receipt_of(leave(backend, body))
        assert receipt.code == body["code"]
        assert receipt.due_at - receipt.received_at == timedelta(minutes=REPLY_MINUTES)
        assert abs(receipt.received_at - datetime.now(UTC)) < timedelta(minutes=5)
        assert body["text"] not in leave(backend, question()).text

    def test_one_that_waited_for_the_line_counts_from_when_it_was_asked(self, backend):
        asked = datetime.now(UTC) - timedelta(hours=2)
        receipt = receipt_of(leave(backend, question(asked_at=asked.isoformat())))
        assert abs(receipt.received_at - asked) < timedelta(seconds=1)

    def test_a_time_ahead_is_the_delivery_s(self, backend):
        ahead = datetime.now(UTC) + timedelta(days=2)
        receipt = receipt_of(leave(backend, question(asked_at=ahead.isoformat())))
        assert receipt.received_at < ahead - timedelta(days=1)

    def test_the_same_key_gets_the_same_answer(self, backend):
        body, key = question(), uuid4()
        first, again = (leave(backend, body, key) for _ in range(2))
        assert (first.status_code, first.content) == (again.status_code, again.content)
        matter = matter_of(look(backend, body["code"], PHONE[-4:]))
        assert len(matter.events) == 1

    @pytest.mark.parametrize(
        "changed",
        [{"text": "另一件事"}, {"phone": "00000001111"}, {"phone": None}, {"field": "land"}],
    )
    def test_the_same_key_with_another_question_is_refused(self, backend, changed):
        body, key = question(), uuid4()
        receipt_of(leave(backend, body, key))
        assert problem(leave(backend, body | changed, key)) == (422, ProblemCode.KEY_REUSED)

    def test_without_a_key(self, backend):
        refused = backend.send("POST", "/matters", question())
        assert problem(refused) == (400, ProblemCode.KEY_MISSING)

    def test_a_code_is_given_once(self, backend):
        body = question(text="原来的问题")
        receipt_of(leave(backend, body))
        taken = leave(backend, question(code=body["code"], phone="00000009999"))
        assert problem(taken) == (409, ProblemCode.CODE_TAKEN)
        assert matter_of(look(backend, body["code"], PHONE[-4:])).question == "原来的问题"

    def test_of_many_at_once_one_gets_the_code(self, backend):
        code = new_code()
        bodies = [question(code=code, text=f"问题 {n}") for n in range(8)]
        with ThreadPoolExecutor(8) as pool:
            answers = list(pool.map(lambda body: leave(backend, body), bodies))
        assert Counter(answer.status_code for answer in answers) == {201: 1, 409: 7}

    @pytest.mark.parametrize(
        "wrong",
        [
            {"code": "100000000018"},
            {"code": "98765"},
            {"text": "\ud800"},
            {"field": "weather"},
            {"text": ""},
            {"text": "\x00\x1b"},
            {"text": "字" * 501},
            {"phone": "123"},
            {"phone": "１３８００００００００"},
            {"name": "x"},
            {"asked_at": "2026-11-23T10:00:00"},
        ],
    )
    def test_what_is_not_of_the_contract(self, backend, wrong):
        body = question() | wrong
        refused = leave(backend, body)
        assert problem(refused) == (422, ProblemCode.INVALID)
        assert body["code"] not in refused.text
        assert "老板" not in refused.text

    def test_characters_that_no_database_takes_do_no_harm(self, backend):
        body = question(text="一\x00二\r\n三\U00020bb7")
        receipt_of(leave(backend, body))
        assert matter_of(look(backend, body["code"], PHONE[-4:])).question == "一二\n三\U00020bb7"

    def test_only_a_terminal_leaves_looks_up_and_rates(self, backend):
        holder = next(iter(backend.windows.values()))
        bodies = {
            "/matters": question(),
            "/matters/lookup": {"code": new_code()},
            "/ratings": SCORES | {"rated_at": now(), "ticket": str(uuid4())},
        }
        for path, body in bodies.items():
            refused = backend.send("POST", path, body, credential=holder, key=uuid4())
            assert problem(refused) == (403, ProblemCode.FORBIDDEN), path
        refused = backend.send("GET", "/tickets/number/A001", credential=holder)
        assert problem(refused) == (403, ProblemCode.FORBIDDEN)


class TestLookingUp:
    def test_a_question_that_waits(self, backend):
        body = question()
        receipt = receipt_of(leave(backend, body))
        matter = matter_of(look(backend, body["code"], PHONE[-4:]))
        assert (matter.code, matter.kind, matter.field) == (body["code"], "consultation", "wages")
        assert (matter.question, matter.reply, matter.state) == (body["text"], "", "received")
        assert (matter.received_at, matter.due_at) == (receipt.received_at, receipt.due_at)
        assert [event.state for event in matter.events] == ["received"]
        assert not matter.overdue
        assert not matter.rated
        assert PHONE not in look(backend, body["code"], PHONE[-4:]).text

    def test_an_overdue_one_says_so_and_the_window_sees_it(self, backend):
        window, holder = next(iter(backend.windows.items()))

        def late():
            answer = backend.send("GET", f"/windows/{window}", credential=holder)
            return WindowState.model_validate(answer.json()).overdue_matters

        before = late()
        asked = datetime.now(UTC) - timedelta(minutes=REPLY_MINUTES + 1)
        body = question(asked_at=asked.isoformat())
        receipt_of(leave(backend, body))
        assert matter_of(look(backend, body["code"], PHONE[-4:])).overdue
        assert late() == before + 1

    def test_without_a_phone_the_code_is_all(self, backend):
        body = question(phone=None)
        receipt_of(leave(backend, body))
        assert matter_of(look(backend, body["code"])).question == body["text"]
        assert problem(look(backend, body["code"], "0000")) == NOBODYS

    def test_whatever_is_wrong_the_answer_is_the_same(self, backend):
        body = question()
        receipt_of(leave(backend, body))
        answers = [
            look(backend, body["code"], "0000"),
            look(backend, body["code"]),
            look(backend, new_code(), "0000"),
            look(backend, new_code()),
        ]
        assert {problem(answer) for answer in answers} == {NOBODYS}
        assert len({answer.content for answer in answers}) == 1

    def test_the_answer_is_not_stored_under_its_key(self, backend):
        body, key = question(), uuid4()
        assert problem(look(backend, body["code"], PHONE[-4:], key)) == NOBODYS
        receipt_of(leave(backend, body))
        matter_of(look(backend, body["code"], PHONE[-4:], key))
        assert problem(look(backend, body["code"], "0000", key)) == NOBODYS

    def test_a_key_is_needed_all_the_same(self, backend):
        refused = backend.send("POST", "/matters/lookup", {"code": new_code()})
        assert problem(refused) == (400, ProblemCode.KEY_MISSING)

    @pytest.mark.parametrize(
        "asked",
        [
            {},
            {"code": "100000000018"},
            {"code": "100000000017", "factor": "12"},
            {"factor": "1234"},
        ],
    )
    def test_what_is_not_of_the_contract(self, backend, asked):
        refused = backend.send("POST", "/matters/lookup", asked, key=uuid4())
        assert problem(refused) == (422, ProblemCode.INVALID)


class TestPause:
    def test_five_wrong_factors_pause_a_code_for_its_owner_too(self, backend):
        assert (WRONG_FACTORS, PAUSE_MINUTES) == (5, 10)
        body = question()
        receipt_of(leave(backend, body))
        tries = [problem(look(backend, body["code"], "0000")) for _ in range(5)]
        assert set(tries) == {NOBODYS}
        assert problem(look(backend, body["code"], "0001")) == PAUSED
        assert problem(look(backend, body["code"], PHONE[-4:])) == PAUSED

    def test_so_is_a_code_that_nobody_has(self, backend):
        code = new_code()
        for _ in range(5):
            assert problem(look(backend, code, "0000")) == NOBODYS
        assert problem(look(backend, code, "0000")) == PAUSED
        assert problem(look(backend, new_code(), "0000")) == NOBODYS

    def test_a_success_clears_the_count(self, backend):
        body = question()
        receipt_of(leave(backend, body))
        for _ in range(2):
            for _ in range(4):
                assert problem(look(backend, body["code"], "0000")) == NOBODYS
            matter_of(look(backend, body["code"], PHONE[-4:]))

    @pytest.mark.parametrize("known", [True, False])
    def test_many_callers_at_once_have_five_tries_among_them(self, backend, known):
        body = question()
        if known:
            receipt_of(leave(backend, body))
        with ThreadPoolExecutor(8) as pool:
            tries = pool.map(lambda n: look(backend, body["code"], f"{n:04}"), range(24))
            answers = Counter(problem(answer) for answer in tries)
        assert answers == {NOBODYS: 5, PAUSED: 19}


class TestRating:
    def test_a_ticket_that_was_served(self, backend, served):
        path = f"/tickets/number/{served.number}"
        before = Rateable.model_validate(backend.send("GET", path).json())
        assert (before.ticket, before.number) == (served.id, served.number)
        assert (before.served, before.rated, before.service) == (True, False, served.service)
        assert before.window in served.windows
        answer = rate(backend, ticket=str(served.id), word="好")
        assert answer.status_code == 201
        assert "好" not in answer.text
        rated = RatingReceipt.model_validate(answer.json()).rated_at
        assert abs(rated - datetime.now(UTC)) < timedelta(minutes=5)
        assert Rateable.model_validate(backend.send("GET", path).json()).rated

    def test_a_second_one_is_refused(self, backend, served):
        assert rate(backend, ticket=str(served.id)).ok
        again = rate(backend, ticket=str(served.id))
        assert problem(again) == (409, ProblemCode.ALREADY_RATED)

    def test_the_same_one_again_gets_the_same_answer(self, backend, served):
        key, changes = uuid4(), {"ticket": str(served.id), "word": "好", "rated_at": now()}
        first, again = (rate(backend, key, **changes) for _ in range(2))
        assert (first.status_code, first.content) == (again.status_code, again.content)
        for other in ({"word": "不好"}, {"post": 1}):
            refused = rate(backend, key, **(changes | other))
            assert problem(refused) == (422, ProblemCode.KEY_REUSED)

    def test_of_many_at_once_one_counts(self, backend, served):
        with ThreadPoolExecutor(8) as pool:
            answers = list(pool.map(lambda _: rate(backend, ticket=str(served.id)), range(8)))
        assert Counter(answer.status_code for answer in answers) == {201: 1, 409: 7}

    def test_one_that_has_not_been_served(self, backend):
        ticket = ticket_of(backend.take())
        found = backend.send("GET", f"/tickets/number/{ticket.number}")
        assert not Rateable.model_validate(found.json()).served
        refused = rate(backend, ticket=str(ticket.id))
        assert problem(refused) == (409, ProblemCode.WRONG_STATE)

    def test_what_is_not_there(self, backend):
        assert problem(rate(backend, ticket=str(uuid4()))) == NOBODYS
        assert problem(rate(backend, matter=new_code())) == NOBODYS
        for number in ("A9999999", "nonsense", "A001%00", "%E5%8F%B7"):
            assert problem(backend.send("GET", f"/tickets/number/{number}")) == NOBODYS

    def test_a_question_that_has_not_been_answered(self, backend):
        body = question()
        receipt_of(leave(backend, body))
        refused = rate(backend, matter=body["code"])
        assert problem(refused) == (409, ProblemCode.WRONG_STATE)

    @pytest.mark.parametrize(
        "wrong",
        [
            {"ticket": str(uuid4()), "matter": "100000000017"},
            {},
            {"ticket": str(uuid4()), "post": 0},
            {"ticket": str(uuid4()), "person": 6},
            {"ticket": str(uuid4()), "word": "字" * 201},
            {"matter": "100000000018"},
        ],
    )
    def test_what_is_not_of_the_contract(self, backend, wrong):
        assert problem(rate(backend, **wrong)) == (422, ProblemCode.INVALID)
