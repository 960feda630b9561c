"""The facts of one case, and every mistake in them named at once.

A key left out means "unknown". A value said twice in a list counts once: a citizen cannot be a
minor twice.
"""

import json
import math
import re
from collections.abc import Iterator, Mapping
from datetime import date
from difflib import get_close_matches
from typing import Annotated, Any, Literal, get_args

from pydantic import BaseModel, BeforeValidator, ConfigDict, ValidationError

UNKNOWN: Literal["unknown"] = "unknown"

CivilMatter = Literal[
    "state_compensation",
    "social_benefit",
    "pension",
    "support_payment",
    "labour_relation",
    "unpaid_wages",
    "capacity",
    "injury_work",
    "injury_traffic",
    "injury_food_drug",
    "injury_medical",
    "environment",
    "other_civil",
]
Matter = Literal["advice", "accused", "compulsory_treatment", "victim", "retrial", CivilMatter]
Answer = Literal["yes", "no", "unknown"]
Trait = Literal[
    "minor",
    "sensory_disability",
    "impaired_judgement",
    "life_or_death_sentence",
    "death_review",
    "in_absentia",
]
Ground = Literal["martyr_kin", "good_samaritan", "acquitted_on_retrial", "abuse_victim"]
Group = Literal[
    "minor_no_income",
    "elder_no_income",
    "disabled_no_income",
    "social_assistance",
    "judicial_assistance",
    "preferential_treatment",
    "migrant_worker",
]

MATTERS: tuple[str, ...] = get_args(Matter)
ANSWERS: tuple[str, ...] = get_args(Answer)
LISTS: dict[str, tuple[str, ...]] = {
    "accused_is": get_args(Trait),
    "special_ground": get_args(Ground),
    "group": get_args(Group),
}
"""The facts that are lists, each with what may stand in it."""

SINGLE: dict[str, tuple[str, ...]] = {
    "matter": MATTERS,
    "has_lawyer": ANSWERS,
    "reopened": ANSWERS,
    "group_proof": ANSWERS,
    "hardship": ANSWERS,
    "deadline_within_7_days": ANSWERS,
    "needs_preservation": ANSWERS,
}
"""The facts that take one of a few words."""

INCOME = "income_per_person_month"
ON = "on"
_ISO_DATE = re.compile(r"\d{4}-\d{2}-\d{2}", re.ASCII)
_LONGEST_SHOWN = 100

Values = Mapping[str, Any]
"""Facts as rules read them: key to word, to a frozenset of words, or to ``"unknown"``."""


class FactsError(ValueError):
    """Facts that cannot be used; ``mistakes`` has one line for each: key, value, what may be."""

    def __init__(self, mistakes: list[str]) -> None:
        super().__init__("; ".join(mistakes))
        self.mistakes = tuple(mistakes)


def _a_list(value: object) -> object:
    """Take a JSON list; anything else is left for the model to refuse."""
    if isinstance(value, list | tuple) and all(isinstance(each, str) for each in value):
        return frozenset(value)
    return value


def _a_number(value: Any) -> object:
    endless = isinstance(value, float) and not math.isfinite(value)
    if endless or not isinstance(value, int | float) or value < 0:
        raise ValueError
    return value


def _a_day(value: object) -> object:
    if isinstance(value, date):
        return value
    if isinstance(value, str) and _ISO_DATE.fullmatch(value):
        return date.fromisoformat(value)
    raise ValueError


class Facts(BaseModel):
    """What is known of one case. Made by :func:`parse_facts`."""

    model_config = ConfigDict(frozen=True, strict=True, extra="forbid")

    matter: Matter
    has_lawyer: Answer = UNKNOWN
    accused_is: Annotated[frozenset[Trait] | Literal["unknown"], BeforeValidator(_a_list)] = UNKNOWN
    reopened: Answer = UNKNOWN
    special_ground: Annotated[frozenset[Ground] | Literal["unknown"], BeforeValidator(_a_list)] = (
        UNKNOWN
    )
    group: Annotated[frozenset[Group] | Literal["unknown"], BeforeValidator(_a_list)] = UNKNOWN
    group_proof: Answer = UNKNOWN
    hardship: Answer = UNKNOWN
    income_per_person_month: Annotated[int | float | None, BeforeValidator(_a_number)] = None
    deadline_within_7_days: Answer = UNKNOWN
    needs_preservation: Answer = UNKNOWN
    on: Annotated[date | None, BeforeValidator(_a_day)] = None

    def values(self) -> Values:
        """Return the facts as rules read them."""
        return self.__dict__


def parse_facts(obj: object) -> Facts:
    """Return the facts in ``obj``, a decoded JSON object.

    Raises :class:`FactsError`, which names every mistake.
    """
    if not isinstance(obj, dict):
        raise FactsError([f"facts = {shown(obj)}: a JSON object with at least matter"])
    try:
        return Facts.model_validate(obj)
    except ValidationError as error:
        keys = {str(item["loc"][0]): None for item in error.errors(include_context=False)}
        raise FactsError([line for key in keys for line in _mistakes(key, obj)]) from None


def allowed(key: str) -> str:
    """Say what the fact ``key`` may be."""
    if key in LISTS:
        return f'a list of {", ".join(LISTS[key])} (it may be empty), or "unknown"'
    if key == INCOME:
        return "a number from 0 (yuan a month for each person); leave it out if it is not known"
    if key == ON:
        return "a date written YYYY-MM-DD"
    return "one of " + ", ".join(SINGLE[key])


def shown(value: object) -> str:
    """Return ``value`` as JSON, cut where it is long."""
    text = json.dumps(value, ensure_ascii=False, default=str)
    return text if len(text) <= _LONGEST_SHOWN else text[: _LONGEST_SHOWN - 1] + "…"


def _mistakes(key: str, obj: Mapping[str, object]) -> Iterator[str]:
    known = Facts.model_fields
    if key not in known:
        near = get_close_matches(key, known, n=1, cutoff=0.6)
        guess = f"; did you mean {near[0]}?" if near else ""
        yield f"{key} = {shown(obj[key])}: no such fact{guess} (there are: {', '.join(known)})"
    elif key not in obj:
        yield f"{key} is missing: {allowed(key)}"
    elif key in LISTS and isinstance(obj[key], list | tuple):
        for each in obj[key]:  # type: ignore[attr-defined]
            if each not in LISTS[key]:
                yield f"{key} = {shown(each)}: {allowed(key)}"
    else:
        yield f"{key} = {shown(obj[key])}: {allowed(key)}"
