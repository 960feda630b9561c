"""The store keeps what it said it kept, and goes on when its file is damaged."""

import sqlite3
import stat
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kiosk.store import SCHEMA_VERSION, Store, StoreError

NOW = datetime(2026, 3, 4, 2, 30, tzinfo=UTC)


def opened(path: Path) -> Store:
    return Store(path, clock=lambda: NOW)


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "data" / "terminal.db"


@pytest.fixture
def store(path: Path) -> Iterator[Store]:
    store = opened(path)
    yield store
    store.close()


@pytest.mark.parametrize("value", [None, True, 0, 1.5, "停用", [1, "a"], {"a": {"b": None}}])
def test_keeps_values_over_a_restart(path: Path, store: Store, value: object) -> None:
    store.set("key", "before")
    store.set("key", value)
    assert opened(path).get("key") == value
    assert store.get("other") is None


def test_a_transaction_is_whole_or_nothing(path: Path, store: Store) -> None:
    store.set("a", 1)

    def die_half_way() -> None:
        with store.transaction():
            store.set("a", 2)
            store.set("b", 2)
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        die_half_way()
    assert (store.get("a"), store.get("b")) == (1, None)
    with store.transaction():
        store.set("a", 3)
        store.set("b", 3)
    again = opened(path)
    assert (again.get("a"), again.get("b")) == (3, 3)


def test_every_commit_reaches_the_disk(store: Store) -> None:
    with store.transaction() as db:
        assert db.execute("PRAGMA synchronous").fetchone() == (2,)
        assert db.execute("PRAGMA journal_mode").fetchone() == ("wal",)
        assert db.execute("PRAGMA secure_delete").fetchone() == (1,)


def test_counts(path: Path, store: Store) -> None:
    assert [store.next_number("a"), store.next_number("a"), store.next_number("b")] == [1, 2, 1]
    assert opened(path).next_number("a") == 3
    assert [store.next_number("a", first=50), store.next_number("a")] == [50, 51]
    assert store.next_number("a", first=10) == 52


def test_two_programs_count_together(path: Path) -> None:
    def count(store: Store) -> list[int]:
        return [store.next_number("a") for _ in range(40)]

    stores = [opened(path), opened(path)]
    with ThreadPoolExecutor(2) as both:
        numbers = [number for counted in both.map(count, stores) for number in counted]
    assert sorted(numbers) == list(range(1, 81))


def test_is_its_owners_only(path: Path, store: Store) -> None:
    store.set("a", 1)
    assert [stat.S_IMODE(file.stat().st_mode) for file in path.parent.iterdir()] == [0o600] * 3


@pytest.mark.parametrize("seen", [1, 7, 40])
def test_survives_being_killed(path: Path, seen: int) -> None:
    code = (
        "import sys; from datetime import UTC, datetime; from pathlib import Path\n"
        "from kiosk.store import Store\n"
        "store = Store(Path(sys.argv[1]), clock=lambda: datetime.now(UTC))\n"
        "while True: print(store.next_number('n'), flush=True)"
    )
    with subprocess.Popen(
        [sys.executable, "-c", code, str(path)], stdout=subprocess.PIPE, text=True
    ) as child:
        assert child.stdout is not None
        for _ in range(seen):
            child.stdout.readline()
        child.kill()
        printed = child.stdout.read().splitlines()
    last = max([seen, *(int(line) for line in printed if line.isdigit())])
    store = opened(path)
    assert store.fault is None
    kept = store.get("n")
    assert isinstance(kept, int)
    assert kept >= last


def scribble_header(path: Path) -> None:
    path.write_bytes(b"garbage!" * 1024)


def scribble_page(path: Path) -> None:
    data = bytearray(path.read_bytes())
    data[4096:8192] = b"\xa5" * 4096
    path.write_bytes(data)


def cut_short(path: Path) -> None:
    path.write_bytes(path.read_bytes()[:5000])


@pytest.mark.parametrize("harm", [scribble_header, scribble_page, cut_short])
def test_a_damaged_file_is_moved_aside_and_named(path: Path, harm: object) -> None:
    store = opened(path)
    for number in range(200):
        store.set(f"key-{number}", "x" * 100)
    store.scrub()
    store.close()
    harm(path)  # type: ignore[operator]
    harmed = path.read_bytes()

    store = opened(path)
    assert store.fault is not None
    (kept,) = path.parent.glob("*.damaged-*")
    assert kept.name in store.fault
    assert kept.read_bytes() == harmed
    assert store.get("key-1") is None
    store.set("key-1", "new")
    store.close()
    store = opened(path)
    assert (store.fault, store.get("key-1")) == (None, "new")


@settings(max_examples=60, deadline=None)
@given(st.binary(min_size=1, max_size=400), st.integers(100, 16384))
def test_no_damage_is_a_crash(noise: bytes, place: int) -> None:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "terminal.db"
        store = opened(path)
        store.set("key", "value")
        store.scrub()
        store.close()
        data = bytearray(path.read_bytes())
        data[place : place + len(noise)] = noise
        path.write_bytes(data)
        store = opened(path)
        store.set("key", "new")
        assert store.get("key") == "new"
        store.close()


def test_a_busy_file_is_not_a_damaged_one(
    path: Path, store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("kiosk.store._BUSY_SECONDS", 0.01)
    store.close()
    other = sqlite3.connect(path, isolation_level=None)
    other.execute("PRAGMA locking_mode = EXCLUSIVE")
    other.execute("BEGIN EXCLUSIVE")
    with pytest.raises(StoreError):
        opened(path)
    other.close()
    assert list(path.parent.glob("*.damaged-*")) == []


def test_a_file_of_a_newer_program_is_left_alone(path: Path, store: Store) -> None:
    with store.transaction() as db:
        db.execute(f"PRAGMA user_version = {SCHEMA_VERSION + 1}")
    store.close()
    before = path.read_bytes()
    with pytest.raises(StoreError, match="newer program"):
        opened(path)
    assert path.read_bytes() == before


def test_a_damaged_value_is_an_error_with_a_name(store: Store) -> None:
    store.set("key", "value")
    with store.transaction() as db:
        db.execute("UPDATE state SET value = '{'")
    with pytest.raises(StoreError, match="key"):
        store.get("key")


def test_a_folder_that_cannot_be_is_named(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    with pytest.raises(StoreError, match=r"terminal\.db"):
        opened(tmp_path / "file" / "terminal.db")


def test_a_closed_store_says_so(store: Store) -> None:
    store.close()
    store.close()
    for use in (lambda: store.get("a"), lambda: store.set("a", 1), store.scrub):
        with pytest.raises(StoreError, match="closed"):
            use()
