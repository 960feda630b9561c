"""When what was said with a matter is deleted: :data:`KEPT` after it was answered or closed."""

from datetime import timedelta

from sqlalchemy import bindparam, select, update

from kiosk.county.matters import KEPT_DAYS
from kiosk.county.server import tables
from kiosk.county.server.transactions import Transaction

KEPT = timedelta(days=KEPT_DAYS)
_KEPT_MS = KEPT // timedelta(milliseconds=1)


def forget_old_matters(transaction: Transaction) -> int:
    """Delete codes, questions, phones, replies, notes, who dealt with it; return of how many.

    Kind, field, times, states and scores stay for counting. Without its code nobody can look up
    or rate the matter; the word of an old rating goes too.
    """
    oldest = {"oldest": transaction.now_ms - _KEPT_MS}
    transaction.connection.execute(_FORGET_NOTES, oldest)
    transaction.connection.execute(_FORGET_WORDS, oldest)
    return transaction.connection.execute(_FORGET_MATTERS, oldest).rowcount


_matter = tables.matter.c
_OLD = (_matter.ended_at < bindparam("oldest"), _matter.code.is_not(None))
_FORGET_NOTES = (
    update(tables.matter_event)
    .where(tables.matter_event.c.matter.in_(select(_matter.id).where(*_OLD)))
    .values(note="", who=None)
)
_FORGET_MATTERS = (
    update(tables.matter)
    .where(*_OLD)
    .values(
        code=None,
        request_id=None,
        question="",
        phone=None,
        reply="",
        department=None,
        person=None,
    )
)
_FORGET_WORDS = (
    update(tables.rating)
    .where(tables.rating.c.rated_at < bindparam("oldest"), tables.rating.c.word != "")
    .values(word="")
)
