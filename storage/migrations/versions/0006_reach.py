"""Access tokens shared by processes; how far a person may be reached."""

import sqlalchemy as sa
from alembic import op

revision = "0006"
down_revision = "0005"
branch_labels = None
depends_on = None

WHO = ("platform", "account", "external_id")


def upgrade() -> None:
    moment = sa.DateTime(timezone=True)
    op.create_table(
        "access_tokens",
        sa.Column("platform", sa.String(20), nullable=False),
        sa.Column("account", sa.String(40), nullable=False),
        sa.Column("token", sa.Text(), nullable=False),
        sa.Column("expires_at", moment, nullable=False),
        sa.Column("leased_until", moment, nullable=True),
        sa.PrimaryKeyConstraint("platform", "account", name="pk_access_tokens"),
    )
    op.create_table(
        "windows",
        sa.Column("platform", sa.String(20), nullable=False),
        sa.Column("account", sa.String(40), nullable=False),
        sa.Column("external_id", sa.String(128), nullable=False),
        sa.Column("remaining", sa.Integer(), nullable=False),
        sa.Column("closes_at", moment, nullable=False),
        sa.PrimaryKeyConstraint(*WHO, name="pk_windows"),
    )
    op.create_table(
        "template_credits",
        sa.Column("platform", sa.String(20), nullable=False),
        sa.Column("account", sa.String(40), nullable=False),
        sa.Column("external_id", sa.String(128), nullable=False),
        sa.Column("template", sa.String(64), nullable=False),
        sa.Column("remaining", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint(*WHO, "template", name="pk_template_credits"),
    )


def downgrade() -> None:
    op.drop_table("template_credits")
    op.drop_table("windows")
    op.drop_table("access_tokens")
