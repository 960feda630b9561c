"""Ends with 0 where this release can read the terminal's data, with 1 where newer tables stand."""

import os
import sqlite3
import sys
from contextlib import closing
from pathlib import Path

from kiosk.config import data_folder, load
from kiosk.county.server.database import SCHEMA
from kiosk.store import SCHEMA_VERSION


def main() -> int:
    """Compare the versions of both databases with those that this release knows."""
    path = Path(os.environ["KIOSK_CONFIG"])
    data = data_folder(load(path), path)
    terminal = ask(data / "terminal.db", "PRAGMA user_version")
    county = ask(data / "county.sqlite3", "SELECT version_num FROM alembic_version")
    too_new = int(terminal or 0) > SCHEMA_VERSION or str(county or "") > SCHEMA
    return 1 if too_new else 0


def ask(path: Path, question: str) -> object:
    """Return the first value of the answer; ``None`` where there is no such file."""
    if not path.exists():
        return None
    with closing(sqlite3.connect(f"file:{path}?mode=ro", uri=True)) as database:
        row = database.execute(question).fetchone()
    return row[0] if row else None


if __name__ == "__main__":
    sys.exit(main())
