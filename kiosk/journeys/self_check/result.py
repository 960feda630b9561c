"""What came of the self-check, in careful words: on the screen, on paper and in a code."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from kiosk.county.contract import Centre
from kiosk.devices.printer.slip import TextSlip
from kiosk.journeys.self_check.interview import Talk
from kiosk.journeys.words import LEGAL_HELP, given, hotlines
from kiosk.legal_aid.engine import Outcome
from kiosk.legal_aid.rules import Rules
from kiosk.numerals import cardinal_zh
from kiosk.pages import LEAVE, Option, Paragraph, Result, Section, Tone, action
from kiosk.wording import Given, Lang, Wording, say

PRINT, TICKET, READ_LAW = "print", "ticket", "read_law"
LAW = "中华人民共和国法律援助法"

TONES = {
    "advice": Tone.GOOD,
    "notify": Tone.GOOD,
    "likely": Tone.GOOD,
    "check": Tone.CALM,
    "unlikely": Tone.CARE,
}
OUTCOME_ICONS = {
    "advice": "forum",
    "notify": "verified_user",
    "likely": "check_circle",
    "check": "help",
    "unlikely": "info",
}

# Article and item of the Legal Aid Law (2022-01-01) behind each statement of the page itself.
NOTICE, PLACE, OTHERS, TIME, URGENT, OBJECT = 36, 38, 40, 43, 44, 49


def result_page(outcome: Outcome, talk: Talk, rules: Rules, *, paper: Wording | None) -> Result:
    """The result: the verdict, then urgent matters, reasons, papers, place, time, objection."""
    return Result(
        id="check.outcome",
        caption=say("result.caption"),
        title=say(f"result.{outcome.outcome}"),
        summary=say(f"result.{outcome.outcome}_summary"),
        hint=paper,
        tone=TONES[outcome.outcome],
        icon=OUTCOME_ICONS[outcome.outcome],
        sections=tuple(_sections(outcome, talk, rules)),
        options=(
            Option(id=PRINT, title=say("result.print"), icon="print"),
            Option(id=READ_LAW, title=say("result.read_law"), icon="menu_book"),
            Option(id=LEAVE, title=say("result.done"), icon="check"),
            action(TICKET, say("result.ticket"), "confirmation_number"),
        ),
        # A phone may be looked through: a result that is dangerous to have is not taken along.
        qr=None if talk.manner.sensitive else code_text(outcome, rules, "zh"),
        qr_caption=say("result.qr"),
        sensitive=talk.manner.sensitive,
        quiet=talk.watched,
        limit=180.0,
    )


def result_slip(
    centre: Centre, outcome: Outcome, talk: Talk, rules: Rules, now: datetime
) -> TextSlip:
    """The result on paper; one that may be dangerous to carry names neither matter nor reason."""
    sensitive = talk.manner.sensitive
    sections = [
        (section.title, tuple(_on_paper(paragraph) for paragraph in section.paragraphs))
        for section in _sections(outcome, talk, rules, neutral=sensitive)
    ]
    return TextSlip(
        centre=given(centre.name),
        title=say("result.slip_neutral" if sensitive else "result.slip"),
        issued_at=now,
        lead=say("result.slip_lead" if sensitive else f"result.{outcome.outcome}"),
        sections=tuple(sections),
        qr=None if sensitive else code_text(outcome, rules, "zh"),
        qr_caption=say("result.qr"),
        foot=say("result.foot", phone=LEGAL_HELP),
    )


def code_text(outcome: Outcome, rules: Rules, lang: Lang) -> str:
    """The result as plain text for a phone: needs no network, and leads nowhere."""
    lines = [
        say("result.caption"),
        say(f"result.{outcome.outcome}"),
        *(source(rule, rules) for rule in outcome.basis),
        *(say(f"document.{document}") for document in outcome.documents),
    ]
    return "\n".join(line.shown(lang) for line in lines)


def source(rule_id: str, rules: Rules) -> Wording:
    """Name the article of a rule: 法律援助法 第31条第5项."""
    rule = rules.rule(rule_id)
    return article(rule.article, rule.item)


@dataclass(frozen=True)
class ArticleName(Given):
    """An article of the Legal Aid Law by its ``number``, so that one can go and read it."""

    number: int


def article(number: int, item: int | None = None) -> ArticleName:
    """Name an article of the Legal Aid Law."""
    return ArticleName(
        zh=f"法律援助法 第{number}条" + (f"第{item}项" if item else ""),
        en=f"Legal Aid Law, article {number}" + (f" ({item})" if item else ""),
        number=number,
    )


def cited(page: Result) -> tuple[str, ...]:
    """Return the articles that a result page names, as the law prints their numbers."""
    sources = (each.source for section in page.sections for each in section.paragraphs)
    numbers = {source.number for source in sources if isinstance(source, ArticleName)}
    return tuple(f"第{cardinal_zh(number)}条" for number in sorted(numbers))


def _sections(
    outcome: Outcome, talk: Talk, rules: Rules, *, neutral: bool = False
) -> Iterable[Section]:
    if talk.violence and not neutral:
        yield _section("result.help", *(Paragraph(text=line) for line in hotlines()))
    if outcome.urgent:
        yield _section("result.urgent", _rests("result.urgent_words", URGENT))
    if not neutral:
        yield _section("result.why", *_reasons(outcome, rules))
    if outcome.outcome == "unlikely":
        yield _section("result.still", *_still_open(outcome, talk))
    if outcome.documents:
        papers = [Paragraph(text=say(f"document.{document}")) for document in outcome.documents]
        yield _section("result.bring", *papers, Paragraph(text=say("result.bring_unconfirmed")))
    if outcome.outcome == "advice":
        yield _section("result.where", Paragraph(text=say("result.where_advice", phone=LEGAL_HELP)))
        return
    if outcome.outcome == "notify":
        yield _section("result.time", _rests("result.notify_words", NOTICE))
        yield _section("result.others", _rests("result.others_words", OTHERS))
        return
    yield _section("result.where", _rests("result.where_words", PLACE))
    yield _section("result.others", _rests("result.others_words", OTHERS))
    yield _section("result.time", _rests("result.time_words", TIME))
    yield _section("result.object", _rests("result.object_words", OBJECT))


def _reasons(outcome: Outcome, rules: Rules) -> Iterable[Paragraph]:
    for rule_id in outcome.basis:
        yield Paragraph(text=say(f"reason.{rule_id}"), source=source(rule_id, rules))
    if outcome.means in ("declared", "to_check", "above_standard"):
        yield Paragraph(text=say("result.standard_unconfirmed"), source=article(34))


def _still_open(outcome: Outcome, talk: Talk) -> Iterable[Paragraph]:
    if talk.answers.get("has_lawyer") == "yes":
        yield Paragraph(text=say("result.still_lawyer"))
    if talk.answers.get("reopened") == "no":
        yield Paragraph(text=say("result.still_reopened"), source=article(33))
    if outcome.means == "above_standard":
        yield Paragraph(text=say("result.still_means"))
    yield Paragraph(text=say("result.still_window"))
    yield Paragraph(text=say("result.still_advice"), source=article(22))


def _section(title: str, *paragraphs: Paragraph) -> Section:
    return Section(title=say(title), paragraphs=paragraphs)


def _rests(words: str, number: int) -> Paragraph:
    return Paragraph(text=say(words), source=article(number))


def _on_paper(paragraph: Paragraph) -> Wording:
    if paragraph.source is None:
        return paragraph.text
    return say("result.sourced", text=paragraph.text, source=paragraph.source)
