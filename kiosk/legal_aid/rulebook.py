"""The rules and figures of one day, made ready to be asked many times."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import get_args

from kiosk.legal_aid.conditions import Test, compiled
from kiosk.legal_aid.facts import Facts, Matter, Values
from kiosk.legal_aid.logic import Truth
from kiosk.legal_aid.reasons import Explanation, explained
from kiosk.legal_aid.records import Effect, Parameter, Rule


@dataclass(frozen=True, slots=True)
class Clause:
    """One rule, with its condition as a function."""

    id: str
    effect: Effect
    unless_no: bool
    rule: Rule
    test: Test
    explain: Explanation

    def listed(self, truth: Truth) -> bool:
        """Tell whether the rule is among the grounds, its condition being ``truth``."""
        return truth is Truth.YES or (self.unless_no and truth is not Truth.NO)


@dataclass(frozen=True, eq=False)
class Rulebook:
    """What is in force on one day: clauses sorted by article and item, by matter."""

    version: str
    clauses: dict[str, tuple[Clause, ...]]
    """For each matter the clauses that can hold in it at all."""
    standard: float | None
    """Yuan a month for each person; ``None`` while the province's figure is not confirmed."""

    def uncovered(self) -> list[str]:
        """Return the matters on which no clause says what follows."""
        return [
            matter
            for matter, clauses in self.clauses.items()
            if not any(clause.effect in _DECIDING for clause in clauses)
        ]


_DECIDING = ("free_advice", "appointed", "may_apply", "in_scope", "scope_open")


def rulebook(version: str, rules: Iterable[Rule], standard: Parameter | None) -> Rulebook:
    """Compile ``rules``, which are those in force on one day, and that day's standard."""
    in_order = sorted(rules, key=place)
    confirmed = standard is not None and standard.status == "confirmed"
    return Rulebook(
        version,
        {matter: _clauses(matter, in_order) for matter in get_args(Matter)},
        standard.value if standard and confirmed else None,
    )


def place(rule: Rule) -> tuple[str, int, int]:
    """Return the place of a rule in the law, to sort by: statute, article, item."""
    return rule.statute, rule.article, rule.item or 0


def all_unknown(matter: Matter) -> Values:
    """Return the facts of a case of which only the matter is known."""
    return Facts.model_construct(matter=matter).values()


def _clauses(matter: Matter, rules: Iterable[Rule]) -> tuple[Clause, ...]:
    # What is no while all else is unknown stays no whatever else becomes known.
    facts = all_unknown(matter)
    clauses = (_clause(matter, rule) for rule in rules)
    return tuple(clause for clause in clauses if clause.test(facts) is not Truth.NO)


def _clause(matter: Matter, rule: Rule) -> Clause:
    return Clause(
        rule.id,
        rule.effect,
        rule.listed == "unless_no",
        rule,
        compiled(rule.condition, matter),
        explained(rule.condition),
    )
