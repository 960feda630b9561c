"""Records that the backend refused for good, in the hands of staff; the terminal may run beside.

What staff did with them is written down without their content, and stays written.
"""

import json
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import datetime
from enum import StrEnum
from uuid import UUID

from kiosk.audit_book import Book
from kiosk.county.outbox import Kind, State
from kiosk.store import Store

_MOMENTS = ("asked_at", "rated_at", "issued_at")
_KEYED = (Kind.TICKET, Kind.QUESTION, Kind.RATING)
"""What is posted under its id; of the others the id belongs to a ticket that is on paper."""


class Deed(StrEnum):
    """What staff can do with a record."""

    SHOW = "show"
    RESEND = "resend"
    FORGET = "forget"


class NotSetAside(Exception):
    """There is no such record, or it is not set aside."""


@dataclass(frozen=True)
class SetAside:
    """``number`` names it to staff; ``refusal`` is the backend's code, ``body`` what was sent."""

    number: int
    kind: Kind
    refusal: str
    body: dict[str, object]

    @property
    def at(self) -> datetime | None:
        """When the citizen was there, where the record says it."""
        moment = next((str(self.body[name]) for name in _MOMENTS if name in self.body), None)
        return None if moment is None else datetime.fromisoformat(moment)

    def outline(self) -> "SetAside":
        """Return it without its content: what it is, since when, and why it was refused."""
        return replace(self, body={name: self.body[name] for name in _MOMENTS if name in self.body})


class SetAsideRecords:
    """The records set aside in ``store``; ``account`` is who works with them.

    Methods raise :class:`kiosk.store.StoreError`, and :class:`NotSetAside` for a wrong number.
    """

    def __init__(
        self,
        store: Store,
        *,
        account: str,
        clock: Callable[[], datetime],
        make_id: Callable[[], UUID],
    ) -> None:
        self._store = store
        self._account = account
        self._clock = clock
        self._make_id = make_id

    def all(self) -> tuple[SetAside, ...]:
        """Return every record, the oldest first."""
        with self._store.transaction() as db:
            rows = db.execute(
                "SELECT seq, kind, refusal, body FROM outbox WHERE state = ? ORDER BY seq",
                (State.ASIDE,),
            ).fetchall()
        return tuple(
            SetAside(seq, Kind(kind), refusal, json.loads(body))
            for seq, kind, refusal, body in rows
        )

    def show(self, number: int) -> SetAside:
        """Return a record to be read, which is written down."""
        with self._store.transaction():
            record = self._find(number)
            self._write_down(Deed.SHOW, record)
        return record

    def resend(self, number: int) -> None:
        """Let a record be delivered again; the terminal takes it up with its next heartbeat.

        The backend answers an id it has refused with the same refusal: it goes under a new one.
        """
        with self._store.transaction() as db:
            record = self._find(number)
            self._write_down(Deed.RESEND, record)
            db.execute(
                "UPDATE outbox SET state = ?, refusal = NULL WHERE seq = ?", (State.PENDING, number)
            )
            if record.kind in _KEYED:
                db.execute(
                    "UPDATE outbox SET request_id = ? WHERE seq = ?", (str(self._make_id()), number)
                )

    def forget(self, number: int) -> None:
        """Delete a record and what is left of it in the file.

        Of one that was forgotten before, what may be left is deleted again.
        """
        with self._store.transaction() as db:
            if not self._was_forgotten(number):
                self._write_down(Deed.FORGET, self._find(number))
                db.execute("DELETE FROM outbox WHERE seq = ?", (number,))
        self._store.scrub()

    def _find(self, number: int) -> SetAside:
        found = next((record for record in self.all() if record.number == number), None)
        if found is None:
            raise NotSetAside(f"no record {number} is set aside")
        return found

    def _was_forgotten(self, number: int) -> bool:
        with self._store.transaction() as db:
            found = db.execute(
                "SELECT 1 FROM handling WHERE seq = ? AND deed = ?", (number, Deed.FORGET)
            ).fetchone()
        return found is not None

    def _write_down(self, deed: Deed, record: SetAside) -> None:
        with self._store.transaction() as db:
            db.execute(
                "INSERT INTO handling (at, account, deed, seq, kind) VALUES (?, ?, ?, ?, ?)",
                (self._clock().isoformat(), self._account, deed, record.number, record.kind),
            )
            Book(self._store, self._clock).write(
                self._account, f"outbox.{deed}", f"record {record.number}, {record.kind}"
            )
