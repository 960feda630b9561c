"""Engines for SQLite and PostgreSQL, and bringing a database's tables up to date."""

import contextlib
import os
from pathlib import Path
from typing import Any

from sqlalchemy import URL, Connection, Engine, create_engine, event, inspect, make_url, text
from sqlalchemy.exc import ArgumentError

SCHEMA = "0007"
_BUSY_SECONDS = 10
_MIGRATION_LOCK = 0x6B696F736B


def make_engine(url: str, *, write: bool) -> Engine:
    """Return an engine for ``url`` (``sqlite:///file`` or ``postgresql://…``).

    On SQLite a commit is on the disk before it returns (WAL, ``synchronous=FULL``), and a writing
    transaction takes its lock at the beginning, so it can never fail half-way for want of it.
    """
    parsed = parse_url(url)
    if parsed.get_backend_name() == "postgresql":
        return create_engine(
            parsed,
            hide_parameters=True,
            pool_size=1,
            connect_args={"connect_timeout": 5, "options": "-c lock_timeout=8000"},
        )
    _make_own_file(Path(str(parsed.database)))
    engine = create_engine(
        parsed,
        hide_parameters=True,
        connect_args={
            "isolation_level": None,
            "check_same_thread": False,
            "timeout": _BUSY_SECONDS,
        },
    )
    event.listen(engine, "connect", _prepare_sqlite)
    event.listen(engine, "begin", _begin_immediate if write else _begin_deferred)
    return engine


def _make_own_file(path: Path) -> None:
    """Make the database's file, which no other account can read, where it is not there yet."""
    path.parent.mkdir(parents=True, exist_ok=True)
    # SQLite gives its -wal and -shm files the mode of the main file. One that is there must not be
    # opened: closing it again would drop the locks that this process has on it (fcntl, POSIX).
    with contextlib.suppress(FileExistsError):
        os.close(os.open(path, os.O_RDWR | os.O_CREAT | os.O_EXCL, 0o600))


def parse_url(url: str) -> URL:
    """Return the URL of a database that can be served; raise ``ValueError`` for any other."""
    try:
        parsed = make_url(url)
    except ArgumentError:
        raise ValueError("this is not the URL of a database") from None
    kind = parsed.get_backend_name()
    if kind in ("postgres", "postgresql"):
        return parsed.set(drivername="postgresql+psycopg")
    if kind != "sqlite" or parsed.database in (None, "", ":memory:"):
        raise ValueError("a file, sqlite:///FILE, or postgresql://USER@HOST/NAME")
    return parsed


def upgrade(engine: Engine) -> None:
    """Bring the tables to :data:`SCHEMA`; nothing is imported or done when they are there."""
    if is_up_to_date(engine):
        return
    from alembic import command
    from alembic.config import Config

    config = Config()
    config.set_main_option("script_location", str(Path(__file__).parent / "migrations"))
    with engine.begin() as connection:
        if engine.dialect.name == "postgresql":
            connection.execute(
                text("SELECT pg_advisory_xact_lock(:lock)"), {"lock": _MIGRATION_LOCK}
            )
        config.attributes["connection"] = connection
        command.upgrade(config, SCHEMA)


def is_up_to_date(engine: Engine) -> bool:
    """Whether the tables are those of :data:`SCHEMA`; a reading engine asks without waiting."""
    return _schema_of(engine) == SCHEMA


def _schema_of(engine: Engine) -> str | None:
    with engine.connect() as connection:
        if not inspect(connection).has_table("alembic_version"):
            return None
        found = connection.execute(text("SELECT version_num FROM alembic_version")).scalar()
        return str(found) if found else None


def _prepare_sqlite(connection: Any, _record: object) -> None:
    connection.execute("PRAGMA journal_mode=WAL")
    connection.execute("PRAGMA synchronous=FULL")
    connection.execute("PRAGMA foreign_keys=ON")
    # What is deleted is gone from the file, and from the log of writes once that is folded in.
    connection.execute("PRAGMA secure_delete=ON")
    connection.execute("PRAGMA journal_size_limit=0")


def _begin_immediate(connection: Connection) -> None:
    connection.exec_driver_sql("BEGIN IMMEDIATE")


def _begin_deferred(connection: Connection) -> None:
    connection.exec_driver_sql("BEGIN")
