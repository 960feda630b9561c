"""``make bench``: prints what was measured and writes it to ``out/bench.json``."""

import json
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT / "tests" / "support"))

from tests.bench import frames, legal_aid, library, speech, terminal, text_input, tickets, writing  # noqa: E402  the path comes first

PARTS = {
    "terminal": terminal.measure,
    "frames": frames.measure,
    "speech": speech.measure,
    "writing": writing.measure,
    "tickets": tickets.measure,
    "legal_aid": legal_aid.measure,
    "library": library.measure,
    "text_input": text_input.measure,
}


def main() -> None:
    """Measure the parts named on the command line, or all of them, one after the other."""
    wanted = sys.argv[1:] or list(PARTS)
    measured = {}
    for name in wanted:
        measured[name] = PARTS[name]()
        print(json.dumps({name: measured[name]}, indent=2, ensure_ascii=False), flush=True)
    target = ROOT / "out" / "bench.json"
    target.parent.mkdir(exist_ok=True)
    target.write_text(json.dumps(measured, indent=2, ensure_ascii=False) + "\n", encoding="utf-8")
    print(f"written to {target.relative_to(ROOT)}")


if __name__ == "__main__":
    main()
