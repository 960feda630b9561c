from collections.abc import Iterator
from datetime import date
from functools import cache
from itertools import product
from typing import Any

import pytest
from case_space import GROUNDS, TRAITS, subsets
from hypothesis import given, settings
from hypothesis import strategies as st
from rule_packs import confirmed, shipped

from kiosk.legal_aid.engine import check
from kiosk.legal_aid.facts import ANSWERS, LISTS, MATTERS, FactsError, parse_facts
from kiosk.legal_aid.interview import ORDER, Question, next_question, to_facts

TODAY = date(2026, 11, 23)
Answers = dict[str, Any]
NOT_URGENT = {"deadline_within_7_days": "no", "needs_preservation": "no"}


def ask(answers: Answers) -> Question | None:
    return next_question(answers, shipped(), TODAY)


@cache
def _result(frozen: tuple[tuple[str, Any], ...]) -> tuple[object, ...]:
    case = {key: list(v) if isinstance(v, tuple) else v for key, v in frozen}
    found = check(to_facts(case), shipped(), TODAY)
    return found.outcome, found.basis, found.documents, found.urgent


def result(case: Answers) -> tuple[object, ...]:
    """What a question is asked for: outcome, basis, documents, urgency."""
    return _result(
        tuple((key, tuple(v) if isinstance(v, list) else v) for key, v in sorted(case.items()))
    )


SHORT = {
    "special_ground": ["unknown", [], *([word] for word in LISTS["special_ground"])],
    "group": ["unknown", [], ["elder_no_income"], ["social_assistance"], ["migrant_worker"]],
    "accused_is": ["unknown", [], ["minor"], ["death_review"]],
}
"""Answers that reach every branch; see the test that longer lists go the same ways."""


def answers_to(question: Question) -> list[Any]:
    if not question.many:
        return list(question.choices)
    offered = set(question.choices)
    return [a for a in SHORT[question.key] if a == "unknown" or set(a) <= offered]


def walk(answers: Answers) -> Iterator[tuple[Answers, Question | None]]:
    """Every state of the interview that can be reached from ``answers``, with its question."""
    question = ask(answers)
    yield answers, question
    for answer in answers_to(question) if question else ():
        yield from walk({**answers, question.key: answer})  # type: ignore[union-attr]


def spaces(matter: str, still_open: list[str]) -> dict[str, list[Any]]:
    """Everything that may yet be answered, by brute force and without the program's help."""
    whole = {key: [*ANSWERS] for key in still_open if key not in LISTS}
    return {**whole, **{key: SHORT[key] for key in SHORT if key in still_open}}


def could_matter(answers: Answers, key: str, matter: str) -> bool:
    still_open = [k for k in ORDER if k not in answers and k != "matter"]
    space = spaces(matter, still_open)
    others = [k for k in still_open if k != key]
    for values in product(*(space[k] for k in others)):
        case = {**answers, "matter": matter, **dict(zip(others, values, strict=True))}
        if len({result({**case, key: answer}) for answer in space[key]}) > 1:
            return True
    return False


@pytest.mark.parametrize("matter", MATTERS)
def test_every_walk_ends_and_asks_what_could_matter_and_nothing_else(matter: str) -> None:
    ends = 0
    for answers, question in walk({**NOT_URGENT, "matter": matter}):
        assert list(answers) == [key for key in ORDER if key in answers]
        asked = question.key if question else None
        skipped = [
            key
            for key in ORDER
            if key not in answers and (asked is None or ORDER.index(key) < ORDER.index(asked))
        ]
        for key in skipped:
            assert not could_matter(answers, key, matter), (answers, key)
        if question is None:
            ends += 1
            facts = parse_facts(answers)
            assert check(to_facts(answers), shipped(), TODAY) == check(facts, shipped(), TODAY)
        else:
            assert "unknown" in question.choices
            assert could_matter(answers, question.key, matter), answers
    assert ends >= 1


def test_it_begins_with_urgency_and_then_asks_what_it_is_about() -> None:
    answers: Answers = {}
    for key in ("deadline_within_7_days", "needs_preservation", "matter"):
        question = ask(answers)
        assert question is not None
        assert question.key == key
        answers[key] = "unknown"
    assert question.choices == (*MATTERS, "unknown")


@pytest.mark.parametrize("urgent", list(product(ANSWERS, ANSWERS)))
@pytest.mark.parametrize("matter", ["accused", "unpaid_wages", "retrial"])
def test_urgency_changes_no_other_question(urgent: tuple[str, str], matter: str) -> None:
    keys = tuple(NOT_URGENT)
    for answers, question in walk({**NOT_URGENT, "matter": matter}):
        if len(answers) <= 5:
            assert ask({**answers, **dict(zip(keys, urgent, strict=True))}) == question


