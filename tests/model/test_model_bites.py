"""The model finds faults: each of these is put into the product, and must be found."""

from collections import Counter

import pytest
from hypothesis import Phase

from tests.model.mutations import MUTATIONS
from tests.model.running import run_seed

SEEDS = range(101, 131)


@pytest.mark.parametrize("name", MUTATIONS)
def test_a_fault_is_found(name: str) -> None:
    """Seeds are tried in turn, since all that matters is that some way leads there soon."""
    mutate, words = MUTATIONS[name]
    with mutate(), pytest.raises(Exception, match=words):
        run_seeds()


def run_seeds() -> None:
    for seed in SEEDS:
        run_seed(seed, Counter(), examples=10, phases=(Phase.generate,))
