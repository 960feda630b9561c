"""Running the machine: so many steps from a seed on, and what came of it."""

import gc
from collections import Counter
from time import monotonic

from hypothesis import HealthCheck, Phase, seed, settings
from hypothesis.stateful import run_state_machine_as_test

from tests.model.machine import Centre

STEPS_EACH = 100
_EXAMPLES = 12


def run(
    first_seed: int,
    *,
    steps: int,
    seconds: float | None = None,
    phases: tuple[Phase, ...] = (Phase.generate, Phase.shrink),
) -> Counter[str]:
    """Run until ``steps`` were taken or ``seconds`` are over; return the figures.

    Each seed is good for some examples; seeds are counted up from ``first_seed``. Raises what an
    invariant raises, with the shortest sequence that leads there in its notes.
    """
    figures: Counter[str] = Counter()
    end = None if seconds is None else monotonic() + seconds
    # Hypothesis makes millions of small objects, of which none is ever garbage for long.
    gc.freeze()
    while figures["steps"] < steps and (end is None or monotonic() < end):
        run_seed(first_seed + figures["seeds"], figures, phases=phases)
        figures["seeds"] += 1
    return figures


def run_seed(
    number: int,
    figures: Counter[str],
    *,
    examples: int = _EXAMPLES,
    phases: tuple[Phase, ...] = (Phase.generate, Phase.shrink),
) -> None:
    """Run the examples of one seed, adding to ``figures``."""
    machine = seed(number)(type("Centre", (Centre,), {"figures": figures}))
    run_state_machine_as_test(
        machine,
        settings=settings(
            max_examples=examples,
            stateful_step_count=STEPS_EACH,
            database=None,
            deadline=None,
            derandomize=False,
            phases=phases,
            report_multiple_bugs=False,
            suppress_health_check=list(HealthCheck),
        ),
    )
