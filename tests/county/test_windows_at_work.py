"""Windows: call, recall, serve, transfer, put back; the life of a ticket as periods."""

import itertools
from uuid import uuid4

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import func, select

from kiosk.county.contract import (
    PriorityReason,
    ProblemCode,
    TicketRequest,
    TicketState,
    WindowAction,
    WindowOrder,
)
from kiosk.county.server import lifecycle, tables
from kiosk.county.server.problems import Refusal
from kiosk.county.server.tickets import cancel, issue, ticket_of
from kiosk.county.server.views import view_ticket
from kiosk.county.server.windows import RECALL_SECONDS, act_at_window, view_window

ELDER = PriorityReason.ELDERLY


def take(county, service="advice", reason=None):
    request_id = uuid4()
    order = TicketRequest(service=service, reason=reason)
    return county.do(lambda transaction: issue(transaction, request_id, order, "hall-1"))


def act(county, window, action, **order):
    return county.do(
        lambda transaction: act_at_window(
            transaction, window, WindowAction(action), WindowOrder(**order)
        )
    )


def look(county, ticket):
    return county.do(
        lambda transaction: view_ticket(transaction, ticket_of(transaction, ticket.id))
    )


def refusal(county, window, action, **order):
    with pytest.raises(Refusal) as refused:
        act(county, window, action, **order)
    return refused.value.code


def test_the_usual_life(county):
    ticket = take(county)
    states = []
    for action in ("next", "serve", "done"):
        county.later(minutes=2)
        act(county, 2, action)
        states.append(look(county, ticket).state)
    assert states == ["called", "serving", "done"]
    periods = look(county, ticket).periods
    assert [period.state for period in periods] == ["waiting", "called", "serving", "done"]
    assert [period.window for period in periods] == [None, 2, 2, 2]
    assert all(before.until == after.since for before, after in itertools.pairwise(periods))
    assert periods[-1].until is None


def test_two_windows_never_hold_one_ticket(county):
    take(county)
    assert act(county, 2, "next").ticket.number == "B001"
    assert act(county, 3, "next").ticket is None


def test_a_move_from_a_place_that_was_left_is_refused(county):
    """Compare-and-set: what a caller saw must still be so when it writes."""
    ticket = take(county)

    def race(transaction):
        row = ticket_of(transaction, ticket.id)
        seen = lifecycle.standing_of(transaction, row.id)
        lifecycle.move(transaction, seen, TicketState.CALLED, "next", window=2)
        lifecycle.move(transaction, seen, TicketState.CALLED, "next", window=3)

    with pytest.raises(Refusal) as refused:
        county.do(race)
    assert refused.value.code is ProblemCode.WRONG_STATE
    assert look(county, ticket).state is TicketState.WAITING


def test_a_window_finishes_one_before_the_next(county):
    take(county)
    take(county)
    act(county, 2, "next")
    assert refusal(county, 2, "next") is ProblemCode.WRONG_STATE


def test_priority_is_called_by_accumulated_waiting(county):
    take(county)
    county.later(minutes=10)
    elder = take(county, reason=ELDER)
    county.later(minutes=10)
    assert act(county, 2, "next").ticket.id == elder.id


def test_before_it_has_overtaken_the_normal_ticket_is_called(county):
    normal = take(county)
    county.later(minutes=10)
    take(county, reason=ELDER)
    county.later(minutes=9, seconds=59)
    assert act(county, 2, "next").ticket.id == normal.id


def test_after_three_priority_calls_a_normal_ticket_is_next(county):
    county.later(seconds=1)
    for _ in range(5):
        take(county, reason=ELDER)
    normal = take(county)
    called = []
    for _ in range(4):
        county.later(seconds=1)
        called.append(act(county, 2, "next").ticket)
        act(county, 2, "done")
    assert [ticket.reason for ticket in called] == [ELDER, ELDER, ELDER, None]
    assert called[3].id == normal.id


def test_recalling_is_spaced(county):
    take(county)
    act(county, 2, "next")
    county.later(seconds=RECALL_SECONDS - 1)
    assert refusal(county, 2, "recall") is ProblemCode.TOO_SOON
    county.later(seconds=1)
    ticket = act(county, 2, "recall").ticket
    assert [period.cause for period in ticket.periods] == ["issued", "next", "recalled"]


def test_a_missed_ticket_goes_back_to_the_end(county):
    missed = take(county)
    county.later(minutes=1)
    other = take(county)
    act(county, 2, "next")
    act(county, 2, "missed")
    county.later(minutes=1)
    act(county, 2, "restore", ticket=missed.number)
    assert look(county, missed).ahead == 1
    assert act(county, 2, "next").ticket.id == other.id
    act(county, 2, "done")
    assert act(county, 2, "next").ticket.id == missed.id


