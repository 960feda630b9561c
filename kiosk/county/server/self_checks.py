"""Self-checks that citizens let go to the window with their ticket: kept while it lives, then gone.

Nothing else of the backend holds any of it: neither tickets nor stored answers do, and an
idempotency key's fingerprint leaves it out, for so few facts could be guessed from a hash.
"""

from datetime import date

from sqlalchemy import bindparam, delete, insert, select

from kiosk.county.contract import SelfCheck
from kiosk.county.server import tables
from kiosk.county.server.transactions import Transaction

_kept = tables.self_check.c
_KEEP = insert(tables.self_check)
_READ = select(_kept.content).where(
    _kept.ticket == bindparam("this"), _kept.business_date == bindparam("day")
)
_FORGET = delete(tables.self_check).where(_kept.ticket == bindparam("this"))
_FORGET_PAST = delete(tables.self_check).where(_kept.business_date < bindparam("day"))


def keep_self_check(
    transaction: Transaction, ticket: int, day: date, check: SelfCheck | None
) -> None:
    """Keep what came with a ticket of business date ``day``; nothing of a day that has ended."""
    if check is not None and day == transaction.today:
        transaction.connection.execute(
            _KEEP, {"ticket": ticket, "business_date": day, "content": check.model_dump()}
        )


def read_self_check(transaction: Transaction, ticket: int) -> SelfCheck | None:
    """Return what came with a ticket of today, if it is still kept."""
    found = transaction.connection.execute(
        _READ, {"this": ticket, "day": transaction.today}
    ).scalar()
    return None if found is None else SelfCheck.model_validate(found)


def forget_self_check(transaction: Transaction, ticket: int) -> None:
    """Delete what came with a ticket that has come to its end."""
    transaction.connection.execute(_FORGET, {"this": ticket})


def forget_past_self_checks(transaction: Transaction) -> int:
    """Delete what came with tickets of business dates that have ended; return how many."""
    return transaction.connection.execute(_FORGET_PAST, {"day": transaction.today}).rowcount
