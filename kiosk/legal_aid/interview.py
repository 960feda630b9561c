"""Which question comes next: derived from the answers and the rules, never written down.

A question is asked only while some answer to it can still change outcome, basis, documents or
urgency, whatever is answered to the others that are open. Nothing here remembers an answer.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property, lru_cache
from itertools import combinations, product
from typing import Any

from kiosk.legal_aid.conditions import Has, Is, about_one, compiled, leaves
from kiosk.legal_aid.engine import find
from kiosk.legal_aid.facts import ANSWERS, LISTS, MATTERS, UNKNOWN, Facts, parse_facts
from kiosk.legal_aid.pack import Pack
from kiosk.legal_aid.rulebook import Rulebook

ORDER = (
    "deadline_within_7_days",
    "needs_preservation",
    "matter",
    "accused_is",
    "reopened",
    "special_ground",
    "has_lawyer",
    "group",
    "group_proof",
    "hardship",
)
"""Urgency, what it is about, special grounds, lawyer, group, proof, hardship."""

UNSURE_OF_MATTER = "advice"
"""Who does not know what it is about is shown the way to advice, free for all (LAL 22, 23)."""

_READ_BY_ENGINE = (
    "has_lawyer",
    "group_proof",
    "hardship",
    "deadline_within_7_days",
    "needs_preservation",
)

Answers = Mapping[str, object]
"""Fact key to answer: a word, or a list of words. A key answered 不清楚 holds ``"unknown"``."""


@dataclass(frozen=True, slots=True)
class Question:
    """One question. ``many``: any number of the choices but ``unknown``, also none of them.

    ``standard`` is the confirmed hardship standard (yuan a month for each person), to ask whether
    the income is at most that; ``None`` asks for the citizen's own statement.
    """

    key: str
    choices: tuple[str, ...]
    many: bool
    standard: float | None = None


def next_question(answers: Answers, pack: Pack, today: date) -> Question | None:
    """Return the first question, in :data:`ORDER`, that can still matter; ``None`` at the end.

    Raises :class:`~kiosk.legal_aid.facts.FactsError` for answers that are none.
    """
    facts = to_facts({"matter": UNKNOWN, **answers})
    book = pack.on(facts.on or today)
    still_open = [key for key in ORDER if key not in answers]
    matters = (facts.matter,) if "matter" in answers else MATTERS
    cases = [_OpenCase(book, {**facts.values(), "matter": m}, still_open) for m in matters]
    for key in still_open:
        if key == "matter" or any(case.hangs_on(key) for case in cases):
            return _question(key, facts.matter, book)
    return None


def to_facts(answers: Answers) -> Facts:
    """Return the facts that ``answers`` state; what was not asked is unknown."""
    unsure = answers.get("matter") == UNKNOWN
    return parse_facts({**answers, "matter": UNSURE_OF_MATTER} if unsure else dict(answers))


class _OpenCase:
    """A case on one matter with questions open: what every way to answer them leads to."""

    def __init__(self, book: Rulebook, given: dict[str, Any], still_open: list[str]) -> None:
        self._book = book
        self._given = given
        self._open = [key for key in still_open if key != "matter"]
        self._decided: dict[tuple[object, ...], object] = {}

    @cached_property
    def _spaces(self) -> dict[str, tuple[object, ...]]:
        table = _answers_apart(self._book)
        return {key: table[self._given["matter"], key] for key in self._open}

    def hangs_on(self, key: str) -> bool:
        """Tell whether some two answers to ``key`` lead apart, all others being the same."""
        if len(self._spaces[key]) == 1:
            return False
        others = [space if each != key else (None,) for each, space in self._spaces.items()]
        place = list(self._spaces).index(key)
        for combination in product(*others):
            head, tail = combination[:place], combination[place + 1 :]
            results = {self._decide((*head, answer, *tail)) for answer in self._spaces[key]}
            if len(results) > 1:
                return True
        return False

    def _decide(self, answers: tuple[object, ...]) -> object:
        if answers not in self._decided:
            found = find(
                {**self._given, **dict(zip(self._spaces, answers, strict=True))}, self._book
            )
            self._decided[answers] = found.outcome, found.basis, found.documents, found.urgent
        return self._decided[answers]


@lru_cache(maxsize=4)
def _answers_apart(book: Rulebook) -> dict[tuple[str, str], tuple[object, ...]]:
    """Return, by matter and key, answers that stand for all: no rule tells another from them.

    One table for all matters: that it is kept says nothing of what any citizen chose.
    """
    return {
        (matter, key): _apart(book, matter, key)
        for matter in MATTERS
        for key in ORDER
        if key != "matter"
    }


def _apart(book: Rulebook, matter: str, key: str) -> tuple[object, ...]:
    if key in LISTS:
        return _lists_apart(book, matter, key)
    read = any(leaf.fact == key for leaf in _leaves(book, matter))
    return ANSWERS if read or key in _READ_BY_ENGINE else (UNKNOWN,)


def _lists_apart(book: Rulebook, matter: str, key: str) -> tuple[object, ...]:
    words = _words(book, matter, key)
    if not words:
        return (UNKNOWN,)
    tests = [
        compiled(node)
        for clause in book.clauses[matter]
        for node in about_one(clause.rule.condition, key)
    ]
    apart: dict[object, object] = {}
    for size in range(len(words) + 1):
        for chosen in combinations(words, size):
            answer = frozenset(chosen)
            apart.setdefault(tuple(test({key: answer}) for test in tests), answer)
    return (UNKNOWN, *apart.values())


def _leaves(book: Rulebook, matter: str) -> Iterator[Is | Has]:
    for clause in book.clauses[matter]:
        yield from leaves(clause.rule.condition)


def _words(book: Rulebook, matter: str, key: str) -> tuple[str, ...]:
    """Return the words of the list ``key`` that some rule on ``matter`` asks for."""
    asked = {
        leaf.word for leaf in _leaves(book, matter) if isinstance(leaf, Has) and leaf.fact == key
    }
    return tuple(word for word in LISTS[key] if word in asked)


def _question(key: str, matter: str, book: Rulebook) -> Question:
    if key == "matter":
        return Question(key, (*MATTERS, UNKNOWN), many=False)
    if key in LISTS:
        return Question(key, (*_words(book, matter, key), UNKNOWN), many=True)
    return Question(key, ANSWERS, many=False, standard=book.standard if key == "hardship" else None)
