from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from rule_packs import changed, content, shipped, text

from kiosk.legal_aid.engine import check
from kiosk.legal_aid.facts import FactsError, parse_facts
from kiosk.legal_aid.pack import (
    PackError,
    PackShelf,
    built_in,
    checksum,
    load_pack,
    newest,
    sealed,
)

Data = dict[str, Any]
Change = Callable[[Data], object]


def rule(data: Data, name: str) -> Data:
    (found,) = [each for each in data["rules"] if each["id"] == name]
    return found


def without(data: Data, name: str) -> None:
    data["rules"] = [each for each in data["rules"] if each["id"] != name]


def end(data: Data, name: str, last: str, **successor: Any) -> None:
    """Let a rule end, and another of the same id follow it on ``effective_from``."""
    old = rule(data, name)
    data["rules"].append({**old, **successor})
    old["effective_to"] = last


def set_condition(name: str, condition: Data) -> Change:
    return lambda data: rule(data, name).update(condition=condition)


REFUSALS: list[tuple[str, Change, str]] = [
    ("an unknown key", lambda d: d.update(colour="red"), "colour"),
    ("an unknown key in a rule", lambda d: d["rules"][0].update(notes="x"), "rules.0.notes"),
    ("a missing key", lambda d: d.pop("version"), "version is missing"),
    ("a missing key in a rule", lambda d: d["rules"][0].pop("article"), "article is missing"),
    ("a version that is no number", lambda d: d.update(version="new"), "version"),
    ("a day that does not exist", lambda d: d.update(date="2026-02-30"), "date"),
    ("a number as text", lambda d: d["rules"][0].update(article="22"), "rules.0.article"),
    ("an unknown effect", lambda d: d["rules"][0].update(effect="gift"), "rules.0.effect"),
    ("no rule", lambda d: d.update(rules=[]), "rules"),
    ("the same rule twice", lambda d: d["rules"].append(d["rules"][5]), "two are in force"),
    (
        "overlapping days of a rule",
        lambda d: end(d, "LAL-33", "2026-06-30", effective_from="2026-06-30"),
        "rule LAL-33: two are in force on 2026-06-30",
    ),
    (
        "overlapping days of a parameter",
        lambda d: d["parameters"].append({**d["parameters"][0], "effective_from": "2026-01-01"}),
        "parameter hardship_standard: two are in force on 2026-01-01",
    ),
    (
        "an end before the beginning",
        lambda d: rule(d, "LAL-33").update(effective_to="2021-01-01"),
        "LAL-33.effective_to",
    ),
    ("an id that is not its article's", lambda d: rule(d, "LAL-33").update(article=34), "LAL-34"),
    (
        "a statute that is not there",
        lambda d: rule(d, "LAL-33").update(statute="ABC", id="ABC-33"),
        "ABC-33.statute",
    ),
    (
        "a rule older than its statute",
        lambda d: rule(d, "LAL-33").update(effective_from="2021-12-31"),
        "LAL-33.effective_from = 2021-12-31",
    ),
    ("a statute twice", lambda d: d["statutes"].append(d["statutes"][0]), "LAL is there twice"),
    (
        "a fact that is not there",
        set_condition("LAL-33", {"fact": "mater", "is": ["retrial"]}),
        "LAL-33.condition: fact = 'mater'",
    ),
    (
        "a word that is not there",
        set_condition("LAL-29", {"fact": "matter", "is": ["victims"]}),
        "LAL-29.condition: matter = 'victims'",
    ),
    (
        "a test for unknown",
        set_condition("LAL-33", {"fact": "reopened", "is": ["unknown"]}),
        "reopened = 'unknown'",
    ),
    (
        "a list asked like a word",
        set_condition("LAL-42-3", {"fact": "group", "is": ["migrant_worker"]}),
        "LAL-42-3.condition: fact = 'group'",
    ),
    (
        "a word that is not in the list",
        set_condition("LAL-42-3", {"any": [{"fact": "group", "has": "farmer"}]}),
        "group = 'farmer'",
    ),
    ("a condition of no kind", set_condition("LAL-33", {"maybe": []}), "condition"),
    ("an empty condition", set_condition("LAL-33", {"all": []}), "condition"),
    (
        "a condition with a key too many",
        set_condition("LAL-33", {"not": {"fact": "matter", "is": ["advice"]}, "x": 1}),
        "condition",
    ),
    (
        "a confirmed figure that is not given",
        lambda d: d["parameters"][0].update(status="confirmed"),
        "hardship_standard.value",
    ),
    (
        "a figure below nothing",
        lambda d: d["parameters"][0].update(value=-1, status="confirmed"),
        "parameters.0.value",
    ),
    (
        "a signature without its day",
        lambda d: rule(d, "LAL-33").update(verified_by="a sample"),
        "LAL-33: verified_by and verified_on",
    ),
    ("a note about nothing", lambda d: d["notes"][0].update(about="LAL-99"), "LAL-99"),
    ("a matter without a rule", lambda d: without(d, "LAL-29"), "follows for victim"),
    (
        "a matter without a rule from some day on",
        lambda d: rule(d, "LAL-28").update(effective_to="2026-12-31"),
        "none of 2027-01-01 says what follows for compulsory_treatment",
    ),
]


