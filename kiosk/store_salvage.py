"""Saves what can be read of a damaged store: records of the outbox, and values."""

import json
import sqlite3
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any
from uuid import UUID

_KINDS = frozenset({"ticket", "paper", "print", "question", "rating"})
_STATES = frozenset({"held", "pending", "aside"})
_RECORD = "seq, request_id, kind, body, state, refusal"
_MOST = 100_000
"""Numbers of records tried one by one; an outbox of a week's outage holds a few thousand."""

Row = tuple[Any, ...]


def move_aside(path: Path, now: datetime) -> Path:
    """Give a damaged file, and what belongs to it, a name with the time; return the new path."""
    kept = path.with_name(f"{path.name}.damaged-{now:%Y%m%dT%H%M%S%f}")
    for ending in ("", "-wal", "-shm"):
        part = path.with_name(path.name + ending)
        if part.exists():
            part.rename(kept.with_name(kept.name + ending))
    return kept


def damaged_copies(path: Path) -> tuple[str, ...]:
    """Return the names of the files that were moved aside and are still there."""
    found = (each.name for each in path.parent.glob(f"{path.name}.damaged-*"))
    return tuple(sorted(name for name in found if not name.endswith(("-wal", "-shm"))))


@dataclass(frozen=True)
class Saved:
    """How much was saved."""

    records: int
    values: int


def salvage(damaged: Path, into: sqlite3.Connection) -> Saved:
    """Copy every sound record and value of the file ``damaged`` into a new store.

    Read from both ends of each table and then one by one, so that a page that is gone takes no
    others with it. The damaged file stays as it is. Raises ``sqlite3.Error`` for ``into`` alone.
    """
    log = damaged.with_name(f"{damaged.name}-wal")
    # Where there is no write-ahead log, reading must not begin one beside the file.
    with _Reader(damaged, "mode=ro" if log.exists() else "mode=ro&immutable=1") as db:
        records = {row[0]: row for row in _records(db) if _is_record(row)}
        values = {row[0]: row for row in _values(db) if _is_value(row)}
    into.execute("BEGIN IMMEDIATE")
    into.executemany(
        f"INSERT INTO outbox ({_RECORD}) VALUES (?, ?, ?, ?, ?, ?)",
        [records[seq] for seq in sorted(records)],
    )
    into.executemany("INSERT OR IGNORE INTO state VALUES (?, ?)", values.values())
    into.execute("COMMIT")
    return Saved(len(records), len(values))


class _Reader:
    """Reads a file that may be anything; what cannot be read is no row."""

    def __init__(self, path: Path, options: str) -> None:
        self._uri = f"{path.absolute().as_uri()}?{options}"

    def __enter__(self) -> "_Reader":
        try:
            self._db: sqlite3.Connection | None = sqlite3.connect(self._uri, uri=True)
        except sqlite3.Error:
            self._db = None
        return self

    def __exit__(self, *error: object) -> None:
        if self._db is not None:
            self._db.close()

    def rows(self, question: str, *values: object) -> Iterator[Row]:
        """Yield rows until the file has no more, or none that can be read."""
        if self._db is None:
            return
        try:
            yield from self._db.execute(question, values)
        # sqlite3 decodes text as it reads, and a schema that is damaged raises what it likes.
        except (sqlite3.Error, UnicodeDecodeError, OverflowError, MemoryError):
            return


def _records(db: _Reader) -> Iterable[Row]:
    yield from db.rows(f"SELECT {_RECORD} FROM outbox NOT INDEXED ORDER BY seq")
    yield from db.rows(f"SELECT {_RECORD} FROM outbox NOT INDEXED ORDER BY seq DESC")
    ends = [*db.rows("SELECT seq FROM outbox NOT INDEXED ORDER BY seq LIMIT 1")]
    ends += db.rows("SELECT seq FROM outbox NOT INDEXED ORDER BY seq DESC LIMIT 1")
    ends += db.rows("SELECT seq FROM sqlite_sequence WHERE name = 'outbox'")
    known = [row[0] for row in ends if isinstance(row[0], int)]
    last = max(known, default=0)
    for seq in range(max(1, last - _MOST), last + 1):
        yield from db.rows(f"SELECT {_RECORD} FROM outbox NOT INDEXED WHERE seq = ?", seq)


def _values(db: _Reader) -> Iterable[Row]:
    yield from db.rows("SELECT key, value FROM state ORDER BY key")
    yield from db.rows("SELECT key, value FROM state ORDER BY key DESC")


def _is_record(row: Row) -> bool:
    seq, request_id, kind, body, state, refusal = row
    return (
        isinstance(seq, int)
        and _is_id(request_id)
        and kind in _KINDS
        and state in _STATES
        and (refusal is None or isinstance(refusal, str))
        and isinstance(_read(body), dict)
    )


def _is_value(row: Row) -> bool:
    key, value = row
    return isinstance(key, str) and _read(value) is not None


def _is_id(text: object) -> bool:
    try:
        return isinstance(text, str) and str(UUID(text)) == text
    except ValueError:
        return False


def _read(text: object) -> object:
    try:
        return json.loads(text) if isinstance(text, str) else None
    except ValueError:
        return None
