"""Activities, who takes part, and the live cards that show them."""

from sqlalchemy import (
    Boolean,
    CheckConstraint,
    Column,
    ForeignKey,
    Index,
    Integer,
    String,
    Table,
    UniqueConstraint,
    false,
    text,
)

from storage.models.base import Choice, Id, Moment, Names, metadata
from storage.types import ActivityState, LeftAs, ReminderKind, SignupState

activities = Table(
    "activities",
    metadata,
    Column("id", Id, primary_key=True),
    Column("community_id", Id, ForeignKey("communities.id"), nullable=False),
    Column("number", Integer, nullable=False),
    Column("title", String(60), nullable=False),
    Column("place", String(60), nullable=False),
    Column("starts_at", Moment, nullable=False),
    Column("ends_at", Moment),
    Column("seats", Integer),
    Column("taken", Integer, nullable=False),
    Column("waiting", Integer, nullable=False),
    Column("bring", String(100)),
    Column("opens_at", Moment),
    Column("closes_at", Moment),
    Column("leave_until", Moment),
    Column("max_guests", Integer, nullable=False),
    Column("allows_overlap", Boolean, nullable=False),
    Column("is_quiet", Boolean, nullable=False),
    Column("state", Choice(ActivityState), nullable=False),
    Column("organiser_id", Id, ForeignKey("people.id"), nullable=False),
    # Grows with every change by an organiser: what a preview was made from.
    Column("revision", Integer, nullable=False),
    Column("reason", String(100)),
    Column("min_heads", Integer),
    Column("cancels_when_short", Boolean, nullable=False, server_default=false()),
    Column("reminder", String(100)),
    Column("remark", String(200)),
    # The one group it is for; NULL for every group of the community.
    Column("group_id", Id),
    Column("confidence", String(200)),
    Column("masks_names", Boolean, nullable=False, server_default=false()),
    Column("created_at", Moment, nullable=False),
    UniqueConstraint("community_id", "number"),
    CheckConstraint("taken >= 0 AND (seats IS NULL OR taken <= seats)", name="never_oversold"),
    CheckConstraint("waiting >= 0", name="waiting_counted"),
    Index(None, "community_id", "state", "starts_at"),
)

signups = Table(
    "signups",
    metadata,
    Column("id", Id, primary_key=True),
    Column("activity_id", Id, ForeignKey("activities.id"), nullable=False),
    Column("person_id", Id, ForeignKey("people.id"), nullable=False),
    Column("registrar_id", Id, ForeignKey("people.id"), nullable=False),
    Column("size", Integer, nullable=False),
    Column("companions", Names, nullable=False),
    Column("state", Choice(SignupState), nullable=False),
    Column("created_at", Moment, nullable=False),
    Column("changed_at", Moment, nullable=False),
    Column("claim_until", Moment),
    Column("freed_by", Id),
    Column("left_as", Choice(LeftAs)),
    Column("note", String(100)),
    CheckConstraint("size >= 1", name="somebody"),
    Index(
        "uq_signups_active",
        "activity_id",
        "person_id",
        unique=True,
        sqlite_where=text("state <> 'left'"),
        postgresql_where=text("state <> 'left'"),
    ),
    Index(None, "activity_id", "state", "id"),
    Index(None, "person_id", "state"),
    Index(None, "registrar_id", "state"),
)

# Stale while `wanted` is ahead of `shown`: any number of changes is one edit.
cards = Table(
    "cards",
    metadata,
    Column("activity_id", Id, ForeignKey("activities.id"), primary_key=True),
    Column("chat_id", Id, ForeignKey("chats.id"), primary_key=True),
    Column("outbox_id", Id, ForeignKey("outbox.id"), nullable=False),
    Column("wanted", Integer, nullable=False),
    Column("shown", Integer, nullable=False),
    Index(
        "ix_cards_stale",
        "chat_id",
        sqlite_where=text("wanted > shown"),
        postgresql_where=text("wanted > shown"),
    ),
)

# Who was told what about an activity at which time of it: once each, whoever asks.
reminders = Table(
    "reminders",
    metadata,
    Column("activity_id", Id, ForeignKey("activities.id"), primary_key=True),
    Column("person_id", Id, ForeignKey("people.id"), primary_key=True),
    Column("kind", Choice(ReminderKind), primary_key=True),
    Column("starts_at", Moment, primary_key=True),
)

covers = Table(
    "covers",
    metadata,
    Column("id", Id, primary_key=True),
    Column("activity_id", Id, ForeignKey("activities.id"), nullable=False),
    Column("signup_id", Id, ForeignKey("signups.id"), nullable=False),
    Column("person_id", Id, ForeignKey("people.id"), nullable=False),
    Column("is_open", Boolean, nullable=False),
    Column("created_at", Moment, nullable=False),
    Index(
        "uq_covers_open",
        "signup_id",
        unique=True,
        sqlite_where=text("is_open"),
        postgresql_where=text("is_open"),
    ),
)

# `willing` is None until the person answers.
cover_asks = Table(
    "cover_asks",
    metadata,
    Column("cover_id", Id, ForeignKey("covers.id"), primary_key=True),
    Column("person_id", Id, ForeignKey("people.id"), primary_key=True),
    Column("asked_at", Moment, nullable=False),
    Column("willing", Boolean),
    Index(None, "person_id", "asked_at"),
)