@pytest.mark.parametrize(
    ("change", "named"), [r[1:] for r in REFUSALS], ids=[r[0] for r in REFUSALS]
)
def test_a_bad_pack_is_refused_and_says_why(change: Change, named: str) -> None:
    with pytest.raises(PackError) as refusal:
        load_pack(changed(change))
    assert any(named in mistake for mistake in refusal.value.mistakes), refusal.value.mistakes


def test_every_fault_is_named_at_once() -> None:
    def spoil(data: Data) -> None:
        rule(data, "LAL-33")["article"] = 34
        data["notes"][0]["about"] = "LAL-99"
        data["checksum"] = "0" * 64

    with pytest.raises(PackError) as refusal:
        load_pack(changed(spoil, seal=False))
    assert len(refusal.value.mistakes) == 3


def test_a_changed_word_breaks_the_checksum() -> None:
    def reword(data: Data) -> None:
        data["rules"][0]["plain"]["zh"] += "！"

    with pytest.raises(PackError, match="checksum"):
        load_pack(changed(reword, seal=False))


def test_the_checksum_is_of_the_content_not_of_the_layout() -> None:
    data = content()
    turned = dict(reversed(list(data.items())))
    assert checksum(turned) == data["checksum"]


def test_nesting_without_end_is_refused() -> None:
    def nest(depth: int) -> Data:
        condition: Data = {"fact": "matter", "is": ["retrial"]}
        for _ in range(depth):
            condition = {"not": {"not": condition}}
        return condition

    assert load_pack(changed(set_condition("LAL-33", nest(3))))
    for depth in (4, 50, 100, 200, 400):
        with pytest.raises(PackError, match=r"at most 8|too deeply|Recursion"):
            load_pack(changed(set_condition("LAL-33", nest(depth))))
    with pytest.raises(PackError, match="nested too deeply"):
        load_pack("[" * 100_000)


def test_half_a_character_is_refused_before_a_file_is_written(tmp_path: Path) -> None:
    spoilt = changed(lambda d: d.update(version="9"), seal=False)
    with pytest.raises(PackError):
        PackShelf(tmp_path).put(spoilt.replace("法律咨询", "\\ud800", 1))
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("broken", ["", "{", "[]", "null", '{"version": "1", "version": "2"}'])
def test_what_is_no_pack_is_refused(broken: str) -> None:
    with pytest.raises(PackError):
        load_pack(broken)


def test_a_key_written_twice_is_refused() -> None:
    whole = changed(lambda d: None)
    with pytest.raises(PackError, match="checksum is written twice"):
        load_pack(
            whole.replace('{"version"', f'{{"checksum": "{shipped().checksum}", "version"', 1)
        )


def test_a_file_that_is_not_there_is_a_fault(tmp_path: Path) -> None:
    with pytest.raises(PackError, match=r"none\.json"):
        load_pack(tmp_path / "none.json")


def test_a_pack_need_not_end_but_may_end_with_time_itself() -> None:
    load_pack(changed(lambda d: rule(d, "LAL-33").update(effective_to="9999-12-31")))


def test_sealing_gives_the_checksum_and_refuses_a_bad_pack() -> None:
    unsealed = changed(lambda d: d.update(version="2026.12.1"), seal=False)
    assert load_pack(sealed(unsealed)).version == "2026.12.1"
    with pytest.raises(PackError):
        sealed(changed(lambda d: d.update(rules=[]), seal=False))


