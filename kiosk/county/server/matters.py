"""Matters as citizens meet them: a question is left, a matter is looked up by its query code.

The 300 minutes of the promise run round the clock, weekends and nights too, from when the citizen
left the question at the terminal (from its delivery, where the terminal's clock cannot be right):
an outage of the line is not the citizen's, and the slip says the same. A centre that answers in
office hours alone will be overdue at night, and says so.
"""

import hmac
from datetime import timedelta
from typing import Any
from uuid import UUID

from sqlalchemy import Row, bindparam, func, insert, select, update

from kiosk.county.contract import (
    LookUp,
    Matter,
    ProblemCode,
    Question,
    QuestionReceipt,
    Words,
)
from kiosk.county.matters import REPLY_MINUTES, MatterEvent, MatterKind, MatterState
from kiosk.county.server import tables
from kiosk.county.server.matter_attempts import clear_attempts, is_paused, note_attempt
from kiosk.county.server.problems import Refusal
from kiosk.county.server.said import plain_text
from kiosk.county.server.transactions import Transaction, from_ms

PROMISE_MS = timedelta(minutes=REPLY_MINUTES) // timedelta(milliseconds=1)
_MOST_EVENTS = 100


def leave(transaction: Transaction, request_id: UUID, question: Question) -> QuestionReceipt:
    """Take a question. Refuses a code that another question has (code taken)."""
    text = plain_text(question.text)
    if not text:
        raise Refusal(ProblemCode.INVALID, "the question holds nothing that can be read")
    known = find_matter(transaction, question.code)
    if known is not None:
        if known.request_id != request_id:
            raise Refusal(ProblemCode.CODE_TAKEN, "another matter has this code")
        return _receipt(known)
    row = begin_matter(
        transaction,
        code=question.code,
        request_id=request_id,
        kind=MatterKind.CONSULTATION,
        field=question.field,
        question=text,
        phone=question.phone,
        received_at=transaction.moment_of(question.asked_at),
    )
    return _receipt(row)


def check_same_question(transaction: Transaction, request_id: UUID, question: Question) -> None:
    """Refuse (key reused) a question that comes again in other words or with another phone.

    Both are left out of the key's fingerprint, for that could be guessed back.
    """
    row = transaction.connection.execute(_BY_REQUEST, {"wanted": request_id}).first()
    asked = (plain_text(question.text), question.phone)
    if row is not None and row.code is not None and (row.question, row.phone) != asked:
        raise Refusal(ProblemCode.KEY_REUSED, "this key was used with another question")


def look_up(transaction: Transaction, asked: LookUp) -> Matter | Refusal:
    """Return the matter, or why not: as a value, so that a wrong try stays written down.

    Whatever is wrong, the same is read, compared and written, so that the answer takes as long.
    """
    paused = is_paused(transaction, asked.code)
    row = find_matter(transaction, asked.code)
    right = hmac.compare_digest(_factor_of(row), asked.factor or "")
    if paused:
        return Refusal(ProblemCode.CODE_PAUSED, "too many wrong tries at this code")
    if row is None or not right:
        note_attempt(transaction, asked.code)
        return Refusal(ProblemCode.NOT_FOUND, "no matter has this code and this factor")
    clear_attempts(transaction, asked.code)
    matter = view_matter(transaction, row)
    if matter.overdue and row.ended_at is None:
        transaction.connection.execute(_MISS, {"this": row.id, "at": transaction.now_ms})
    return matter


def view_matter(transaction: Transaction, row: Row[Any]) -> Matter:
    """Return a matter that still has its code as its owner may see it."""
    events = transaction.connection.execute(_EVENTS, {"this": row.id})
    rated = transaction.connection.execute(_RATED, {"this": row.id}).first()
    ended = transaction.now_ms if row.ended_at is None else row.ended_at
    return Matter(
        code=row.code,
        kind=row.kind,
        field=row.field,
        question=row.question,
        reply=row.reply,
        state=row.state,
        received_at=from_ms(row.received_at),
        due_at=None if row.due_at is None else from_ms(row.due_at),
        overdue=row.due_at is not None and ended > row.due_at,
        now=transaction.now,
        events=tuple(
            MatterEvent(state=event.state, at=from_ms(event.at), who=event.who, note=event.note)
            for event in events
        ),
        department=row.department,
        person=row.person,
        rated=rated is not None,
    )


