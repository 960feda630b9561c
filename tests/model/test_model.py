"""No ticket is lost and none doubled: 20,000 steps of a hall where everything can happen.

``make soak-model`` takes many more, from other seeds.
"""

import pytest

from tests.model.running import run

STEPS = 20_000
SEEDS = (11, 1011, 2011, 3011)
SHARE = STEPS // len(SEEDS)


@pytest.mark.parametrize("seed", SEEDS)
def test_no_ticket_is_lost_and_none_doubled(seed: int) -> None:
    figures = run(seed, steps=SHARE)
    assert figures["steps"] >= SHARE
    happened = ("tickets_offline", "terminal_crashes", "backend_crashes", "late_arrivals")
    assert all(figures[name] > 20 for name in happened), figures


def test_the_shares_make_up_the_steps_that_were_promised() -> None:
    assert SHARE * len(SEEDS) >= STEPS
