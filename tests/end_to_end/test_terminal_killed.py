"""The terminal is killed while a citizen takes a ticket: what was shown is kept, once."""

import random
import time
from contextlib import suppress
from pathlib import Path

from number_reader import NoNumber
from real_terminal import Hall, await_true, hall, real_terminal, survivors

LIVES = 5
LONGEST_SECONDS = 0.25
"""After the touch; a ticket is on the screen after half of that where nothing else runs."""


def test_a_number_that_was_shown_exists_exactly_once(tmp_path: Path) -> None:
    chance = random.Random(11)
    shown: list[str] = []
    with hall(tmp_path) as place:
        place.write_settings()
        for life in range(LIVES):
            shown += live_and_die(place, chance, wait_for_ticket=life % 2 == 1)
        with real_terminal(place):
            await_true(lambda: place.undelivered() == 0, "the terminal to deliver what it held")
            tickets = place.tickets()
    numbers = [ticket.number for ticket in tickets]
    assert len(shown) >= LIVES // 2
    assert [numbers.count(number) for number in shown] == [1] * len(shown)
    assert len(set(shown)) == len(shown)
    assert len(tickets) <= LIVES
    assert len({ticket.request_id for ticket in tickets}) == len(tickets)


def live_and_die(place: Hall, chance: random.Random, *, wait_for_ticket: bool) -> list[str]:
    """Ask for a ticket, die at a random moment, and return the number that was seen, if any.

    The process is frozen first: what the screen shows then is what a citizen was told.
    """
    with real_terminal(place) as terminal:
        terminal.tap("begin", "home")
        terminal.tap("ticket", "service")
        terminal.tap("advice", "priority")
        terminal.pointer.tap(terminal.page["targets"]["elderly"])
        if wait_for_ticket:
            terminal.reaches("ticket")
        # No event announces a death.
        time.sleep(chance.random() * LONGEST_SECONDS)
        terminal.freeze()
        seen = [place.number_shown()] if wait_for_ticket else number_if_any(place)
        family = terminal.family()
        terminal.kill()
        assert survivors(family) == []
        return seen


def number_if_any(place: Hall) -> list[str]:
    with suppress(NoNumber):
        return [place.number_shown()]
    return []
