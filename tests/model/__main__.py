"""``make soak-model``: many steps from seeds nobody has tried; one JSON object of figures."""

import json
import os
import sys
from secrets import randbelow
from time import monotonic

import click

from tests.model.running import run

TARGET_STEPS = 50_000
_SEEDS = 10**9


@click.command()
@click.option("--steps", default=TARGET_STEPS, show_default=True, help="So many are enough.")
@click.option("--seconds", type=float, help="Stop after so long, however many there were.")
@click.option("--seed", type=int, help="Begin with this seed, to repeat what was found.")
def main(steps: int, seconds: float | None, seed: int | None) -> None:
    """Take steps of the model; exit 1, after the shortest way there, where an invariant breaks."""
    first = randbelow(_SEEDS) if seed is None else seed
    begun = monotonic()
    failures = []
    figures = {}
    try:
        figures = dict(run(first, steps=steps, seconds=seconds))
    except AssertionError as broken:
        failures = [str(broken), *getattr(broken, "__notes__", ())]
    took = monotonic() - begun
    print(
        json.dumps(
            {
                "first_seed": first,
                **figures,
                "seconds": round(took, 1),
                "steps_per_second": round(figures.get("steps", 0) / took),
                "failures": failures,
            },
            indent=2,
            ensure_ascii=False,
        )
    )
    sys.exit(1 if failures else os.EX_OK)


if __name__ == "__main__":
    main()
