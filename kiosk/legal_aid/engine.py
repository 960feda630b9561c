"""From facts to a first orientation, with every ground for it. Only the agency decides (LAL 43)."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from typing import Literal

from kiosk.legal_aid.facts import Facts, Values
from kiosk.legal_aid.logic import Truth, and_, not_, or_
from kiosk.legal_aid.pack import Pack
from kiosk.legal_aid.reasons import Reason
from kiosk.legal_aid.rulebook import Clause, Rulebook

Result = Literal["advice", "notify", "likely", "check", "unlikely"]
Means = Literal["none", "waived", "declared", "above_standard", "to_check"]

Steps = tuple[tuple[str, Truth], ...]
"""What an outcome was put together from, in order."""

_TRUTH = {"yes": Truth.YES, "no": Truth.NO, "unknown": Truth.UNKNOWN}
_PAPERS = ("application_form", "identity", "case_materials")
_STATEMENT, _PROOF = "hardship_statement", "status_proof"
_NEEDS_STATEMENT = ("declared", "to_check", "above_standard")


@dataclass(frozen=True, slots=True)
class Finding:
    """What the rules lead to, before it is said to anyone. ``steps`` is what it was put from."""

    outcome: Result
    means: Means
    basis: tuple[str, ...]
    documents: tuple[str, ...]
    urgent: bool
    steps: Steps
    truths: list[tuple[Clause, Truth]]


@dataclass(frozen=True)
class Outcome:
    """A first orientation. ``basis`` and ``documents`` hold ids, ``pack`` the pack's version."""

    outcome: Result
    means: Means
    basis: tuple[str, ...]
    documents: tuple[str, ...]
    urgent: bool
    pack: str
    _found: Finding = field(repr=False, compare=False)
    _values: Values = field(repr=False, compare=False)

    @cached_property
    def reasons(self) -> Reason:
        """The tree that led to it: root, steps, rules, their conditions, facts."""
        return _tree(self._found, self._values)


def check(facts: Facts, pack: Pack, today: date) -> Outcome:
    """Return what ``facts`` lead to by the rules of their day: ``facts.on``, else ``today``.

    Raises :class:`~kiosk.legal_aid.facts.FactsError` where the pack begins only after that day.
    """
    book = pack.on(facts.on or today)
    values = facts.values()
    found = find(values, book)
    return Outcome(
        found.outcome,
        found.means,
        found.basis,
        found.documents,
        found.urgent,
        book.version,
        found,
        values,
    )


_RESTS_ON = {
    "free_advice": ("free_advice",),
    "appointed": ("appointed",),
    "exempt": ("exempt", "in_scope", "scope_open"),
    "may_apply": ("appointed", "may_apply"),
    "scope": ("in_scope", "scope_open"),
    "means": ("waived", "exempt"),
    "urgent": ("urgent",),
}
"""The effects whose rules stand below a step in the tree of reasons."""


def _tree(found: Finding, values: Values) -> Reason:
    urgent = or_(_TRUTH[values["deadline_within_7_days"]], _TRUTH[values["needs_preservation"]])
    steps = [_step(name, truth, found, values) for name, truth in found.steps]
    return Reason(
        f"outcome:{found.outcome}",
        Truth.YES,
        (*steps, _step("urgent", urgent, found, values)),
    )


def _step(name: str, truth: Truth, found: Finding, values: Values) -> Reason:
    effects = _RESTS_ON.get(name, ())
    rules = (
        Reason(clause.id, holds, (clause.explain(values),))
        for clause, holds in found.truths
        if clause.effect in effects
    )
    return Reason(name, truth, tuple(rules))


def as_json(outcome: Outcome) -> dict[str, object]:
    """Return a result as other programs read it."""
    return {
        "outcome": outcome.outcome,
        "means": outcome.means,
        "basis": list(outcome.basis),
        "documents": list(outcome.documents),
        "urgent": outcome.urgent,
        "pack": outcome.pack,
    }


