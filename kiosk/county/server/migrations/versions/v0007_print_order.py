"""Which of a paper's reports is the latest: they may arrive in another order."""

import sqlalchemy as sa
from alembic import op

revision = "0007"
down_revision = "0006"


def upgrade() -> None:
    """Add the column."""
    op.add_column("ticket", sa.Column("print_order", sa.BigInteger(), nullable=True))
