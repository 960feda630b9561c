"""The space of facts: all of it as a strategy, and a part that tells every rule apart, whole."""

from collections.abc import Iterator
from itertools import combinations, product
from typing import Any

from hypothesis import strategies as st

from kiosk.legal_aid.facts import ANSWERS, LISTS, MATTERS, SINGLE

CIVIL = MATTERS[5:]


def subsets(words: tuple[str, ...]) -> list[list[str]]:
    return [list(c) for size in range(len(words) + 1) for c in combinations(words, size)]


TRAITS = ["unknown", *subsets(LISTS["accused_is"])]
GROUNDS = ["unknown", *subsets(LISTS["special_ground"])]
GROUPS = [
    "unknown",
    [],
    *([word] for word in LISTS["group"]),
    ["elder_no_income", "social_assistance"],
    ["elder_no_income", "migrant_worker"],
    ["migrant_worker", "preferential_treatment"],
    list(LISTS["group"]),
]
"""Every group by itself, and every two and three of the items of LAL 42 together."""


def every_case() -> Iterator[dict[str, Any]]:
    """Every matter with all that can bear on it; what cannot is left out, urgency apart."""
    for matter in MATTERS:
        bearing: dict[str, Any] = {
            "has_lawyer": ANSWERS,
            "group": GROUPS,
            "group_proof": ANSWERS,
            "hardship": ANSWERS,
        }
        if matter == "accused":
            bearing["accused_is"] = TRAITS
        if matter == "retrial":
            bearing["reopened"] = ANSWERS
        if matter in CIVIL or matter == "victim":
            bearing["special_ground"] = GROUNDS
        for values in product(*bearing.values()):
            yield {"matter": matter, **dict(zip(bearing, values, strict=True))}


def _list(words: tuple[str, ...]) -> st.SearchStrategy[Any]:
    return st.just("unknown") | st.lists(st.sampled_from(words), max_size=4)


any_case = st.fixed_dictionaries(
    {"matter": st.sampled_from(MATTERS)},
    optional={
        **{key: st.sampled_from(words) for key, words in SINGLE.items() if key != "matter"},
        **{key: _list(words) for key, words in LISTS.items()},
        "income_per_person_month": st.integers(0, 4000) | st.floats(0, 4000),
    },
)
"""Any facts at all, also such as cannot bear on the matter."""
