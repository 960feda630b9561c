"""Tickets: issue, take over what the paper says, cancel, print state."""

from datetime import date
from typing import Any
from uuid import UUID

from sqlalchemy import Row, bindparam, insert, select, update

from kiosk.county.contract import (
    PaperTicket,
    PrintReport,
    PrintState,
    PriorityReason,
    ProblemCode,
    SelfCheck,
    Ticket,
    TicketRequest,
    TicketState,
)
from kiosk.county.server import tables
from kiosk.county.server.auth import Caller
from kiosk.county.server.hours import business_date
from kiosk.county.server.idempotency import Answer, fingerprint, replace_answer
from kiosk.county.server.lifecycle import ENDED, Standing, begin_life, move, standing_of
from kiosk.county.server.numbers import allot, count, counter_of
from kiosk.county.server.problems import Refusal
from kiosk.county.server.self_checks import keep_self_check, read_self_check
from kiosk.county.server.snapshot import ServicePlan
from kiosk.county.server.transactions import Transaction, from_ms, to_ms
from kiosk.county.server.views import fresh_ticket, view_ticket

# What an online request's idempotency key belongs to.
PATH = "tickets"


def issue(
    transaction: Transaction, request_id: UUID, order: TicketRequest, terminal: str
) -> Ticket:
    """Allot a number and queue it. Refuses when closed, quota reached, or no such service.

    A request whose stored answer is forgotten, since it is older than any outage should be, gets
    the ticket it has; refused (key reused) where that was for something else.
    """
    service = service_of(transaction, order.service)
    known = find_by_request(transaction, request_id)
    if known is not None:
        asked = (order.service, order.reason, terminal)
        if (known.service, known.reason, known.terminal) != asked:
            raise Refusal(ProblemCode.KEY_REUSED, "this key was used for another request")
        return view_ticket(transaction, known)
    number, ahead = allot(transaction, service)
    row = _insert(
        transaction,
        request_id=request_id,
        edition=0,
        number=number,
        service=service,
        reason=order.reason,
        issued_ms=transaction.now_ms,
        day=transaction.today,
        terminal=terminal,
        cause="issued",
    )
    keep_self_check(transaction, row.id, transaction.today, order.facts)
    return fresh_ticket(transaction, row, service, ahead)


def accept_paper(
    transaction: Transaction, request_id: UUID, paper: PaperTicket, terminal: Caller
) -> Ticket:
    """Queue what the paper says at its original issue time; its number wins.

    Taken also outside the opening hours and beyond the quota: the paper is in somebody's hand.
    Refuses a number of another series (invalid), one that another request holds (number taken),
    and another number for a request whose paper is known already (key reused).
    """
    service = service_of(transaction, paper.service)
    series = service.letter + transaction.settings.letters[terminal.subject]
    if not paper.number.startswith(series):
        raise Refusal(ProblemCode.INVALID, f"numbers of this terminal's series begin with {series}")
    known = find_by_request(transaction, request_id)
    if known is not None and known.edition > 0:
        _check_same_paper(known, paper)
        check_same_facts(transaction, request_id, paper.facts)
        return view_ticket(transaction, known)
    issued_ms = min(to_ms(paper.issued_at), transaction.now_ms)
    day = business_date(from_ms(issued_ms))
    _check_free(transaction, day, paper.number)
    if known is not None:
        standing = standing_of(transaction, known.id)
        move(transaction, standing, TicketState.VOID, f"the paper says {paper.number}")
    row = _insert(
        transaction,
        request_id=request_id,
        edition=1,
        number=paper.number,
        service=service,
        reason=paper.reason,
        issued_ms=issued_ms,
        day=day,
        terminal=terminal.subject,
        cause="issued on paper",
    )
    keep_self_check(transaction, row.id, day, paper.facts)
    count(transaction, {"day": day, "of": service.id}, issued=1, waiting=1)
    ticket = view_ticket(transaction, row)
    _answer_late_request(transaction, terminal, paper, ticket)
    return ticket


def cancel(transaction: Transaction, request_id: UUID) -> Ticket:
    """Take a ticket out of the queue; one that is cancelled already stays so."""
    row = ticket_of(transaction, request_id)
    standing = standing_of(transaction, row.id)
    if standing.state is not TicketState.CANCELLED:
        move(transaction, standing, TicketState.CANCELLED, "cancelled at the terminal")
    return view_ticket(transaction, row)


