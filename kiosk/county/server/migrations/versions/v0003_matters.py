"""Matters, what happened to them, wrong tries at their codes, and ratings."""

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"


def upgrade() -> None:
    """Create the tables."""
    op.create_table(
        "matter",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("code", sa.String(length=12), nullable=True),
        sa.Column("request_id", sa.Uuid(), nullable=True),
        sa.Column("kind", sa.String(length=20), nullable=False),
        sa.Column("field", sa.String(length=20), nullable=True),
        sa.Column("question", sa.Text(), nullable=False),
        sa.Column("phone", sa.String(length=13), nullable=True),
        sa.Column("reply", sa.Text(), nullable=False),
        sa.Column("state", sa.String(length=12), nullable=False),
        sa.Column("department", sa.JSON(none_as_null=True), nullable=True),
        sa.Column("person", sa.JSON(none_as_null=True), nullable=True),
        sa.Column("received_at", sa.BigInteger(), nullable=False),
        sa.Column("due_at", sa.BigInteger(), nullable=True),
        sa.Column("ended_at", sa.BigInteger(), nullable=True),
        sa.Column("missed_at", sa.BigInteger(), nullable=True),
        sa.PrimaryKeyConstraint("id", name="pk_matter"),
        sa.UniqueConstraint("code", name="uq_matter_code"),
        sa.UniqueConstraint("request_id", name="uq_matter_request_id"),
    )
    op.create_index("ix_matter_open", "matter", ["ended_at", "due_at"], unique=False)
    op.create_table(
        "matter_event",
        sa.Column("matter", sa.Integer(), nullable=False),
        sa.Column("sequence", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("state", sa.String(length=12), nullable=False),
        sa.Column("at", sa.BigInteger(), nullable=False),
        sa.Column("who", sa.JSON(none_as_null=True), nullable=True),
        sa.Column("note", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["matter"], ["matter.id"], name="fk_matter_event_matter"),
        sa.PrimaryKeyConstraint("matter", "sequence", name="pk_matter_event"),
    )
    op.create_table(
        "matter_attempt",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("code", sa.String(length=12), nullable=False),
        sa.Column("at", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_matter_attempt"),
    )
    op.create_index("ix_matter_attempt_code_at", "matter_attempt", ["code", "at"], unique=False)
    op.create_table(
        "rating",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("request_id", sa.Uuid(), nullable=False),
        sa.Column("ticket", sa.Integer(), nullable=True),
        sa.Column("matter", sa.Integer(), nullable=True),
        sa.Column("of_department", sa.String(length=80), nullable=False),
        sa.Column("of_post", sa.Integer(), nullable=True),
        sa.Column("of_person", sa.String(length=80), nullable=True),
        sa.Column("department", sa.Integer(), nullable=False),
        sa.Column("post", sa.Integer(), nullable=False),
        sa.Column("person", sa.Integer(), nullable=False),
        sa.Column("word", sa.Text(), nullable=False),
        sa.Column("rated_at", sa.BigInteger(), nullable=False),
        sa.CheckConstraint("(ticket IS NULL) <> (matter IS NULL)", name="ck_rating_of_one_thing"),
        sa.ForeignKeyConstraint(["ticket"], ["ticket.id"], name="fk_rating_ticket"),
        sa.ForeignKeyConstraint(["matter"], ["matter.id"], name="fk_rating_matter"),
        sa.PrimaryKeyConstraint("id", name="pk_rating"),
        sa.UniqueConstraint("request_id", name="uq_rating_request_id"),
        sa.UniqueConstraint("ticket", name="uq_rating_ticket"),
        sa.UniqueConstraint("matter", name="uq_rating_matter"),
    )
