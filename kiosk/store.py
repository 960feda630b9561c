"""The terminal's durable state: one SQLite file that survives loss of power.

Small values (counters, flags, the last centre) live here as JSON under a key; the outbox keeps its
records in the same file, so that a counter and the record that uses it are one transaction.
"""

import json
import os
import shutil
import sqlite3
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from datetime import datetime
from pathlib import Path

from kiosk.audit_sql import SQLITE_BEGINNING, SQLITE_GUARDS, SQLITE_TABLES
from kiosk.events import types as events
from kiosk.faults import Fault, FaultCode
from kiosk.store_salvage import damaged_copies, move_aside, salvage

SCHEMA_VERSION = 3
_FIRST_SCHEMA = (
    "CREATE TABLE state (key TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID",
    """CREATE TABLE outbox (
    seq INTEGER PRIMARY KEY AUTOINCREMENT,
    request_id TEXT NOT NULL,
    kind TEXT NOT NULL,
    body TEXT NOT NULL,
    state TEXT NOT NULL,
    refusal TEXT
)""",
    "CREATE INDEX outbox_state ON outbox (state, seq)",
)
_HANDLING = (
    """CREATE TABLE handling (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    at TEXT NOT NULL,
    account TEXT NOT NULL,
    deed TEXT NOT NULL,
    seq INTEGER NOT NULL,
    kind TEXT NOT NULL
)""",
    "CREATE TRIGGER handling_stays BEFORE DELETE ON handling"
    " BEGIN SELECT RAISE(ABORT, 'what staff did stays written'); END",
    "CREATE TRIGGER handling_is_true BEFORE UPDATE ON handling"
    " BEGIN SELECT RAISE(ABORT, 'what staff did stays as written'); END",
)
_AUDIT = (*SQLITE_TABLES, *SQLITE_BEGINNING, *SQLITE_GUARDS.values())
_STEPS = (_FIRST_SCHEMA, _HANDLING, _AUDIT)
_NOT_THE_FILE = {
    sqlite3.SQLITE_BUSY,
    sqlite3.SQLITE_CANTOPEN,
    sqlite3.SQLITE_FULL,
    sqlite3.SQLITE_IOERR,
    sqlite3.SQLITE_LOCKED,
    sqlite3.SQLITE_NOMEM,
    sqlite3.SQLITE_PERM,
    sqlite3.SQLITE_PROTOCOL,
    sqlite3.SQLITE_READONLY,
}
_BUSY_SECONDS = 5.0


_DAMAGED = {sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB}
_FAULT_OF = {
    sqlite3.SQLITE_FULL: FaultCode.DISK_FULL,
    sqlite3.SQLITE_BUSY: FaultCode.STORE_LOCKED,
    sqlite3.SQLITE_LOCKED: FaultCode.STORE_LOCKED,
}
LOW_BYTES = 200 * 2**20
"""Below so much free disk staff are told, while the terminal still works."""
_PROBE = "probe"


class StoreError(Exception):
    """The state could not be read or made durable: disk full, closed, not ours."""


