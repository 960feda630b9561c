"""What must hold after every step, and what must hold once everything has been mended."""

import json
from collections import Counter
from uuid import UUID

from kiosk.county.contract import PrintState, TicketState
from tests.model.backend import QUOTA, Row
from tests.model.ledger import Held
from tests.model.times import date_of_ms
from tests.model.world import World

_HELD_AT_WINDOW = frozenset({TicketState.CALLED, TicketState.SERVING})
_MOST_DELIVERIES = 5


class Violated(AssertionError):
    """An invariant does not hold."""


def check_always(world: World) -> None:
    """Check what holds at every moment, outage or not."""
    rows = world.backend.rows()
    current = current_rows(rows)
    _check_nobody_lost(world, current)
    _check_numbers_differ(world)
    _check_one_ticket_a_request(world, rows)
    _check_windows(rows)
    _check_quota(rows)
    _check_waiting_since_issue(world, rows)
    _check_nothing_set_aside(world)


def check_mended(world: World) -> None:
    """Mend everything, let everything be delivered, and check that all ended well."""
    drain(world)
    check_always(world)
    rows = world.backend.rows()
    current = current_rows(rows)
    for held in world.ledger.held.values():
        _check_held(world, held, current[held.request_id])
    for row in rows:
        _check_life(row)
    _check_tallies(world, rows)
    _check_questions(world)
    _check_ratings(world, current)
    for terminal in world.terminals:
        left = terminal.look("SELECT seq, kind, state, refusal FROM outbox")
        _hold(not left, f"{terminal.name} has not got rid of {left}")


def drain(world: World) -> None:
    """Mend the network and deliver until nothing waits, with late requests in between."""
    world.network.fates.clear()
    world.network.down.clear()
    _deliver_all(world)
    if world.network.under_way:
        while world.network.under_way:
            world.network.arrive(0)
        _deliver_all(world)


def _deliver_all(world: World) -> None:
    for terminal in world.terminals:
        # What stayed held, because the disk did not take that it was answered, goes out then.
        if terminal.look("SELECT 1 FROM outbox WHERE state = 'held'"):
            terminal.start()
        done = any(terminal.office.deliver() for _ in range(_MOST_DELIVERIES))
        _hold(done, f"the outbox of {terminal.name} does not drain")
        _hold(terminal.office.undelivered() == 0, f"{terminal.name} has something left")


def current_rows(rows: list[Row]) -> dict[UUID, Row]:
    """Return the row that counts for each request: the paper's where there are two."""
    return {row.request_id: row for row in sorted(rows, key=lambda row: row.edition)}


def _check_nobody_lost(world: World, current: dict[UUID, Row]) -> None:
    outboxes: dict[str, dict[str, str]] = {}
    for held in world.ledger.held.values():
        row = current.get(held.request_id)
        if row is not None and row.number == held.number:
            _hold(row.state != TicketState.VOID, f"{held.number} is void in somebody's hand")
            continue
        if held.terminal not in outboxes:
            outboxes[held.terminal] = _papers(world, held.terminal)
        waits = outboxes[held.terminal].get(str(held.request_id))
        _hold(waits == held.number, f"{held.number} is neither queued nor on its way")


def _papers(world: World, name: str) -> dict[str, str]:
    terminal = next(one for one in world.terminals if one.name == name)
    found = terminal.look("SELECT request_id, body FROM outbox WHERE kind = 'paper'")
    return {request_id: json.loads(body)["number"] for request_id, body in found}


def _check_numbers_differ(world: World) -> None:
    held = Counter((one.day, one.number) for one in world.ledger.held.values())
    twice = [key for key, count in held.items() if count > 1]
    _hold(not twice, f"two people hold {twice}")


def _check_one_ticket_a_request(world: World, rows: list[Row]) -> None:
    made = set().union(*(terminal.made for terminal in world.terminals))
    strange = [row.number for row in rows if row.request_id not in made]
    _hold(not strange, f"no terminal has asked for {strange}")
    alive = Counter(row.request_id for row in rows if row.state != TicketState.VOID)
    twice = [row.number for row in rows if alive[row.request_id] > 1]
    _hold(not twice, f"one request has the tickets {twice}")


def _check_windows(rows: list[Row]) -> None:
    at = Counter(row.window for row in rows if row.state in _HELD_AT_WINDOW)
    crowded = [window for window, count in at.items() if count > 1]
    _hold(not crowded, f"the windows {crowded} hold several tickets")


def _check_quota(rows: list[Row]) -> None:
    given = Counter(
        row.day
        for row in rows
        if row.service == "advice" and row.edition == 0 and row.state != TicketState.VOID
    )
    _hold(all(count <= QUOTA for count in given.values()), f"more numbers than the quota: {given}")


def _check_waiting_since_issue(world: World, rows: list[Row]) -> None:
    for row in rows:
        if row.request_id not in world.ledger.restored:
            _hold(row.arrival == row.issued_ms, f"{row.number} does not wait from its issue on")


def _check_nothing_set_aside(world: World) -> None:
    for terminal in world.terminals:
        aside = terminal.look("SELECT kind, refusal, body FROM outbox WHERE state = 'aside'")
        _hold(not aside, f"{terminal.name} has set aside {aside}")


def _check_held(world: World, held: Held, row: Row) -> None:
    """Check that the ticket is what the paper says, and came when the paper says."""
    said = (held.number, held.service, held.reason)
    _hold((row.number, row.service, row.reason) == said, f"{held.number} is not what was issued")
    possible = {held.issued_ms}
    if held.offline:
        possible = {min(held.issued_ms, at) for at in world.ledger.deliveries[held.request_id]}
    _hold(row.issued_ms in possible, f"{held.number} lost its issue time: {row.issued_ms}")
    _hold(row.day.isoformat() == date_of_ms(row.issued_ms), f"{held.number} is of another day")
    reported = world.ledger.prints.get(held.request_id, PrintState.PENDING)
    _hold(row.print_state == reported, f"{held.number} is {row.print_state}, not {reported}")


def _check_life(row: Row) -> None:
    _hold(row.state == row.last_period, f"{row.number} stands elsewhere than its periods say")
    _hold(row.state != TicketState.TRANSFERRED, f"{row.number} is with nobody")


def _check_tallies(world: World, rows: list[Row]) -> None:
    waiting = Counter(
        (row.day.isoformat(), row.queue) for row in rows if row.state == TicketState.WAITING
    )
    tallies = world.backend.look("SELECT business_date, service, waiting FROM tally")
    counted = {(day, service): count for day, service, count in tallies if count}
    _hold(counted == dict(waiting), f"counted {counted}, but {dict(waiting)} wait")


def _check_questions(world: World) -> None:
    found = world.backend.look("SELECT code, question, phone FROM matter")
    for asked in world.ledger.asked:
        mine = [(text, phone) for code, text, phone in found if code == asked.code]
        _hold(mine == [(asked.text, asked.phone)], f"{asked} became {mine}")


def _check_ratings(world: World, current: dict[UUID, Row]) -> None:
    rated = {row for (row,) in world.backend.look("SELECT ticket FROM rating")}
    for request_id in world.ledger.rated:
        row = current[request_id]
        _hold(row.row in rated, f"the rating of {row.number} is lost")


def _hold(holds: bool, otherwise: str) -> None:
    if not holds:
        raise Violated(otherwise)
