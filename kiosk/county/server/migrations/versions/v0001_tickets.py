"""Centre, services, windows, terminals, credentials, tickets and their periods."""

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None


def upgrade() -> None:
    """Create the tables."""
    op.create_table(
        "answer",
        sa.Column("key", sa.Uuid(), nullable=False),
        sa.Column("fingerprint", sa.LargeBinary(length=32), nullable=False),
        sa.Column("status", sa.Integer(), nullable=False),
        sa.Column("body", sa.LargeBinary(), nullable=False),
        sa.Column("answered_at", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint("key", name="pk_answer"),
    )
    op.create_index("ix_answer_answered_at", "answer", ["answered_at"], unique=False)
    op.create_table(
        "centre",
        sa.Column("id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("revision", sa.Integer(), nullable=False),
        sa.Column("name", sa.JSON(), nullable=False),
        sa.Column("on_duty", sa.JSON(), nullable=False),
        sa.Column("notices", sa.JSON(), nullable=False),
        sa.Column("priority_weight", sa.String(length=20), nullable=False),
        sa.Column("priority_cap", sa.Integer(), nullable=False),
        sa.CheckConstraint("id = 1", name="ck_centre_single"),
        sa.PrimaryKeyConstraint("id", name="pk_centre"),
    )
    op.create_table(
        "credential",
        sa.Column("key", sa.String(length=32), nullable=False),
        sa.Column("role", sa.String(length=10), nullable=False),
        sa.Column("subject", sa.String(length=32), nullable=False),
        sa.Column("hash", sa.LargeBinary(length=32), nullable=False),
        sa.Column("created_at", sa.BigInteger(), nullable=False),
        sa.Column("revoked_at", sa.BigInteger(), nullable=True),
        sa.PrimaryKeyConstraint("key", name="pk_credential"),
    )
    op.create_table(
        "service",
        sa.Column("id", sa.String(length=40), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("letter", sa.String(length=1), nullable=False),
        sa.Column("name", sa.JSON(), nullable=False),
        sa.Column("icon", sa.String(length=60), nullable=False),
        sa.Column("bring", sa.JSON(), nullable=False),
        sa.Column("hours", sa.JSON(), nullable=False),
        sa.Column("quota", sa.Integer(), nullable=True),
        sa.Column("average_minutes", sa.String(length=20), nullable=False),
        sa.Column("fallback_windows", sa.Integer(), nullable=True),
        sa.PrimaryKeyConstraint("id", name="pk_service"),
        sa.UniqueConstraint("letter", name="uq_service_letter"),
    )
    op.create_table(
        "service_window",
        sa.Column("id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("open", sa.Boolean(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_service_window"),
    )
    op.create_table(
        "terminal",
        sa.Column("id", sa.String(length=32), nullable=False),
        sa.Column("letter", sa.String(length=1), nullable=False),
        sa.Column("paused", sa.Boolean(), nullable=False),
        sa.Column("message", sa.JSON(none_as_null=True), nullable=True),
        sa.Column("seen_at", sa.BigInteger(), nullable=True),
        sa.Column("skew_ms", sa.BigInteger(), nullable=True),
        sa.Column("version", sa.String(length=40), nullable=True),
        sa.Column("faults", sa.JSON(none_as_null=True), nullable=True),
        sa.Column("set_aside", sa.Integer(), nullable=True),
        sa.PrimaryKeyConstraint("id", name="pk_terminal"),
        sa.UniqueConstraint("letter", name="uq_terminal_letter"),
    )
    op.create_table(
        "assistance",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("terminal", sa.String(length=32), nullable=False),
        sa.Column("page", sa.String(length=80), nullable=False),
        sa.Column("asked_at", sa.BigInteger(), nullable=False),
        sa.Column("answered_at", sa.BigInteger(), nullable=True),
        sa.ForeignKeyConstraint(["terminal"], ["terminal.id"], name="fk_assistance_terminal"),
        sa.PrimaryKeyConstraint("id", name="pk_assistance"),
    )
    op.create_table(
        "tally",
        sa.Column("business_date", sa.Date(), nullable=False),
        sa.Column("service", sa.String(length=40), nullable=False),
        sa.Column("last_number", sa.Integer(), nullable=False),
        sa.Column("issued", sa.Integer(), nullable=False),
        sa.Column("waiting", sa.Integer(), nullable=False),
        sa.Column("priority_run", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["service"], ["service.id"], name="fk_tally_service"),
        sa.PrimaryKeyConstraint("business_date", "service", name="pk_tally"),
    )
    op.create_table(
        "ticket",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("request_id", sa.Uuid(), nullable=False),
        sa.Column("edition", sa.Integer(), nullable=False),
        sa.Column("number", sa.String(length=12), nullable=False),
        sa.Column("service", sa.String(length=40), nullable=False),
        sa.Column("business_date", sa.Date(), nullable=False),
        sa.Column("issued_at", sa.BigInteger(), nullable=False),
        sa.Column("reason", sa.String(length=20), nullable=True),
        sa.Column("terminal", sa.String(length=32), nullable=False),
        sa.Column("token", sa.String(length=43), nullable=False),
        sa.Column("print_state", sa.String(length=10), nullable=False),
        sa.ForeignKeyConstraint(["service"], ["service.id"], name="fk_ticket_service"),
        sa.ForeignKeyConstraint(["terminal"], ["terminal.id"], name="fk_ticket_terminal"),
        sa.PrimaryKeyConstraint("id", name="pk_ticket"),
        sa.UniqueConstraint("business_date", "number", name="uq_ticket_business_date_number"),
        sa.UniqueConstraint("request_id", "edition", name="uq_ticket_request_id_edition"),
        sa.UniqueConstraint("token", name="uq_ticket_token"),
    )
    op.create_table(
        "window_service",
        sa.Column("window", sa.Integer(), nullable=False),
        sa.Column("service", sa.String(length=40), nullable=False),
        sa.ForeignKeyConstraint(["service"], ["service.id"], name="fk_window_service_service"),
        sa.ForeignKeyConstraint(["window"], ["service_window.id"], name="fk_window_service_window"),
        sa.PrimaryKeyConstraint("window", "service", name="pk_window_service"),
    )
    op.create_table(
        "period",
        sa.Column("ticket", sa.Integer(), nullable=False),
        sa.Column("sequence", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("state", sa.String(length=12), nullable=False),
        sa.Column("since", sa.BigInteger(), nullable=False),
        sa.Column("window", sa.Integer(), nullable=True),
        sa.Column("service", sa.String(length=40), nullable=False),
        sa.Column("cause", sa.String(length=60), nullable=False),
        sa.ForeignKeyConstraint(["service"], ["service.id"], name="fk_period_service"),
        sa.ForeignKeyConstraint(["ticket"], ["ticket.id"], name="fk_period_ticket"),
        sa.PrimaryKeyConstraint("ticket", "sequence", name="pk_period"),
    )
    op.create_table(
        "standing",
        sa.Column("ticket", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("sequence", sa.Integer(), nullable=False),
        sa.Column("state", sa.String(length=12), nullable=False),
        sa.Column("since", sa.BigInteger(), nullable=False),
        sa.Column("window", sa.Integer(), nullable=True),
        sa.Column("service", sa.String(length=40), nullable=False),
        sa.Column("business_date", sa.Date(), nullable=False),
        sa.Column("priority", sa.Boolean(), nullable=False),
        sa.Column("arrival", sa.BigInteger(), nullable=False),
        sa.Column("counter", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["service"], ["service.id"], name="fk_standing_service"),
        sa.ForeignKeyConstraint(["ticket"], ["ticket.id"], name="fk_standing_ticket"),
        sa.PrimaryKeyConstraint("ticket", name="pk_standing"),
    )
    op.create_index(
        "ix_standing_queue",
        "standing",
        ["business_date", "service", "state", "priority", "arrival", "counter"],
        unique=False,
    )
    op.create_index(
        "uq_standing_held",
        "standing",
        ["window"],
        unique=True,
        sqlite_where=sa.text("state IN ('called', 'serving')"),
        postgresql_where=sa.text("state IN ('called', 'serving')"),
    )
