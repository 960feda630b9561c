"""Wrong tries at query codes: five within ten minutes pause a code for ten minutes.

The tries are counted for a code, not for who tries, and for codes nobody has as for any other: a
pause tells nothing about a code. While it lasts nothing is counted, so it cannot be prolonged.
"""

from datetime import timedelta

from sqlalchemy import bindparam, delete, insert, select

from kiosk.county.matters import PAUSE_MINUTES, WRONG_FACTORS
from kiosk.county.server import tables
from kiosk.county.server.transactions import Transaction

# The five have to fall into as many minutes as the pause lasts.
_PAUSE_MS = timedelta(minutes=PAUSE_MINUTES) // timedelta(milliseconds=1)

_try = tables.matter_attempt.c
_LAST = (
    select(_try.at)
    .where(_try.code == bindparam("wanted"))
    .order_by(_try.at.desc())
    .limit(WRONG_FACTORS)
)
_NOTE = insert(tables.matter_attempt)
_CLEAR = delete(tables.matter_attempt).where(_try.code == bindparam("wanted"))
_FORGET = delete(tables.matter_attempt).where(_try.at < bindparam("oldest"))


def is_paused(transaction: Transaction, code: str) -> bool:
    """Whether nobody may try this code now, whatever they know."""
    found = transaction.connection.execute(_LAST, {"wanted": code}).scalars()
    last: list[int] = list(found)
    if len(last) < WRONG_FACTORS or last[0] - last[-1] >= _PAUSE_MS:
        return False
    return transaction.now_ms < last[0] + _PAUSE_MS


def note_attempt(transaction: Transaction, code: str) -> None:
    """Write down a wrong try."""
    transaction.connection.execute(_NOTE, {"code": code, "at": transaction.now_ms})


def clear_attempts(transaction: Transaction, code: str) -> None:
    """Forget the tries at a code whose owner has come."""
    transaction.connection.execute(_CLEAR, {"wanted": code})


def forget_past_attempts(transaction: Transaction) -> int:
    """Delete tries that no pause can follow from any more; return how many."""
    oldest = transaction.now_ms - 2 * _PAUSE_MS
    return transaction.connection.execute(_FORGET, {"oldest": oldest}).rowcount
