"""Idempotency keys: the same key and body get the stored answer, anything else is refused.

The answer is stored in the transaction that did the work, so after a crash there are both or
neither.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta
from hashlib import blake2b
from uuid import UUID

from pydantic import BaseModel
from sqlalchemy import bindparam, delete, insert, select

from kiosk.county.contract import RETRYABLE, STATUS_OF, ProblemCode
from kiosk.county.server import tables
from kiosk.county.server.auth import Caller
from kiosk.county.server.problems import Refusal, problem_body
from kiosk.county.server.transactions import Transaction, Undo

_FIND = select(tables.answer.c.fingerprint, tables.answer.c.status, tables.answer.c.body).where(
    tables.answer.c.key == bindparam("wanted")
)
_STORE = insert(tables.answer)
_FORGET = delete(tables.answer).where(tables.answer.c.key == bindparam("wanted"))

# A self-check; a question and the phone to answer it by; the word of a rating.
_SAID = {"facts", "text", "phone", "word"}

# The longest outage to survive is 7 days; one more for the clocks and the delivery.
KEPT = timedelta(days=8)


@dataclass(frozen=True)
class Answer:
    """What was, or would again be, sent back."""

    status: int
    body: bytes


def fingerprint(caller: Caller, path: str, body: BaseModel | None) -> bytes:
    """Return a hash of who asks for what; the body counts as understood, not as spelt.

    What a citizen has said is left out: the hash might outlive it, and could be guessed back.
    Whoever keeps it compares it while it is kept, as
    :func:`kiosk.county.server.tickets.check_same_facts` does.
    """
    canonical = "" if body is None else body.model_dump_json(exclude=_SAID)
    whole = "\0".join((caller.role, caller.subject, path, canonical))
    return blake2b(whole.encode(), digest_size=32).digest()


def answer_once(
    transaction: Transaction,
    key: UUID,
    asked: bytes,
    act: Callable[[], Answer],
) -> Answer:
    """Return the stored answer of ``key``, or do ``act`` and store what comes of it.

    A final refusal by ``act`` is an answer, too: its writes are undone (:class:`Undo`), itself is
    stored. Raises :class:`Refusal` when the key was used for something else.
    """
    stored = transaction.connection.execute(_FIND, {"wanted": key}).first()
    if stored is not None:
        if stored.fingerprint != asked:
            raise Refusal(ProblemCode.KEY_REUSED, "this key was used for another request")
        return Answer(stored.status, stored.body)
    try:
        answer = act()
    except Refusal as refusal:
        if refusal.code in RETRYABLE:
            raise
        said = Answer(STATUS_OF[refusal.code], problem_body(refusal.code, refusal.detail))
        raise Undo(lambda undone: _store(undone, key, asked, said)) from refusal
    return _store(transaction, key, asked, answer)


def replace_answer(transaction: Transaction, key: UUID, asked: bytes, answer: Answer) -> None:
    """Make ``answer`` what ``key`` is answered with from now on, whether it was sent before."""
    transaction.connection.execute(_FORGET, {"wanted": key})
    _store(transaction, key, asked, answer)


def purge_answers(transaction: Transaction) -> int:
    """Forget answers older than :data:`KEPT`; return how many."""
    oldest = transaction.now_ms - KEPT // timedelta(milliseconds=1)
    gone = transaction.connection.execute(
        delete(tables.answer).where(tables.answer.c.answered_at < oldest)
    )
    return gone.rowcount


def _store(transaction: Transaction, key: UUID, asked: bytes, answer: Answer) -> Answer:
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
