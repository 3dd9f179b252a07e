"""Who has a plan open now."""

import sqlalchemy as sa
from alembic import op
from sqlmodel.sql.sqltypes import AutoString, UTCDateTime

revision = "guests"
down_revision = "banks"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "guest",
        sa.Column("server", AutoString(), nullable=False),
        sa.Column("plan_id", AutoString(), nullable=False),
        sa.Column("browser", AutoString(), nullable=False),
        sa.Column("name", AutoString(), nullable=False),
        sa.Column("label", AutoString(), nullable=False),
        sa.Column("edits", sa.Boolean(), nullable=False),
        sa.Column("seen_at", UTCDateTime(), nullable=False),
        sa.PrimaryKeyConstraint("server", "plan_id", "browser", name=op.f("pk_guest")),
    )


def downgrade() -> None:
    op.drop_table("guest")
