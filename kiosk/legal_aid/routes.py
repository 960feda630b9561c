"""The ways through the interview to an outcome, derived by walking it: what the map draws."""

from dataclasses import dataclass
from datetime import date

from kiosk.legal_aid.conditions import leaves
from kiosk.legal_aid.engine import check
from kiosk.legal_aid.facts import LISTS, UNKNOWN
from kiosk.legal_aid.interview import Answers, Question, next_question, to_facts
from kiosk.legal_aid.pack import Pack
from kiosk.legal_aid.rulebook import Clause, Rulebook

NONE = "none"
"""The answer to a list of which nothing fits."""

_NOT_URGENT = {"deadline_within_7_days": "no", "needs_preservation": "no"}


@dataclass(frozen=True)
class Fork:
    """A question on the way, and where each answer leads; answers with one way are together."""

    key: str
    ways: "tuple[tuple[tuple[str, ...], Fork | str], ...]"


Route = Fork | str
"""A fork, or an outcome."""


@dataclass(frozen=True)
class Panel:
    """Matters on which the interview runs alike, and how it runs."""

    matters: tuple[str, ...]
    route: Route


def panels(pack: Pack, today: date) -> list[Panel]:
    """Return every way to every outcome; matters that the rules treat alike stand together."""
    book = pack.on(today)
    alike: dict[object, list[str]] = {}
    for matter in book.clauses:
        alike.setdefault(_treatment(book, matter), []).append(matter)
    return [
        Panel(tuple(matters), _route({**_NOT_URGENT, "matter": matters[0]}, pack, today))
        for matters in alike.values()
    ]


def _treatment(book: Rulebook, matter: str) -> object:
    """Return what the rules do with a matter, without their ids and the matter itself."""
    return tuple(sorted({_asks(clause) for clause in book.clauses[matter]}))


def _asks(clause: Clause) -> tuple[str, bool, tuple[str, ...]]:
    asked = (leaf for leaf in leaves(clause.rule.condition) if leaf.fact != "matter")
    return clause.effect, clause.unless_no, tuple(repr(leaf) for leaf in asked)


def _route(answers: Answers, pack: Pack, today: date) -> Route:
    question = next_question(answers, pack, today)
    if question is None:
        return check(to_facts(answers), pack, today).outcome
    leading: dict[Route, list[str]] = {}
    for name, answer in _answers(question):
        route = _route({**answers, question.key: answer}, pack, today)
        leading.setdefault(route, []).append(name)
    if len(leading) == 1:
        return next(iter(leading))
    ways = ((tuple(names), route) for route, names in leading.items())
    return Fork(question.key, tuple(ways))


def _answers(question: Question) -> list[tuple[str, object]]:
    if question.key not in LISTS:
        return [(choice, choice) for choice in question.choices]
    words = [choice for choice in question.choices if choice != UNKNOWN]
    return [*((word, [word]) for word in words), (NONE, []), (UNKNOWN, UNKNOWN)]
