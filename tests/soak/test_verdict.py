"""What may grow, by how much, and what is told of the rest."""

from collections import Counter

from tests.soak.verdict import (
    MOST_BUILTIN,
    MOST_OBJECTS,
    complaints,
    memory_growth,
    more_objects,
)


def test_one_more_of_what_may_not_grow_is_told() -> None:
    assert complaints({"threads": 4}, {"threads": 5}) == ["threads: 4 → 5"]
    assert complaints({"threads": 5}, {"threads": 4}) == []
    assert complaints({}, {"thread left": 1}) == ["thread left: 0 → 1"]


def test_what_has_a_bound_is_told_beyond_it() -> None:
    assert complaints({"widgets": 100}, {"widgets": 130}) == []
    assert complaints({"widgets": 100}, {"widgets": 131}) == ["widgets: 100 → 131"]


def test_what_comes_with_every_visit_may_grow() -> None:
    assert complaints({"rows county.ticket": 1}, {"rows county.ticket": 5000}) == []
    assert complaints({"rows terminal.outbox": 0}, {"rows terminal.outbox": 1}) != []


def test_many_more_objects_of_a_type_are_told() -> None:
    before = Counter({"kiosk.visit.Visit": 2, "builtins.dict": 9})
    more = Counter({"kiosk.visit.Visit": 3 + MOST_OBJECTS, "builtins.dict": 9 + MOST_BUILTIN})
    assert more_objects(before, more) == [f"objects kiosk.visit.Visit: 2 → {3 + MOST_OBJECTS}"]


def test_memory_is_what_the_processes_have_for_themselves() -> None:
    before = {"terminal": {"own": 100.0, "pss": 10.0}, "backend": {"own": 50.0, "pss": 9.0}}
    after = {"terminal": {"own": 103.0, "pss": 99.0}, "backend": {"own": 50.0, "pss": 9.0}}
    assert round(memory_growth(before, after), 4) == 0.02