class Store:
    """Durable key/value state in ``path``; every ``set`` is on the disk when it returns.

    A damaged file is moved aside, at the start or whenever it shows, and ``fault`` names it; the
    terminal goes on with what could be saved of it, and ``renewed`` is called where it was running.
    ``clock`` names the file moved aside. A ``guest`` works beside the terminal on a file that is
    its: one that is missing or damaged is an error then, and stays as it is. Any thread may call.
    Raises :class:`StoreError`.
    """

    def __init__(self, path: Path, *, clock: Callable[[], datetime], guest: bool = False) -> None:
        self.fault: str | None = None
        self.renewed: Callable[[], None] = _nothing
        self._path, self._clock, self._guest = path, clock, guest
        self._trouble: Fault | None = None
        self._lock = threading.RLock()
        self._depth = 0
        self._db: sqlite3.Connection | None = None
        try:
            if guest and not path.exists():
                raise StoreError("there is no such file")
            path.parent.mkdir(parents=True, exist_ok=True)
            try:
                self._db = _open(path)
            except _Damaged as damage:
                if guest:
                    raise
                self._db = self._begin_anew(str(damage))
        except (OSError, sqlite3.Error, _Damaged, StoreError) as error:
            raise StoreError(f"{path}: {error}") from error

    @contextmanager
    def transaction(self) -> Iterator[sqlite3.Connection]:
        """Run the block as one transaction, durable at its end; inside another one, join it."""
        with self._lock:
            if self._db is None:
                raise StoreError("the store is closed")
            if self._depth:
                yield self._db
                return
            try:
                yield from self._outermost(self._db)
            except sqlite3.Error as error:
                self._note(error)
                raise StoreError(str(error)) from error
            self._trouble = None

    @contextmanager
    def reading(self) -> Iterator[sqlite3.Connection]:
        """Run the block to look only; unlike a transaction it waits for no other program."""
        with self._lock:
            if self._db is None:
                raise StoreError("the store is closed")
            if self._depth:
                yield self._db
                return
            try:
                yield self._db
            except sqlite3.Error as error:
                self._note(error)
                raise StoreError(str(error)) from error

    def faults(self) -> tuple[Fault, ...]:
        """Return what ails the file and its disk, now; what failed last is tried again.

        A damaged file is a fault until staff have taken the copy of it away.
        """
        free = shutil.disk_usage(self._path.parent).free
        if self._trouble is not None or free < LOW_BYTES:
            with suppress(StoreError):
                self.set(_PROBE, None)
        found = [] if self._trouble is None else [self._trouble]
        if not found and free < LOW_BYTES:
            found.append(Fault(FaultCode.DISK_LOW, f"{free // 2**20} MB"))
        if aside := ", ".join(damaged_copies(self._path)):
            found.append(Fault(FaultCode.STORE_DAMAGED, aside))
        return tuple(found)

    def _note(self, error: sqlite3.Error) -> None:
        """Remember what a failure says of the disk; from a damaged file go on to a new one."""
        code = _primary_code(error)
        if code in _DAMAGED and not self._guest:
            with suppress(OSError, sqlite3.Error, _Damaged, StoreError):
                self._renew(" ".join(str(error).split()))
        elif code in _NOT_THE_FILE:
            name = getattr(error, "sqlite_errorname", "")
            self._trouble = Fault(_FAULT_OF.get(code, FaultCode.DISK_BROKEN), name)

    def _renew(self, why: str) -> None:
        if self._db is not None:
            self._db.close()
            self._db = None
        self._db = self._begin_anew(why)
        self.renewed()

    def _begin_anew(self, why: str) -> sqlite3.Connection:
        """Move the damaged file aside and begin another one with what can be saved of it."""
        kept = move_aside(self._path, self._clock())
        db = _open(self._path)
        saved = salvage(kept, db)
        events.state_file_damaged(self._path)
        self.fault = (
            f"{self._path.name} was damaged ({why}); kept as {kept.name},"
            f" {saved.records} records and {saved.values} values saved"
        )
        return db

    def _outermost(self, db: sqlite3.Connection) -> Iterator[sqlite3.Connection]:
        db.execute("BEGIN IMMEDIATE")
        self._depth += 1
        try:
            yield db
            db.execute("COMMIT")
        finally:
            self._depth -= 1
            if db.in_transaction:
                db.execute("ROLLBACK")

    def get(self, key: str) -> object:
        """Return the value kept under ``key``, or ``None``."""
        with self.reading() as db:
            row = db.execute("SELECT value FROM state WHERE key = ?", (key,)).fetchone()
        try:
            return None if row is None else json.loads(row[0])
        except ValueError as error:
            raise StoreError(f"the value of {key} is damaged") from error

    def set(self, key: str, value: object) -> None:
        """Keep ``value`` (anything JSON can say) under ``key``."""
        text = json.dumps(value, ensure_ascii=False)
        with self.transaction() as db:
            db.execute(
                "INSERT INTO state VALUES (?, ?)"
                " ON CONFLICT (key) DO UPDATE SET value = excluded.value",
                (key, text),
            )

    def next_number(self, key: str, *, first: int = 1) -> int:
        """Count one further under ``key``, beginning with ``first``; no number comes twice."""
        with self.transaction():
            last = self.get(key)
            number = max(first, last + 1 if isinstance(last, int) else first)
            self.set(key, number)
        return number

    def scrub(self) -> None:
        """Leave nothing of deleted rows in the file, nor in its write-ahead log.

        The file is written anew: where SQLite moved rows from page to page, ``secure_delete``
        leaves copies behind. Raises :class:`StoreError` where another program is in the way.
        """
        with self._lock:
            if self._db is None:
                raise StoreError("the store is closed")
            try:
                self._db.execute("VACUUM")
                busy, *_ = self._db.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()
            except sqlite3.Error as error:
                self._note(error)
                raise StoreError(str(error)) from error
        if busy:
            raise StoreError("another program reads the file, which keeps what was deleted")

    def close(self) -> None:
        """Close the file; closing twice is allowed."""
        with self._lock:
            if self._db is not None:
                self._db.close()
                self._db = None


