"""The interview: asks what can still matter, one question a page, and lets it be changed."""

from dataclasses import dataclass, field

from kiosk.journeys.self_check.questions import (
    AREAS,
    DONE,
    NONE,
    UNKNOWN,
    Manner,
    area_page,
    asked_page,
    choice_page,
    danger_page,
    matter_page,
    safety_page,
    several_page,
    unsure_of,
)
from kiosk.legal_aid.interview import Question, next_question
from kiosk.legal_aid.rules import Rules
from kiosk.visit import Journey

VIOLENCE, WATCHED = "violence", "watched"


@dataclass
class Talk:
    """What was said so far: ``answers`` by fact, and how the pages should behave because of it."""

    answers: dict[str, object] = field(default_factory=dict)
    violence: bool = False
    watched: bool = False

    @property
    def manner(self) -> Manner:
        """How the next page should be: sensitive, quiet, and which question it is."""
        touched = self.violence or self.watched
        return Manner(sensitive=touched, quiet=self.watched, place=len(self.answers) + 1)


def interview(rules: Rules) -> Journey[Talk]:
    """Ask until nothing can change any more, show the answers, change what is wrong."""
    talk = Talk()
    yield from ask_safety(talk)
    while (question := next_question(talk.answers, rules.pack, rules.today)) is not None:
        talk.answers[question.key] = yield from ask(question, talk)
    yield asked_page(talk.answers, talk.manner)
    return talk


def ask_safety(talk: Talk) -> Journey[None]:
    """Ask first whether the citizen is safe; whoever is not reads where help is."""
    answer = yield safety_page()
    talk.violence = answer == VIOLENCE
    talk.watched = answer == WATCHED
    if talk.violence:
        yield danger_page(talk.manner)


def ask(question: Question, talk: Talk) -> Journey[object]:
    """Ask one question of the interview in the way its kind needs."""
    if question.key == "matter":
        return (yield from ask_matter(talk))
    if question.many:
        return (yield from ask_several(question, talk))
    return (yield choice_page(question.key, question.choices, talk.manner, question.standard))


def ask_matter(talk: Talk) -> Journey[str]:
    """Ask what it is about: first the area, then the matter where the area has several."""
    area = yield area_page(talk.manner)
    matters = AREAS[area]
    if len(matters) == 1:
        return matters[0]
    answer: str = yield matter_page(area, talk.manner)
    return unsure_of(area) if answer == UNKNOWN else answer


def ask_several(question: Question, talk: Talk) -> Journey[object]:
    """Let any number be marked, or none of them, or "not clear"."""
    marked = _marked_before(question, talk)
    while True:
        answer = yield several_page(question.key, question.choices, marked, _manner(question, talk))
        if answer == UNKNOWN:
            return UNKNOWN
        if answer == NONE:
            return []
        if answer == DONE:
            break
        marked = marked ^ {answer}
    if "abuse_victim" in marked:
        talk.violence = True
    return [choice for choice in question.choices if choice in marked]


def _marked_before(question: Question, talk: Talk) -> frozenset[str]:
    told = question.key == "special_ground" and talk.violence
    return frozenset({"abuse_victim"}) if told else frozenset()


def _manner(question: Question, talk: Talk) -> Manner:
    manner = talk.manner
    if question.key != "special_ground":
        return manner
    # This page speaks of abuse whatever was said before.
    return Manner(sensitive=True, quiet=manner.quiet, place=manner.place)
