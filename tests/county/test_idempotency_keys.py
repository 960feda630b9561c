"""Idempotency keys: stored answers, other bodies, refusals, and how long they are kept."""

from datetime import timedelta
from uuid import uuid4

import pytest

from kiosk.county.contract import PriorityReason, ProblemCode, TicketRequest
from kiosk.county.server.auth import Caller, Role
from kiosk.county.server.idempotency import (
    KEPT,
    Answer,
    answer_once,
    fingerprint,
    purge_answers,
)
from kiosk.county.server.problems import Refusal
from kiosk.county.server.transactions import Undo

HALL_1, HALL_2 = Caller(Role.TERMINAL, "hall-1"), Caller(Role.TERMINAL, "hall-2")
BODY = TicketRequest(service="advice")
ASKED = fingerprint(HALL_1, "tickets", BODY)


def never():
    raise AssertionError("done a second time")


def once(county, key, asked=ASKED, act=lambda: Answer(201, b"done")):
    return county.do(lambda transaction: answer_once(transaction, key, asked, act))


def test_the_second_time_the_stored_answer(county):
    key = uuid4()
    assert once(county, key) == once(county, key, act=never) == Answer(201, b"done")


@pytest.mark.parametrize(
    "other",
    [
        fingerprint(HALL_2, "tickets", BODY),
        fingerprint(HALL_1, "heartbeat", BODY),
        fingerprint(HALL_1, "tickets", TicketRequest(service="notary")),
        fingerprint(HALL_1, "tickets", BODY.model_copy(update={"reason": PriorityReason.ELDERLY})),
    ],
)
def test_another_caller_path_or_body_is_refused(county, other):
    key = uuid4()
    once(county, key)
    with pytest.raises(Refusal) as refused:
        once(county, key, asked=other, act=never)
    assert refused.value.code is ProblemCode.KEY_REUSED


def test_a_body_spelt_otherwise_is_the_same():
    spelt = TicketRequest.model_validate_json('{"reason": null, "service": "advice"}')
    assert fingerprint(HALL_1, "tickets", spelt) == ASKED


def test_a_final_refusal_is_undone_and_stored(county):
    def refuse():
        raise Refusal(ProblemCode.CLOSED, "shut")

    key = uuid4()

    def command(transaction):
        with pytest.raises(Undo) as undo:
            answer_once(transaction, key, ASKED, refuse)
        return undo.value.instead(transaction)

    first = county.do(command)
    assert first.status == 422
    assert once(county, key, act=never) == first


def test_a_passing_refusal_is_not_stored(county):
    def refuse():
        raise Refusal(ProblemCode.TOO_SOON)

    key = uuid4()
    with pytest.raises(Refusal):
        once(county, key, act=refuse)
    assert once(county, key).status == 201


def test_kept_beyond_seven_days_then_forgotten(county):
    key = uuid4()
    once(county, key)
    county.later(days=7, minutes=1)
    assert county.do(purge_answers) == 0
    once(county, key, act=never)
    county.now += KEPT - timedelta(days=7)
    assert county.do(purge_answers) == 1
