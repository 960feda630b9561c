"""The tables of an audit on SQLite, and the triggers that refuse whatever is not appended.

Entries of ``deed`` are neither changed, deleted nor put in anywhere but at the end; of
``deed_mark`` the head only goes on by one, and the start stays.
"""

from collections.abc import Mapping

REFUSAL = "what staff did stays as written"
_WHEN = {
    "deed_stays": "BEFORE DELETE ON deed",
    "deed_is_true": "BEFORE UPDATE ON deed",
    # INSERT OR REPLACE deletes without asking the trigger of DELETE.
    "deed_is_appended": (
        "BEFORE INSERT ON deed"
        " WHEN NEW.number <> (SELECT number + 1 FROM deed_mark WHERE name = 'head')"
    ),
    "deed_mark_stays": "BEFORE DELETE ON deed_mark",
    "deed_mark_is_alone": "BEFORE INSERT ON deed_mark",
    "deed_mark_goes_on": (
        "BEFORE UPDATE ON deed_mark"
        " WHEN OLD.name <> 'head' OR NEW.name <> 'head' OR NEW.number <> OLD.number + 1"
    ),
}
SQLITE_GUARDS: Mapping[str, str] = {
    name: f"CREATE TRIGGER {name} {when} BEGIN SELECT RAISE(ABORT, '{REFUSAL}'); END"
    for name, when in _WHEN.items()
}
"""Each trigger's name and what makes it."""

SQLITE_TABLES = (
    "CREATE TABLE deed (number INTEGER PRIMARY KEY, at INTEGER NOT NULL, who TEXT NOT NULL,"
    " what TEXT NOT NULL, record TEXT NOT NULL, seal BLOB NOT NULL)",
    "CREATE TABLE deed_mark (name TEXT PRIMARY KEY, number INTEGER NOT NULL, seal BLOB NOT NULL)"
    " WITHOUT ROWID",
)
SQLITE_BEGINNING = (
    "INSERT INTO deed_mark VALUES ('start', 0, zeroblob(32)), ('head', 0, zeroblob(32))",
)
