"""Telling many in parts, messages that may have arrived; an index that nothing asked for."""

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None

ID = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def upgrade() -> None:
    op.create_table(
        "tellings",
        sa.Column("id", ID, nullable=False),
        sa.Column("community_id", ID, nullable=False),
        sa.Column("activity_id", ID, nullable=True),
        sa.Column("content", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(
            ["community_id"], ["communities.id"], name="fk_tellings_community_id"
        ),
        sa.ForeignKeyConstraint(["activity_id"], ["activities.id"], name="fk_tellings_activity_id"),
        sa.PrimaryKeyConstraint("id", name="pk_tellings"),
        sqlite_autoincrement=True,
    )
    op.create_table(
        "hearers",
        sa.Column("telling_id", ID, nullable=False),
        sa.Column("person_id", ID, nullable=False),
        sa.ForeignKeyConstraint(["telling_id"], ["tellings.id"], name="fk_hearers_telling_id"),
        sa.ForeignKeyConstraint(["person_id"], ["people.id"], name="fk_hearers_person_id"),
        sa.PrimaryKeyConstraint("telling_id", "person_id", name="pk_hearers"),
    )
    op.add_column(
        "outbox",
        sa.Column("is_doubtful", sa.Boolean(), server_default=sa.false(), nullable=False),
    )
    op.drop_index("ix_chats_held", "chats")


def downgrade() -> None:
    op.create_index(
        "ix_chats_held",
        "chats",
        ["held_until"],
        sqlite_where=sa.text("held_until IS NOT NULL"),
        postgresql_where=sa.text("held_until IS NOT NULL"),
    )
    with op.batch_alter_table("outbox") as table:
        table.drop_column("is_doubtful")
    op.drop_table("hearers")
    op.drop_table("tellings")
