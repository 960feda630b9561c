"""``python -m tests.soak``: visits of all kinds back to back; prints what was left behind."""

import argparse
import json
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT / "tests" / "support"))

from kiosk.forgetting import begin_forgetful  # noqa: E402  the path comes first
from tests.soak.leaks import LEAKS, leak  # noqa: E402
from tests.soak.soak import Soak  # noqa: E402
from tests.soak.visits import MOST_PAGES  # noqa: E402


def main() -> None:
    """Print one JSON object of figures; end with 1 where a target is missed."""
    begin_forgetful()  # The terminal's own way with memory.
    parser = argparse.ArgumentParser(prog="python -m tests.soak", description=main.__doc__)
    parser.add_argument("--visits", type=int, default=20_000)
    parser.add_argument("--warm", type=int, default=100, help="visits before the first measure")
    parser.add_argument("--pages", type=int, default=MOST_PAGES, help="of a visit, at most")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--leak", choices=LEAKS, nargs="*", default=[], help="leave these behind")
    wanted = parser.parse_args()
    soak = Soak(wanted.visits, wanted.warm, wanted.seed, wanted.pages, leak(wanted.leak))
    figures = soak.run(lambda line: print(line, file=sys.stderr, flush=True))
    print(json.dumps(figures, indent=2, ensure_ascii=False))
    sys.exit(1 if figures["missed"] else 0)


if __name__ == "__main__":
    main()
