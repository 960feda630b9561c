"""Five wrong tries within ten minutes pause a code for ten minutes; the clock is the test's."""

from datetime import timedelta
from hmac import compare_digest
from random import Random

import pytest
from test_matter_life import DRAW, leave, look

from kiosk.county.contract import ProblemCode
from kiosk.county.query_code import make_query_code
from kiosk.county.server import matters, tables
from kiosk.county.server.matter_attempts import forget_past_attempts
from kiosk.county.server.problems import Refusal

NO, PAUSED, YES = ProblemCode.NOT_FOUND, ProblemCode.CODE_PAUSED, "yes"


def attempt(county, code, factor="0000"):
    found = look(county, code, factor)
    return found.code if isinstance(found, Refusal) else YES


@pytest.fixture(params=["a matter's", "nobody's"])
def code(request, county):
    return leave(county) if request.param == "a matter's" else make_query_code(DRAW)


def test_a_pause_ends_after_ten_minutes(county, code):
    assert [attempt(county, code) for _ in range(6)] == [NO] * 5 + [PAUSED]
    county.later(minutes=9, seconds=59)
    assert attempt(county, code) is PAUSED
    county.later(seconds=1)
    assert [attempt(county, code) for _ in range(6)] == [NO] * 5 + [PAUSED]


def test_tries_during_a_pause_do_not_prolong_it(county, code):
    for _ in range(5):
        attempt(county, code)
    for _ in range(9):
        county.later(minutes=1)
        assert attempt(county, code) is PAUSED
    county.later(minutes=1)
    assert attempt(county, code) is NO


def test_the_owner_comes_in_when_it_is_over(county):
    code = leave(county)
    for _ in range(5):
        attempt(county, code)
    assert attempt(county, code, "1234") is PAUSED
    county.later(minutes=10)
    assert attempt(county, code, "1234") == YES


def test_slow_tries_do_not_add_up(county, code):
    for _ in range(12):
        assert attempt(county, code) is NO
        county.later(minutes=2, seconds=30)


def test_four_and_then_the_right_one(county):
    code = leave(county)
    for _ in range(3):
        assert [attempt(county, code) for _ in range(4)] == [NO] * 4
        assert attempt(county, code, "1234") == YES


def test_one_code_s_pause_is_no_other_s(county, code):
    for _ in range(5):
        attempt(county, code)
    assert attempt(county, leave(county), "1234") == YES


def test_a_server_that_starts_again_still_knows(county, code):
    for _ in range(5):
        attempt(county, code)
    county.do(forget_past_attempts)
    assert attempt(county, code) is PAUSED
    county.later(minutes=21)
    assert county.do(forget_past_attempts) == 5


def test_right_and_wrong_factors_are_compared_in_constant_time(county, code, monkeypatch):
    compared = []

    def compare(one, other):
        compared.append((one, other))
        return compare_digest(one, other)

    monkeypatch.setattr(matters.hmac, "compare_digest", compare)
    attempt(county, code, "0000")
    attempt(county, code, None)
    assert [given for _, given in compared] == ["0000", ""]


def test_whatever_is_wrong_the_database_does_the_same(county):
    """As good as the same time, without a stopwatch: the same statements, in the same order."""
    from sqlalchemy import event

    said = []
    event.listen(
        county.engine, "before_cursor_execute", lambda _c, _cursor, sql, *_rest: said.append(sql)
    )

    def statements(code, factor):
        said.clear()
        attempt(county, code, factor)
        return tuple(said)

    known, bare = leave(county), leave(county, phone=None)
    unknown = make_query_code(DRAW)
    wrong = ((known, "0000"), (known, None), (bare, "1234"), (unknown, "1234"), (unknown, None))
    assert len({statements(*one) for one in wrong}) == 1


@pytest.mark.parametrize("seed", range(5))
def test_against_a_plain_count(county, seed):
    """Never more than five wrong tries in ten minutes, and never a pause without five."""
    random, code = Random(seed), leave(county)
    wrong, paused_until = [], county.now
    for _ in range(120):
        county.later(seconds=random.randrange(200))
        right = random.random() < 0.1
        said = attempt(county, code, "1234" if right else "0000")
        if county.now < paused_until:
            assert said is PAUSED
            continue
        assert said == (YES if right else NO)
        recent = [at for at in wrong if (county.now - at).total_seconds() < 600]
        wrong = [] if right else [*recent, county.now]
        if len(wrong) == 5:
            paused_until, wrong = county.now + timedelta(minutes=10), []


def test_nothing_is_kept_of_what_was_tried(county, code):
    attempt(county, code, "9876")
    kept = county.do(
        lambda t: t.connection.execute(tables.matter_attempt.select()).mappings().one()
    )
    assert set(kept) == {"id", "code", "at"}
