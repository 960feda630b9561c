"""What every engine does: one suite over the real ones and the simulated one."""

import math
import random

import pytest
from strokes import strokes_of

from kiosk.text_input.port import CANDIDATES, Ink, Spelling
from kiosk.text_input.rime import RimeEngine
from kiosk.text_input.simulated import SimulatedEngine
from kiosk.text_input.zinnia import ZinniaEngine

FUZZED = 300
"""Random inputs in this suite; ``make bench`` gives the engines 50,000."""


def hand(folder):
    return ZinniaEngine(), Ink(strokes_of("法")), Ink(())


def pinyin(folder):
    return RimeEngine(folder), Spelling("falv"), Spelling("")


def simulated_hand(folder):
    return SimulatedEngine(), Ink(strokes_of("法")), Ink(())


def simulated_pinyin(folder):
    return SimulatedEngine(), Spelling("falv"), Spelling("")


@pytest.fixture(params=[hand, pinyin, simulated_hand, simulated_pinyin])
def rig(request, tmp_path):
    engine, given, nothing = request.param(tmp_path / "user")
    yield engine, given, nothing
    engine.close()


def test_what_is_given_has_candidates_the_likeliest_first(rig):
    engine, given, _ = rig
    found = engine.candidates(given)
    assert engine.fault() is None
    assert 1 <= len(found) <= CANDIDATES
    assert len({candidate.text for candidate in found}) == len(found)
    assert found == engine.candidates(given)


def test_nothing_has_none(rig):
    engine, _, nothing = rig
    assert engine.candidates(nothing) == ()


def test_the_other_kind_of_input_has_none(rig):
    engine, given, _ = rig
    if isinstance(engine, SimulatedEngine):
        pytest.skip("it takes both")
    other = Spelling("falv") if isinstance(given, Ink) else Ink(strokes_of("法"))
    assert engine.candidates(other) == ()


def test_pages_follow_on_without_gap_or_overlap(rig):
    engine, given, _ = rig
    whole = engine.candidates(given, 15)
    pages = (*engine.candidates(given, 4), *engine.candidates(given, 4, 4))
    assert pages == whole[:8]


def test_a_page_beyond_the_last_is_empty(rig):
    engine, given, _ = rig
    assert engine.candidates(given, 10, 100_000) == ()


@pytest.mark.parametrize(("limit", "skip"), [(0, 0), (-1, 0), (10, -1)])
def test_no_sensible_page_is_empty(rig, limit, skip):
    engine, given, _ = rig
    assert engine.candidates(given, limit, skip) == ()


def test_prepared_twice_and_closed_twice(rig):
    engine, given, _ = rig
    engine.prepare()
    engine.prepare()
    engine.close()
    engine.close()
    assert engine.candidates(given) == ()


def test_after_a_rest_it_answers_as_before(rig):
    engine, given, _ = rig
    before = engine.candidates(given)
    engine.rest()
    engine.rest()
    assert engine.fault() is None
    assert engine.candidates(given) == before
    engine.rest()
    engine.close()
    engine.rest()
    assert engine.candidates(given) == ()


def test_another_opens_after_one_was_closed(rig, tmp_path):
    engine, given, _ = rig
    before = engine.candidates(given)
    engine.close()
    again = type(engine)(*([tmp_path / "again"] if isinstance(engine, RimeEngine) else []))
    try:
        assert again.candidates(given) == before
    finally:
        again.close()


def test_what_is_left_of_a_spelling_is_its_end(rig):
    engine, given, _ = rig
    if isinstance(given, Ink):
        assert {candidate.rest for candidate in engine.candidates(given)} == {""}
        return
    for letters in ("falvyuanzhu", "gongzi", "fa'lv", "uuu", "zhi'i"):
        for candidate in engine.candidates(Spelling(letters)):
            assert letters.endswith(candidate.rest)
            assert len(candidate.rest) < len(letters)


def test_nonsense_does_no_harm(rig):
    engine, given, _ = rig
    rng = random.Random(4)
    for _ in range(FUZZED):
        nonsense = _scribble(rng) if isinstance(given, Ink) else _babble(rng)
        assert len(engine.candidates(nonsense, 11)) <= 11
    assert engine.candidates(given)


def _scribble(rng):
    def value():
        odd = rng.choice([math.nan, math.inf, -math.inf, 1e308, -5.0, 0.0])
        return odd if rng.random() < 0.1 else rng.random()

    counts = [rng.choice([0, 1, 2, 30, 400]) for _ in range(rng.randint(0, 60))]
    return Ink(tuple(tuple((value(), value()) for _ in range(count)) for count in counts))


def _babble(rng):
    pool = "abcdefghijklmnopqrstuvwxyz''" + ("Zé\x00 9中\U0001f600" if rng.random() < 0.3 else "")
    return Spelling("".join(rng.choice(pool) for _ in range(rng.randint(0, 60))))
