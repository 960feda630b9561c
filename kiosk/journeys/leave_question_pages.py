"""The pages of leaving a question, and the receipt with its code."""

import re
from collections.abc import Iterable

from kiosk.county.contract import Centre
from kiosk.county.matters import KEPT_DAYS, QuestionField
from kiosk.county.port import LeftQuestion
from kiosk.devices.printer.slip import TextSlip
from kiosk.journeys.ways_on import (
    ON_SCREEN,
    leave_option,
    lines_of,
    shown_only,
    staff_option,
    tail_of,
    ticket_option,
)
from kiosk.journeys.words import LEGAL_HELP, given
from kiosk.pages import (
    LEAVE,
    Choice,
    Detail,
    Entry,
    Fact,
    Notice,
    Option,
    Paragraph,
    Section,
    Tone,
    Weight,
    Writing,
    action,
)
from kiosk.spoken import Count
from kiosk.spoken_matters import Moment, QueryCode, Unsaid
from kiosk.wording import Quoted, Wording, say

PHONE, NO_PHONE, AGAIN, RIGHT = "phone", "no_phone", "again", "right"
ALOUD, SILENT, SEND, PRINT = "aloud", "silent", "send", "print"
LONGEST_QUESTION = 500
WRITING_SECONDS = 300.0
READING_SECONDS = 180.0

FIELD_ICONS = {
    QuestionField.WAGES: "payments",
    QuestionField.FAMILY: "family_restroom",
    QuestionField.SUPPORT: "elderly",
    QuestionField.VIOLENCE: "shield",
    QuestionField.INJURY: "healing",
    QuestionField.DEBT: "account_balance_wallet",
    QuestionField.LAND: "grass",
    QuestionField.HOUSING: "home",
    QuestionField.CONSUMER: "shopping_cart",
    QuestionField.CRIME: "gavel",
    QuestionField.OFFICIALS: "account_balance",
    QuestionField.OTHER: "more_horiz",
}

# Mobile numbers have eleven digits and begin with 1; others have seven or eight, before which the
# area code stands: 0 and two or three digits (电信网编号计划, 2017).
_MOBILE = r"1[3-9][0-9]{9}"
_LANDLINE = r"(?:0[1-9][0-9]{1,2})?[2-9][0-9]{6,7}"
SHORTEST_PHONE, LONGEST_PHONE = 7, 12


def is_phone(digits: str) -> bool:
    """Tell whether somebody can be called at these digits."""
    return re.fullmatch(f"{_MOBILE}|{_LANDLINE}", digits) is not None


def field_page() -> Choice:
    """Ask what it is about, in everyday words."""
    return Choice(
        id="question.field",
        title=say("question.field"),
        hint=say("question.field_hint"),
        options=tuple(
            Option(
                id=field.value, title=say(f"field.{field.value}"), icon=icon, weight=Weight.SMALL
            )
            for field, icon in FIELD_ICONS.items()
        ),
    )


def writing_page() -> Writing:
    """Ask for the question in the citizen's own words; who would rather speak takes a number."""
    return Writing(
        id="question.text",
        title=say("question.text"),
        hint=say("question.text_hint"),
        done=say("question.written"),
        options=(ticket_option(),),
        longest=LONGEST_QUESTION,
        limit=WRITING_SECONDS,
        ephemeral=True,
    )


def phone_page() -> Choice:
    """Ask whether to leave a phone number, and say what either means."""
    return Choice(
        id="question.phone",
        title=say("question.phone"),
        hint=say("question.phone_hint"),
        options=(
            Option(
                id=PHONE,
                title=say("question.with_phone"),
                detail=say("question.with_phone_detail"),
                icon="phone_iphone",
            ),
            Option(
                id=NO_PHONE,
                title=say("question.no_phone"),
                detail=say("question.no_phone_detail"),
                icon="qr_code",
            ),
        ),
    )


def number_page(*, wrong: bool) -> Entry:
    """Ask for the phone number, shown as dots."""
    return Entry(
        id="question.number",
        title=say("question.number"),
        hint=say("question.number_hint"),
        mistake=say("question.number_slip") if wrong else None,
        options=(Option(id=NO_PHONE, title=say("question.no_phone"), icon="phonelink_erase"),),
        shortest=SHORTEST_PHONE,
        longest=LONGEST_PHONE,
        limit=120.0,
    )


def tail_page(phone: str) -> Choice:
    """Have the end of the number compared; the rest of it is shown nowhere."""
    return Choice(
        id="question.tail",
        title=say("question.tail", tail=tail_of(phone)),
        options=(
            Option(id=RIGHT, title=say("question.tail_right"), icon="check_circle"),
            Option(id=AGAIN, title=say("question.tail_wrong"), icon="dialpad"),
        ),
        ephemeral=True,
    )


