"""Databases of an earlier version of the backend, to be brought up to date."""

from pathlib import Path

from alembic import command
from alembic.config import Config
from sqlalchemy import Engine, create_engine, inspect, text

from kiosk.county.server import database, tables


def tables_of(revision: str) -> set[str]:
    """Return the names of the tables that the migrations up to ``revision`` make."""
    engine = create_engine("sqlite://")
    config = Config()
    folder = Path(database.__file__).parent / "migrations"
    config.set_main_option("script_location", str(folder))
    with engine.begin() as connection:
        config.attributes["connection"] = connection
        command.upgrade(config, revision)
        return set(inspect(connection).get_table_names())


def go_back(engine: Engine, revision: str) -> None:
    """Make the database what it was at ``revision``: later tables are gone, with what they held."""
    kept = tables_of(revision)
    with engine.begin() as connection:
        for table in reversed(tables.metadata.sorted_tables):
            if table.name not in kept:
                table.drop(connection)
        connection.execute(
            text("UPDATE alembic_version SET version_num = :revision"), {"revision": revision}
        )
