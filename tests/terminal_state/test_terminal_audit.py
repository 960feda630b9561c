"""What staff do at the terminal is written down, and stays as written."""

import sqlite3
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from click.testing import CliRunner

from kiosk.__main__ import main
from kiosk.audit import KEPT_YEARS, find_break, mark_of, next_entry
from kiosk.audit_book import Book, BrokenChain
from kiosk.audit_sql import SQLITE_GUARDS
from kiosk.store import _FIRST_SCHEMA, _HANDLING, Store

NOW = datetime(2026, 11, 24, 9, 0, tzinfo=UTC)


class Clock:
    def __init__(self):
        self.now = NOW

    def __call__(self):
        return self.now


@pytest.fixture
def clock():
    return Clock()


@pytest.fixture
def path(tmp_path):
    (tmp_path / "config.toml").write_text("", encoding="utf-8")
    return tmp_path / "data" / "terminal.db"


@pytest.fixture
def book(path, clock):
    store = Store(path, clock=clock)
    made = Book(store, clock)
    for what in ("one", "two", "three"):
        made.write("staff", what, "record 7")
    yield made
    store.close()


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE deed SET who = 'nobody' WHERE number = 2",
        "DELETE FROM deed WHERE number = 3",
        "INSERT INTO deed SELECT 7, at, who, what, record, seal FROM deed WHERE number = 2",
        "INSERT OR REPLACE INTO deed SELECT number, at, 'x', what, record, seal FROM deed"
        " WHERE number = 2",
        "UPDATE deed_mark SET number = 2 WHERE name = 'head'",
        "UPDATE deed_mark SET number = 2 WHERE name = 'start'",
        "DELETE FROM deed_mark",
    ],
)
def test_the_file_itself_refuses_every_change(book, path, statement):
    before = book.chain()
    with sqlite3.connect(path) as db, pytest.raises(sqlite3.IntegrityError, match="as written"):
        db.execute(statement)
    db.close()
    assert book.chain() == before
    assert find_break(before) is None


@pytest.mark.parametrize(
    ("statement", "where"),
    [
        ("UPDATE deed SET what = 'pin.right' WHERE number = 2", "entry 2 is not"),
        ("DELETE FROM deed WHERE number = 2", "after entry 1 comes 3"),
        ("DELETE FROM deed WHERE number = 3", "entry 3 was written last"),
    ],
)
def test_whoever_takes_the_guards_down_is_found_out(book, path, statement, where):
    assert on_the_command_line(path, "verify").exit_code == 0
    with sqlite3.connect(path) as db:
        for name in SQLITE_GUARDS:
            db.execute(f"DROP TRIGGER {name}")
        db.execute(statement)
        for guard in SQLITE_GUARDS.values():
            db.execute(guard)
    db.close()
    told = on_the_command_line(path, "verify")
    assert told.exit_code == 1
    assert where in told.output
    with pytest.raises(BrokenChain):
        book.take_out_old("clerk", lambda _: None)


def on_the_command_line(path, *words):
    config = str(path.parent.parent / "config.toml")
    return CliRunner().invoke(main, ["audit", *words, "--config", config])


def test_list_shows_the_last(book, path):
    lines = on_the_command_line(path, "list", "--last", "2").output.splitlines()
    assert [line.split()[3:5] for line in lines] == [["staff", "two"], ["staff", "three"]]
    assert "2026-11-24 17:00:00" in lines[0]


def test_old_entries_go_into_a_file_and_the_chain_goes_through_it(book, path, clock, tmp_path):
    file = tmp_path / "audit.jsonl"
    clock.now = NOW + timedelta(days=365 * KEPT_YEARS + 1)
    book.write("staff", "new")
    from kiosk.audit_files import write_archive

    assert book.take_out_old("clerk", lambda old: write_archive(file, old)) == 3
    assert [entry.what for entry in book.chain().entries] == ["new", "audit.archive"]
    whole = on_the_command_line(path, "verify", "--archive", str(file))
    assert "Entries 1 to 5" in whole.output
    file.write_text(file.read_text().replace('"two"', '"too"'))
    assert on_the_command_line(path, "verify", "--archive", str(file)).exit_code == 1


def test_an_archive_that_cannot_be_written_leaves_everything(book, path, clock):
    clock.now = NOW + timedelta(days=365 * KEPT_YEARS + 1)

    def fail(_):
        raise OSError("no room")

    with pytest.raises(OSError, match="no room"):
        book.take_out_old("clerk", fail)
    assert [entry.what for entry in book.chain().entries] == ["one", "two", "three"]


def test_nothing_young_is_archived(path, book, tmp_path):
    assert on_the_command_line(path, "archive", str(tmp_path / "x")).output.startswith("0 ")
    assert not (tmp_path / "x").exists()


def test_a_file_of_an_earlier_version_gets_an_audit(path, clock):
    path.parent.mkdir(parents=True)
    with sqlite3.connect(path) as db:
        for statement in (*_FIRST_SCHEMA, *_HANDLING):
            db.execute(statement)
        db.execute("INSERT INTO state VALUES ('key', '7')")
        db.execute("PRAGMA user_version = 2")
    db.close()
    store = Store(path, clock=clock)
    Book(store, clock).write("staff", "one")
    assert store.fault is None
    assert store.get("key") == 7
    assert len(Book(store, clock).chain().entries) == 1
    store.close()


def test_words_that_are_too_long_are_cut_and_still_sealed(book):
    book.write("staff", "x" * 1000, "y" * 1000)
    chain = book.chain()
    assert len(chain.entries[-1].what) < 200
    assert find_break(chain) is None


def test_an_entry_sealed_anew_breaks_the_one_after_it(book):
    chain = book.chain()
    first, second, third = chain.entries
    forged = next_entry(mark_of(first), second.at, "nobody", second.what, second.record)
    told = find_break(replace(chain, entries=(first, forged, third)))
    assert told.startswith("entry 3 is not")
