"""Idempotency keys: the same key and body get the stored answer, anything else is refused.

The answer is stored in the transaction that did the work, so after a crash there are both or
neither.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta
from hashlib import blake2b
from uuid import UUID

from sqlalchemy import bindparam, delete, insert, select

from kiosk.county.contract import RETRYABLE, STATUS_OF, ProblemCode
from kiosk.county.server import tables
from kiosk.county.server.problems import Refusal, problem_body
from kiosk.county.server.transactions import Transaction

_FIND = select(tables.answer.c.fingerprint, tables.answer.c.status, tables.answer.c.body).where(
    tables.answer.c.key == bindparam("wanted")
)
_STORE = insert(tables.answer)

# The longest outage to survive is 7 days; one more for the clocks and the delivery.
KEPT = timedelta(days=8)


@dataclass(frozen=True)
class Answer:
    """What was, or would again be, sent back."""

    status: int
    body: bytes


def fingerprint(*parts: str) -> bytes:
    """Return a hash of who asks for what: caller, path and canonical body."""
    digest = blake2b(digest_size=32)
    for part in parts:
        digest.update(part.encode())
        digest.update(b"\0")
    return digest.digest()


def answer_once(
    transaction: Transaction,
    key: UUID,
    asked: bytes,
    act: Callable[[Transaction], Answer],
) -> Answer:
    """Return the stored answer of ``key``, or do ``act`` and store what comes of it.

    A final refusal is an answer too: its writes are undone, itself is stored. Raises
    :class:`Refusal` when the key was used for something else, and for a passing refusal.
    """
    stored = transaction.connection.execute(_FIND, {"wanted": key}).first()
    if stored is not None:
        if stored.fingerprint != asked:
            raise Refusal(ProblemCode.KEY_REUSED, "this key was used for another request")
        return Answer(stored.status, stored.body)
    answer = _act_or_undo(transaction, act)
    transaction.connection.execute(
        _STORE,
        {
            "key": key,
            "fingerprint": asked,
            "status": answer.status,
            "body": answer.body,
            "answered_at": transaction.now_ms,
        },
    )
    return answer


def purge_answers(transaction: Transaction) -> int:
    """Forget answers older than :data:`KEPT`; return how many."""
    oldest = transaction.now_ms - KEPT // timedelta(milliseconds=1)
    gone = transaction.connection.execute(
        delete(tables.answer).where(tables.answer.c.answered_at < oldest)
    )
    return gone.rowcount


def _act_or_undo(transaction: Transaction, act: Callable[[Transaction], Answer]) -> Answer:
    connection, settings = transaction.connection, transaction.settings
    connection.exec_driver_sql("SAVEPOINT work")
    try:
        answer = act(transaction)
    except Refusal as refusal:
        if refusal.code in RETRYABLE:
            raise
        connection.exec_driver_sql("ROLLBACK TO SAVEPOINT work")
        transaction.settings = settings
        answer = Answer(STATUS_OF[refusal.code], problem_body(refusal.code, refusal.detail))
    connection.exec_driver_sql("RELEASE SAVEPOINT work")
    return answer
