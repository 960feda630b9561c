"""Calling order: accumulating priority, the starvation cap, and what they promise."""

from fractions import Fraction

from hypothesis import given
from hypothesis import strategies as st

from kiosk.county.server.calling import (
    Waiting,
    choose_next,
    goes_first_before,
    order_key,
    run_after,
)

MINUTE = 60_000
weights = st.fractions(min_value=Fraction(1, 10), max_value=10, max_denominator=10)
caps = st.integers(1, 5)


def overtakes_at(priority_arrival, normal_arrival, weight):
    """The closed form: from this moment on the priority ticket goes before the normal one."""
    return ((weight + 1) * priority_arrival - normal_arrival) / weight


@st.composite
def arrivals(draw):
    """Tickets in the order they were issued: arrivals rise, numbers count up."""
    gaps = draw(st.lists(st.integers(0, 10 * MINUTE), min_size=1, max_size=30))
    queue, at = [], 0
    for counter, gap in enumerate(gaps, 1):
        at += gap
        queue.append(Waiting(f"A{counter:03d}", at, counter, draw(st.booleans())))
    return queue


def call_all(queue, weight, cap, now):
    """Call until nobody waits; return ``(called, run before the call, who waited)``."""
    waiting, run, calls = list(queue), 0, []
    while waiting:
        called = choose_next(waiting, now, weight, cap, run)
        calls.append((called, run, list(waiting)))
        run = run_after(run, called_priority=called.priority)
        waiting.remove(called)
    return calls


def test_priority_overtakes_at_20_minutes():
    normal = Waiting("A001", 0, 1, priority=False)
    elder = Waiting("A002", 10 * MINUTE, 2, priority=True)
    moment = overtakes_at(Fraction(elder.arrival), Fraction(normal.arrival), Fraction(1))
    assert moment == 20 * MINUTE

    def first_at(now):
        return choose_next([normal, elder], now, Fraction(1), 3, 0)

    assert first_at(20 * MINUTE - 1) is normal
    assert first_at(20 * MINUTE) is elder  # equal scores: the greater weight
    assert first_at(20 * MINUTE + 1) is elder


@given(weights, st.integers(0, 100 * MINUTE), st.integers(0, 100 * MINUTE))
def test_closed_form_is_where_the_order_changes(weight, normal_arrival, gap):
    normal = Waiting("A001", normal_arrival, 1, priority=False)
    elder = Waiting("A002", normal_arrival + gap, 2, priority=True)
    moment = overtakes_at(Fraction(elder.arrival), Fraction(normal.arrival), weight)
    at_least = -(-moment.numerator // moment.denominator)
    assert choose_next([normal, elder], at_least, weight, 3, 0) is elder
    if at_least - 1 >= elder.arrival:
        assert choose_next([normal, elder], at_least - 1, weight, 3, 0) is normal


def test_the_lower_number_breaks_a_tie_by_value_not_by_letters():
    second, tenth = (
        Waiting("A2", 0, 2, priority=False),
        Waiting("A10", 0, 10, priority=False),
    )
    assert choose_next([tenth, second], MINUTE, Fraction(1), 3, 0) is second


def test_nobody_waits():
    assert choose_next([], MINUTE, Fraction(1), 3, 0) is None


@given(arrivals(), weights, caps)
def test_first_come_first_served_within_a_class(queue, weight, cap):
    order = [called for called, _, _ in call_all(queue, weight, cap, queue[-1].arrival)]
    for priority in (False, True):
        mine = [ticket for ticket in order if ticket.priority is priority]
        assert mine == sorted(mine, key=lambda ticket: (ticket.arrival, ticket.counter))


@given(arrivals(), weights, caps)
def test_the_cap_is_never_exceeded_while_a_normal_ticket_waits(queue, weight, cap):
    for called, run, waiting in call_all(queue, weight, cap, queue[-1].arrival):
        if run >= cap and any(not ticket.priority for ticket in waiting):
            assert not called.priority


@given(weights, caps)
def test_nobody_waits_for_ever(weight, cap):
    """A normal ticket is called though a new priority ticket arrives before every call."""
    poor = Waiting("A001", MINUTE, 1, priority=False)
    waiting, run = [poor], 0
    for counter in range(2, 2 + cap + 1):
        waiting.append(Waiting(f"A{counter:03d}", 0, counter, priority=True))
        called = choose_next(waiting, 2 * MINUTE, weight, cap, run)
        if called is poor:
            return
        run = run_after(run, called_priority=called.priority)
        waiting.remove(called)
    raise AssertionError("the cap let a normal ticket starve")


@given(arrivals(), weights, st.integers(0, 60 * MINUTE))
def test_counting_those_ahead_agrees_with_the_order(queue, weight, later):
    now = queue[-1].arrival + later
    for mine in queue:
        ahead = [o for o in queue if order_key(o, now, weight) < order_key(mine, now, weight)]
        bound = goes_first_before(mine.arrival, now, weight, priority=mine.priority)
        counted = [
            other
            for other in queue
            if (
                (other.arrival, other.counter) < (mine.arrival, mine.counter)
                if other.priority is mine.priority
                else other.arrival < bound
            )
        ]
        assert counted == ahead
