"""``python -m tests.intrusion``: tries for long to get in, and prints the figures as JSON.

Ends with 1 where somebody got in, or the backend answered what its description does not say.
"""

import json
import random
import sys
from dataclasses import asdict
from pathlib import Path
from tempfile import TemporaryDirectory

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT / "tests" / "support"))

from server import running_server  # noqa: E402  the path comes first

from tests.intrusion.conformity import credentials_of, examine  # noqa: E402
from tests.intrusion.fuzz import fuzz  # noqa: E402

EVENTS = 50_000
EXAMPLES = 60


def main(arguments: list[str]) -> int:
    """Take the number of events and a seed from the command line, or 50,000 and a new one."""
    events = int(arguments[0]) if arguments else EVENTS
    seed = int(arguments[1]) if len(arguments) > 1 else random.SystemRandom().randrange(2**32)
    print(f"seed {seed}", file=sys.stderr, flush=True)
    with TemporaryDirectory() as folder, running_server(Path(folder)) as server:
        conformity = [
            examine(server, holder, credential, EXAMPLES, seed, "coverage,fuzzing,stateful")
            for holder, credential in credentials_of(server).items()
        ]
    stormed = fuzz(events, seed)
    figures = {
        "touch_and_keys": stormed.as_json(),
        "backend": [asdict(each) for each in conformity],
    }
    print(json.dumps(figures, indent=2, ensure_ascii=False))
    return 1 if stormed.faults or any(each.failures for each in conformity) else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
