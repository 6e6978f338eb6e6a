"""What is added to an activity and to a sign-up in words; activities of one group."""

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None

ID = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def upgrade() -> None:
    op.add_column("activities", sa.Column("remark", sa.String(200), nullable=True))
    op.add_column("activities", sa.Column("group_id", ID, nullable=True))
    op.add_column("activities", sa.Column("confidence", sa.String(200), nullable=True))
    op.add_column(
        "activities",
        sa.Column("masks_names", sa.Boolean(), nullable=False, server_default=sa.false()),
    )
    op.add_column("signups", sa.Column("note", sa.String(100), nullable=True))


def downgrade() -> None:
    with op.batch_alter_table("signups") as table:
        table.drop_column("note")
    with op.batch_alter_table("activities") as table:
        table.drop_column("masks_names")
        table.drop_column("confidence")
        table.drop_column("group_id")
        table.drop_column("remark")