def report_print(
    transaction: Transaction, request_id: UUID, report: PrintReport, order: int | None
) -> Ticket:
    """Note what became of the paper; the report of the greatest ``order`` stands.

    Without one, the report that came last: a network may have kept it back.
    """
    row = ticket_of(transaction, request_id)
    known = row.print_order
    overtaken = known is not None and order is not None and order < known
    if not overtaken and (row.print_state, known) != (report.state, order):
        newest = known if order is None else order
        transaction.connection.execute(
            _PRINT, {"this": row.id, "now": report.state, "order": newest}
        )
        row = ticket_of(transaction, request_id)
    return view_ticket(transaction, row)


def service_of(transaction: Transaction, service: str) -> ServicePlan:
    """Return the service, or refuse (invalid)."""
    try:
        return transaction.settings.services[service]
    except KeyError:
        raise Refusal(ProblemCode.INVALID, "there is no such service") from None


def find_by_request(transaction: Transaction, request_id: UUID) -> Row[Any] | None:
    """Return the ticket row of a request id that counts: the paper's where there are two."""
    return transaction.connection.execute(_BY_REQUEST, {"wanted": request_id}).first()


def ticket_of(transaction: Transaction, request_id: UUID) -> Row[Any]:
    """Return the ticket row of a request id, or refuse (not found)."""
    row = find_by_request(transaction, request_id)
    if row is None:
        raise Refusal(ProblemCode.NOT_FOUND, "there is no such ticket")
    return row


def check_same_facts(transaction: Transaction, request_id: UUID, facts: SelfCheck | None) -> None:
    """Refuse (key reused) a request that comes again with other facts of a self-check.

    Once the ticket's life or its day is over they are deleted, and nothing is left to compare.
    """
    row = ticket_of(transaction, request_id)
    over = row.business_date != transaction.today
    if over or standing_of(transaction, row.id).state in ENDED:
        return
    if read_self_check(transaction, row.id) != facts:
        raise Refusal(ProblemCode.KEY_REUSED, "this key was used with another self-check")


def _answer_late_request(
    transaction: Transaction, terminal: Caller, paper: PaperTicket, ticket: Ticket
) -> None:
    """Answer the online request with the paper's ticket, should it still be on its way."""
    order = TicketRequest(service=paper.service, reason=paper.reason)
    answer = Answer(201, ticket.model_dump_json().encode())
    replace_answer(transaction, ticket.id, fingerprint(terminal, PATH, order), answer)


def _check_same_paper(known: Row[Any], paper: PaperTicket) -> None:
    if (known.number, known.service, known.reason) != (paper.number, paper.service, paper.reason):
        raise Refusal(ProblemCode.KEY_REUSED, "another paper of this request is known")


def _check_free(transaction: Transaction, day: date, number: str) -> None:
    if transaction.connection.execute(_BY_NUMBER, {"day": day, "wanted": number}).first():
        raise Refusal(ProblemCode.NUMBER_TAKEN, "another request holds this number")


def _insert(
    transaction: Transaction,
    *,
    request_id: UUID,
    edition: int,
    number: str,
    service: ServicePlan,
    reason: PriorityReason | None,
    issued_ms: int,
    day: date,
    terminal: str,
    cause: str,
) -> Row[Any]:
    row = transaction.connection.execute(
        _TICKET,
        {
            "request_id": request_id,
            "edition": edition,
            "number": number,
            "service": service.id,
            "business_date": day,
            "issued_at": issued_ms,
            "reason": reason,
            "terminal": terminal,
            "token": transaction.new_token(),
            "print_state": PrintState.PENDING,
            "print_order": None,
        },
    ).one()
    standing = Standing(
        ticket=row.id,
        sequence=0,
        state=TicketState.WAITING,
        since=issued_ms,
        window=None,
        service=service.id,
        business_date=day,
        priority=reason is not None,
        arrival=issued_ms,
        counter=counter_of(number),
    )
    begin_life(transaction, standing, cause)
    return row


_ticket = tables.ticket.c
_BY_REQUEST = (
    select(tables.ticket)
    .where(_ticket.request_id == bindparam("wanted"))
    .order_by(_ticket.edition.desc())
    .limit(1)
)
_BY_NUMBER = select(_ticket.id).where(
    _ticket.business_date == bindparam("day"), _ticket.number == bindparam("wanted")
)
_TICKET = insert(tables.ticket).returning(*_ticket)
_PRINT = (
    update(tables.ticket)
    .where(_ticket.id == bindparam("this"))
    .values(print_state=bindparam("now"), print_order=bindparam("order"))
)
