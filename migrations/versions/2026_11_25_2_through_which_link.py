"""Through which link somebody commented or signed."""

import sqlalchemy as sa
from alembic import op
from sqlmodel.sql.sqltypes import AutoString

revision = "through"
down_revision = "plans"
branch_labels = None
depends_on = None


def upgrade() -> None:
    for name in ("comment", "sign_off"):
        with op.batch_alter_table(name) as batch_op:
            batch_op.add_column(
                sa.Column("through", AutoString(), nullable=False, server_default="")
            )
    for name in ("comment", "sign_off"):
        with op.batch_alter_table(name) as batch_op:
            batch_op.alter_column("through", server_default=None)


def downgrade() -> None:
    for name in ("comment", "sign_off"):
        with op.batch_alter_table(name) as batch_op:
            batch_op.drop_column("through")
