"""The life of a ticket: which state may follow which, kept as periods that are only appended.

``waiting → called → serving → done``, with ``missed``, ``transferred``, ``cancelled``, ``void``.
"""

from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from sqlalchemy import Row, bindparam, insert, select, update

from kiosk.county.contract import ProblemCode, TicketState
from kiosk.county.server import tables
from kiosk.county.server.numbers import count
from kiosk.county.server.problems import Refusal
from kiosk.county.server.self_checks import forget_self_check
from kiosk.county.server.transactions import Transaction

_W, _C, _S, _M = TicketState.WAITING, TicketState.CALLED, TicketState.SERVING, TicketState.MISSED
FOLLOWS: dict[TicketState, frozenset[TicketState]] = {
    _W: frozenset({_C, TicketState.CANCELLED, TicketState.VOID}),
    # called again: a recall. Straight to done: staff who do not press "serve".
    _C: frozenset(
        {_C, _S, _M, TicketState.DONE, TicketState.TRANSFERRED, TicketState.CANCELLED}
        | {TicketState.VOID}
    ),
    _S: frozenset({TicketState.DONE, TicketState.TRANSFERRED, TicketState.VOID}),
    _M: frozenset({_W, _C, TicketState.CANCELLED, TicketState.VOID}),
    TicketState.TRANSFERRED: frozenset({_W}),
    TicketState.DONE: frozenset({TicketState.VOID}),
    TicketState.CANCELLED: frozenset({TicketState.VOID}),
    TicketState.VOID: frozenset(),
}
HELD = frozenset({_C, _S})
ENDED = frozenset({TicketState.DONE, TicketState.CANCELLED, TicketState.VOID})


@dataclass(frozen=True)
class Standing:
    """Where a ticket stands: its last period, and its place in the queue.

    ``since`` and ``arrival`` are milliseconds; ``arrival`` is when waiting counts from.
    """

    ticket: int
    sequence: int
    state: TicketState
    since: int
    window: int | None
    service: str
    business_date: date
    priority: bool
    arrival: int
    counter: int

    @classmethod
    def of(cls, row: Row[Any]) -> "Standing":
        """Return the standing a row of the table holds."""
        fields = row._asdict()
        return cls(**{**fields, "state": TicketState(fields["state"])})


def begin_life(transaction: Transaction, standing: Standing, cause: str) -> None:
    """Append a new ticket's first period. The caller counts it."""
    transaction.connection.execute(_APPEND, _period(standing, cause))
    transaction.connection.execute(_STAND, _columns(standing))


def move(
    transaction: Transaction,
    before: Standing,
    state: TicketState,
    cause: str,
    *,
    window: int | None = None,
    service: str | None = None,
    arrival: int | None = None,
) -> Standing:
    """Append a period and return where the ticket stands now.

    Compare-and-set: only if the ticket still stands at ``before``. Otherwise, and where ``state``
    may not follow, it is refused (wrong state). An end takes the citizen's self-check with it.
    """
    if state not in FOLLOWS[before.state]:
        raise Refusal(ProblemCode.WRONG_STATE, f"a ticket that is {before.state} cannot be {state}")
    after = replace(
        before,
        sequence=before.sequence + 1,
        state=state,
        since=max(transaction.now_ms, before.since),
        window=window,
        service=service or before.service,
        arrival=before.arrival if arrival is None else arrival,
    )
    changed = transaction.connection.execute(
        _SET, {**_columns(after), "this": before.ticket, "seen": before.sequence}
    )
    if changed.rowcount != 1:
        raise Refusal(ProblemCode.WRONG_STATE, "the ticket has just been taken elsewhere")
    transaction.connection.execute(_APPEND, _period(after, cause))
    _recount(transaction, before, after)
    if state in ENDED:
        forget_self_check(transaction, before.ticket)
    return after


def standing_of(transaction: Transaction, ticket: int) -> Standing:
    """Return where the ticket with this row id stands."""
    return Standing.of(transaction.connection.execute(_FIND, {"this": ticket}).one())


def _recount(transaction: Transaction, before: Standing, after: Standing) -> None:
    left = int(before.state is TicketState.WAITING)
    joined = int(after.state is TicketState.WAITING)
    voided = int(after.state is TicketState.VOID)
    day = after.business_date
    count(transaction, {"day": day, "of": before.service}, waiting=-left)
    count(transaction, {"day": day, "of": after.service}, issued=-voided, waiting=joined)


def _columns(standing: Standing) -> dict[str, object]:
    return {name: getattr(standing, name) for name in _NAMES}


def _period(standing: Standing, cause: str) -> dict[str, object]:
    return {
        "ticket": standing.ticket,
        "sequence": standing.sequence,
        "state": standing.state,
        "since": standing.since,
        "window": standing.window,
        "service": standing.service,
        "cause": cause,
    }


_NAMES = tuple(column.name for column in tables.standing.c)
_CHANGING = ("sequence", "state", "since", "window", "service", "arrival")
_APPEND = insert(tables.period)
_STAND = insert(tables.standing)
_FIND = select(tables.standing).where(tables.standing.c.ticket == bindparam("this"))
_SET = (
    update(tables.standing)
    .where(
        tables.standing.c.ticket == bindparam("this"),
        tables.standing.c.sequence == bindparam("seen"),
    )
    .values({name: bindparam(f"{name}") for name in _CHANGING})
)