def test_a_missed_ticket_is_recalled_by_number(county):
    missed = take(county)
    act(county, 2, "next")
    act(county, 2, "missed")
    assert act(county, 3, "recall", ticket=missed.number).ticket.id == missed.id


def test_only_a_missed_ticket_can_be_put_back(county):
    ticket = take(county)
    assert refusal(county, 2, "restore", ticket=ticket.number) is ProblemCode.WRONG_STATE
    act(county, 2, "next")
    assert refusal(county, 2, "restore", ticket=ticket.number) is ProblemCode.WRONG_STATE
    assert refusal(county, 2, "restore", ticket="B999") is ProblemCode.NOT_FOUND


def test_a_transferred_ticket_keeps_its_number_and_its_waiting(county):
    take(county, "legal-aid")
    county.later(minutes=-5)
    ticket = take(county)
    county.later(minutes=10)
    act(county, 2, "next")
    state = act(county, 2, "transfer", to="legal-aid")
    assert state.ticket is None
    moved = look(county, ticket)
    assert (moved.number, moved.service, moved.windows) == (ticket.number, "legal-aid", (4,))
    assert [period.state for period in moved.periods] == [
        "waiting",
        "called",
        "transferred",
        "waiting",
    ]
    assert moved.ahead == 0
    assert act(county, 4, "next").ticket.id == ticket.id


def test_a_transfer_needs_another_service_that_exists(county):
    take(county)
    act(county, 2, "next")
    assert refusal(county, 2, "transfer") is ProblemCode.INVALID
    assert refusal(county, 2, "transfer", to="advice") is ProblemCode.INVALID
    assert refusal(county, 2, "transfer", to="car-wash") is ProblemCode.INVALID


def test_a_closed_window_calls_nobody_and_counts_for_no_estimate(county):
    take(county)
    take(county)
    before = take(county).wait
    act(county, 3, "close")
    assert refusal(county, 3, "next") is ProblemCode.WRONG_STATE
    assert take(county).wait.longest > before.longest
    assert not county.do(lambda transaction: view_window(transaction, 3)).open
    act(county, 3, "open")
    assert act(county, 3, "next").ticket is not None
    assert refusal(county, 3, "close") is ProblemCode.WRONG_STATE


def test_a_cancelled_ticket_is_not_called(county):
    first, second = take(county), take(county)
    county.do(lambda transaction: cancel(transaction, first.id))
    assert look(county, second).ahead == 0
    assert act(county, 2, "next").ticket.id == second.id
    act(county, 2, "serve")
    with pytest.raises(Refusal):
        county.do(lambda transaction: cancel(transaction, second.id))


def test_every_state_has_its_followers():
    assert set(lifecycle.FOLLOWS) == set(TicketState)
    for before in TicketState:
        for after in TicketState:
            allowed = after in lifecycle.FOLLOWS[before]
            assert not (allowed and before is TicketState.VOID)
            assert not (allowed and after is TicketState.SERVING and before != TicketState.CALLED)
            assert not (
                allowed
                and before is TicketState.WAITING
                and after in (TicketState.SERVING, TicketState.DONE, TicketState.MISSED)
            )


steps = st.lists(
    st.tuples(
        st.sampled_from(["take", "elder", *WindowAction]),
        st.sampled_from([2, 3, 4]),
        st.integers(0, 90),
    ),
    max_size=40,
)


@given(steps)
@settings(
    max_examples=25,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
def test_whatever_is_done_periods_standings_and_counts_agree(county, todo):
    county.later(days=1)
    for action, window, seconds in todo:
        county.later(seconds=seconds)
        if action in ("take", "elder"):
            take(county, "advice", ELDER if action == "elder" else None)
            continue
        try:
            act(county, window, action, to="legal-aid", ticket=f"B{1 + seconds % 5:03d}")
        except Refusal:
            continue
    county.do(check_books)


def check_books(transaction):
    execute = transaction.connection.execute
    periods, standing = tables.period, tables.standing.c
    for row in execute(select(tables.standing)):
        life = execute(
            select(periods).where(periods.c.ticket == row.ticket).order_by(periods.c.sequence)
        ).all()
        last = life[-1]
        assert [period.sequence for period in life] == list(range(len(life)))
        assert (last.sequence, last.state, last.window, last.service) == (
            row.sequence,
            row.state,
            row.window,
            row.service,
        )
        for before, after in itertools.pairwise(life):
            assert before.since <= after.since
            assert after.state in lifecycle.FOLLOWS[TicketState(before.state)]
    for tally in execute(select(tables.tally)):
        waiting = execute(
            select(func.count()).where(
                standing.business_date == tally.business_date,
                standing.service == tally.service,
                standing.state == "waiting",
            )
        ).scalar()
        assert tally.waiting == waiting
    held = execute(select(standing.window).where(standing.state.in_(lifecycle.HELD))).scalars()
    windows = list(held)
    assert len(windows) == len(set(windows))
