"""A second reading of the rules, apart from the program: plain tables and sentences, no pack.

Written from the specification, sentence by sentence, and shares nothing with ``kiosk``. Certainty
is a number: 1 yes, 0 no, 0.5 unknown; AND is the least, OR the greatest.
"""

from typing import Any

CERTAIN = {"yes": 1.0, "no": 0.0, "unknown": 0.5}

SCOPE_ITEM = {
    "state_compensation": 1,
    "social_benefit": 2,
    "pension": 3,
    "support_payment": 4,
    "labour_relation": 5,
    "unpaid_wages": 5,
    "capacity": 6,
    "injury_work": 7,
    "injury_traffic": 7,
    "injury_food_drug": 7,
    "injury_medical": 7,
    "environment": 8,
    "other_civil": 9,
}
TRAIT_ITEM = {
    "minor": 1,
    "sensory_disability": 2,
    "impaired_judgement": 3,
    "life_or_death_sentence": 4,
    "death_review": 5,
    "in_absentia": 6,
}
GROUND_ITEM = {
    "martyr_kin": 1,
    "good_samaritan": 2,
    "acquitted_on_retrial": 3,
    "abuse_victim": 4,
}
GROUP_ITEM = {
    "minor_no_income": 1,
    "elder_no_income": 1,
    "disabled_no_income": 1,
    "social_assistance": 2,
    "judicial_assistance": 2,
    "preferential_treatment": 2,
    "migrant_worker": 3,
}


def read(case: dict[str, Any], standard: float | None = None) -> dict[str, Any]:  # noqa: C901
    """The result of ``case`` but for the pack's version; ``standard`` only if it is confirmed."""
    matter = case["matter"]

    def said(key: str) -> Any:
        return case.get(key, "unknown")

    def listed(key: str) -> list[str]:
        return [] if said(key) == "unknown" else sorted(set(said(key)))

    civil = matter in SCOPE_ITEM
    lawyerless = 1 - CERTAIN[said("has_lawyer")]
    traits = {TRAIT_ITEM[t] for t in listed("accused_is")} if matter == "accused" else set()
    grounds = {GROUND_ITEM[g] for g in listed("special_ground") if _ground_fits(g, matter)}
    groups = {GROUP_ITEM[g] for g in listed("group") if _group_fits(g, matter)}
    open_ground = said("special_ground") == "unknown" and (civil or matter == "victim")

    hardship = CERTAIN[said("hardship")]
    if standard is not None and case.get("income_per_person_month") is not None:
        hardship = 1.0 if case["income_per_person_month"] <= standard else 0.0
    proved = bool(groups) and said("group_proof") == "yes"
    waiver = 1.0 if proved else 0.5 if groups or said("group") == "unknown" else 0.0
    means = max(waiver, hardship)
    if open_ground and means < 1:
        means = 0.5

    tested = not (matter in ("advice", "compulsory_treatment") or traits or grounds)
    urgent = "yes" in (said("deadline_within_7_days"), said("needs_preservation"))

    if matter == "advice":
        outcome = "advice"
    elif traits or matter == "compulsory_treatment":
        outcome = {1.0: "notify", 0.5: "check", 0.0: "unlikely"}[lawyerless]
    elif grounds:
        outcome = "check" if said("has_lawyer") == "yes" else "likely"
    elif matter == "accused":
        if said("has_lawyer") == "yes":
            outcome = "unlikely"
        else:
            outcome = "likely" if said("has_lawyer") == "no" and means == 1 else "check"
    else:
        scope = {"other_civil": 0.5, "retrial": CERTAIN[said("reopened")]}.get(matter, 1.0)
        outcome = {1.0: "likely", 0.5: "check", 0.0: "unlikely"}[min(scope, lawyerless, means)]

    if not tested:
        money = "none"
    elif proved:
        money = "waived"
    elif hardship == 1:
        money = "declared"
    else:
        money = "above_standard" if means == 0 else "to_check"

    basis: list[tuple[int, int]] = []
    if matter == "advice":
        basis += [(22, 1), (23, 0)]
    if matter == "accused":
        basis += [(25, item) for item in traits] or [(24, 0)]
    if matter == "compulsory_treatment":
        basis.append((28, 0))
    if matter == "victim":
        basis.append((29, 0))
    if civil:
        basis.append((31, SCOPE_ITEM[matter]))
    basis += [(32, item) for item in grounds]
    if matter == "retrial" and said("reopened") != "no":
        basis.append((33, 0))
    if tested:
        basis += [(42, item) for item in groups]
    if matter != "advice":
        basis += [(44, 1)] if said("deadline_within_7_days") == "yes" else []
        basis += [(44, 2)] if said("needs_preservation") == "yes" else []

    papers: list[str] = []
    if outcome not in ("advice", "notify"):
        papers = ["application_form", "identity", "case_materials"]
        papers += ["hardship_statement"] if money not in ("none", "waived") else []
        papers += ["status_proof"] if tested and groups else []
    return {
        "outcome": outcome,
        "means": money,
        "basis": [f"LAL-{a}-{i}" if i else f"LAL-{a}" for a, i in sorted(basis)],
        "documents": papers,
        "urgent": urgent,
    }


def _ground_fits(ground: str, matter: str) -> bool:
    if ground == "abuse_victim":
        return matter in SCOPE_ITEM or matter == "victim"
    if ground == "acquitted_on_retrial":
        return matter == "state_compensation"
    return matter in SCOPE_ITEM


def _group_fits(group: str, matter: str) -> bool:
    return group != "migrant_worker" or matter in ("unpaid_wages", "injury_work")