def _nothing() -> None:
    """Where nobody wants to know."""


class _Damaged(Exception):
    """The file is no sound database."""


def _open(path: Path) -> sqlite3.Connection:
    # SQLite gives its -wal and -shm files the mode of the main file. One that is there is not
    # opened: closing it again would drop the locks this process may have on it (fcntl, POSIX).
    with suppress(FileExistsError):
        os.close(os.open(path, os.O_RDWR | os.O_CREAT | os.O_EXCL, 0o600))
    db = sqlite3.connect(
        path,
        isolation_level=None,
        check_same_thread=False,
        timeout=_BUSY_SECONDS,
        # A statement that is kept keeps what it was last given.
        cached_statements=0,
    )
    try:
        _prepare(db)
    except (sqlite3.Error, UnicodeDecodeError) as error:
        db.close()
        if _primary_code(error) in _NOT_THE_FILE:
            raise
        # Every other complaint about a file is damage; sqlite3 cannot even word some of them.
        raise _Damaged(" ".join(str(error).split())) from error
    except (_Damaged, StoreError):
        db.close()
        raise
    return db


def _primary_code(error: Exception) -> int:
    """Return SQLite's result code without its extension in the higher bytes; 0 if it has none."""
    return int(getattr(error, "sqlite_errorcode", 0)) & 0xFF


def _prepare(db: sqlite3.Connection) -> None:
    db.execute("PRAGMA journal_mode = WAL")
    db.execute("PRAGMA synchronous = FULL")
    db.execute("PRAGMA secure_delete = ON")
    # What VACUUM copies must not go through a file elsewhere.
    db.execute("PRAGMA temp_store = MEMORY")
    verdict = db.execute("PRAGMA quick_check(1)").fetchone()[0]
    if verdict != "ok":
        raise _Damaged(" ".join(verdict.split()))
    # Locked from the look to the deed: the terminal and a guest may start together.
    db.execute("BEGIN IMMEDIATE")
    try:
        _bring_up_to_date(db)
        db.execute("COMMIT")
    finally:
        if db.in_transaction:
            db.execute("ROLLBACK")


def _bring_up_to_date(db: sqlite3.Connection) -> None:
    version = db.execute("PRAGMA user_version").fetchone()[0]
    found = db.execute("SELECT sql FROM sqlite_master WHERE name NOT LIKE 'sqlite%'").fetchall()
    known = {row[0] for row in found}
    if version > SCHEMA_VERSION:
        raise StoreError(
            f"made by a newer program (schema {version}, this one knows {SCHEMA_VERSION})"
        )
    # quick_check does not notice a name that lost a letter.
    if known != {each for step in _STEPS[:version] for each in step if each.startswith("CREATE")}:
        raise _Damaged("its tables are not those this program made")
    if version == SCHEMA_VERSION:
        return
    for statement in (each for step in _STEPS[version:] for each in step):
        db.execute(statement)
    db.execute(f"PRAGMA user_version = {SCHEMA_VERSION}")