def check_page(field: QuestionField, text: str, phone: str | None, *, aloud: bool) -> Detail:
    """Show all that will be sent, say what is kept and who reads it, and ask for consent."""
    question = tuple(
        Paragraph(text=Quoted(line) if aloud else shown_only(Quoted(line)))
        for line in lines_of(text)
    )
    voice = (
        Option(id=SILENT, title=say("lookup.silent"), icon="volume_off")
        if aloud
        else Option(id=ALOUD, title=say("question.aloud"), icon="record_voice_over")
    )
    return Detail(
        id="question.check.aloud" if aloud else "question.check",
        title=say("question.check"),
        hint=say("question.check_hint"),
        icon="fact_check",
        sections=(
            Section(title=say("question.yours"), paragraphs=question),
            Section(
                title=say("question.kept"),
                paragraphs=tuple(Paragraph(text=line) for line in _consent(phone)),
            ),
        ),
        facts=(
            Fact(label=say("question.about"), value=_field_words(field)),
            Fact(label=say("question.phone_label"), value=_phone_words(phone)),
        ),
        options=(
            voice,
            Option(
                id="change.text",
                title=say("question.change_text"),
                icon="edit",
                asks_again="question.text",
            ),
            Option(id=PHONE, title=say("question.change_phone"), icon="phone_iphone"),
            leave_option(),
            action(SEND, say("question.send"), "send"),
        ),
        limit=READING_SECONDS,
        ephemeral=True,
    )


def receipt_page(
    left: LeftQuestion, phone: str | None, *, printed: bool, may_reprint: bool, aloud: bool
) -> Detail:
    """The code, large, when the county answers, and how to look; said only when asked to."""
    code = QueryCode(left.code)
    hidden = Unsaid(say("receipt.code", code=code), instead=ON_SCREEN)
    voice = (
        Option(id=SILENT, title=say("lookup.silent"), icon="volume_off")
        if aloud
        else Option(id=ALOUD, title=say("receipt.aloud"), icon="record_voice_over")
    )
    again = Option(
        id=PRINT, title=say("ticket.print_again" if printed else "ticket.try_print"), icon="print"
    )
    return Detail(
        id=f"question.receipt{'' if printed else '.unprinted'}{'.aloud' if aloud else ''}",
        caption=say("receipt.caption"),
        title=say("receipt.code", code=code if aloud else hidden),
        hint=say("receipt.printed" if printed else "receipt.not_printed"),
        status=say("receipt.offline") if left.offline else say("receipt.sent"),
        tone=Tone.CALM if printed else Tone.CARE,
        icon="mark_chat_read",
        facts=(
            Fact(label=say("receipt.promise"), value=_promise(Moment(left.due_at, left.asked_at))),
        ),
        sections=(
            Section(
                title=say("receipt.how"),
                paragraphs=tuple(Paragraph(text=line) for line in _how(phone)),
            ),
        ),
        qr=left.code,
        qr_caption=say("receipt.qr"),
        large=True,
        options=(
            voice,
            *((again,) if may_reprint else ()),
            action(LEAVE, say("ways.done"), "check"),
        ),
        limit=READING_SECONDS,
        back=False,
        ephemeral=True,
    )


def receipt_slip(centre: Centre, left: LeftQuestion, phone: str | None) -> TextSlip:
    """The receipt on paper, under a neutral title: the code, and nothing of the question."""
    when = (say("receipt.offline"),) if left.offline else ()
    return TextSlip(
        centre=given(centre.name),
        title=say("receipt.title"),
        issued_at=left.asked_at,
        lead=say("receipt.lead"),
        code=left.code,
        code_caption=say("receipt.caption"),
        sections=(
            (say("receipt.promise"), (_promise(Moment(left.due_at)), *when)),
            (say("receipt.how"), tuple(_how(phone))),
        ),
        qr=left.code,
        qr_caption=say("receipt.scan"),
        foot=say("receipt.foot", phone=LEGAL_HELP),
    )


def not_taken_page() -> Notice:
    """Say that the question was not taken, and where to ask it now."""
    return Notice(
        id="question.not_taken",
        title=say("question.not_taken"),
        tone=Tone.CARE,
        icon="info",
        body=(say("question.not_taken_body"), say("question.not_taken_ways", phone=LEGAL_HELP)),
        options=(leave_option(), staff_option(), _take_ticket()),
        back=False,
    )


def _take_ticket() -> Option:
    ticket = ticket_option()
    return action(ticket.id, ticket.title, "confirmation_number")


def _consent(phone: str | None) -> Iterable[Wording]:
    yield say("question.kept_what" if phone is None else "question.kept_what_phone")
    yield say("question.kept_who")
    yield say("question.kept_long", days=Count(KEPT_DAYS))
    yield say("question.kept_no_name")


def _field_words(field: QuestionField) -> Wording:
    return say("private.text", text=Unsaid(say(f"field.{field.value}"), instead=ON_SCREEN))


def _phone_words(phone: str | None) -> Wording:
    return (
        say("question.phone_none") if phone is None else say("question.ends", tail=tail_of(phone))
    )


def _promise(due: Moment) -> Wording:
    return say("receipt.until", moment=due)


def _how(phone: str | None) -> Iterable[Wording]:
    yield say("receipt.how_code", card=say("home.matters"))
    yield say("receipt.how_factor" if phone else "receipt.how_alone")
