"""A matter as its owner sees it: how it stands, the reply, and both on paper."""

from collections.abc import Iterable
from datetime import datetime

from kiosk.county.contract import Centre, Matter
from kiosk.county.matters import MatterEvent, MatterKind, MatterState, QuestionField
from kiosk.devices.printer.slip import TextSlip
from kiosk.journeys.ways_on import lines_of, shown_only, staff_option, ticket_option
from kiosk.journeys.words import LEGAL_HELP, given
from kiosk.pages import (
    LEAVE,
    Detail,
    Fact,
    Option,
    Paragraph,
    Section,
    Stage,
    Step,
    Tone,
    action,
)
from kiosk.spoken_matters import Moment, Span, Unsaid
from kiosk.wording import Quoted, Wording, say

REPLY, ALOUD, SILENT, PRINT, RATE = "reply", "aloud", "silent", "print", "rate"
ASK, OTHER = "ask", "other"
READING_SECONDS = 180.0

KIND_ICONS = {
    MatterKind.CONSULTATION: "forum",
    MatterKind.LEGAL_AID: "volunteer_activism",
    MatterKind.MEDIATION: "handshake",
    MatterKind.NOTARY: "approval",
}

_OVER = (MatterState.ANSWERED, MatterState.CLOSED)


def is_over(matter: Matter) -> bool:
    """Whether the county has done its part."""
    return matter.state in _OVER


def is_late(matter: Matter) -> bool:
    """Whether the promised time has passed and nothing came."""
    return matter.overdue and not is_over(matter)


def is_sensitive(matter: Matter) -> bool:
    """Whether it may be dangerous to be seen with."""
    return matter.field is QuestionField.VIOLENCE


def matter_page(matter: Matter, *, news: Wording | None) -> Detail:
    """How a matter stands: in words, as a timeline, against what was promised."""
    return Detail(
        id="lookup.matter",
        title=_headline(matter),
        caption=_caption(matter),
        hint=news or (say("lookup.late_hint", phone=LEGAL_HELP) if is_late(matter) else None),
        status=_against_promise(matter),
        tone=_tone(matter),
        icon=KIND_ICONS[matter.kind],
        steps=(*(_step(event, matter) for event in matter.events), *_ahead(matter)),
        facts=tuple(_facts(matter)),
        options=tuple(_options(matter)),
        limit=READING_SECONDS,
        ephemeral=True,
    )


def reply_page(matter: Matter, *, aloud: bool, news: Wording | None) -> Detail:
    """The reply in full and the question it answers; said only when asked to (``aloud``)."""
    voice = (
        Option(id=SILENT, title=say("lookup.silent"), icon="volume_off")
        if aloud
        else Option(id=ALOUD, title=say("lookup.aloud"), icon="record_voice_over")
    )
    return Detail(
        id="lookup.reply.aloud" if aloud else "lookup.reply",
        title=say("lookup.reply"),
        caption=say(f"kind.{matter.kind}"),
        hint=news or (None if aloud else say("lookup.reply_hint")),
        icon="mark_chat_read",
        facts=tuple(_who(matter)),
        sections=tuple(_texts(matter, aloud=aloud)),
        options=(
            voice,
            Option(id=PRINT, title=say("lookup.print_reply"), icon="print"),
            *_rate_option(matter),
            ticket_option(),
            action(LEAVE, say("lookup.to_matter"), "arrow_back"),
        ),
        limit=READING_SECONDS,
        ephemeral=True,
    )


def matter_slip(centre: Centre, matter: Matter, *, with_reply: bool) -> TextSlip:
    """How a matter stands, on paper under a neutral title; the reply only where it is safe."""
    steps = tuple(_paper_line(event, matter) for event in matter.events)
    sections: list[tuple[Wording, tuple[Wording, ...]]] = [(say("lookup.steps"), steps)]
    if with_reply and not is_sensitive(matter):
        sections.append((say("lookup.reply"), tuple(map(Quoted, lines_of(matter.reply)))))
    return TextSlip(
        centre=given(centre.name),
        title=say("receipt.title"),
        issued_at=matter.now,
        lead=_headline(matter),
        sections=tuple(sections),
        qr=None,
        qr_caption=say("receipt.scan"),
        foot=say("receipt.foot", phone=LEGAL_HELP),
    )


