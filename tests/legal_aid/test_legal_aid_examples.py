import tomllib
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from rule_packs import confirmed, shipped

from kiosk.legal_aid.engine import as_json, check
from kiosk.legal_aid.facts import parse_facts

TODAY = date(2026, 11, 23)
EXAMPLES: list[dict[str, Any]] = tomllib.loads(
    Path(__file__).with_name("examples.toml").read_text(encoding="utf-8")
)["example"]


def test_there_are_enough_and_each_has_its_own_title() -> None:
    assert len({example["title"] for example in EXAMPLES}) == len(EXAMPLES) >= 60


@pytest.mark.parametrize("example", EXAMPLES, ids=lambda example: example["title"])
def test_worked_example(example: dict[str, Any]) -> None:
    pack = confirmed() if example.get("standard") else shipped()
    result = as_json(check(parse_facts(example["facts"]), pack, TODAY))
    expected = {key: example[key] for key in ("outcome", "means", "basis", "documents", "urgent")}
    assert result == {**expected, "pack": pack.version}


def test_every_rule_is_on_both_sides() -> None:
    named = [set(example["basis"]) for example in EXAMPLES]
    for rule in shipped().rules:
        assert any(rule.id in basis for basis in named), f"{rule.id} is in no example"
        assert any(rule.id not in basis for basis in named), f"{rule.id} is in every example"
