"""Terminals: enrolment, heartbeat, a call for help, pause and message."""

from dataclasses import dataclass
from datetime import datetime
from string import ascii_uppercase

from sqlalchemy import insert, select, update

from kiosk.county.contract import (
    Condition,
    Heartbeat,
    HeartbeatReply,
    HelpCall,
    ProblemCode,
    Words,
)
from kiosk.county.server import tables
from kiosk.county.server.auth import Role, make_credential
from kiosk.county.server.directory import directory_version
from kiosk.county.server.problems import Refusal
from kiosk.county.server.rule_packs import pack_version
from kiosk.county.server.transactions import Transaction, from_ms, to_ms

SKEW_SHOWN_SECONDS = 60


@dataclass(frozen=True)
class TerminalStatus:
    """What staff see of a terminal; ``skew_seconds`` is its clock minus the backend's.

    All but ``paused``, which the county decides, is as the terminal told last.
    """

    id: str
    letter: str
    paused: bool
    seen_at: datetime | None
    skew_seconds: float | None
    version: str | None
    faults: tuple[str, ...]
    set_aside: int
    undelivered: int
    condition: Condition


@dataclass(frozen=True)
class HelpRequest:
    """Somebody at a terminal waits for a member of staff."""

    terminal: str
    page: str
    asked_at: datetime


def enrol_terminal(transaction: Transaction, terminal: str, letter: str) -> str:
    """Return a new credential for ``terminal``, whose offline numbers bear ``letter``.

    An earlier credential of the terminal is revoked. Refuses a letter that another terminal has.
    """
    if len(letter) != 1 or letter not in ascii_uppercase:
        raise Refusal(ProblemCode.INVALID, "the letter is one of A to Z")
    holders = {held: name for name, held in transaction.settings.letters.items()}
    if holders.get(letter, terminal) != terminal:
        raise Refusal(ProblemCode.INVALID, f"terminal {holders[letter]} has the letter {letter}")
    if terminal in transaction.settings.letters:
        change = update(tables.terminal).where(tables.terminal.c.id == terminal)
        transaction.connection.execute(change.values(letter=letter))
    else:
        transaction.connection.execute(
            insert(tables.terminal).values(id=terminal, letter=letter, paused=False)
        )
    return make_credential(transaction, Role.TERMINAL, terminal)


def enrol_window(transaction: Transaction, window: int) -> str:
    """Return a new credential for ``window``; an earlier one is revoked."""
    if window not in transaction.settings.windows:
        raise Refusal(ProblemCode.NOT_FOUND, "there is no such window")
    return make_credential(transaction, Role.WINDOW, str(window))


def take_heartbeat(transaction: Transaction, terminal: str, beat: Heartbeat) -> HeartbeatReply:
    """Note how the terminal is, and return what the backend wants of it."""
    skew_ms = to_ms(beat.clock) - transaction.now_ms
    row = transaction.connection.execute(
        update(tables.terminal)
        .where(tables.terminal.c.id == terminal)
        .values(
            seen_at=transaction.now_ms,
            skew_ms=skew_ms,
            version=beat.version,
            faults=list(beat.faults),
            set_aside=beat.set_aside,
            undelivered=beat.undelivered,
            condition=None if beat.condition is None else beat.condition.model_dump(mode="json"),
        )
        .returning(tables.terminal.c.paused, tables.terminal.c.message)
    ).one()
    return HeartbeatReply(
        now=transaction.now,
        skew_seconds=skew_ms / 1000,
        paused=row.paused,
        message=None if row.message is None else Words.model_validate(row.message),
        pack_version=pack_version(transaction),
        directory_version=directory_version(transaction),
    )


def call_help(transaction: Transaction, terminal: str, call: HelpCall) -> None:
    """Note that somebody waits for staff; one open request a terminal is enough."""
    asked = tables.assistance.c
    still_open = select(asked.id).where(asked.terminal == terminal, asked.answered_at.is_(None))
    if transaction.connection.execute(still_open).first() is None:
        transaction.connection.execute(
            insert(tables.assistance).values(
                terminal=terminal, page=call.page, asked_at=transaction.now_ms
            )
        )


def answer_help(transaction: Transaction, terminal: str) -> None:
    """Note that staff have come to the terminal."""
    asked = tables.assistance.c
    transaction.connection.execute(
        update(tables.assistance)
        .where(asked.terminal == terminal, asked.answered_at.is_(None))
        .values(answered_at=transaction.now_ms)
    )


def open_help(transaction: Transaction) -> tuple[HelpRequest, ...]:
    """Return who waits for help, the longest wait first."""
    asked = tables.assistance.c
    rows = transaction.connection.execute(
        select(tables.assistance).where(asked.answered_at.is_(None)).order_by(asked.asked_at)
    )
    return tuple(HelpRequest(row.terminal, row.page, from_ms(row.asked_at)) for row in rows)


def set_pause(transaction: Transaction, terminal: str, *, paused: bool) -> None:
    """Take the terminal out of service with its next heartbeat, or back."""
    _change(transaction, terminal, paused=paused)


def set_message(transaction: Transaction, terminal: str, message: Words | None) -> None:
    """Show a message on the terminal from its next heartbeat on, or no longer."""
    _change(transaction, terminal, message=None if message is None else message.model_dump())


def read_terminals(transaction: Transaction) -> tuple[TerminalStatus, ...]:
    """Return how each terminal was when last heard of."""
    rows = transaction.connection.execute(select(tables.terminal).order_by(tables.terminal.c.id))
    return tuple(
        TerminalStatus(
            id=row.id,
            letter=row.letter,
            paused=row.paused,
            seen_at=None if row.seen_at is None else from_ms(row.seen_at),
            skew_seconds=None if row.skew_ms is None else row.skew_ms / 1000,
            faults=tuple(row.faults or ()),
            version=row.version,
            set_aside=row.set_aside or 0,
            undelivered=row.undelivered or 0,
            condition=Condition.model_validate(row.condition or {}),
        )
        for row in rows
    )


def _change(transaction: Transaction, terminal: str, **values: object) -> None:
    found = transaction.connection.execute(
        update(tables.terminal).where(tables.terminal.c.id == terminal).values(**values)
    )
    if found.rowcount == 0:
        raise Refusal(ProblemCode.NOT_FOUND, "there is no such terminal")
