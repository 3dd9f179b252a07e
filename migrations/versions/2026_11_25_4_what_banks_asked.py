"""What the question banks asked that plans were started with."""

import sqlalchemy as sa
from alembic import op
from sqlmodel.sql.sqltypes import AutoString, UTCDateTime

revision = "banks"
down_revision = "actuals"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "bank",
        sa.Column("version", AutoString(), nullable=False),
        sa.Column("outline", AutoString(), nullable=False),
        sa.Column("kept_at", UTCDateTime(), nullable=False),
        sa.PrimaryKeyConstraint("version", name=op.f("pk_bank")),
    )


def downgrade() -> None:
    op.drop_table("bank")
