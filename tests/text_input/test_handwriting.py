"""Handwriting with Zinnia: characters drawn stroke by stroke, by an unsteady hand too."""

import random

import pytest
from strokes import LEGAL, strokes_of

from kiosk.text_input.port import CANDIDATES, Ink
from kiosk.text_input.zinnia import MOST_POINTS, ZinniaEngine

LEAST_RATE = 0.87
"""Of all characters drawn by an unsteady hand; the rest is taught to the model in other orders."""


@pytest.fixture(scope="module")
def engine():
    engine = ZinniaEngine()
    yield engine
    engine.close()


def candidates(engine, strokes):
    return [candidate.text for candidate in engine.candidates(Ink(strokes))]


def test_there_are_more_than_two_hundred_characters():
    assert len(set(LEGAL)) == len(LEGAL) >= 200
    assert set("法律援助工资离婚抚养费老人合同") <= {*LEGAL}


def test_strokes_are_as_the_recogniser_and_the_screen_take_them():
    for character in LEGAL:
        for stroke in strokes_of(character, random.Random(character)):
            assert len(stroke) >= 2
            assert all(0 <= value <= 1 for point in stroke for value in point)


@pytest.mark.parametrize("seed", [1])
def test_what_is_drawn_is_among_the_ten(engine, seed):
    missed = [
        character
        for character in LEGAL
        if character
        not in candidates(engine, strokes_of(character, random.Random(f"{seed}{character}")))
    ]
    assert 1 - len(missed) / len(LEGAL) >= LEAST_RATE, "".join(missed)


@pytest.mark.parametrize("character", "法工资离一十")
def test_these_are_first_when_drawn_well(engine, character):
    assert candidates(engine, strokes_of(character))[0] == character


@pytest.mark.parametrize("character", "过运女水")
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
