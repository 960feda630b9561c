"""The chain of what staff did at the backend: who, when, what, on which record."""

from datetime import timedelta

from sqlalchemy import Row, bindparam, delete, insert, select, update

from kiosk.audit import KEPT_YEARS, Chain, Entry, Mark, find_break, mark_of, next_entry
from kiosk.county.contract import ProblemCode, WindowAction, WindowOrder, WindowState
from kiosk.county.server import tables
from kiosk.county.server.audit_guards import guard, unguard
from kiosk.county.server.lifecycle import HELD
from kiosk.county.server.problems import Refusal
from kiosk.county.server.transactions import Transaction
from kiosk.county.server.windows import act_at_window

_KEPT_MS = timedelta(days=365 * KEPT_YEARS) // timedelta(milliseconds=1)


def write(transaction: Transaction, who: str, what: str, record: str = "") -> None:
    """Append a deed; it is there or gone with the transaction that did it.

    The writers of a database take turns, so the head is nobody else's meanwhile.
    """
    entry = next_entry(_mark(transaction, "head"), transaction.now_ms, who, what, record)
    transaction.connection.execute(_APPEND, vars(entry))
    transaction.connection.execute(_GO_ON, {"to": entry.number, "by": entry.seal})


def read_chain(transaction: Transaction) -> Chain:
    """Return all that is kept here, the oldest first."""
    rows = transaction.connection.execute(select(tables.deed).order_by(_deed.number))
    return Chain(
        _mark(transaction, "start"),
        tuple(_entry(row) for row in rows),
        _mark(transaction, "head"),
    )


def read_last(transaction: Transaction, count: int) -> tuple[Entry, ...]:
    """Return the last ``count`` entries, the oldest first."""
    rows = transaction.connection.execute(
        select(tables.deed).order_by(_deed.number.desc()).limit(count)
    ).all()
    return tuple(_entry(row) for row in reversed(rows))


def take_out_old(transaction: Transaction, who: str) -> tuple[Entry, ...]:
    """Take out the entries older than :data:`KEPT_YEARS` and return them; that is a deed, too.

    Refuses (wrong state) where the chain is broken: what is wrong must stay to be looked at.
    """
    chain = read_chain(transaction)
    wrong = find_break(chain)
    if wrong is not None:
        raise Refusal(ProblemCode.WRONG_STATE, wrong)
    old = tuple(each for each in chain.entries if each.at < transaction.now_ms - _KEPT_MS)
    if not old:
        return ()
    write(transaction, who, "audit.archive", f"entries {old[0].number}-{old[-1].number}")
    start = mark_of(old[-1])
    unguard(transaction.connection)
    transaction.connection.execute(_TAKE_OUT, {"last": start.number})
    transaction.connection.execute(_BEGIN_AT, vars(start))
    guard(transaction.connection)
    return old


def act_and_write(
    transaction: Transaction, who: str, window: int, action: WindowAction, order: WindowOrder
) -> WindowState:
    """Carry out a window's action and write it down with the number of the ticket it was about."""
    held = transaction.connection.execute(_HELD_NUMBER, {"at_window": window}).scalar()
    state = act_at_window(transaction, window, action, order)
    number = state.ticket.number if state.ticket else held or order.ticket
    write(
        transaction,
        who,
        f"window.{action}",
        f"window {window}" + (f", ticket {number}" if number else ""),
    )
    return state


def _entry(row: Row[tuple[object, ...]]) -> Entry:
    return Entry(**row._asdict())


def _mark(transaction: Transaction, name: str) -> Mark:
    row = transaction.connection.execute(_MARK, {"wanted": name}).one()
    return Mark(row.number, row.seal)


_deed, _of = tables.deed.c, tables.deed_mark.c
_APPEND = insert(tables.deed)
_MARK = select(_of.number, _of.seal).where(_of.name == bindparam("wanted"))
_GO_ON = (
    update(tables.deed_mark)
    .where(_of.name == "head")
    .values(number=bindparam("to"), seal=bindparam("by"))
)
_BEGIN_AT = update(tables.deed_mark).where(_of.name == "start")
_TAKE_OUT = delete(tables.deed).where(_deed.number <= bindparam("last"))
_HELD_NUMBER = (
    select(tables.ticket.c.number)
    .join(tables.standing, tables.standing.c.ticket == tables.ticket.c.id)
    .where(tables.standing.c.window == bindparam("at_window"), tables.standing.c.state.in_(HELD))
)
