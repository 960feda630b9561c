"""Every combination of choices, answered page by page, leads to a result: no dead end anywhere.

One list that holds something stands for all of them: they go the same ways
(``test_longer_lists_go_the_same_ways``).
"""

from collections.abc import Iterator
from datetime import date

import pytest
from centres import centre

from kiosk.effects import Effect, LoadRules
from kiosk.journeys.self_check.conversation import self_check
from kiosk.journeys.self_check.interview import Talk
from kiosk.journeys.self_check.questions import AREAS
from kiosk.journeys.self_check.result import result_slip
from kiosk.legal_aid.engine import check
from kiosk.legal_aid.interview import next_question, to_facts
from kiosk.legal_aid.pack import built_in
from kiosk.legal_aid.rules import Rules
from kiosk.narration import narrate
from kiosk.pages import Page, Result
from kiosk.wording import LANGUAGES

RULES = Rules(built_in(), date(2026, 7, 1))
AREA_OF = {matter: area for area, matters in reversed(AREAS.items()) for matter in matters}
Answers = dict[str, object]


def walk(answers: Answers) -> Iterator[Answers]:
    """Yield the answers of every interview that goes on from ``answers``."""
    question = next_question(answers, RULES.pack, RULES.today)
    if question is None:
        yield answers
        return
    words = [choice for choice in question.choices if choice != "unknown"]
    ways = ["unknown", [], words[:1]] if question.many else list(question.choices)
    for way in ways:
        yield from walk({**answers, question.key: way})


def reply(page: Page, answers: Answers) -> str:
    """Return the answer to ``page`` that these answers mean."""
    fixed = {"check.welcome": "begin", "check.safety": "safe", "check.asked": "result"}
    if page.id in fixed:
        return fixed[page.id]
    matter = str(answers["matter"])
    if page.id == "check.area":
        return AREA_OF[matter]
    if page.id == "check.matter":
        return matter
    answer = answers[page.id.removeprefix("check.")]
    if not isinstance(answer, list):
        return str(answer)
    if not answer:
        return "none"
    return "done" if page.offers("done") else str(answer[0])


def converse(answers: Answers) -> tuple[Result, list[Page]]:
    """Hold the conversation these answers make and return its result and the pages before."""
    talk = self_check(centre())
    step: Page | Effect = next(talk)
    shown: list[Page] = []
    while not isinstance(step, Result):
        assert len(shown) < 40, "it does not end"
        if isinstance(step, LoadRules):
            step = talk.send(RULES)
            continue
        assert isinstance(step, Page)
        shown.append(step)
        answer = reply(step, answers)
        assert step.offers(answer), f"{step.id} does not offer {answer}"
        step = talk.send(answer)
    return step, shown


@pytest.mark.parametrize("urgent", ["yes", "no", "unknown"])
def test_every_combination_of_choices_leads_to_its_result(urgent):
    said: set[Page] = set()
    ends = 0
    for answers in walk({"deadline_within_7_days": urgent}):
        ends += 1
        page, shown = converse(answers)
        outcome = check(to_facts(answers), RULES.pack, RULES.today)
        assert page.title.id == f"result.{outcome.outcome}"
        slip = result_slip(centre(), outcome, Talk(answers), RULES, centre().now)
        assert all(line.shown("zh") for _, lines in slip.sections for line in lines)
        said.update((page, *shown))
    assert ends > 1000
    for page in said:
        assert all(words.spoken(lang) for words in narrate(page) for lang in LANGUAGES)
