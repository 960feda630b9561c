"""A result with its reasons in Chinese, article by article."""

from collections.abc import Iterator

from kiosk.legal_aid.engine import Outcome
from kiosk.legal_aid.facts import Facts
from kiosk.legal_aid.logic import Truth
from kiosk.legal_aid.pack import DOCUMENTS, HARDSHIP_STANDARD, Pack
from kiosk.legal_aid.reasons import Reason
from kiosk.legal_aid.records import Rule
from kiosk.legal_aid.rulebook import Rulebook
from kiosk.legal_aid.words import (
    CHOICES,
    FACTS,
    MEANS,
    OUTCOME_MEANS,
    OUTCOMES,
    PAPERS,
    STEPS,
    TRUTHS,
)
from kiosk.numerals import cardinal_zh

UNCONFIRMED = "〔尚未核实〕"
UNVERIFIED = "〔本条规则尚未经人核对签字〕"


def explanation(outcome: Outcome, facts: Facts, pack: Pack, book: Rulebook) -> str:
    """Return why ``facts`` led to ``outcome``, for people to read."""
    return "\n".join(_lines(outcome, facts, pack, book)) + "\n"


def citation(rule: Rule, pack: Pack) -> str:
    """Return where a rule stands: 《中华人民共和国法律援助法》第二十五条第一款第（一）项."""
    name = next(s.name for s in pack.statutes if s.code == rule.statute)
    paragraph = f"第{cardinal_zh(rule.paragraph)}款" if rule.paragraph else ""
    item = f"第（{cardinal_zh(rule.item)}）项" if rule.item else ""
    return f"《{name}》第{cardinal_zh(rule.article)}条{paragraph}{item}"


def provenance(rule: Rule) -> str:
    """Return since when a rule holds and who has checked it, or that nobody has."""
    until = f"至{rule.effective_to}" if rule.effective_to else "起施行"
    checked = (
        f"{rule.verified_on}由{rule.verified_by}核对"
        if rule.verified_by is not None
        else UNVERIFIED
    )
    return f"自{rule.effective_from}{until}；{checked}"


def _lines(outcome: Outcome, facts: Facts, pack: Pack, book: Rulebook) -> Iterator[str]:
    yield "初步参考。是否给予法律援助，由法律援助机构在七日内审查决定（法律援助法第四十三条）。"
    yield ""
    yield f"结果：{OUTCOMES[outcome.outcome]}（{outcome.outcome}）"
    yield f"  {OUTCOME_MEANS[outcome.outcome]}"
    yield f"经济状况：{MEANS[outcome.means]}（{outcome.means}）"
    if outcome.urgent:
        yield "紧急：请马上告诉窗口。"
    yield ""
    yield "理由"
    rules = {clause.id: clause.rule for clause in book.clauses[facts.matter]}
    for step in outcome.reasons.children:
        yield from _step(step, rules, pack, facts, book)
    yield ""
    yield from _papers(outcome, pack)
    yield from _notes(outcome, pack)
    yield f"规则包 {pack.version}（{pack.date}），校验码 {pack.checksum}"


def _step(
    step: Reason, rules: dict[str, Rule], pack: Pack, facts: Facts, book: Rulebook
) -> Iterator[str]:
    # Where nothing is in scope the rule that fails is what is missing.
    failing = step.name == "scope" and step.truth is Truth.NO
    told = [child for child in step.children if failing or child.truth is not Truth.NO]
    if step.name == "urgent":
        told = [child for child in told if child.truth is Truth.YES]
        if not told:
            return
    yield f"■ {STEPS[step.name]}：{TRUTHS[step.truth.value]}"
    if step.name == "hardship":
        yield from _income(facts, book)
    for child in told:
        rule = rules[child.name]
        yield f"  {citation(rule, pack)}（{rule.id}）：{_HOLDS[child.truth]}"
        yield f"    {rule.plain.zh}"
        yield f"    {_because(child, facts)}"
        yield f"    来源：{provenance(rule)}"


_HOLDS = {Truth.YES: "符合", Truth.UNKNOWN: "还不清楚", Truth.NO: "不符合"}


def _income(facts: Facts, book: Rulebook) -> Iterator[str]:
    income = facts.income_per_person_month
    if income is None:
        yield "    依据本人的说明。"
    elif book.standard is None:
        yield f"    经济困难标准{UNCONFIRMED}，没有用收入{income:g}元判断。"
    else:
        compared = "不高于" if income <= book.standard else "高于"
        yield f"    人均月收入{income:g}元，{compared}标准{book.standard:g}元。"


def _because(reason: Reason, facts: Facts) -> str:
    leaves = [leaf for leaf in reason.leaves() if leaf.truth is reason.truth]
    if reason.truth is Truth.UNKNOWN:
        return "不清楚：" + "、".join(dict.fromkeys(FACTS[leaf.fact] for leaf in leaves))
    return "因为：" + "；".join(dict.fromkeys(_statement(leaf, facts) for leaf in leaves))


def _statement(leaf: Reason, facts: Facts) -> str:
    said = facts.values()[leaf.fact]
    return f"{FACTS[leaf.fact]}＝{CHOICES[said if isinstance(said, str) else leaf.words[0]]}"


def _papers(outcome: Outcome, pack: Pack) -> Iterator[str]:
    if not outcome.documents:
        return
    yield "要带的材料"
    for paper in outcome.documents:
        yield f"  · {PAPERS[paper]}"
    yield ""


def _notes(outcome: Outcome, pack: Pack) -> Iterator[str]:
    about = {*outcome.basis}
    about |= {DOCUMENTS} if outcome.documents else set()
    about |= {HARDSHIP_STANDARD} if outcome.means != "none" else set()
    notes = [note for note in pack.notes if note.about in about]
    if not notes:
        return
    yield "说明"
    for note in notes:
        mark = UNCONFIRMED if note.status == "unconfirmed" else ""
        yield f"  · {mark}{note.plain.zh}"
        yield f"    来源：{note.source}"
    yield ""