def test_a_day_has_the_rules_of_that_day() -> None:
    # Until 2026-06-30 this pack knows other_civil by LAL 31(9); from then on it is in scope.
    pack = load_pack(
        changed(
            lambda d: end(
                d, "LAL-31-9", "2026-06-30", effective_from="2026-07-01", effect="in_scope"
            )
        )
    )
    case = {"matter": "other_civil", "special_ground": [], "has_lawyer": "no", "hardship": "yes"}

    def outcome(on: str) -> str:
        return check(parse_facts({**case, "on": on}), pack, date(2026, 11, 23)).outcome

    assert outcome("2026-06-30") == "check"
    assert outcome("2026-07-01") == "likely"
    assert check(parse_facts(case), pack, date(2026, 6, 30)).outcome == "check"


def test_grounds_are_sorted_by_number_not_by_letter() -> None:
    def add(data: Data) -> None:
        data["rules"].append({**rule(data, "LAL-31-3"), "id": "LAL-31-10", "item": 10})
        data["rules"].append({**rule(data, "LAL-28"), "id": "LAL-9", "article": 9})
        data["rules"][-1]["condition"] = {"fact": "matter", "is": ["pension"]}
        data["rules"][-1]["effect"] = "in_scope"

    found = check(parse_facts({"matter": "pension"}), load_pack(changed(add)), date(2026, 1, 1))
    assert found.basis == ("LAL-9", "LAL-31-3", "LAL-31-10")


def test_an_unconfirmed_figure_decides_nothing() -> None:
    pack = load_pack(changed(lambda d: d["parameters"][0].update(value=1500)))
    case = {"matter": "pension", "special_ground": [], "group": [], "has_lawyer": "no"}
    facts = parse_facts({**case, "income_per_person_month": 9000})
    assert check(facts, pack, date(2026, 11, 23)).means == "to_check"


def test_a_day_before_the_first_rule_is_a_mistake_that_says_so() -> None:
    check(parse_facts({"matter": "advice"}), shipped(), date(2022, 1, 1))
    with pytest.raises(FactsError, match=r'on = "2021-12-31": a day from 2022-01-01'):
        check(parse_facts({"matter": "advice"}), shipped(), date(2021, 12, 31))


def version(number: str, day: str = "2026-12-01") -> str:
    return changed(lambda d: d.update(version=number, date=day))


def test_the_newest_is_by_date_and_then_by_version() -> None:
    packs = [
        load_pack(version("2")),
        load_pack(version("10")),
        load_pack(version("99", "2026-11-30")),
    ]
    assert newest(packs).version == "10"


def test_the_shelf_gives_the_newest_valid_one_and_the_faults_of_others(tmp_path: Path) -> None:
    shelf = PackShelf(tmp_path / "packs")
    assert shelf.read().best == built_in()
    shelf.put(version("2026.12.1"))
    (tmp_path / "packs" / "newer.json").write_text("{", encoding="utf-8")
    found = shelf.read()
    assert found.best.version == "2026.12.1"
    assert list(found.faults) == ["newer.json"]


def test_an_older_one_never_takes_the_place_of_the_built_in(tmp_path: Path) -> None:
    shelf = PackShelf(tmp_path)
    shelf.put(version("2020.1", "2020-01-01"))
    assert shelf.read().best == built_in()


def test_a_broken_delivery_leaves_the_shelf_as_it_was(tmp_path: Path) -> None:
    shelf = PackShelf(tmp_path)
    shelf.put(version("2026.12.1"))
    with pytest.raises(PackError):
        shelf.put(text({**content(), "version": "2026.12.2"}, seal=False))
    assert [path.name for path in tmp_path.iterdir()] == ["2026.12.1.json"]
    assert shelf.read().best.version == "2026.12.1"


def test_the_shipped_pack_is_honest() -> None:
    pack = shipped()
    (standard,) = pack.parameters
    assert (standard.status, standard.value) == ("unconfirmed", None)
    assert {rule.verified_by for rule in pack.rules} == {None}
    unconfirmed = {note.about for note in pack.notes if note.status == "unconfirmed"}
    assert unconfirmed == {"hardship_standard", "documents", "LAL-42-2"}
