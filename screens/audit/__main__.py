"""``make audit``: every page in every look, measured. Ends with 1 if a rule is broken anywhere."""

import argparse
import shutil
import sys
from pathlib import Path
from time import monotonic

from kiosk.fonts import ensure_fonts
from screens.audit import data
from screens.audit.report import summary, write
from screens.audit.workers import FONTS, audit, on_paper, page_names

OUT = Path("out") / "audit"


def main(arguments: list[str]) -> int:
    """Audit; return 1 if anything fails."""
    parser = argparse.ArgumentParser(prog="make audit")
    parser.add_argument("page", nargs="*", help="beginnings of names of pages; all without one")
    parser.add_argument("--look", action="append", help="such as zh-200-contrast; all without one")
    parser.add_argument("--out", type=Path, default=OUT)
    chosen = parser.parse_args(arguments)
    begun = monotonic()
    shutil.rmtree(chosen.out, ignore_errors=True)
    names = [n for n in page_names() if not chosen.page or n.startswith(tuple(chosen.page))]
    looks = [name for name, _ in data.looks() if not chosen.look or name in chosen.look]
    ensure_fonts(FONTS)
    table, shots = audit(names, looks, chosen.out)
    table += on_paper()
    write(chosen.out, table, shots)
    print("\n".join(summary(table)))
    failed = sum(row.failures for row in table)
    print(f"{len(shots)} sheets of {len(names)} pages in {len(looks)} looks, {failed} failures, "
          f"{monotonic() - begun:.0f} s: {chosen.out / 'index.html'}")  # fmt: skip
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
