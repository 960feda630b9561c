"""Ratings: how a citizen was served, once for each ticket and each matter."""

import re
from collections import defaultdict
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from sqlalchemy import Row, bindparam, insert, select

from kiosk.county.contract import (
    ProblemCode,
    Rateable,
    RatingReceipt,
    RatingRequest,
    TicketState,
)
from kiosk.county.server import tables
from kiosk.county.server.lifecycle import standing_of
from kiosk.county.server.matters import ENDS, find_matter
from kiosk.county.server.problems import Refusal
from kiosk.county.server.said import plain_text
from kiosk.county.server.tickets import ticket_of
from kiosk.county.server.transactions import Transaction, from_ms

_NUMBER = re.compile(r"[A-Z]{1,2}[0-9]{1,10}")


@dataclass(frozen=True)
class Average:
    """The mean score, 1 to 5, of ``count`` ratings of one department, post or person."""

    of: str
    count: int
    mean: float


@dataclass(frozen=True)
class Averages:
    """What citizens think, by whom they rated; ``words`` they wrote, the newest first."""

    departments: tuple[Average, ...]
    posts: tuple[Average, ...]
    persons: tuple[Average, ...]
    words: tuple[str, ...]


@dataclass(frozen=True)
class _Subject:
    """What is rated, and who that was at the time."""

    column: str
    row: int
    department: str
    post: int | None = None
    person: str | None = None


def find_rateable(transaction: Transaction, number: str) -> Rateable:
    """Return today's ticket of this number, or refuse (not found); so is one that is void."""
    row = None
    if _NUMBER.fullmatch(number):
        found = transaction.connection.execute(
            _BY_NUMBER, {"day": transaction.today, "wanted": number}
        )
        row = found.first()
    standing = None if row is None else standing_of(transaction, row.id)
    if row is None or standing is None or standing.state is TicketState.VOID:
        raise Refusal(ProblemCode.NOT_FOUND, "no ticket of today has this number")
    return Rateable(
        ticket=row.request_id,
        number=row.number,
        served=standing.state is TicketState.DONE,
        rated=_is_rated(transaction, "ticket", row.id),
        service=standing.service,
        window=standing.window,
    )


def rate(transaction: Transaction, request_id: UUID, scores: RatingRequest) -> RatingReceipt:
    """Count a rating. Refuses what is not there, not at its end yet, or rated already.

    Writers take turns (:class:`Transaction`), so of two at once the second finds the first; the
    table's unique columns would not have it otherwise either.
    """
    subject = _subject(transaction, scores)
    if _is_rated(transaction, subject.column, subject.row):
        raise Refusal(ProblemCode.ALREADY_RATED, "it was rated before")
    rated_at = transaction.moment_of(scores.rated_at)
    transaction.connection.execute(
        insert(tables.rating),
        {
            "request_id": request_id,
            subject.column: subject.row,
            "of_department": subject.department,
            "of_post": subject.post,
            "of_person": subject.person,
            "department": scores.department,
            "post": scores.post,
            "person": scores.person,
            "word": plain_text(scores.word),
            "rated_at": rated_at,
        },
    )
    return RatingReceipt(rated_at=from_ms(rated_at))


def check_same_word(transaction: Transaction, request_id: UUID, scores: RatingRequest) -> None:
    """Refuse (key reused) a rating that comes again with another word, which no hash is kept of."""
    kept = transaction.connection.execute(_WORD, {"wanted": request_id}).scalar()
    if kept is not None and kept != plain_text(scores.word):
        raise Refusal(ProblemCode.KEY_REUSED, "this key was used with another word")


def read_averages(transaction: Transaction) -> Averages:
    """Return the mean scores, the most rated first."""
    rows = transaction.connection.execute(_ALL).all()
    services = transaction.settings.services

    def department(row: Row[Any]) -> str:
        known = services.get(row.of_department)
        return row.of_department if known is None else known.name.zh

    return Averages(
        departments=_average(rows, department, lambda row: row.department),
        posts=_average(
            rows,
            lambda row: None if row.of_post is None else str(row.of_post),
            lambda row: row.post,
        ),
        persons=_average(rows, lambda row: row.of_person, lambda row: row.person),
        words=tuple(row.word for row in rows if row.word),
    )


def _average(
    rows: Iterable[Row[Any]],
    of: Callable[[Row[Any]], str | None],
    score: Callable[[Row[Any]], int],
) -> tuple[Average, ...]:
    scores: dict[str, list[int]] = defaultdict(list)
    for row in rows:
        subject = of(row)
        if subject is not None:
            scores[subject].append(score(row))
    found = [Average(name, len(given), sum(given) / len(given)) for name, given in scores.items()]
    return tuple(sorted(found, key=lambda average: (-average.count, average.of)))


def _subject(transaction: Transaction, scores: RatingRequest) -> _Subject:
    if scores.ticket is not None:
        return _served_ticket(transaction, scores.ticket)
    return _ended_matter(transaction, str(scores.matter))


def _served_ticket(transaction: Transaction, request_id: UUID) -> _Subject:
    row = ticket_of(transaction, request_id)
    standing = standing_of(transaction, row.id)
    if standing.state is not TicketState.DONE:
        raise Refusal(ProblemCode.WRONG_STATE, "the ticket has not been served")
    return _Subject("ticket", row.id, standing.service, standing.window)


def _ended_matter(transaction: Transaction, code: str) -> _Subject:
    row = find_matter(transaction, code)
    if row is None:
        raise Refusal(ProblemCode.NOT_FOUND, "no matter has this code")
    if row.state not in ENDS:
        raise Refusal(ProblemCode.WRONG_STATE, "the matter has not been answered")
    department = row.kind if row.department is None else row.department["zh"]
    person = None if row.person is None else row.person["zh"]
    return _Subject("matter", row.id, department, person=person)


def _is_rated(transaction: Transaction, column: str, row: int) -> bool:
    query = select(tables.rating.c.id).where(tables.rating.c[column] == row)
    return transaction.connection.execute(query).first() is not None


_BY_NUMBER = select(tables.ticket).where(
    tables.ticket.c.business_date == bindparam("day"),
    tables.ticket.c.number == bindparam("wanted"),
)
_WORD = select(tables.rating.c.word).where(tables.rating.c.request_id == bindparam("wanted"))
_ALL = select(tables.rating).order_by(tables.rating.c.rated_at.desc(), tables.rating.c.id.desc())
