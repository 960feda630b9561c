"""Tickets, services and the centre as the contract shows them."""

from typing import Any

from sqlalchemy import Row, and_, bindparam, func, or_, select

from kiosk.county.contract import Centre, Period, Service, Ticket, TicketState, Wait
from kiosk.county.server import tables
from kiosk.county.server.calling import goes_first_before
from kiosk.county.server.lifecycle import Standing, standing_of
from kiosk.county.server.numbers import tally_of
from kiosk.county.server.snapshot import ServicePlan
from kiosk.county.server.transactions import Transaction, from_ms
from kiosk.county.server.waiting import estimate_wait


def view_centre(transaction: Transaction) -> Centre:
    """Return the centre as it stands now."""
    settings = transaction.settings
    return Centre(
        name=settings.name,
        now=transaction.now,
        business_date=transaction.today,
        services=tuple(_view_service(transaction, plan) for plan in settings.services.values()),
        on_duty=settings.on_duty,
        notices=settings.notices,
        priority_weight=float(settings.weight),
        priority_cap=settings.cap,
    )


def fresh_ticket(
    transaction: Transaction, row: Row[Any], service: ServicePlan, ahead: int
) -> Ticket:
    """Return a ticket issued in this transaction, without reading it again."""
    first = Period(
        state=TicketState.WAITING, since=transaction.now, until=None, window=None, cause="issued"
    )
    return _ticket(row, service, (first,), ahead)


def view_ticket(transaction: Transaction, row: Row[Any]) -> Ticket:
    """Return a ticket as it stands now."""
    standing = standing_of(transaction, row.id)
    service = transaction.settings.services[standing.service]
    periods = _periods(transaction, row.id)
    return _ticket(row, service, periods, count_ahead(transaction, standing))


def count_ahead(transaction: Transaction, standing: Standing) -> int | None:
    """Return how many of its queue would be called before it now (the cap left aside).

    ``None`` for a ticket that does not wait, or whose business day is over.
    """
    if standing.state is not TicketState.WAITING or standing.business_date != transaction.today:
        return None
    return _count_ahead(transaction, standing)


def wait_of(service: ServicePlan, ahead: int | None) -> Wait | None:
    """Return the estimate for somebody with ``ahead`` people waiting before them."""
    if ahead is None:
        return None
    return estimate_wait(service.average, ahead, service.open_windows, service.fallback)


def _count_ahead(transaction: Transaction, mine: Standing) -> int:
    moment = goes_first_before(
        mine.arrival, transaction.now_ms, transaction.settings.weight, priority=mine.priority
    )
    queued = tables.standing.c
    earlier = or_(
        queued.arrival < mine.arrival,
        and_(queued.arrival == mine.arrival, queued.counter < mine.counter),
    )
    query = select(func.count()).where(
        queued.business_date == mine.business_date,
        queued.service == mine.service,
        queued.state == TicketState.WAITING,
        or_(
            and_(queued.priority == mine.priority, earlier),
            and_(queued.priority != mine.priority, queued.arrival < moment),
        ),
    )
    return int(transaction.connection.execute(query).scalar_one())


def _view_service(transaction: Transaction, plan: ServicePlan) -> Service:
    issued, waiting, _ = tally_of(transaction, {"day": transaction.today, "of": plan.id})
    is_open = plan.hours.is_open(transaction.now)
    return Service(
        id=plan.id,
        letter=plan.letter,
        name=plan.name,
        icon=plan.icon,
        bring=plan.bring,
        windows=plan.windows,
        open=is_open,
        opens_at=None if is_open else plan.hours.next_opening(transaction.now),
        today=plan.hours.on(transaction.today),
        quota_reached=plan.quota is not None and issued >= plan.quota,
        waiting=waiting,
        wait=wait_of(plan, waiting),
    )


def _ticket(
    row: Row[Any],
    service: ServicePlan,
    periods: tuple[Period, ...],
    ahead: int | None,
) -> Ticket:
    return Ticket(
        id=row.request_id,
        number=row.number,
        service=service.id,
        reason=row.reason,
        business_date=row.business_date,
        issued_at=from_ms(row.issued_at),
        state=periods[-1].state,
        window=periods[-1].window,
        windows=service.windows,
        ahead=ahead,
        wait=wait_of(service, ahead),
        print_state=row.print_state,
        phone_path=f"/t/{row.token}",
        periods=periods,
    )


def _periods(transaction: Transaction, ticket: int) -> tuple[Period, ...]:
    rows = transaction.connection.execute(_PERIODS, {"this": ticket}).all()
    ends: list[int | None] = [row.since for row in rows[1:]]
    return tuple(
        Period(
            state=TicketState(row.state),
            since=from_ms(row.since),
            until=None if until is None else from_ms(until),
            window=row.window,
            cause=row.cause,
        )
        for row, until in zip(rows, [*ends, None], strict=True)
    )


_PERIODS = (
    select(tables.period)
    .where(tables.period.c.ticket == bindparam("this"))
    .order_by(tables.period.c.sequence)
)
