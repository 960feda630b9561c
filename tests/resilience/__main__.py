"""``make resilience``: the figures of model, canary, intrusion and soak, and whether they hold.

``VISITS``, ``SEED``, ``STEPS`` and ``EVENTS`` in the environment set the sizes.
"""

import json
import os
import sys

from tests.resilience.parts import PARTS, ROOT, run, table


def main() -> None:
    """Run the parts named on the command line, or all; end with 1 where one misses its target."""
    wanted = sys.argv[1:]
    unknown = set(wanted) - {part.name for part in PARTS}
    if unknown:
        sys.exit(f"no such part: {', '.join(sorted(unknown))}")
    outcomes = []
    for part in PARTS:
        if not wanted or part.name in wanted:
            outcomes.append(run(part, os.environ))
            figures = outcomes[-1].figures or {"error": outcomes[-1].error}
            print(json.dumps({part.name: figures}, indent=2, ensure_ascii=False), flush=True)
    target = ROOT / "out" / "resilience.json"
    target.parent.mkdir(exist_ok=True)
    written = {each.part.name: {"ok": each.met, **each.figures} for each in outcomes}
    target.write_text(json.dumps(written, indent=2, ensure_ascii=False) + "\n", encoding="utf-8")
    print(table(outcomes))
    print(f"written to {target.relative_to(ROOT)}")
    sys.exit(0 if all(each.met for each in outcomes) else 1)


if __name__ == "__main__":
    main()
