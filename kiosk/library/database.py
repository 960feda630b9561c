"""The library's SQLite file: its schema, how it is opened, what its errors mean."""

import sqlite3
from pathlib import Path

SCHEMA_VERSION = 1
_SCHEMA = (
    "CREATE TABLE meta (key TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID",
    """CREATE TABLE scope (
    id INTEGER PRIMARY KEY,
    kind TEXT NOT NULL,
    name TEXT NOT NULL,
    about TEXT NOT NULL,
    UNIQUE (kind, name)
)""",
    """CREATE TABLE document (
    id INTEGER PRIMARY KEY,
    scope INTEGER NOT NULL,
    ref TEXT NOT NULL UNIQUE,
    law TEXT NOT NULL,
    title TEXT NOT NULL,
    text TEXT NOT NULL,
    keys TEXT NOT NULL,
    folded TEXT,
    payload TEXT NOT NULL
)""",
    "CREATE INDEX document_scope ON document (scope)",
    """CREATE VIRTUAL TABLE gram USING
    fts5 (terms, content='', columnsize=0, detail=none, tokenize=ascii)""",
)
_BUSY_SECONDS = 10.0
_CACHE_KIB = 2048


class LibraryError(Exception):
    """The database cannot be used: damaged, of another version, not to be opened.

    ``damaged`` says that the file itself is at fault, and that importing makes a new one.
    """

    def __init__(self, why: str, *, damaged: bool = False) -> None:
        super().__init__(why)
        self.damaged = damaged


def fault(error: sqlite3.Error) -> LibraryError:
    """Say what is wrong without SQLite's words: they may repeat what was searched for."""
    name = getattr(error, "sqlite_errorname", type(error).__name__)
    return LibraryError(f"library database: {name}", damaged=_is_damage(name))


def _is_damage(name: str) -> bool:
    return name.startswith(("SQLITE_CORRUPT", "SQLITE_NOTADB")) or name == "SQLITE_ERROR"


def open_database(path: Path) -> sqlite3.Connection:
    """Open the library in ``path``, or make an empty one.

    Raises ``OSError``, ``sqlite3.Error`` and :class:`LibraryError`.
    """
    path.parent.mkdir(parents=True, exist_ok=True)
    db = sqlite3.connect(path, timeout=_BUSY_SECONDS, isolation_level=None, check_same_thread=False)
    try:
        db.execute(f"PRAGMA cache_size = -{_CACHE_KIB}")
        db.execute("PRAGMA journal_mode = WAL")
        db.execute("PRAGMA synchronous = NORMAL")
        _prepare(db)
    except BaseException:
        db.close()
        raise
    return db


def _prepare(db: sqlite3.Connection) -> None:
    (version,) = db.execute("PRAGMA user_version").fetchone()
    if version == 0:
        db.execute("BEGIN IMMEDIATE")
        (version,) = db.execute("PRAGMA user_version").fetchone()
        if version == 0:
            for statement in _SCHEMA:
                db.execute(statement)
            db.execute(f"PRAGMA user_version = {SCHEMA_VERSION}")
            version = SCHEMA_VERSION
        db.execute("COMMIT")
    if version != SCHEMA_VERSION:
        raise LibraryError(f"library database of version {version}", damaged=True)
