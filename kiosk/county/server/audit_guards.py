"""What makes the database refuse to change or delete what staff did, on SQLite and PostgreSQL.

The entries of ``deed`` are neither changed, deleted nor put in anywhere but at the end; of
``deed_mark`` the head only goes on by one, and the start stays. Only archiving takes the guards
down, inside a transaction that puts them back.
"""

from sqlalchemy import Connection, text

_REFUSAL = "what staff did stays as written"
_SQLITE = {
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
_POSTGRESQL_FUNCTION = f"""
CREATE OR REPLACE FUNCTION deed_refuse() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF TG_TABLE_NAME = 'deed' AND TG_OP = 'INSERT' THEN
        IF NEW.number = (SELECT number + 1 FROM deed_mark WHERE name = 'head') THEN
            RETURN NEW;
        END IF;
    ELSIF TG_TABLE_NAME = 'deed_mark' AND TG_OP = 'UPDATE' THEN
        IF OLD.name = 'head' AND NEW.name = 'head' AND NEW.number = OLD.number + 1 THEN
            RETURN NEW;
        END IF;
    END IF;
    RAISE EXCEPTION '{_REFUSAL}';
END $$
"""
_POSTGRESQL = {
    f"{table}_guard{suffix}": f"BEFORE {events} ON {table} FOR EACH {each}"
    for table in ("deed", "deed_mark")
    for suffix, events, each in (
        ("", "INSERT OR UPDATE OR DELETE", "ROW"),
        ("_whole", "TRUNCATE", "STATEMENT"),
    )
}


def guard(connection: Connection) -> None:
    """Put the guards up."""
    if connection.dialect.name == "sqlite":
        for name, when in _SQLITE.items():
            connection.execute(
                text(f"CREATE TRIGGER {name} {when} BEGIN SELECT RAISE(ABORT, '{_REFUSAL}'); END")
            )
        return
    connection.execute(text(_POSTGRESQL_FUNCTION))
    for name, when in _POSTGRESQL.items():
        connection.execute(text(f"CREATE TRIGGER {name} {when} EXECUTE FUNCTION deed_refuse()"))


def unguard(connection: Connection) -> None:
    """Take the guards down, until the same transaction puts them up again."""
    if connection.dialect.name == "sqlite":
        for name in _SQLITE:
            connection.execute(text(f"DROP TRIGGER {name}"))
        return
    for name, when in _POSTGRESQL.items():
        table = when.split(" ON ")[1].split()[0]
        connection.execute(text(f"DROP TRIGGER {name} ON {table}"))
