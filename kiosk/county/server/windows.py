"""What a window does: call, recall, serve, finish, pass on, put back, open and close."""

from collections.abc import Callable
from typing import Any

from sqlalchemy import Row, Select, select, update

from kiosk.county.contract import (
    ProblemCode,
    TicketState,
    WindowAction,
    WindowOrder,
    WindowState,
)
from kiosk.county.server import tables
from kiosk.county.server.calling import Waiting, choose_next, order_key, run_after
from kiosk.county.server.lifecycle import HELD, Standing, move, standing_of
from kiosk.county.server.matters import count_overdue
from kiosk.county.server.numbers import set_priority_run, tally_of
from kiosk.county.server.problems import Refusal
from kiosk.county.server.self_checks import read_self_check
from kiosk.county.server.snapshot import WindowPlan
from kiosk.county.server.tickets import service_of
from kiosk.county.server.transactions import Transaction
from kiosk.county.server.views import view_ticket

RECALL_SECONDS = 15


def act_at_window(
    transaction: Transaction, window: int, action: WindowAction, order: WindowOrder
) -> WindowState:
    """Carry out ``action`` at ``window`` and return how it stands then."""
    plan = _window(transaction, window)
    _ACTIONS[action](transaction, plan, order)
    return view_window(transaction, window)


def view_window(transaction: Transaction, window: int) -> WindowState:
    """Return the window, the ticket it holds, and how many wait for its services today."""
    plan = _window(transaction, window)
    held = _held(transaction, plan)
    waiting = sum(
        tally_of(transaction, {"day": transaction.today, "of": service})[1]
        for service in plan.services
    )
    return WindowState(
        id=plan.id,
        open=plan.open,
        services=plan.services,
        ticket=None if held is None else view_ticket(transaction, _row(transaction, held.ticket)),
        waiting=waiting,
        overdue_matters=count_overdue(transaction),
    )


def show_self_check(transaction: Transaction, state: WindowState) -> WindowState:
    """Return ``state`` with what came with its ticket, if the window holds that ticket now.

    For the reader's eyes only: what is stored of ``state`` must be without it.
    """
    held = _held(transaction, _window(transaction, state.id))
    if state.ticket is None or held is None:
        return state
    if _row(transaction, held.ticket).request_id != state.ticket.id:
        return state
    return state.model_copy(update={"self_check": read_self_check(transaction, held.ticket)})


def _call_next(transaction: Transaction, plan: WindowPlan, _order: WindowOrder) -> None:
    """Call whoever is next in the queues of the window's services, if anybody waits."""
    _check_free(transaction, plan)
    settings, now = transaction.settings, transaction.now_ms
    heads: dict[str, tuple[Waiting, Standing]] = {}
    for service in plan.services:
        queue = _heads(transaction, service)
        run = tally_of(transaction, {"day": transaction.today, "of": service})[2]
        chosen = choose_next(queue, now, settings.weight, settings.cap, run)
        if chosen is not None:
            heads[service] = (chosen, queue[chosen])
    if not heads:
        return
    waiting, standing = min(
        heads.values(), key=lambda head: order_key(head[0], now, settings.weight)
    )
    move(transaction, standing, TicketState.CALLED, "next", window=plan.id)
    where: dict[str, object] = {"day": transaction.today, "of": standing.service}
    run = run_after(tally_of(transaction, where)[2], called_priority=waiting.priority)
    set_priority_run(transaction, where, run)


