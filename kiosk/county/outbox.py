"""What the backend must still receive, durable, delivered in order and then forgotten."""

import random
import threading
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from uuid import UUID

from kiosk.county.bodies import is_past, without_self_check
from kiosk.county.contract import ProblemCode
from kiosk.county.replies import Refused, Unreachable
from kiosk.events import types as events
from kiosk.fresh_threads import FreshThreads
from kiosk.store import Store, StoreError

_FIRST_PAUSE = 0.5
_LONGEST_PAUSE = 30.0
_JOIN_SECONDS = 5.0


class Kind(StrEnum):
    """What a record is to the backend."""

    TICKET = "ticket"
    PAPER = "paper"
    PRINT = "print"
    QUESTION = "question"
    RATING = "rating"


class State(StrEnum):
    """``held``: it is being sent while the citizen waits; ``aside``: it was refused for good."""

    HELD = "held"
    PENDING = "pending"
    ASIDE = "aside"


@dataclass(frozen=True)
class Record:
    """One thing to deliver: ``body`` is the JSON of the contract's message."""

    seq: int
    request_id: UUID
    kind: Kind
    body: str


class Outbox:
    """Records in ``store``, and the thread that delivers them.

    Opening it turns records that were held when the program died into pending ones. Methods that
    write raise :class:`kiosk.store.StoreError`; any thread may call.
    """

    def __init__(self, store: Store, *, chance: Callable[[], float] = random.random) -> None:
        self._store = store
        self._chance = chance
        self._wake = threading.Event()
        self._stopped = threading.Event()
        self._thread: threading.Thread | None = None
        self._hands = FreshThreads(1, "county-delivery")
        self._dirty = True
        self._counted: dict[str, int] = {}
        with store.transaction() as db:
            db.execute("UPDATE outbox SET state = ? WHERE state = ?", (State.PENDING, State.HELD))

    def hold(self, kind: Kind, request_id: UUID, body: str) -> None:
        """Make a request durable; the caller sends it, and then settles or releases it."""
        self._insert(kind, request_id, body, State.HELD)

    def replace(self, request_id: UUID, new_id: UUID, body: str) -> None:
        """Let a held request be another one from now on."""
        with self._store.transaction() as db:
            db.execute(
                "UPDATE outbox SET request_id = ?, body = ? WHERE request_id = ? AND state = ?",
                (str(new_id), body, str(request_id), State.HELD),
            )

    def release(self, request_id: UUID) -> None:
        """Let a held request be delivered from here, since nobody answers now."""
        with self._store.transaction() as db:
            db.execute(
                "UPDATE outbox SET state = ? WHERE request_id = ? AND state = ?",
                (State.PENDING, str(request_id), State.HELD),
            )
        self._changed()

    def settle(self, request_id: UUID) -> None:
        """Forget a held request: it was answered, or nobody was promised anything for it."""
        with self._store.transaction() as db:
            db.execute(
                "DELETE FROM outbox WHERE request_id = ? AND state = ?",
                (str(request_id), State.HELD),
            )
        self._changed()

    def turn_into_paper(self, request_id: UUID, body: str) -> None:
        """Let a held request be delivered as the ticket that is on paper instead."""
        with self._store.transaction() as db:
            db.execute(
                "UPDATE outbox SET kind = ?, body = ?, state = ?"
                " WHERE request_id = ? AND state = ?",
                (Kind.PAPER, body, State.PENDING, str(request_id), State.HELD),
            )
        self._changed()

    def add(self, kind: Kind, request_id: UUID, body: str) -> None:
        """Deliver this after what is here already."""
        self._insert(kind, request_id, body, State.PENDING)
        self._changed()

    def forget_past(self, now: datetime) -> None:
        """Delete self-checks of papers of days before ``now``: no window needs them any more."""
        with self._store.transaction() as db:
            rows = db.execute(
                "SELECT seq, body FROM outbox WHERE kind = ? AND state = ?",
                (Kind.PAPER, State.PENDING),
            ).fetchall()
            shorter = [(without_self_check(body), seq) for seq, body in rows if is_past(body, now)]
            db.executemany("UPDATE outbox SET body = ? WHERE seq = ?", shorter)
        if shorter:
            self._store.scrub()

    def undelivered(self) -> int:
        """Count what the backend has not received yet; as last known where it cannot be read."""
        return self._count("state <> ?")

    def set_aside(self) -> int:
        """Count what the backend refused for good; as last known where it cannot be read."""
        return self._count("state = ?")

    def papers(self) -> int:
        """Count the tickets of the terminal's own series that the backend does not have."""
        with self._store.transaction() as db:
            row = db.execute("SELECT COUNT(*) FROM outbox WHERE kind = ?", (Kind.PAPER,)).fetchone()
        return int(row[0])

    def next(self) -> Record | None:
        """Return the oldest record that waits for delivery."""
        with self._store.reading() as db:
            row = db.execute(
                "SELECT seq, request_id, kind, body FROM outbox WHERE state = ?"
                " ORDER BY seq LIMIT 1",
                (State.PENDING,),
            ).fetchone()
        return None if row is None else Record(row[0], UUID(row[1]), Kind(row[2]), row[3])

    def deliver(self, send: Callable[[Record], object]) -> bool:
        """Deliver in order until nothing waits; tell whether that was reached.

        A record was received unless ``send`` returns ``Refused`` or ``Unreachable`` for it.
        """
        try:
            return self._deliver(send)
        finally:
            # Also where the line breaks in the middle: what was received must not stay for that.
            if self._dirty:
                self._scrub()

    def _scrub(self) -> None:
        # Cleared before: what others change meanwhile is for the next time.
        self._dirty = False
        try:
            self._store.scrub()
        except StoreError:
            self._dirty = True
            raise

    def _deliver(self, send: Callable[[Record], object]) -> bool:
        while record := self.next():
            if self._stopped.is_set():
                return False
            outcome = send(record)
            # A refused credential says something about the terminal, not about the record.
            if isinstance(outcome, Unreachable) or is_unauthorised(outcome):
                return False
            with self._store.transaction() as db:
                if isinstance(outcome, Refused):
                    events.record_set_aside(record.kind, outcome.code)
                    db.execute(
                        "UPDATE outbox SET state = ?, refusal = ?, body = ? WHERE seq = ?",
                        (State.ASIDE, outcome.code, without_self_check(record.body), record.seq),
                    )
                else:
                    db.execute("DELETE FROM outbox WHERE seq = ?", (record.seq,))
            self._dirty = True
        return True

    def start(self, send: Callable[[Record], object]) -> None:
        """Deliver from a thread of its own until :meth:`close`."""
        self._thread = threading.Thread(
            target=self._run, args=(send,), name="county-outbox", daemon=True
        )
        self._thread.start()

    def wake(self) -> None:
        """Try at once, without the rest of the pause: the link may be back."""
        self._wake.set()

    def close(self) -> None:
        """End the thread. What it is sending must be cut first, or this waits for it."""
        self._stopped.set()
        self._wake.set()
        if self._thread is not None:
            self._thread.join(_JOIN_SECONDS)

    def _run(self, send: Callable[[Record], object]) -> None:
        failures = 0
        while not self._stopped.is_set():
            try:
                done = self._hands.submit(self.deliver, send).result()
            except StoreError as error:
                events.delivery_failed(error)
                done = False
            except Exception as error:
                # The thread must outlive a bug: without it nothing is delivered until a restart.
                events.delivery_failed(error)
                done = False
            failures = 0 if done else failures + 1
            self._wake.wait(None if done else self._pause(failures))
            self._wake.clear()

    def _pause(self, failures: int) -> float:
        # The exponent is bounded because the pause is, and 2.0 ** 1024 is an error.
        longest = min(_LONGEST_PAUSE, _FIRST_PAUSE * 2.0 ** min(failures, 16))
        return longest * self._chance()

    def _changed(self) -> None:
        self._dirty = True
        self._wake.set()

    def _insert(self, kind: Kind, request_id: UUID, body: str, state: State) -> None:
        with self._store.transaction() as db:
            db.execute(
                "INSERT INTO outbox (request_id, kind, body, state) VALUES (?, ?, ?, ?)",
                (str(request_id), kind, body, state),
            )

    def _count(self, condition: str) -> int:
        question = f"SELECT COUNT(*) FROM outbox WHERE {condition}"
        # Staff and the county are told of a store that cannot be read as a fault of its own.
        with suppress(StoreError), self._store.reading() as db:
            self._counted[condition] = db.execute(question, (State.ASIDE,)).fetchone()[0]
        return self._counted.get(condition, 0)


def is_unauthorised(outcome: object) -> bool:
    """Tell whether the backend does not know this terminal, or no longer."""
    return isinstance(outcome, Refused) and outcome.code is ProblemCode.UNAUTHORISED
