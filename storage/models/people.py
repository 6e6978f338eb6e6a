"""Communities and their units, people and their accounts, roles, chats."""

from sqlalchemy import (
    Boolean,
    Column,
    ForeignKey,
    Index,
    Integer,
    String,
    Table,
    UniqueConstraint,
    text,
)

from storage.models.base import Choice, HourMinute, Id, Json, Moment, metadata
from storage.types import ChatKind, Role, UnitKind

communities = Table(
    "communities",
    metadata,
    Column("id", Id, primary_key=True),
    Column("name", String(40), nullable=False, unique=True),
    Column("language", String(10), nullable=False),
    Column("timezone", String(40), nullable=False),
    Column("upcoming_at", HourMinute),
    Column("quiet_from", HourMinute, nullable=False, server_default="22:00"),
    Column("quiet_until", HourMinute, nullable=False, server_default="07:00"),
    Column("next_number", Integer, nullable=False),
    Column("created_at", Moment, nullable=False),
)

# The tree community → grid → building → household group; a community's root has no parent.
units = Table(
    "units",
    metadata,
    Column("id", Id, primary_key=True),
    Column("community_id", Id, ForeignKey("communities.id"), nullable=False),
    Column("parent_id", Id, ForeignKey("units.id")),
    Column("kind", Choice(UnitKind), nullable=False),
    Column("name", String(40), nullable=False),
    UniqueConstraint("community_id", "parent_id", "name"),
)

people = Table(
    "people",
    metadata,
    Column("id", Id, primary_key=True),
    Column("name", String(64), nullable=False),
    Column("has_own_name", Boolean, nullable=False),
    Column("community_id", Id, ForeignKey("communities.id")),
    Column("keeper_id", Id, ForeignKey("people.id")),
    Column("created_at", Moment, nullable=False),
    UniqueConstraint("keeper_id", "name"),
    Index(None, "name"),
)

chats = Table(
    "chats",
    metadata,
    Column("id", Id, primary_key=True),
    Column("platform", String(20), nullable=False),
    Column("account", String(40), nullable=False),
    Column("external_id", String(128), nullable=False),
    Column("kind", Choice(ChatKind), nullable=False),
    Column("title", String(128), nullable=False),
    Column("community_id", Id, ForeignKey("communities.id")),
    Column("is_enabled", Boolean, nullable=False),
    Column("muted_until", Moment),
    # Nothing is sent before this moment: the platform asked for a pause or a send failed.
    Column("held_until", Moment),
    # The number of the chat's newest outgoing message; taking the next one locks the chat.
    Column("last_seq", Integer, nullable=False),
    UniqueConstraint("platform", "account", "external_id"),
    Index(None, "community_id", "is_enabled"),
)

accounts = Table(
    "accounts",
    metadata,
    Column("id", Id, primary_key=True),
    Column("platform", String(20), nullable=False),
    Column("account", String(40), nullable=False),
    Column("external_id", String(128), nullable=False),
    Column("person_id", Id, ForeignKey("people.id"), nullable=False),
    Column("private_chat_id", Id, ForeignKey("chats.id")),
    UniqueConstraint("platform", "account", "external_id"),
    Index(None, "person_id"),
    Index(None, "private_chat_id"),
)

# Who was seen speaking in which chat: how a private message finds its community.
presences = Table(
    "presences",
    metadata,
    Column("person_id", Id, ForeignKey("people.id"), primary_key=True),
    Column("chat_id", Id, ForeignKey("chats.id"), primary_key=True),
)

# Never deleted: a role that ended keeps who gave it and who took it.
roles = Table(
    "roles",
    metadata,
    Column("id", Id, primary_key=True),
    Column("person_id", Id, ForeignKey("people.id"), nullable=False),
    Column("role", Choice(Role), nullable=False),
    Column("unit_id", Id, ForeignKey("units.id")),
    Column("until", Moment),
    Column("granted_by", Id, ForeignKey("people.id"), nullable=False),
    Column("granted_at", Moment, nullable=False),
    Column("revoked_by", Id, ForeignKey("people.id")),
    Column("revoked_at", Moment),
    Index(None, "unit_id", "role"),
    Index(
        "uq_roles_owner",
        "role",
        unique=True,
        sqlite_where=text("role = 'owner' AND revoked_at IS NULL"),
        postgresql_where=text("role = 'owner' AND revoked_at IS NULL"),
    ),
    Index(
        "uq_roles_held",
        "person_id",
        "role",
        "unit_id",
        unique=True,
        sqlite_where=text("revoked_at IS NULL"),
        postgresql_where=text("revoked_at IS NULL"),
    ),
    # No two NULLs are equal, so the roles of the whole service need an index of their own.
    Index(
        "uq_roles_held_everywhere",
        "role",
        "person_id",
        unique=True,
        sqlite_where=text("revoked_at IS NULL AND unit_id IS NULL"),
        postgresql_where=text("revoked_at IS NULL AND unit_id IS NULL"),
    ),
)

settings = Table(
    "settings",
    metadata,
    Column("name", String(40), primary_key=True),
    Column("value", String(200), nullable=False),
)

# What a person asked not to be told unasked.
optouts = Table(
    "optouts",
    metadata,
    Column("person_id", Id, ForeignKey("people.id"), primary_key=True),
    Column("kind", String(20), primary_key=True),
)

# Two rows of people that turned out to be one person: what was moved, so that it can go back.
merges = Table(
    "merges",
    metadata,
    Column("id", Id, primary_key=True),
    Column("kept_id", Id, ForeignKey("people.id"), nullable=False),
    Column("merged_id", Id, ForeignKey("people.id"), nullable=False),
    Column("moved", Json, nullable=False),
    Column("at", Moment, nullable=False),
    Column("undone_at", Moment),
    Index(None, "kept_id", "id"),
)
