"""Pages of the self-check, and what comes of several cases."""

from collections.abc import Iterator
from datetime import date

from kiosk.journeys.self_check.conversation import consent_page
from kiosk.journeys.self_check.interview import Talk
from kiosk.journeys.self_check.questions import (
    Manner,
    area_page,
    asked_page,
    choice_page,
    danger_page,
    matter_page,
    safety_page,
    several_page,
    welcome_page,
)
from kiosk.journeys.self_check.result import result_page
from kiosk.legal_aid.engine import check
from kiosk.legal_aid.interview import to_facts
from kiosk.legal_aid.pack import built_in
from kiosk.legal_aid.rules import Rules
from kiosk.pages import Page

_WAGES: dict[str, object] = {
    "deadline_within_7_days": "yes",
    "needs_preservation": "no",
    "matter": "unpaid_wages",
    "special_ground": [],
    "has_lawyer": "no",
    "group": ["migrant_worker"],
    "group_proof": "yes",
}
SAMPLE_CHECKS: tuple[tuple[str, dict[str, object], bool], ...] = (
    ("likely", _WAGES, False),
    ("check", {**_WAGES, "group": [], "hardship": "unknown"}, False),
    ("unlikely", {**_WAGES, "has_lawyer": "yes"}, False),
    ("advice", {"matter": "advice"}, False),
    ("notify", {"matter": "accused", "accused_is": ["minor"], "has_lawyer": "no"}, False),
    ("abuse", {**_WAGES, "matter": "support_payment", "special_ground": ["abuse_victim"]}, True),
)
"""Answers to a self-check by a name for what comes of them; the last one is about violence."""


def pages() -> Iterator[tuple[str, Page]]:
    """Every kind of question, and what comes of each case, by a name for its picture."""
    manner = Manner(place=3)
    groups = ("elder_no_income", "disabled_no_income", "social_assistance", "migrant_worker")
    yield "check-welcome", welcome_page()
    yield "check-safety", safety_page()
    yield "check-danger", danger_page(Manner(sensitive=True))
    yield "check-area", area_page(manner)
    yield "check-matter", matter_page("work", manner)
    yield "check-lawyer", choice_page("has_lawyer", ("yes", "no", "unknown"), manner)
    yield "check-group", several_page("group", groups, frozenset(), manner)
    yield "check-group-marked", several_page("group", groups, frozenset({"migrant_worker"}), manner)
    rules = Rules(built_in(), date(2026, 7, 1))
    for name, answers, violence in SAMPLE_CHECKS:
        talk = Talk(dict(answers), violence=violence)
        outcome = check(to_facts(answers), rules.pack, rules.today)
        if name == "likely":
            yield "check-asked", asked_page(talk.answers, manner)
            yield "check-consent", consent_page(talk)
        yield f"check-result-{name}", result_page(outcome, talk, rules, paper=None)