def find_matter(transaction: Transaction, code: str) -> Row[Any] | None:
    """Return the row of a query code, if there is one."""
    return transaction.connection.execute(_BY_CODE, {"wanted": code}).first()


def count_overdue(transaction: Transaction) -> int:
    """Return how many matters wait for an answer longer than was promised."""
    found = transaction.connection.execute(_COUNT_OVERDUE, {"now": transaction.now_ms})
    return int(found.scalar_one())


def begin_matter(
    transaction: Transaction,
    *,
    code: str,
    kind: MatterKind,
    received_at: int,
    question: str = "",
    phone: str | None = None,
    **values: object,
) -> Row[Any]:
    """Enter a matter with its first event. ``received_at`` is in milliseconds."""
    promised = kind is MatterKind.CONSULTATION
    row = transaction.connection.execute(
        _MATTER,
        {
            "request_id": None,
            "field": None,
            "department": None,
            "person": None,
            **values,
            "code": code,
            "kind": kind,
            "question": question,
            "phone": phone,
            "reply": "",
            "state": MatterState.RECEIVED,
            "received_at": received_at,
            "due_at": received_at + PROMISE_MS if promised else None,
        },
    ).one()
    _append(transaction, row.id, 0, MatterState.RECEIVED, received_at, None, "")
    return row


def move_matter(
    transaction: Transaction,
    row: Row[Any],
    state: MatterState,
    *,
    who: Words | None = None,
    note: str = "",
    at: int | None = None,
    **values: object,
) -> None:
    """Append an event and set ``values`` with it; ``at`` in milliseconds, otherwise now.

    ``ended_at`` is set at the first end: what comes later corrects, and changes no promise.
    """
    moment = transaction.now_ms if at is None else at
    sequence = transaction.connection.execute(_COUNT_EVENTS, {"this": row.id}).scalar_one()
    if sequence >= _MOST_EVENTS:
        raise Refusal(ProblemCode.WRONG_STATE, f"{_MOST_EVENTS} events are all a matter can have")
    _append(transaction, row.id, sequence, state, moment, who, note)
    if state in ENDS and row.ended_at is None:
        values["ended_at"] = moment
    transaction.connection.execute(
        update(tables.matter).where(_matter.id == row.id).values(state=state, **values)
    )


def _append(
    transaction: Transaction,
    matter: int,
    sequence: int,
    state: MatterState,
    at: int,
    who: Words | None,
    note: str,
) -> None:
    transaction.connection.execute(
        _EVENT,
        {
            "matter": matter,
            "sequence": sequence,
            "state": state,
            "at": at,
            "who": None if who is None else who.model_dump(),
            "note": note,
        },
    )


def _receipt(row: Row[Any]) -> QuestionReceipt:
    return QuestionReceipt(
        code=row.code, received_at=from_ms(row.received_at), due_at=from_ms(row.due_at)
    )


def _factor_of(row: Row[Any] | None) -> str:
    return "" if row is None or row.phone is None else str(row.phone)[-4:]


ENDS = frozenset({MatterState.ANSWERED, MatterState.CLOSED})
_matter = tables.matter.c
_event = tables.matter_event.c
_BY_CODE = select(tables.matter).where(_matter.code == bindparam("wanted"))
_BY_REQUEST = select(tables.matter).where(_matter.request_id == bindparam("wanted"))
_EVENTS = (
    select(tables.matter_event).where(_event.matter == bindparam("this")).order_by(_event.sequence)
)
_COUNT_EVENTS = select(func.count()).where(_event.matter == bindparam("this"))
_RATED = select(tables.rating.c.id).where(tables.rating.c.matter == bindparam("this"))
_COUNT_OVERDUE = select(func.count()).where(
    _matter.ended_at.is_(None), _matter.due_at < bindparam("now")
)
_MATTER = insert(tables.matter).returning(*_matter)
_EVENT = insert(tables.matter_event)
_MISS = (
    update(tables.matter).where(_matter.id == bindparam("this")).values(missed_at=bindparam("at"))
)
