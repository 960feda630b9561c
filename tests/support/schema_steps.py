"""Databases of an earlier version of the backend, to be brought up to date."""

from pathlib import Path

from alembic import command
from alembic.config import Config
from sqlalchemy import Engine, create_engine, inspect, text

from kiosk.county.server import database, tables


def tables_of(revision: str) -> dict[str, set[str]]:
    """Return the tables that the migrations up to ``revision`` make, and their columns."""
    engine = create_engine("sqlite://")
    config = Config()
    folder = Path(database.__file__).parent / "migrations"
    config.set_main_option("script_location", str(folder))
    with engine.begin() as connection:
        config.attributes["connection"] = connection
        command.upgrade(config, revision)
        found = inspect(connection)
        return {
            table: {column["name"] for column in found.get_columns(table)}
            for table in found.get_table_names()
        }


def go_back(engine: Engine, revision: str) -> None:
    """Make the database what it was at ``revision``: later tables and columns are gone."""
    kept = tables_of(revision)
    with engine.begin() as connection:
        for table in reversed(tables.metadata.sorted_tables):
            if table.name not in kept:
                table.drop(connection)
                continue
            for column in set(table.columns.keys()) - kept[table.name]:
                connection.execute(text(f'ALTER TABLE {table.name} DROP COLUMN "{column}"'))
        connection.execute(
            text("UPDATE alembic_version SET version_num = :revision"), {"revision": revision}
        )
