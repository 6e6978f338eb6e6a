"""Pictures that were sent together wait for each other in the inbox."""

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("inbox", sa.Column("album", sa.String(128), nullable=True))
    op.create_index(
        "ix_inbox_album",
        "inbox",
        ["platform", "account", "album", "id"],
        sqlite_where=sa.text("album IS NOT NULL"),
        postgresql_where=sa.text("album IS NOT NULL"),
    )


def downgrade() -> None:
    op.execute("UPDATE inbox SET state = 'done' WHERE state = 'held'")
    op.drop_index("ix_inbox_album", "inbox")
    with op.batch_alter_table("inbox") as table:
        table.drop_column("album")
