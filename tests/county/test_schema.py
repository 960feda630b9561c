"""Migrations build exactly the tables the code works with; the sample centre."""

from pathlib import Path
from uuid import uuid4

import pytest
from alembic.autogenerate import compare_metadata
from alembic.config import Config
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import text
from sqlalchemy.exc import IntegrityError

from kiosk.county.contract import TicketRequest, TicketState
from kiosk.county.server import database, lifecycle, tables
from kiosk.county.server.tickets import issue, ticket_of
from kiosk.county.server.views import view_centre


def test_the_migrations_lead_to_the_tables(county):
    with county.engine.begin() as connection:
        context = MigrationContext.configure(connection)
        differences = compare_metadata(context, tables.metadata)
    # The index that tables.py leaves to the migration, for the sake of the start.
    assert [(what, index.name) for what, index in differences] == [
        ("remove_index", "uq_standing_held")
    ]


def test_the_newest_migration_is_the_one_asked_for():
    config = Config()
    folder = Path(database.__file__).parent / "migrations"
    config.set_main_option("script_location", str(folder))
    assert ScriptDirectory.from_config(config).get_heads() == [database.SCHEMA]


def test_the_database_itself_refuses_a_window_two_tickets(county):
    ids = []

    def take(transaction):
        order = TicketRequest(service="advice")
        ids.append(uuid4())
        issue(transaction, ids[-1], order, "hall-1")

    county.do(take)
    county.do(take)

    def hold_both(transaction):
        for request_id in ids:
            row = ticket_of(transaction, request_id)
            seen = lifecycle.standing_of(transaction, row.id)
            lifecycle.move(transaction, seen, TicketState.CALLED, "next", window=2)

    with pytest.raises(IntegrityError):
        county.do(hold_both)


def test_upgrading_again_does_nothing(county):
    database.upgrade(county.engine)
    assert county.do(view_centre).services


def test_commits_reach_the_disk_before_they_are_acknowledged(county):
    with county.engine.begin() as connection:
        assert connection.execute(text("PRAGMA journal_mode")).scalar() == "wal"
        assert connection.execute(text("PRAGMA synchronous")).scalar() == 2  # FULL


def test_the_sample_says_that_it_is_one(county):
    centre = county.do(view_centre)
    assert any("样例" in notice.zh and "ample" in notice.en for notice in centre.notices)
    assert [service.name.zh for service in centre.services] == [
        "综合接待",
        "法律咨询",
        "法律援助",
        "人民调解",
        "公证",
    ]
    assert [service.windows for service in centre.services] == [(1,), (2, 3), (4,), (5,), (6,)]


def test_a_closed_service_says_when_it_opens(county):
    county.now = county.now.replace(hour=12, minute=30)
    notary = county.do(view_centre).services[-1]
    assert not notary.open
    assert notary.opens_at == county.now.replace(hour=14, minute=30)
