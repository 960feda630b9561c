"""Records that the county's system refused: what they are, why, and what becomes of them."""

from collections.abc import Sequence
from datetime import datetime

from kiosk.county.outbox import Kind
from kiosk.county.problem import ProblemCode
from kiosk.county.set_aside import SetAside
from kiosk.journeys.staff.door import let_in
from kiosk.pages import LEAVE, Choice, Detail, Fact, Notice, Option, Tone
from kiosk.staff_effects import ForgetAside, ListAside, ReadAside, ResendAside
from kiosk.visit import Journey
from kiosk.wording import Quoted, Text, Wording, say
from kiosk.zone import CENTRE_ZONE

READ, RESEND, FORGET, YES = "read", "resend", "forget", "yes"
MOST = 30
"""So many are listed: with more, the cause is one and the same, and a technician's matter."""

NEEDED = {
    Kind.TICKET: ("service",),
    Kind.PAPER: ("number", "service"),
    Kind.PRINT: ("state",),
    Kind.QUESTION: ("field", "text", "phone"),
    Kind.RATING: ("department", "post", "person", "word"),
}
"""What of a record staff need to help the citizen by hand: never the query code, nor a self-check.
"""

_KNOWN = frozenset(
    {
        ProblemCode.CLOSED,
        ProblemCode.QUOTA_REACHED,
        ProblemCode.NOT_FOUND,
        ProblemCode.WRONG_STATE,
        ProblemCode.NUMBER_TAKEN,
        ProblemCode.CODE_TAKEN,
        ProblemCode.ALREADY_RATED,
        ProblemCode.INVALID,
        ProblemCode.TOO_LARGE,
    }
)


def refused_records() -> Journey[None]:
    """List the records, and deal with one after the other."""
    news: Wording | None = None
    while True:
        records = yield ListAside()
        chosen = yield records_page(records, news)
        if chosen == LEAVE:
            return
        record = next(each for each in records if str(each.number) == chosen)
        news = yield from _deal_with(record)


def _deal_with(record: SetAside) -> Journey[Wording | None]:
    while True:
        wish = yield record_page(record)
        if wish == READ:
            yield from _read(record)
        elif wish == RESEND:
            sent: bool = yield ResendAside(record.number)
            return say("aside.sent" if sent else "aside.not_done", number=record.number)
        elif wish == FORGET and (yield from _sure(record)):
            gone: bool = yield ForgetAside(record.number)
            return say("aside.gone" if gone else "aside.not_done", number=record.number)
        elif wish == LEAVE:
            return None


def _read(record: SetAside) -> Journey[None]:
    if (yield from let_in()):
        content = yield ReadAside(record.number)
        yield unreadable_page() if content is None else content_page(content)


def _sure(record: SetAside) -> Journey[bool]:
    for page in (sure_page(record), really_page(record)):
        if (yield page) != YES:
            return False
    return True


def records_page(
    records: Sequence[SetAside] | None, news: Wording | None = None
) -> Choice | Notice:
    """List the records by number, kind and moment; or say that there are none."""
    leave = Option(id=LEAVE, title=say("staff.back"), icon="arrow_back")
    if not records:
        return Notice(
            id="staff.aside",
            title=news or say("aside.none" if records is not None else "aside.unreadable"),
            tone=Tone.CARE if records is None else Tone.GOOD,
            icon="warning" if records is None else "check_circle",
            options=(leave,),
            limit=180.0,
            back=False,
            footer=False,
        )
    return Choice(
        id="staff.aside",
        title=news or say("aside.title"),
        options=(*(_option(record) for record in records[:MOST]), leave),
        numbered=False,
        limit=180.0,
        back=False,
        footer=False,
    )


def record_page(record: SetAside) -> Detail:
    """One record without its content, and what can be done with it."""
    todo = "aside.todo_code" if record.refusal == ProblemCode.CODE_TAKEN else "aside.todo"
    return Detail(
        id="staff.record",
        title=say("aside.name", number=record.number, kind=_kind(record)),
        facts=(
            Fact(label=say("aside.when"), value=_moment(record.at)),
            Fact(label=say("aside.why"), value=_why(record)),
            Fact(label=say("aside.now"), value=say(todo)),
        ),
        options=(
            Option(id=READ, title=say("aside.read"), icon="lock_open"),
            Option(id=RESEND, title=say("aside.resend"), icon="send"),
            Option(id=FORGET, title=say("aside.forget"), icon="delete"),
            Option(id=LEAVE, title=say("staff.back"), icon="arrow_back"),
        ),
        limit=180.0,
        back=False,
        footer=False,
    )


def content_page(record: SetAside) -> Detail:
    """What staff need of a record to help by hand; said by nobody, and shown a minute long."""
    names = [name for name in NEEDED[record.kind] if record.body.get(name) not in (None, "")]
    return Detail(
        id="staff.content",
        title=say("aside.name", number=record.number, kind=_kind(record)),
        facts=tuple(
            Fact(label=say(f"aside.of_{name}"), value=_shown(name, str(record.body[name])))
            for name in names
        ),
        options=(Option(id=LEAVE, title=say("staff.back"), icon="arrow_back"),),
        limit=60.0,
        back=False,
        footer=False,
        sensitive=True,
        quiet=True,
        ephemeral=True,
    )


def unreadable_page() -> Notice:
    """Say that the record cannot be read."""
    return Notice(
        id="staff.unreadable",
        title=say("aside.unreadable"),
        hint=say("aside.try_again"),
        tone=Tone.CARE,
        icon="warning",
        options=(Option(id=LEAVE, title=say("staff.back"), icon="arrow_back"),),
        limit=60.0,
        back=False,
        footer=False,
    )


def sure_page(record: SetAside) -> Choice:
    """Ask whether the record is to be deleted."""
    return _ask("staff.sure", say("aside.sure", number=record.number), say("aside.sure_hint"))


def really_page(record: SetAside) -> Choice:
    """Ask once more."""
    return _ask("staff.really", say("aside.really", number=record.number), say("aside.lost"))


def _ask(page: str, title: Text, hint: Text) -> Choice:
    return Choice(
        id=page,
        title=title,
        hint=hint,
        options=(
            Option(id=LEAVE, title=say("aside.keep"), icon="arrow_back"),
            Option(id=YES, title=say("aside.forget"), icon="delete"),
        ),
        numbered=False,
        limit=60.0,
        back=False,
        footer=False,
    )


def _option(record: SetAside) -> Option:
    return Option(
        id=str(record.number),
        title=say("aside.name", number=record.number, kind=_kind(record)),
        detail=say("aside.since", when=_moment(record.at), why=_why(record)),
        icon="inbox",
    )


def _shown(name: str, value: str) -> Wording:
    return say(f"field.{value}") if name == "field" else Quoted(value)


def _kind(record: SetAside) -> Wording:
    return say(f"aside.{record.kind.value}")


def _why(record: SetAside) -> Wording:
    known = record.refusal in _KNOWN
    return say(f"refusal.{record.refusal}") if known else say("refusal.other")


def _moment(at: datetime | None) -> Wording:
    if at is None:
        return say("fact.unknown")
    return Quoted(f"{at.astimezone(CENTRE_ZONE):%Y-%m-%d %H:%M}")
