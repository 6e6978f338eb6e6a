"""What must be kept to reach people on platforms that ration it: tokens, windows, credits."""

from sqlalchemy import Column, Integer, PrimaryKeyConstraint, String, Table, Text

from storage.models.base import Moment, metadata

# Shared by all processes of an account: fetching a new token makes the old one worthless.
access_tokens = Table(
    "access_tokens",
    metadata,
    Column("platform", String(20), nullable=False),
    Column("account", String(40), nullable=False),
    Column("token", Text, nullable=False),
    Column("expires_at", Moment, nullable=False),
    # Somebody is fetching a new one until then.
    Column("leased_until", Moment),
    PrimaryKeyConstraint("platform", "account"),
)

# How many messages a person may still be sent, until when, since they wrote last.
windows = Table(
    "windows",
    metadata,
    Column("platform", String(20), nullable=False),
    Column("account", String(40), nullable=False),
    Column("external_id", String(128), nullable=False),
    Column("remaining", Integer, nullable=False),
    Column("closes_at", Moment, nullable=False),
    PrimaryKeyConstraint("platform", "account", "external_id"),
)

# How many messages of a template a person has agreed to, one for each time they tapped.
template_credits = Table(
    "template_credits",
    metadata,
    Column("platform", String(20), nullable=False),
    Column("account", String(40), nullable=False),
    Column("external_id", String(128), nullable=False),
    Column("template", String(64), nullable=False),
    Column("remaining", Integer, nullable=False),
    PrimaryKeyConstraint("platform", "account", "external_id", "template"),
)
