"""Calling order by accumulating priority with a starvation cap. Pure and exact.

Source: the accumulating priority queue (Kleinrock 1964; Stanford, Taylor & Ziedins 2014): a ticket
of weight ``w`` that arrived at ``t`` scores ``(w+1)·(now−t)``. Normal tickets have weight 0. A
priority ticket that arrived at ``t_p`` overtakes a normal one of ``t_n`` at
``((w+1)·t_p − t_n)/w``.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from fractions import Fraction
from math import ceil, floor


@dataclass(frozen=True)
class Waiting:
    """A waiting ticket: ``arrival`` in any one unit of time, ``counter`` the number's digits."""

    number: str
    arrival: int
    counter: int
    priority: bool


def choose_next(
    waiting: Iterable[Waiting], now: int, weight: Fraction, cap: int, priority_run: int
) -> Waiting | None:
    """Return whom to call: greatest score, then greater weight, then lower number.

    ``priority_run`` is how many priority tickets in a row were called last; once it reaches
    ``cap``, a normal ticket is next if there is one.
    """
    everybody = list(waiting)
    if priority_run >= cap:
        normal = [ticket for ticket in everybody if not ticket.priority]
        everybody = normal or everybody
    return min(everybody, key=lambda ticket: order_key(ticket, now, weight), default=None)


def order_key(ticket: Waiting, now: int, weight: Fraction) -> tuple[Fraction, bool, int, str]:
    """Return a key that sorts whoever is called first to the front."""
    factor = weight + 1 if ticket.priority else Fraction(1)
    return -factor * (now - ticket.arrival), not ticket.priority, ticket.counter, ticket.number


def run_after(priority_run: int, *, called_priority: bool) -> int:
    """Return how many priority calls in a row there are after one more call."""
    return priority_run + 1 if called_priority else 0


def goes_first_before(arrival: int, now: int, weight: Fraction, *, priority: bool) -> int:
    """Return the moment before which a ticket of the *other* class must have arrived to go first.

    ``arrival`` and ``priority`` are one's own. All times are whole units, so the moment is, too;
    at equal scores the priority ticket goes first.
    """
    factor = weight + 1
    if priority:
        return now - floor(factor * (now - arrival))
    return now - ceil((now - arrival) / factor) + 1
