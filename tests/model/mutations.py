"""Faults put into the product one at a time: the model must find each of them."""

from collections.abc import Callable
from contextlib import nullcontext
from datetime import datetime
from typing import Any
from unittest.mock import patch
from uuid import UUID, uuid4

from kiosk.county import delivery, office, outbox, series
from kiosk.county.contract import PaperTicket, Ticket, TicketState
from kiosk.county.outbox import Kind, Outbox, Record, State
from kiosk.county.server import lifecycle, tickets
from kiosk.county.server.lifecycle import Standing
from kiosk.county.server.transactions import Transaction, from_ms, to_ms
from kiosk.store import Store
from kiosk.zone import CENTRE_ZONE

Mutation = Callable[[], Any]
"""Makes a context in which the fault is there."""


def _newest_first() -> Any:
    """The outbox delivers what came last first."""

    def next_record(self: Outbox) -> Record | None:
        with self._store.transaction() as db:
            row = db.execute(
                "SELECT seq, request_id, kind, body FROM outbox WHERE state = ?"
                " ORDER BY seq DESC LIMIT 1",
                (State.PENDING,),
            ).fetchone()
        return None if row is None else Record(row[0], UUID(row[1]), Kind(row[2]), row[3])

    return patch.object(Outbox, "next", next_record)


def _one_id_for_all() -> Any:
    """A terminal uses one request id for everybody."""
    begin = office.Office.__init__

    def initialise(self: Any, *args: Any, **kwargs: Any) -> None:
        made = kwargs["make_id"]()
        begin(self, *args, **{**kwargs, "make_id": lambda: made})

    return patch.object(office.Office, "__init__", initialise)


def _paper_loses() -> Any:
    """The backend keeps the number it had allotted, whatever the paper says."""
    accept = tickets.accept_paper

    def keep(transaction: Transaction, request_id: UUID, paper: Any, terminal: Any) -> Ticket:
        known = tickets.find_by_request(transaction, request_id)
        if known is not None:
            return tickets.view_ticket(transaction, known)
        return accept(transaction, request_id, paper, terminal)

    return patch.object(tickets, "accept_paper", keep)


def _settled_before_the_reply() -> Any:
    """The terminal forgets a request before it has an answer."""
    post = delivery.Delivery.post_ticket

    def initialise(self: Any, *args: Any, **kwargs: Any) -> None:
        begin(self, *args, **kwargs)

        def settle_first(request_id: UUID, body: str, budget: float | None = None) -> Any:
            self._outbox.settle(request_id)
            return post(self._delivery, request_id, body, budget)

        self._delivery.post_ticket = settle_first

    begin = office.Office.__init__
    return patch.object(office.Office, "__init__", initialise)


def _counter_in_memory() -> Any:
    """The counter of a terminal's own series lives in memory."""
    begin = series.Series.__init__

    def initialise(self: Any, store: Store, letter: str) -> None:
        begin(self, store, letter)
        self.counters = {}

    def next_number(self: Any, letter: str, known: object) -> str:
        self.counters[letter] = self.counters.get(letter, 0) + 1
        return f"{letter}{self._letter}{self.counters[letter]:02}"

    return patch.multiple(series.Series, __init__=initialise, next=next_number)


def _date_of_the_terminal() -> Any:
    """A series begins anew with every date of the terminal's own clock."""
    write = office.Office._write_paper

    def dated(self: Any, request_id: UUID, letter: str, request: Any, now: datetime) -> str:
        day = now.astimezone(CENTRE_ZONE).date()

        def next_number(letter: str, known: object) -> str:
            both = letter + self._series._letter
            return f"{both}{self._store.next_number(f'offline/{day}/{both}'):02}"

        with patch.object(self._series, "next", next_number):
            return write(self, request_id, letter, request, now)

    return patch.object(office.Office, "_write_paper", dated)


def _nothing_void() -> Any:
    """The backend leaves the ticket queued whose number nobody holds."""
    move = lifecycle.move

    def leave(
        transaction: Transaction, before: Standing, state: TicketState, *a: Any, **k: Any
    ) -> Any:
        if state is TicketState.VOID:
            return before
        return move(transaction, before, state, *a, **k)

    return patch.object(tickets, "move", leave)


def _no_clamp() -> Any:
    """An issue time after the delivery is believed."""

    def accept(
        transaction: Transaction, request_id: UUID, paper: PaperTicket, caller: Any
    ) -> Ticket:
        now = transaction.now_ms
        transaction.now_ms = max(now, to_ms(paper.issued_at))
        try:
            return original(transaction, request_id, paper, caller)
        finally:
            transaction.now_ms = now

    original = tickets.accept_paper
    return patch.object(tickets, "accept_paper", accept)


