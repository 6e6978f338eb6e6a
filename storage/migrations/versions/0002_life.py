"""The life of an activity: claim windows, reminders, stand-ins, the audit log, undo."""

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None

ONE_OF_A_KIND = "uq_questions_person_id_chat_id_kind"
ID = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def upgrade() -> None:
    with op.batch_alter_table("communities") as table:
        table.add_column(
            sa.Column("quiet_from", sa.String(5), nullable=False, server_default="22:00")
        )
        table.add_column(
            sa.Column("quiet_until", sa.String(5), nullable=False, server_default="07:00")
        )
    op.add_column("activities", sa.Column("min_heads", sa.Integer(), nullable=True))
    op.add_column(
        "activities",
        sa.Column("cancels_when_short", sa.Boolean(), nullable=False, server_default=sa.false()),
    )
    op.add_column("activities", sa.Column("reminder", sa.String(100), nullable=True))
    op.add_column("signups", sa.Column("claim_until", sa.DateTime(timezone=True), nullable=True))
    op.add_column("signups", sa.Column("freed_by", ID, nullable=True))
    op.add_column("signups", sa.Column("left_as", sa.String(20), nullable=True))
    _questions()
    _reminders()
    _covers()
    _records()
    _append_only()


def _questions() -> None:
    """Let several questions of a kind stand side by side, each about a subject of its own."""
    with op.batch_alter_table("questions") as table:
        table.add_column(sa.Column("subject_id", ID, nullable=False, server_default="0"))
        table.drop_constraint(ONE_OF_A_KIND, type_="unique")
        table.create_unique_constraint(
            f"{ONE_OF_A_KIND}_subject_id", ["person_id", "chat_id", "kind", "subject_id"]
        )


def _reminders() -> None:
    op.create_table(
        "reminders",
        sa.Column("activity_id", ID, nullable=False),
        sa.Column("person_id", ID, nullable=False),
        sa.Column("kind", sa.String(20), nullable=False),
        sa.Column("starts_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["activity_id"], ["activities.id"], name="fk_reminders_activity_id"
        ),
        sa.ForeignKeyConstraint(["person_id"], ["people.id"], name="fk_reminders_person_id"),
        sa.PrimaryKeyConstraint(
            "activity_id", "person_id", "kind", "starts_at", name="pk_reminders"
        ),
    )
    op.create_table(
        "optouts",
        sa.Column("person_id", ID, nullable=False),
        sa.Column("kind", sa.String(20), nullable=False),
        sa.ForeignKeyConstraint(["person_id"], ["people.id"], name="fk_optouts_person_id"),
        sa.PrimaryKeyConstraint("person_id", "kind", name="pk_optouts"),
    )


