"""What was deleted is gone from the file; a guest beside the terminal breaks nothing of it."""

import random
import sqlite3
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path

import pytest

from kiosk.store import _FIRST_SCHEMA, SCHEMA_VERSION, Store, StoreError

NOW = datetime(2026, 3, 4, 2, 30, tzinfo=UTC)
LENGTHS = (5, 60, 200, 500, 900)


def opened(path: Path, *, guest: bool = False) -> Store:
    return Store(path, clock=lambda: NOW, guest=guest)


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "data" / "terminal.db"


@pytest.fixture
def store(path: Path) -> Iterator[Store]:
    store = opened(path)
    yield store
    store.close()


def add(store: Store, name: str, body: str) -> None:
    with store.transaction() as db:
        db.execute(
            "INSERT INTO outbox (request_id, kind, body, state) VALUES (?, 'question', ?, '')",
            (name, body),
        )


def delete(store: Store, name: str) -> None:
    with store.transaction() as db:
        db.execute("DELETE FROM outbox WHERE request_id = ?", (name,))


def everything(path: Path) -> bytes:
    return b"".join(part.read_bytes() for part in path.parent.iterdir())


# With seed 160 SQLite 3.40 leaves a copy behind when it moves rows to another page.
@pytest.mark.parametrize("seed", [8, 160, 161])
def test_nothing_of_deleted_rows_stays(seed: int, path: Path, store: Store) -> None:
    chance = random.Random(seed)
    kept: list[str] = []
    gone: list[str] = []
    for number in range(120):
        if kept and chance.random() < 0.45:
            gone.append(kept.pop(chance.randrange(len(kept))))
            delete(store, gone[-1])
        else:
            kept.append(f"canary-{number:03}")
            add(store, kept[-1], kept[-1] + "问" * chance.choice(LENGTHS) + kept[-1])
    store.scrub()
    left = everything(path)
    assert [name for name in gone if name.encode() in left] == []
    assert [name for name in kept if name.encode() not in left] == []


def test_who_is_in_the_way_is_told_and_waited_for(path: Path, store: Store) -> None:
    add(store, "canary", "")
    store._db.execute("PRAGMA busy_timeout = 0")  # type: ignore[union-attr]
    with closing(sqlite3.connect(path, isolation_level=None)) as reader:
        reader.execute("BEGIN")
        reader.execute("SELECT * FROM outbox").fetchall()
        delete(store, "canary")
        with pytest.raises(StoreError, match="another program"):
            store.scrub()
        reader.execute("COMMIT")
        store.scrub()
    assert b"canary" not in everything(path)


def make_first(path: Path) -> None:
    path.parent.mkdir()
    with closing(sqlite3.connect(path)) as db:
        for statement in _FIRST_SCHEMA:
            db.execute(statement)
        db.execute("PRAGMA user_version = 1")
        db.execute("INSERT INTO state VALUES ('key', '\"kept\"')")
        db.commit()


def test_a_file_of_the_first_version_is_brought_up_to_date(path: Path) -> None:
    make_first(path)
    store = opened(path)
    assert (store.fault, store.get("key")) == (None, "kept")
    with store.transaction() as db:
        assert db.execute("PRAGMA user_version").fetchone() == (SCHEMA_VERSION,)
    store.close()
    assert opened(path).fault is None


def test_two_who_bring_it_up_to_date_together(path: Path) -> None:
    make_first(path)
    with ThreadPoolExecutor(8) as pool:
        stores = list(pool.map(lambda _: opened(path), range(8)))
    assert [store.fault for store in stores] == [None] * 8
    assert stores[0].get("key") == "kept"
    for store in stores:
        store.close()


def test_a_guest_makes_no_file(path: Path) -> None:
    with pytest.raises(StoreError, match="no such file"):
        opened(path, guest=True)
    assert not path.parent.exists()


def test_a_guest_leaves_a_damaged_file_where_it_is(path: Path) -> None:
    path.parent.mkdir()
    path.write_bytes(b"no database " * 400)
    with pytest.raises(StoreError):
        opened(path, guest=True)
    assert [part.name for part in path.parent.iterdir()] == ["terminal.db"]


@pytest.mark.parametrize("harm", ["DELETE FROM handling", "UPDATE handling SET deed = 'show'"])
def test_what_staff_did_stays_written(harm: str, store: Store) -> None:
    with store.transaction() as db:
        db.execute("INSERT INTO handling VALUES (1, 'at', 'who', 'forget', 1, 'question')")
    with pytest.raises(StoreError, match="stays"), store.transaction() as db:
        db.execute(harm)
    store.scrub()
    with store.transaction() as db:
        assert db.execute("SELECT deed FROM handling").fetchall() == [("forget",)]