def _recall(transaction: Transaction, plan: WindowPlan, order: WindowOrder) -> None:
    """Call again: the ticket held, or a missed one by its number."""
    if order.ticket is not None:
        _check_free(transaction, plan)
        missed = _by_number(transaction, plan, order.ticket)
        if missed.state is not TicketState.MISSED:
            raise Refusal(ProblemCode.WRONG_STATE, "only a missed ticket is recalled by number")
        move(transaction, missed, TicketState.CALLED, "recalled", window=plan.id)
        return
    held = _holding(transaction, plan)
    if held.state is not TicketState.CALLED:
        raise Refusal(ProblemCode.WRONG_STATE, "the ticket is being served already")
    wait_ms = held.since + RECALL_SECONDS * 1000 - transaction.now_ms
    if wait_ms > 0:
        seconds = -(-wait_ms // 1000)
        raise Refusal(
            ProblemCode.TOO_SOON, f"call again in {seconds} s", {"Retry-After": str(seconds)}
        )
    move(transaction, held, TicketState.CALLED, "recalled", window=plan.id)


def _serve(transaction: Transaction, plan: WindowPlan, _order: WindowOrder) -> None:
    held = _holding(transaction, plan)
    move(transaction, held, TicketState.SERVING, "at the window", window=plan.id)


def _miss(transaction: Transaction, plan: WindowPlan, _order: WindowOrder) -> None:
    held = _holding(transaction, plan)
    move(transaction, held, TicketState.MISSED, "did not come", window=plan.id)


def _finish(transaction: Transaction, plan: WindowPlan, _order: WindowOrder) -> None:
    held = _holding(transaction, plan)
    move(transaction, held, TicketState.DONE, "served", window=plan.id)


def _transfer(transaction: Transaction, plan: WindowPlan, order: WindowOrder) -> None:
    """Pass the ticket to another service: same number, and its waiting counts on."""
    if order.to is None:
        raise Refusal(ProblemCode.INVALID, "say to which service")
    target = service_of(transaction, order.to)
    held = _holding(transaction, plan)
    if target.id == held.service:
        raise Refusal(ProblemCode.INVALID, "the ticket is with this service already")
    passed = move(transaction, held, TicketState.TRANSFERRED, f"to {target.id}", window=plan.id)
    move(
        transaction,
        passed,
        TicketState.WAITING,
        f"transferred from {held.service}",
        service=target.id,
    )


def _restore(transaction: Transaction, plan: WindowPlan, order: WindowOrder) -> None:
    """Put a missed ticket back at the end of its queue."""
    if order.ticket is None:
        raise Refusal(ProblemCode.INVALID, "say which ticket")
    missed = _by_number(transaction, plan, order.ticket)
    move(transaction, missed, TicketState.WAITING, "put back", arrival=transaction.now_ms)


def _open(transaction: Transaction, plan: WindowPlan, _order: WindowOrder) -> None:
    _set_open(transaction, plan, is_open=True)


def _close(transaction: Transaction, plan: WindowPlan, _order: WindowOrder) -> None:
    _check_empty(transaction, plan)
    _set_open(transaction, plan, is_open=False)


def _set_open(transaction: Transaction, plan: WindowPlan, *, is_open: bool) -> None:
    if plan.open == is_open:
        return
    transaction.connection.execute(
        update(tables.window).where(tables.window.c.id == plan.id).values(open=is_open)
    )
    transaction.settings_changed()


def _window(transaction: Transaction, window: int) -> WindowPlan:
    try:
        return transaction.settings.windows[window]
    except KeyError:
        raise Refusal(ProblemCode.NOT_FOUND, "there is no such window") from None


def _check_free(transaction: Transaction, plan: WindowPlan) -> None:
    if not plan.open:
        raise Refusal(ProblemCode.WRONG_STATE, "the window is closed")
    _check_empty(transaction, plan)


def _check_empty(transaction: Transaction, plan: WindowPlan) -> None:
    held = _held(transaction, plan)
    if held is not None:
        number = _row(transaction, held.ticket).number
        raise Refusal(ProblemCode.WRONG_STATE, f"finish {number} first")


def _holding(transaction: Transaction, plan: WindowPlan) -> Standing:
    held = _held(transaction, plan)
    if held is None:
        raise Refusal(ProblemCode.WRONG_STATE, "the window holds no ticket")
    return held


def _held(transaction: Transaction, plan: WindowPlan) -> Standing | None:
    standing = tables.standing.c
    row = transaction.connection.execute(
        select(tables.standing).where(standing.window == plan.id, standing.state.in_(HELD))
    ).first()
    return None if row is None else Standing.of(row)


def _heads(transaction: Transaction, service: str) -> dict[Waiting, Standing]:
    """Return the first of each class in a service's queue: nobody behind them can go before."""
    found = {}
    for priority in (False, True):
        row = transaction.connection.execute(
            _waiting_first()
            .where(tables.standing.c.service == service)
            .where(tables.standing.c.business_date == transaction.today)
            .where(tables.standing.c.priority == priority)
        ).first()
        if row is not None:
            standing = standing_of(transaction, row.ticket)
            found[Waiting(row.number, row.arrival, row.counter, priority)] = standing
    return found


def _by_number(transaction: Transaction, plan: WindowPlan, number: str) -> Standing:
    """Return today's ticket of this number, in one of the window's services."""
    ticket = tables.ticket.c
    row = transaction.connection.execute(
        select(ticket.id).where(ticket.business_date == transaction.today, ticket.number == number)
    ).first()
    standing = None if row is None else standing_of(transaction, row.id)
    if standing is None or standing.service not in plan.services:
        raise Refusal(ProblemCode.NOT_FOUND, f"no ticket {number} of this window's services today")
    return standing


def _row(transaction: Transaction, ticket: int) -> Row[Any]:
    return transaction.connection.execute(
        select(tables.ticket).where(tables.ticket.c.id == ticket)
    ).one()


def _waiting_first() -> Select[Any]:
    standing = tables.standing.c
    return (
        select(tables.ticket.c.number, standing.ticket, standing.arrival, standing.counter)
        .join(tables.ticket, tables.ticket.c.id == standing.ticket)
        .where(standing.state == TicketState.WAITING)
        .order_by(standing.arrival, standing.counter)
        .limit(1)
    )


_Act = Callable[[Transaction, WindowPlan, WindowOrder], None]
_ACTIONS: dict[WindowAction, _Act] = {
    WindowAction.NEXT: _call_next,
    WindowAction.RECALL: _recall,
    WindowAction.SERVE: _serve,
    WindowAction.MISSED: _miss,
    WindowAction.DONE: _finish,
    WindowAction.TRANSFER: _transfer,
    WindowAction.RESTORE: _restore,
    WindowAction.OPEN: _open,
    WindowAction.CLOSE: _close,
}
