"""Alembic runs this; the connection, already in a transaction, comes from ``database.upgrade``."""

from alembic import context

context.configure(connection=context.config.attributes["connection"])
context.run_migrations()
