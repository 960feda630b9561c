"""What staff do with matters: see what waits, say with whom it is, answer, enter, close."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Row, select

from kiosk.county.contract import Matter, ProblemCode, Words
from kiosk.county.matters import MatterKind, MatterState, QuestionField
from kiosk.county.query_code import grouped, make_query_code
from kiosk.county.server import tables
from kiosk.county.server.matters import begin_matter, find_matter, move_matter, view_matter
from kiosk.county.server.problems import Refusal
from kiosk.county.server.said import plain_text
from kiosk.county.server.transactions import Transaction, from_ms

REPLY_CHARACTERS = 5000
NOTE_CHARACTERS = 500
NAME_CHARACTERS = 40
_CODES = 5


@dataclass(frozen=True)
class DeskMatter:
    """A matter as staff see it. ``waited_minutes``: until its end, or until now.

    ``missed_at`` is when its owner last asked for it and found it overdue.
    """

    matter: Matter
    phone: str | None
    waited_minutes: int
    ended: bool
    missed_at: datetime | None


def list_matters(
    transaction: Transaction, *, overdue: bool = False, ended: bool = False
) -> tuple[DeskMatter, ...]:
    """Return what waits for staff: those longest past their promise first, then the oldest.

    ``overdue`` leaves out the others; ``ended`` puts in those at their end, too.
    """
    query = select(tables.matter).where(_matter.code.is_not(None))
    if not ended:
        query = query.where(_matter.ended_at.is_(None))
    found = [_desk_matter(transaction, row) for row in transaction.connection.execute(query).all()]
    wanted = [one for one in found if one.matter.overdue or not overdue]
    return tuple(sorted(wanted, key=_most_urgent))


def read_matter(transaction: Transaction, code: str) -> DeskMatter:
    """Return the matter of a code, or refuse (not found)."""
    return _desk_matter(transaction, _matter_of(transaction, code))


def assign(transaction: Transaction, code: str, to: str, note: str = "") -> None:
    """Say with whom a matter is: ``to`` is a department, or ``PERSON/DEPARTMENT``."""
    row = _matter_of(transaction, code)
    if row.ended_at is not None:
        raise Refusal(ProblemCode.WRONG_STATE, f"it is {row.state} already")
    left, slash, right = (part.strip() for part in to.partition("/"))
    person, department = (left, right) if slash else (None, left)
    if not department or person == "" or max(len(left), len(right)) > NAME_CHARACTERS:
        raise Refusal(
            ProblemCode.INVALID,
            f"say a department, or PERSON/DEPARTMENT, each of at most {NAME_CHARACTERS} characters",
        )
    desk = _words(transaction, department)
    somebody = None if person is None else _words(transaction, person)
    move_matter(
        transaction,
        row,
        MatterState.ASSIGNED,
        who=somebody or desk,
        note=_checked(note, NOTE_CHARACTERS, "note", needed=False),
        department=desk.model_dump(),
        person=None if somebody is None else somebody.model_dump(),
    )


def reply(transaction: Transaction, code: str, text: str) -> None:
    """Answer a consultation; answering again corrects what was answered."""
    row = _matter_of(transaction, code)
    if row.kind != MatterKind.CONSULTATION:
        raise Refusal(ProblemCode.WRONG_STATE, "only a consultation is replied to; close this one")
    _end(transaction, row, MatterState.ANSWERED, _checked(text, REPLY_CHARACTERS, "reply"))


def close(transaction: Transaction, code: str, text: str = "") -> None:
    """Bring a matter that is no consultation to its end; ``text`` says how it ended."""
    row = _matter_of(transaction, code)
    if row.kind == MatterKind.CONSULTATION:
        raise Refusal(ProblemCode.WRONG_STATE, "a consultation ends with its reply; reply to it")
    if row.ended_at is not None:
        raise Refusal(ProblemCode.WRONG_STATE, "it is closed already")
    outcome = _checked(text, REPLY_CHARACTERS, "text", needed=False)
    _end(transaction, row, MatterState.CLOSED, outcome)


def add(
    transaction: Transaction,
    kind: MatterKind,
    draw: Callable[[int], int],
    *,
    phone: str | None = None,
    field: QuestionField | None = None,
    text: str = "",
) -> str:
    """Enter a matter that came in at the window and return its query code, to be handed over.

    ``draw(n)`` returns a number from 0 to n-1 that nobody can guess, such as ``randbelow``.
    """
    for _ in range(_CODES):
        code = make_query_code(draw)
        if find_matter(transaction, code) is None:
            begin_matter(
                transaction,
                code=code,
                kind=kind,
                field=field,
                question=_checked(text, NOTE_CHARACTERS, "text", needed=False),
                phone=phone,
                received_at=transaction.now_ms,
            )
            return code
    raise Refusal(ProblemCode.CODE_TAKEN, "no free query code was drawn")


def _end(transaction: Transaction, row: Row[Any], state: MatterState, text: str) -> None:
    """End a matter in the name of whom it was with."""
    who = row.person or row.department
    said = None if who is None else Words.model_validate(who)
    move_matter(transaction, row, state, who=said, reply=text)


def _matter_of(transaction: Transaction, code: str) -> Row[Any]:
    row = find_matter(transaction, code)
    if row is None:
        raise Refusal(ProblemCode.NOT_FOUND, f"no matter has the code {grouped(code)}")
    return row


def _desk_matter(transaction: Transaction, row: Row[Any]) -> DeskMatter:
    until = transaction.now_ms if row.ended_at is None else row.ended_at
    return DeskMatter(
        matter=view_matter(transaction, row),
        phone=row.phone,
        waited_minutes=max(0, until - row.received_at) // 60_000,
        ended=row.ended_at is not None,
        missed_at=None if row.missed_at is None else from_ms(row.missed_at),
    )


def _most_urgent(one: DeskMatter) -> tuple[bool, bool, datetime]:
    matter = one.matter
    return one.ended, not matter.overdue, matter.due_at or matter.received_at


def _words(transaction: Transaction, name: str) -> Words:
    """Return a service's own words where it is one, so that both languages have its name."""
    for service in transaction.settings.services.values():
        if name in (service.id, service.name.zh):
            return service.name
    plain = _checked(name, NAME_CHARACTERS, "name")
    return Words(zh=plain, en=plain)


def _checked(text: str, longest: int, what: str, *, needed: bool = True) -> str:
    plain = plain_text(text)
    if needed and not plain:
        raise Refusal(ProblemCode.INVALID, f"the {what} is empty")
    if len(plain) > longest:
        raise Refusal(
            ProblemCode.INVALID, f"the {what} has {len(plain)} characters; {longest} is the most"
        )
    return plain


_matter = tables.matter.c