def _queued_at_delivery() -> Any:
    """A paper's ticket waits from its delivery on, not from its issue."""

    def accept(
        transaction: Transaction, request_id: UUID, paper: PaperTicket, caller: Any
    ) -> Ticket:
        late = paper.model_copy(update={"issued_at": from_ms(transaction.now_ms)})
        return original(transaction, request_id, late, caller)

    original = tickets.accept_paper
    return patch.object(tickets, "accept_paper", accept)


def _new_key_each_time() -> Any:
    """A request goes out under another key each time."""
    post = delivery.Delivery.post_ticket

    def renamed(self: Any, request_id: UUID, body: str, budget: float | None = None) -> Any:
        call = self._client.call

        def other_key(*args: Any, **kwargs: Any) -> Any:
            if args[1] != "/tickets":
                return call(*args, **kwargs)
            reads = lambda found: Ticket.model_validate_json(found)  # noqa: E731
            return call(args[0], args[1], reads, **{**kwargs, "key": str(uuid4())})

        with patch.object(self._client, "call", other_key):
            return post(self, request_id, body, budget)

    return patch.object(delivery.Delivery, "post_ticket", renamed)


def _late_request_carried_out() -> Any:
    """A request that comes after its paper is carried out like any other."""
    issue = tickets.issue

    def issue_anyway(*args: Any) -> Ticket:
        with patch.object(tickets, "find_by_request", lambda *args: None):
            return issue(*args)

    return patch.multiple(tickets, replace_answer=lambda *args: None, issue=issue_anyway)


def _given_up_is_dropped() -> Any:
    """The outbox forgets what could not be delivered."""
    deliver = Outbox._deliver

    def once(self: Outbox, send: Callable[[Record], object]) -> bool:
        def sent(record: Record) -> object:
            send(record)
            return None

        return deliver(self, sent)

    return patch.object(Outbox, "_deliver", once)


def _deleted_before_sent() -> Any:
    """The outbox forgets a record before it sends it."""

    def deliver(self: Outbox, send: Callable[[Record], object]) -> bool:
        while record := self.next():
            with self._store.transaction() as db:
                db.execute("DELETE FROM outbox WHERE seq = ?", (record.seq,))
            if isinstance(send(record), outbox.Unreachable):
                return False
        return True

    return patch.object(Outbox, "_deliver", deliver)


def _held_for_ever() -> Any:
    """What was held when the power went is not taken up again."""

    def initialise(self: Outbox, store: Store, **kwargs: Any) -> None:
        with patch.object(store, "transaction", lambda: nullcontext(_Deaf())):
            begin(self, store, **kwargs)

    begin = Outbox.__init__
    return patch.object(Outbox, "__init__", initialise)


def _not_written_down_first() -> Any:
    """A request is not on the disk before it is sent."""
    return patch.object(Outbox, "hold", lambda *args: None)


def _number_without_its_record() -> Any:
    """The number is durable, the record of its paper is not."""
    return patch.object(Outbox, "turn_into_paper", lambda *args: None)


def _reports_as_they_come() -> Any:
    """The print report that arrives last stands, not the one that was made last."""
    report = tickets.report_print

    def without_order(transaction: Any, request_id: UUID, told: Any, order: int | None) -> Ticket:
        return report(transaction, request_id, told, None)

    return patch.object(tickets, "report_print", without_order)


class _Deaf:
    def execute(self, *args: object) -> None:
        """Do nothing."""


MUTATIONS: dict[str, tuple[Mutation, str]] = {
    "newest first": (_newest_first, "sent before"),
    "one id for all": (_one_id_for_all, "one request id|has set aside"),
    "paper loses": (_paper_loses, "neither queued nor on its way"),
    "settled before the reply": (_settled_before_the_reply, "neither queued nor on its way"),
    "counter in memory": (_counter_in_memory, "two people hold"),
    "date of the terminal": (_date_of_the_terminal, "two people hold|number_taken"),
    "nothing void": (_nothing_void, "one request has the tickets"),
    "no clamp": (_no_clamp, "lost its issue time"),
    "queued at delivery": (_queued_at_delivery, "lost its issue time"),
    "new key each time": (_new_key_each_time, "no terminal has asked for"),
    "late request carried out": (_late_request_carried_out, "one request has the tickets"),
    "given up is dropped": (_given_up_is_dropped, "neither queued nor on its way"),
    "deleted before sent": (_deleted_before_sent, "sent before None"),
    "held for ever": (_held_for_ever, "has something left"),
    "not written down first": (_not_written_down_first, "neither queued nor on its way"),
    "number without its record": (_number_without_its_record, "neither queued nor on its way"),
    "reports as they come": (_reports_as_they_come, "is .*, not"),
}
"""By name: the fault, and in which words the model finds it."""