def test_who_is_unsure_what_it_is_about_is_shown_to_advice() -> None:
    answers = {**NOT_URGENT, "matter": "unknown"}
    assert ask(answers) is None
    assert check(to_facts(answers), shipped(), TODAY).outcome == "advice"


def test_longer_lists_go_the_same_ways() -> None:
    def ways(matter: str, key: str, answer: Any, rest: Answers) -> tuple[object, ...]:
        question = ask({**NOT_URGENT, "matter": matter, key: answer, **rest})
        found = result({**NOT_URGENT, "matter": matter, key: answer, **rest})
        return question and (question.key, question.choices), found[0], found[2]

    for traits in TRAITS:
        short = traits if traits in ("unknown", []) else ["minor"]
        assert ways("accused", "accused_is", traits, {}) == ways("accused", "accused_is", short, {})
    for matter in ("victim", "state_compensation", "other_civil"):
        fitting = {"victim": 3, "state_compensation": 0}.get(matter)
        for grounds in GROUNDS:
            fits = [
                g
                for g in ([] if grounds == "unknown" else grounds)
                if fitting in (None, 0, LISTS["special_ground"].index(g))
                and (g != "acquitted_on_retrial" or matter == "state_compensation")
            ]
            short = "unknown" if grounds == "unknown" else ["abuse_victim"] if fits else []
            assert ways(matter, "special_ground", grounds, {}) == ways(
                matter, "special_ground", short, {}
            )
    for matter, fitting_all in (("pension", False), ("unpaid_wages", True)):
        for groups, proof in product(subsets(LISTS["group"]), [{}, *PROOFS]):
            rest = {"special_ground": [], "has_lawyer": "no", **proof}
            short = ["elder_no_income"] if fitting_all and groups else []
            if not fitting_all and set(groups) - {"migrant_worker"}:
                short = ["elder_no_income"]
            assert ways(matter, "group", groups, rest) == ways(matter, "group", short, rest)


PROOFS = [{"group_proof": answer} for answer in ANSWERS]


def test_only_choices_that_some_rule_asks_for_are_offered() -> None:
    def offered(matter: str, key: str, **given: Any) -> set[str]:
        question = ask({**NOT_URGENT, "matter": matter, **given})
        assert question is not None
        assert question.key == key
        return set(question.choices) - {"unknown"}

    assert offered("victim", "special_ground") == {"abuse_victim"}
    assert "acquitted_on_retrial" in offered("state_compensation", "special_ground")
    assert "acquitted_on_retrial" not in offered("pension", "special_ground")
    lawyerless: Answers = {"special_ground": [], "has_lawyer": "no"}
    assert offered("unpaid_wages", "group", **lawyerless) == set(LISTS["group"])
    assert "migrant_worker" not in offered("pension", "group", **lawyerless)


def test_the_confirmed_standard_is_in_the_question() -> None:
    answers = {
        **NOT_URGENT,
        "matter": "pension",
        "special_ground": [],
        "has_lawyer": "no",
        "group": [],
    }
    open_question = next_question(answers, shipped(), TODAY)
    figure = next_question(answers, confirmed(), TODAY)
    assert open_question == Question("hardship", ANSWERS, many=False)
    assert figure == Question("hardship", ANSWERS, many=False, standard=1500)


def test_an_income_takes_the_place_of_the_question() -> None:
    answers = {**NOT_URGENT, "matter": "pension", "special_ground": [], "has_lawyer": "no"}
    known = {**answers, "group": [], "income_per_person_month": 1500}
    assert next_question(known, confirmed(), TODAY) is None
    assert ask(known) is not None


@given(
    st.sampled_from(MATTERS),
    st.dictionaries(
        st.sampled_from([k for k in ORDER if k not in (*LISTS, "matter")]),
        st.sampled_from(ANSWERS),
    ),
    st.data(),
)
@settings(max_examples=200, deadline=None)
def test_an_answer_that_is_no_longer_asked_has_no_effect(
    matter: str, stale: Answers, data: Any
) -> None:
    lists = {key: data.draw(st.sampled_from(SHORT[key])) for key in LISTS}
    asked: Answers = {}
    while question := ask(asked):
        prepared = {"matter": matter, **lists, **stale}.get(question.key, "unknown")
        asked[question.key] = prepared
    assert result({**stale, **lists, **asked}) == result(asked)


def test_an_answer_that_is_none_is_refused() -> None:
    with pytest.raises(FactsError, match="has_lawyer"):
        ask({"matter": "pension", "has_lawyer": "perhaps"})
