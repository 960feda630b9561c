"""The waiting estimate against the published vectors, and what must hold for every queue."""

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kiosk.county.contract import Wait
from kiosk.county.server.waiting import estimate_wait

averages = st.fractions(min_value=Fraction(1, 100), max_value=600, max_denominator=100)
people = st.integers(0, 500)
windows = st.integers(1, 40)


def test_one_waiting_at_one_window_is_8_to_20_minutes():
    assert estimate_wait(Fraction(10), 1, 1) == Wait(shortest=8, longest=20)


def test_one_waiting_at_two_windows_is_0_to_10_minutes():
    assert estimate_wait(Fraction(10), 1, 2) == Wait(shortest=0, longest=10)


def test_nobody_waiting():
    assert estimate_wait(Fraction(10), 0, 1) == Wait(shortest=0, longest=10)


@pytest.mark.parametrize("average", [0, -1])
def test_an_average_of_nothing_is_a_mistake_not_a_zero_wait(average):
    with pytest.raises(ValueError, match="average"):
        estimate_wait(Fraction(average), 3, 1)


def test_no_open_window_is_unknown():
    assert estimate_wait(Fraction(10), 3, 0) is None
    assert estimate_wait(Fraction(10), 3, 0, fallback=0) is None


def test_the_fallback_counts_only_where_no_window_is_open():
    assert estimate_wait(Fraction(10), 1, 0, fallback=2) == Wait(shortest=0, longest=10)
    assert estimate_wait(Fraction(10), 1, 1, fallback=2) == Wait(shortest=8, longest=20)


def test_exact_where_floating_point_is_not():
    # 25 · 3.4 / 5 is 17; in floats it comes out a little below and is floored to 16.
    assert estimate_wait(Fraction("3.4"), 24, 5) == Wait(shortest=10, longest=17)


@given(averages, people, windows)
def test_shortest_never_above_longest(average, before, opened):
    wait = estimate_wait(average, before, opened)
    assert 0 <= wait.shortest <= wait.longest


@given(averages, people, windows)
def test_more_windows_never_lengthen_it(average, before, opened):
    fewer, more = (estimate_wait(average, before, opened + extra) for extra in (0, 1))
    assert more.shortest <= fewer.shortest
    assert more.longest <= fewer.longest


@given(averages, people, windows)
def test_a_later_place_never_shortens_it(average, before, opened):
    earlier, later = (estimate_wait(average, before + extra, opened) for extra in (0, 1))
    assert later.shortest >= earlier.shortest
    assert later.longest >= earlier.longest
