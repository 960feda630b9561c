"""What staff did: a chain that the database itself refuses to change."""

import sqlalchemy as sa
from alembic import op

from kiosk.county.server.audit_guards import guard

revision = "0006"
down_revision = "0005"


def upgrade() -> None:
    """Create the tables and what guards them."""
    op.create_table(
        "deed",
        sa.Column("number", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("at", sa.BigInteger(), nullable=False),
        sa.Column("who", sa.String(length=120), nullable=False),
        sa.Column("what", sa.String(length=120), nullable=False),
        sa.Column("record", sa.String(length=120), nullable=False),
        sa.Column("seal", sa.LargeBinary(length=32), nullable=False),
        sa.PrimaryKeyConstraint("number", name="pk_deed"),
    )
    marks = op.create_table(
        "deed_mark",
        sa.Column("name", sa.String(length=5), nullable=False),
        sa.Column("number", sa.BigInteger(), nullable=False),
        sa.Column("seal", sa.LargeBinary(length=32), nullable=False),
        sa.PrimaryKeyConstraint("name", name="pk_deed_mark"),
    )
    nothing = {"number": 0, "seal": bytes(32)}
    op.bulk_insert(marks, [{"name": "start", **nothing}, {"name": "head", **nothing}])
    guard(op.get_bind())
