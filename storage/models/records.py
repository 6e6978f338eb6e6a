"""What was done, and how it is taken back."""

from sqlalchemy import Column, ForeignKey, Index, String, Table

from storage.models.base import Choice, Id, Json, Moment, metadata
from storage.types import Deed

# Append-only: triggers of the database refuse to change or delete a row.
audit = Table(
    "audit",
    metadata,
    Column("id", Id, primary_key=True),
    Column("at", Moment, nullable=False),
    Column("deed", Choice(Deed), nullable=False),
    Column("actor_id", Id, ForeignKey("people.id")),
    Column("community_id", Id, ForeignKey("communities.id"), nullable=False),
    Column("activity_id", Id, ForeignKey("activities.id")),
    Column("person_id", Id, ForeignKey("people.id")),
    Column("before", Json, nullable=False),
    Column("after", Json, nullable=False),
    Column("reason", String(200)),
    Index(None, "activity_id", "id"),
    Index(None, "community_id", "id"),
)

undos = Table(
    "undos",
    metadata,
    Column("id", Id, primary_key=True),
    Column("person_id", Id, ForeignKey("people.id"), nullable=False),
    Column("community_id", Id, ForeignKey("communities.id"), nullable=False),
    Column("kind", String(20), nullable=False),
    Column("values", Json, nullable=False),
    Column("until", Moment, nullable=False),
    Column("done_at", Moment),
    Index(None, "person_id", "id"),
)