def _options(matter: Matter) -> Iterable[Option]:
    read = bool(lines_of(matter.reply))
    if is_late(matter):
        yield ticket_option()
        yield staff_option()
    yield Option(id=PRINT, title=say("lookup.print"), icon="print")
    yield from _rate_option(matter)
    yield Option(id=ASK, title=say("lookup.ask"), icon="edit")
    yield Option(id=OTHER, title=say("lookup.other"), icon="search")
    done = say("ways.done")
    if read:
        yield Option(id=LEAVE, title=done, icon="check")
        yield action(REPLY, say("lookup.read"), "mark_chat_read")
    else:
        yield action(LEAVE, done, "check")


def _rate_option(matter: Matter) -> Iterable[Option]:
    if is_over(matter) and not matter.rated:
        yield Option(id=RATE, title=say("lookup.rate"), icon="star")


def _caption(matter: Matter) -> Wording:
    kind = say(f"kind.{matter.kind}")
    if matter.field is None or is_sensitive(matter):
        return kind
    field = Unsaid(say("lookup.field", field=say(f"field.{matter.field}")))
    return say("lookup.caption", kind=kind, field=field)


def _headline(matter: Matter) -> Wording:
    return say("lookup.late") if is_late(matter) else say(f"lookup.state.{matter.state}")


def _against_promise(matter: Matter) -> Wording | None:
    if is_late(matter):
        return say(f"lookup.state.{matter.state}")
    if matter.due_at is None:
        return None
    if is_over(matter):
        return say("lookup.was_late" if matter.overdue else "lookup.in_time")
    return say("lookup.within_promise")


def _tone(matter: Matter) -> Tone:
    if matter.overdue:
        return Tone.CARE
    return Tone.GOOD if is_over(matter) else Tone.CALM


def _facts(matter: Matter) -> Iterable[Fact]:
    end = _ended_at(matter) if is_over(matter) else matter.now
    if end is not None:
        taken = Span.between(matter.received_at, end)
        yield Fact(
            label=say("lookup.took" if is_over(matter) else "lookup.waited"),
            value=say("lookup.span", span=taken),
            tone=Tone.CARE if matter.overdue else Tone.GOOD,
        )
    if matter.due_at is not None:
        promised = Span.between(matter.received_at, matter.due_at)
        yield Fact(
            label=say("lookup.promise"),
            value=say("lookup.within", span=promised, moment=Moment(matter.due_at, matter.now)),
        )
    yield from _who(matter)


def _who(matter: Matter) -> Iterable[Fact]:
    if matter.department is not None:
        yield Fact(label=say("lookup.department"), value=given(matter.department))
    if matter.person is not None:
        yield Fact(label=say("lookup.person"), value=given(matter.person))


def _ended_at(matter: Matter) -> datetime | None:
    return next((event.at for event in matter.events if event.state in _OVER), None)


def _step(event: MatterEvent, matter: Matter) -> Step:
    last = event is matter.events[-1]
    return Step(
        title=_what_happened(event, matter),
        when=say("lookup.moment", moment=Moment(event.at, matter.now)),
        detail=shown_only(Quoted(event.note)) if event.note.strip() else None,
        stage=Stage.NOW if last and not is_over(matter) else Stage.DONE,
    )


def _what_happened(event: MatterEvent, matter: Matter) -> Wording:
    if event.state is MatterState.ASSIGNED and event.who is not None:
        return say("lookup.step.with", who=given(event.who))
    if event.state is MatterState.RECEIVED:
        asked = matter.kind is MatterKind.CONSULTATION
        return say("lookup.step.question" if asked else "lookup.step.request")
    return say(f"lookup.step.{event.state}")


def _ahead(matter: Matter) -> Iterable[Step]:
    if is_over(matter):
        return
    if matter.state is MatterState.RECEIVED:
        yield Step(title=say("lookup.ahead.assigned"), stage=Stage.AHEAD)
    answers = matter.kind is MatterKind.CONSULTATION
    yield Step(
        title=say("lookup.ahead.answered" if answers else "lookup.ahead.closed"), stage=Stage.AHEAD
    )


def _texts(matter: Matter, *, aloud: bool) -> Iterable[Section]:
    for title, text in (("lookup.reply", matter.reply), ("lookup.question", matter.question)):
        lines = lines_of(text)
        if lines:
            yield Section(
                title=say(title),
                paragraphs=tuple(
                    Paragraph(text=Quoted(line) if aloud else shown_only(Quoted(line)))
                    for line in lines
                ),
            )


def _paper_line(event: MatterEvent, matter: Matter) -> Wording:
    return say("lookup.paper_line", moment=Moment(event.at), what=_what_happened(event, matter))
