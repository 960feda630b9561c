"""A heartbeat says how the terminal is, and an older backend hears it all the same."""

import json
from datetime import UTC, datetime

from county_hall import Hall
from county_standin import Handler, Standin, problem

from kiosk.county.contract import Condition, HeartbeatReply, ProblemCode, Readiness, Verdict

CONDITION = Condition(
    in_service=False,
    slips=12,
    paper_left_mm=40_000,
    readiness=Readiness(
        verdict=Verdict.READY_EXCEPT,
        at=datetime(2026, 11, 24, 8, 0, tzinfo=UTC),
        exceptions=("voice",),
    ),
)


def older_backend(handler: Handler) -> None:
    """Refuse a heartbeat as a backend does that has never heard of the newer keys."""
    known = {"clock", "version", "faults", "set_aside"}
    if set(json.loads(handler.body)) <= known:
        handler.reply(*handler.handle_call())
    else:
        handler.reply(*problem(422, ProblemCode.INVALID))


def test_the_condition_goes_along(standin: Standin, hall: Hall) -> None:
    office = hall.office(standin.url)
    assert isinstance(office.beat(("paper-out: end",), CONDITION), HeartbeatReply)
    sent = json.loads(standin.bodies[-1])
    assert Condition.model_validate(sent["condition"]) == CONDITION
    assert (sent["faults"], sent["undelivered"]) == (["paper-out: end"], 0)


def test_what_waits_to_be_sent_is_counted(standin: Standin, hall: Hall) -> None:
    office = hall.office(standin.url, budget=0.2)
    office.load_centre()
    standin.fault = Handler.drop
    office.issue("legal-aid", "A", None)
    standin.fault = None
    office.beat()
    assert json.loads(standin.bodies[-1])["undelivered"] == 1


def test_an_older_backend_hears_what_it_knows(standin: Standin, hall: Hall) -> None:
    office = hall.office(standin.url)
    standin.fault = older_backend
    for _ in range(2):
        assert isinstance(office.beat(("paper-out",), CONDITION), HeartbeatReply)
    beats = [json.loads(body) for body in standin.bodies]
    assert ["condition" in beat for beat in beats] == [True, False, False]
    assert beats[-1]["faults"] == ["paper-out"]
