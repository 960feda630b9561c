import json
from typing import Any

import pytest

from kiosk.legal_aid.facts import LISTS, SINGLE, FactsError, parse_facts
from kiosk.legal_aid.logic import Truth, and_, not_, or_

YES, NO, UNKNOWN = Truth.YES, Truth.NO, Truth.UNKNOWN


@pytest.mark.parametrize(
    ("one", "other", "both", "either"),
    [
        (YES, YES, YES, YES),
        (YES, UNKNOWN, UNKNOWN, YES),
        (YES, NO, NO, YES),
        (UNKNOWN, UNKNOWN, UNKNOWN, UNKNOWN),
        (UNKNOWN, NO, NO, UNKNOWN),
        (NO, NO, NO, NO),
    ],
)
def test_kleenes_tables(one: Truth, other: Truth, both: Truth, either: Truth) -> None:
    assert and_(one, other) is and_(other, one) is both
    assert or_(one, other) is or_(other, one) is either
    assert not_(and_(one, other)) is or_(not_(one), not_(other))


def test_of_nothing() -> None:
    assert and_() is YES
    assert or_() is NO


@pytest.mark.parametrize(
    ("key", "value"),
    [
        *((key, value) for key in SINGLE for value in ("maybe", "", None, True, 1, [], ["yes"])),
        *(
            (key, value)
            for key in LISTS
            for value in ("minor", "yes", None, False, {}, [1], [["x"]])
        ),
        *((key, ["unknown"]) for key in LISTS),
        *(("income_per_person_month", v) for v in (-1, -0.01, True, "1", "unknown", None, [])),
        *(("income_per_person_month", float(v)) for v in ("nan", "inf", "-inf")),
        *(("on", v) for v in ("2026-13-01", "2026-02-29", "20260101", "today", 20260101, None)),
        *(("on", v) for v in ("2026-W01-1", "2026-01-01T00:00:00", "unknown", "")),
    ],
)
def test_a_bad_value_names_key_value_and_what_is_allowed(key: str, value: Any) -> None:
    with pytest.raises(FactsError) as refusal:
        parse_facts({"matter": "pension", key: value})
    (line,) = refusal.value.mistakes
    shown = value[0] if isinstance(value, list) and value and key in LISTS else value
    assert line.startswith(f"{key} = {json.dumps(shown)}: ")
    allowed = {**SINGLE, **LISTS}.get(key, ())
    assert all(word in line.partition(": ")[2] for word in allowed)


def test_every_mistake_is_named_at_once() -> None:
    with pytest.raises(FactsError) as refusal:
        parse_facts({"has_lawyr": "no", "group": ["farmer", "minor"], "hardship": "bit"})
    said = "\n".join(refusal.value.mistakes)
    assert len(refusal.value.mistakes) == 5
    for part in ("matter is missing", "did you mean has_lawyer", '"farmer"', '"minor"', '"bit"'):
        assert part in said


@pytest.mark.parametrize("value", [None, [], "advice", 1, True])
def test_what_is_no_object_is_refused(value: object) -> None:
    with pytest.raises(FactsError, match="a JSON object"):
        parse_facts(value)


def test_a_very_large_income_and_a_word_said_twice_are_taken() -> None:
    assert parse_facts({"matter": "advice", "income_per_person_month": 10**400})
    twice = parse_facts({"matter": "accused", "accused_is": ["minor", "minor"]})
    assert twice == parse_facts({"matter": "accused", "accused_is": ["minor"]})


def test_facts_cannot_be_changed() -> None:
    facts = parse_facts({"matter": "advice"})
    with pytest.raises(ValueError, match="frozen"):
        facts.matter = "victim"  # type: ignore[misc]
