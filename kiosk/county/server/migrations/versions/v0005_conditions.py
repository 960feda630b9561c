"""What a heartbeat says of a terminal: records that wait, paper, the last examination."""

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"


def upgrade() -> None:
    """Add the columns."""
    op.add_column("terminal", sa.Column("undelivered", sa.Integer(), nullable=True))
    op.add_column("terminal", sa.Column("condition", sa.JSON(none_as_null=True), nullable=True))
