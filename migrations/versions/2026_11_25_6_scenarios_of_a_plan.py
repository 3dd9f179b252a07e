"""Whoever may edit a plan finds its scenarios, by what they were copied from."""

from alembic import op

revision = "scenarios"
down_revision = "guests"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_index("ix_plan_copied_from", "plan", ["copied_from"])


def downgrade() -> None:
    op.drop_index("ix_plan_copied_from", "plan")