def find(values: Values, book: Rulebook) -> Finding:
    """Return what ``values`` lead to by the rules in ``book``."""
    truths = [(clause, clause.test(values)) for clause in book.clauses[values["matter"]]]
    by_effect: dict[str, Truth] = {}
    for clause, truth in truths:
        so_far = by_effect.get(clause.effect)
        by_effect[clause.effect] = truth if so_far is None else or_(so_far, truth)

    hardship = _hardship(values, book)
    means = _means(values, by_effect, hardship)
    outcome, tested, steps = _outcome(values, by_effect, means)
    waived = tested and by_effect.get("waived") is Truth.YES
    said = _said_of_means(values, tested, waived, means, hardship)
    return Finding(
        outcome,
        said,
        _basis(truths, tested),
        _documents(outcome, said, waived),
        "yes" in (values["deadline_within_7_days"], values["needs_preservation"]),
        (*steps, ("hardship", hardship)) if tested else steps,
        truths,
    )


def _outcome(
    values: Values, by_effect: dict[str, Truth], means: Truth
) -> tuple[Result, bool, Steps]:
    """Return the outcome, whether means are tested for it, and the steps that led there."""
    no_lawyer = not_(_TRUTH[values["has_lawyer"]])
    free, appointed, exempt, may_apply = (
        by_effect.get(effect, Truth.NO)
        for effect in ("free_advice", "appointed", "exempt", "may_apply")
    )
    if free is Truth.YES:
        return "advice", False, (("free_advice", free),)
    lawyer = ("no_lawyer", no_lawyer)
    if appointed is Truth.YES:
        return _NOTIFY[no_lawyer], False, (("appointed", appointed), lawyer)
    if exempt is Truth.YES:
        outcome: Result = "check" if no_lawyer is Truth.NO else "likely"
        return outcome, False, (("exempt", exempt), lawyer)
    if may_apply is not Truth.NO:
        steps = (("may_apply", may_apply), lawyer, ("means", means))
        return _by_open_door(no_lawyer, means), True, steps
    scope = _scope(by_effect)
    combined = and_(scope, no_lawyer, means)
    return _LIKELY[combined], True, (("scope", scope), lawyer, ("means", means))


_NOTIFY: dict[Truth, Result] = {
    Truth.YES: "notify",
    Truth.UNKNOWN: "check",
    Truth.NO: "unlikely",
}
_LIKELY: dict[Truth, Result] = {
    Truth.YES: "likely",
    Truth.UNKNOWN: "check",
    Truth.NO: "unlikely",
}


def _by_open_door(no_lawyer: Truth, means: Truth) -> Result:
    """LAL 24: "hardship or other reasons", so only a lawyer of one's own closes the door."""
    if no_lawyer is Truth.NO:
        return "unlikely"
    return "likely" if no_lawyer is means is Truth.YES else "check"


def _scope(by_effect: dict[str, Truth]) -> Truth:
    elsewhere = and_(by_effect.get("scope_open", Truth.NO), Truth.UNKNOWN)
    return or_(by_effect.get("in_scope", Truth.NO), elsewhere)


def _hardship(values: Values, book: Rulebook) -> Truth:
    income = values["income_per_person_month"]
    if income is None or book.standard is None:
        return _TRUTH[values["hardship"]]
    return Truth.YES if income <= book.standard else Truth.NO


def _means(values: Values, by_effect: dict[str, Truth], hardship: Truth) -> Truth:
    """OR of a group of LAL 42 and hardship; an exemption that may yet apply leaves it open."""
    group = by_effect.get("waived", Truth.NO)
    if group is Truth.YES and values["group_proof"] != "yes":
        group = Truth.UNKNOWN
    perhaps_exempt = and_(by_effect.get("exempt", Truth.NO), Truth.UNKNOWN)
    return or_(group, hardship, perhaps_exempt)


def _said_of_means(
    values: Values, tested: bool, waived: bool, means: Truth, hardship: Truth
) -> Means:
    if not tested:
        return "none"
    if waived and values["group_proof"] == "yes":
        return "waived"
    if hardship is Truth.YES:
        return "declared"
    return "above_standard" if means is Truth.NO else "to_check"


def _basis(truths: Iterable[tuple[Clause, Truth]], tested: bool) -> tuple[str, ...]:
    return tuple(
        [
            clause.id
            for clause, truth in truths
            if clause.listed(truth) and (tested or clause.effect != "waived")
        ]
    )


def _documents(outcome: Result, means: Means, group_applies: bool) -> tuple[str, ...]:
    if outcome in ("advice", "notify"):
        return ()
    statement = (_STATEMENT,) if means in _NEEDS_STATEMENT else ()
    return _PAPERS + statement + ((_PROOF,) if group_applies else ())
