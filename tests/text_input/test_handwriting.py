"""Handwriting with Zinnia: characters drawn stroke by stroke, by an unsteady hand too."""

import random

import pytest
from strokes import LEGAL, strokes_of

from kiosk.text_input.port import CANDIDATES, Ink
from kiosk.text_input.zinnia import MOST_POINTS, ZinniaEngine

LEAST_RATE, LEAST_FIRST = 0.97, 0.78
"""Of all characters drawn by an unsteady hand: among the ten, and the first of them."""

EVERYDAY = "九夫田米火山为长可人口手心水木土日月女父母老生工口"


@pytest.fixture(scope="module")
def engine():
    engine = ZinniaEngine()
    yield engine
    engine.close()


def candidates(engine, strokes):
    return [candidate.text for candidate in engine.candidates(Ink(strokes))]


def moved(strokes, size, left, top):
    return tuple(tuple((left + size * x, top + size * y) for x, y in stroke) for stroke in strokes)


def test_there_are_more_than_two_hundred_characters():
    assert len(set(LEGAL)) == len(LEGAL) >= 200
    assert set("法律援助工资离婚抚养费老人合同") <= {*LEGAL}


def test_strokes_are_as_the_recogniser_and_the_screen_take_them():
    for character in LEGAL:
        for stroke in strokes_of(character, random.Random(character)):
            assert len(stroke) >= 2
            assert all(0 <= value <= 1 for point in stroke for value in point)


def test_what_is_drawn_is_among_the_ten(engine):
    found = {
        character: candidates(engine, strokes_of(character, random.Random(f"1{character}")))
        for character in LEGAL
    }
    missed = [character for character in LEGAL if character not in found[character]]
    first = [character for character in LEGAL if character == found[character][0]]
    assert 1 - len(missed) / len(LEGAL) >= LEAST_RATE, "".join(missed)
    assert len(first) / len(LEGAL) >= LEAST_FIRST


@pytest.mark.parametrize("character", EVERYDAY)
def test_simple_characters_are_found(engine, character):
    assert character in candidates(engine, strokes_of(character))


@pytest.mark.parametrize("character", "山火水法一国")
@pytest.mark.parametrize(("left", "top"), [(0.02, 0.02), (0.68, 0.68)])
def test_it_does_not_matter_how_large_and_where_one_writes(engine, character, left, top):
    small = moved(strokes_of(character), 0.3, left, top)
    assert candidates(engine, small)[0] == candidates(engine, strokes_of(character))[0] == character


def test_parts_of_characters_are_not_offered(engine):
    for character in "口山日水":
        assert not set(candidates(engine, strokes_of(character))) & set("囗扌氵亻丨冂")


@pytest.mark.parametrize("character", "夫土小木中")
def test_two_strokes_may_change_places(engine, character):
    first, second, *rest = strokes_of(character)
    assert character in candidates(engine, (second, first, *rest))


@pytest.mark.parametrize("character", "法工资离一十山火")
def test_these_are_first_when_drawn_well(engine, character):
    assert candidates(engine, strokes_of(character))[0] == character


@pytest.mark.parametrize("character", "过运女水安门")
def test_characters_taught_to_the_model_in_another_order_are_found_in_ours(engine, character):
    assert character in candidates(engine, strokes_of(character))


def test_how_fast_the_finger_went_does_not_matter(engine):
    slow = tuple(
        tuple(point for point in stroke for _ in range(MOST_POINTS)) for stroke in strokes_of("法")
    )
    assert candidates(engine, slow)[0] == "法"


def test_ten_are_offered(engine):
    assert len(candidates(engine, strokes_of("法"))) == CANDIDATES


def test_the_model_missing_is_told_with_the_package(tmp_path):
    engine = ZinniaEngine(tmp_path / "none.model")
    assert "tegaki-zinnia-simplified-chinese" in engine.fault()
    assert candidates(engine, strokes_of("一")) == []


def test_the_library_missing_is_told_with_the_package():
    engine = ZinniaEngine(library="libzinnia-not-here.so.0")
    engine.prepare()
    assert "libzinnia0" in engine.fault()
    assert candidates(engine, strokes_of("一")) == []


@pytest.mark.parametrize("content", [b"", b"no model", bytes(64)])
def test_a_broken_model_is_told(tmp_path, content):
    broken = tmp_path / "broken.model"
    broken.write_bytes(content)
    engine = ZinniaEngine(broken)
    engine.prepare()
    assert "is no model" in engine.fault()
    assert candidates(engine, strokes_of("一")) == []
