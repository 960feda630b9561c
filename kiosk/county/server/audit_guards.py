"""What makes the database refuse to change or delete what staff did, on SQLite and PostgreSQL.

The entries of ``deed`` are neither changed, deleted nor put in anywhere but at the end; of
``deed_mark`` the head only goes on by one, and the start stays. Only archiving takes the guards
down, inside a transaction that puts them back.
"""

from sqlalchemy import Connection, text

from kiosk.audit_sql import REFUSAL, SQLITE_GUARDS

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
    RAISE EXCEPTION '{REFUSAL}';
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
        for statement in SQLITE_GUARDS.values():
            connection.execute(text(statement))
        return
    connection.execute(text(_POSTGRESQL_FUNCTION))
    for name, when in _POSTGRESQL.items():
        connection.execute(text(f"CREATE TRIGGER {name} {when} EXECUTE FUNCTION deed_refuse()"))


def unguard(connection: Connection) -> None:
    """Take the guards down, until the same transaction puts them up again."""
    if connection.dialect.name == "sqlite":
        for name in SQLITE_GUARDS:
            connection.execute(text(f"DROP TRIGGER {name}"))
        return
    for name, when in _POSTGRESQL.items():
        table = when.split(" ON ")[1].split()[0]
        connection.execute(text(f"DROP TRIGGER {name} ON {table}"))