def _covers() -> None:
    op.create_table(
        "covers",
        sa.Column("id", ID, nullable=False),
        sa.Column("activity_id", ID, nullable=False),
        sa.Column("signup_id", ID, nullable=False),
        sa.Column("person_id", ID, nullable=False),
        sa.Column("is_open", sa.Boolean(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["activity_id"], ["activities.id"], name="fk_covers_activity_id"),
        sa.ForeignKeyConstraint(["signup_id"], ["signups.id"], name="fk_covers_signup_id"),
        sa.ForeignKeyConstraint(["person_id"], ["people.id"], name="fk_covers_person_id"),
        sa.PrimaryKeyConstraint("id", name="pk_covers"),
    )
    op.create_index(
        "uq_covers_open",
        "covers",
        ["signup_id"],
        unique=True,
        sqlite_where=sa.text("is_open"),
        postgresql_where=sa.text("is_open"),
    )
    op.create_table(
        "cover_asks",
        sa.Column("cover_id", ID, nullable=False),
        sa.Column("person_id", ID, nullable=False),
        sa.Column("asked_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("willing", sa.Boolean(), nullable=True),
        sa.ForeignKeyConstraint(["cover_id"], ["covers.id"], name="fk_cover_asks_cover_id"),
        sa.ForeignKeyConstraint(["person_id"], ["people.id"], name="fk_cover_asks_person_id"),
        sa.PrimaryKeyConstraint("cover_id", "person_id", name="pk_cover_asks"),
    )
    op.create_index("ix_cover_asks_person_id_asked_at", "cover_asks", ["person_id", "asked_at"])


def _records() -> None:
    op.create_table(
        "audit",
        sa.Column("id", ID, nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("deed", sa.String(20), nullable=False),
        sa.Column("actor_id", ID, nullable=True),
        sa.Column("community_id", ID, nullable=False),
        sa.Column("activity_id", ID, nullable=True),
        sa.Column("person_id", ID, nullable=True),
        sa.Column("before", sa.Text(), nullable=False),
        sa.Column("after", sa.Text(), nullable=False),
        sa.Column("reason", sa.String(200), nullable=True),
        sa.ForeignKeyConstraint(["actor_id"], ["people.id"], name="fk_audit_actor_id"),
        sa.ForeignKeyConstraint(["community_id"], ["communities.id"], name="fk_audit_community_id"),
        sa.ForeignKeyConstraint(["activity_id"], ["activities.id"], name="fk_audit_activity_id"),
        sa.ForeignKeyConstraint(["person_id"], ["people.id"], name="fk_audit_person_id"),
        sa.PrimaryKeyConstraint("id", name="pk_audit"),
    )
    op.create_index("ix_audit_activity_id_id", "audit", ["activity_id", "id"])
    op.create_index("ix_audit_community_id_id", "audit", ["community_id", "id"])
    op.create_table(
        "undos",
        sa.Column("id", ID, nullable=False),
        sa.Column("person_id", ID, nullable=False),
        sa.Column("community_id", ID, nullable=False),
        sa.Column("kind", sa.String(20), nullable=False),
        sa.Column("values", sa.Text(), nullable=False),
        sa.Column("until", sa.DateTime(timezone=True), nullable=False),
        sa.Column("done_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(["person_id"], ["people.id"], name="fk_undos_person_id"),
        sa.ForeignKeyConstraint(["community_id"], ["communities.id"], name="fk_undos_community_id"),
        sa.PrimaryKeyConstraint("id", name="pk_undos"),
    )
    op.create_index("ix_undos_person_id_id", "undos", ["person_id", "id"])


def _append_only() -> None:
    """Let the database itself refuse to change what the audit log says."""
    if op.get_bind().dialect.name == "sqlite":
        for change in ("UPDATE", "DELETE"):
            op.execute(
                f"CREATE TRIGGER audit_no_{change.lower()} BEFORE {change} ON audit "
                "BEGIN SELECT RAISE(ABORT, 'the audit log is append-only'); END"
            )
        return
    op.execute(
        "CREATE FUNCTION refuse_change() RETURNS trigger LANGUAGE plpgsql AS "
        "$$ BEGIN RAISE EXCEPTION 'the audit log is append-only'; END $$"
    )
    op.execute(
        "CREATE TRIGGER audit_append_only BEFORE UPDATE OR DELETE ON audit "
        "FOR EACH ROW EXECUTE FUNCTION refuse_change()"
    )


def downgrade() -> None:
    for name in ("undos", "audit", "cover_asks", "covers", "optouts", "reminders"):
        op.drop_table(name)
    if op.get_bind().dialect.name == "postgresql":
        op.execute("DROP FUNCTION refuse_change()")
    op.execute("DELETE FROM questions WHERE subject_id <> 0")
    with op.batch_alter_table("questions") as table:
        table.drop_constraint(f"{ONE_OF_A_KIND}_subject_id", type_="unique")
        table.create_unique_constraint(ONE_OF_A_KIND, ["person_id", "chat_id", "kind"])
        table.drop_column("subject_id")
    with op.batch_alter_table("signups") as table:
        table.drop_column("left_as")
        table.drop_column("freed_by")
        table.drop_column("claim_until")
    with op.batch_alter_table("activities") as table:
        table.drop_column("reminder")
        table.drop_column("cancels_when_short")
        table.drop_column("min_heads")
    with op.batch_alter_table("communities") as table:
        table.drop_column("quiet_until")
        table.drop_column("quiet_from")
