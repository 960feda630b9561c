"""Ticket numbers: service letter and counter, a series per business date and service."""

import re

from sqlalchemy import bindparam, insert, or_, select, update

from kiosk.county.contract import ProblemCode
from kiosk.county.server import tables
from kiosk.county.server.problems import Refusal
from kiosk.county.server.snapshot import ServicePlan
from kiosk.county.server.transactions import Transaction

_tally = tables.tally.c
_HERE = (_tally.business_date == bindparam("day"), _tally.service == bindparam("of"))
_ALLOT = (
    update(tables.tally)
    .where(
        *_HERE,
        or_(
            bindparam("quota", type_=_tally.issued.type).is_(None),
            _tally.issued < bindparam("quota"),
        ),
    )
    .values(
        last_number=_tally.last_number + 1,
        issued=_tally.issued + 1,
        waiting=_tally.waiting + 1,
    )
    .returning(_tally.last_number, _tally.waiting)
)
_COUNT = (
    update(tables.tally)
    .where(*_HERE)
    .values(issued=_tally.issued + bindparam("more"), waiting=_tally.waiting + bindparam("longer"))
)
_RUN = update(tables.tally).where(*_HERE).values(priority_run=bindparam("run"))
_READ = select(tables.tally).where(*_HERE)


def format_number(letter: str, counter: int) -> str:
    """Return ``A007``, …, ``A999``, ``A1000``, …"""
    return f"{letter}{counter:03d}"


def counter_of(number: str) -> int:
    """Return the digits of a number as an integer: 12 of ``A012`` and of ``AK12``."""
    return int(re.sub(r"^\D+", "", number))


def allot(transaction: Transaction, service: ServicePlan) -> tuple[str, int]:
    """Return the next number of today's series and how many wait before it.

    Refuses outside the opening hours and beyond the day's quota. The check, the count and the
    number are one statement's work, so no two callers can get past the last place.
    """
    if not service.hours.is_open(transaction.now):
        raise Refusal(ProblemCode.CLOSED, "the service is closed now")
    where = {"day": transaction.today, "of": service.id}
    row = transaction.connection.execute(_ALLOT, {**where, "quota": service.quota}).first()
    if row is None:
        ensure_tally(transaction, where)
        row = transaction.connection.execute(_ALLOT, {**where, "quota": service.quota}).first()
    if row is None:
        raise Refusal(ProblemCode.QUOTA_REACHED, "no numbers are left for today")
    return format_number(service.letter, row.last_number), row.waiting - 1


def ensure_tally(transaction: Transaction, where: dict[str, object]) -> None:
    """Begin the count of a business date (``day``) and service (``of``) if there is none."""
    if transaction.connection.execute(_READ, where).first() is None:
        transaction.connection.execute(
            insert(tables.tally).values(
                business_date=where["day"],
                service=where["of"],
                last_number=0,
                issued=0,
                waiting=0,
                priority_run=0,
            )
        )


def count(
    transaction: Transaction, where: dict[str, object], *, issued: int = 0, waiting: int = 0
) -> None:
    """Add to the counts of a business date (``day``) and service (``of``)."""
    if not (issued or waiting):
        return
    ensure_tally(transaction, where)
    transaction.connection.execute(_COUNT, {**where, "more": issued, "longer": waiting})


def set_priority_run(transaction: Transaction, where: dict[str, object], run: int) -> None:
    """Note how many priority tickets in a row were called."""
    transaction.connection.execute(_RUN, {**where, "run": run})


def tally_of(transaction: Transaction, where: dict[str, object]) -> tuple[int, int, int]:
    """Return ``(issued, waiting, priority_run)``; zeros where nothing was issued yet."""
    row = transaction.connection.execute(_READ, where).first()
    return (row.issued, row.waiting, row.priority_run) if row else (0, 0, 0)
