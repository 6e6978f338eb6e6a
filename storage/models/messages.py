"""What came in, what must go out, what is being asked, what falls due."""

from sqlalchemy import (
    Boolean,
    Column,
    ForeignKey,
    Index,
    Integer,
    String,
    Table,
    Text,
    UniqueConstraint,
    false,
    text,
)

from storage.models.base import Choice, Id, Json, Moment, metadata
from storage.types import DueKind, DueState, InboxState, OutboxKind, OutboxState

inbox = Table(
    "inbox",
    metadata,
    Column("id", Id, primary_key=True),
    Column("platform", String(20), nullable=False),
    Column("account", String(40), nullable=False),
    Column("event_id", String(128), nullable=False),
    Column("payload", Json, nullable=False),
    Column("state", Choice(InboxState), nullable=False),
    # The first answer: outbox ids of the chat it came from, and the note for a press.
    Column("answer", Json),
    Column("error", Text),
    # What pictures have in common that were sent together: chat and album.
    Column("album", String(128)),
    Column("received_at", Moment, nullable=False),
    UniqueConstraint("platform", "account", "event_id"),
    Index(
        "ix_inbox_set_aside",
        "id",
        sqlite_where=text("state = 'set_aside'"),
        postgresql_where=text("state = 'set_aside'"),
    ),
    Index(
        "ix_inbox_album",
        "platform",
        "account",
        "album",
        "id",
        sqlite_where=text("album IS NOT NULL"),
        postgresql_where=text("album IS NOT NULL"),
    ),
)

# Queries say it in the same words, or the planner can't tell that the index holds all they want.
UNSENT = text("state IN ('waiting', 'sending')")

outbox = Table(
    "outbox",
    metadata,
    Column("id", Id, primary_key=True),
    Column("chat_id", Id, ForeignKey("chats.id"), nullable=False),
    Column("seq", Integer, nullable=False),
    Column("kind", Choice(OutboxKind), nullable=False),
    Column("content", Json, nullable=False),
    Column("worded", Json),
    Column("activity_id", Id, ForeignKey("activities.id")),
    Column("person_id", Id, ForeignKey("people.id")),
    Column("state", Choice(OutboxState), nullable=False),
    Column("tries", Integer, nullable=False),
    # A try had no answer: it may have arrived.
    Column("is_doubtful", Boolean, nullable=False, server_default=false()),
    Column("error", Text),
    Column("message_id", String(64)),
    Column("created_at", Moment, nullable=False),
    Column("sent_at", Moment),
    UniqueConstraint("chat_id", "seq"),
    Index("ix_outbox_message", "chat_id", "message_id", "seq"),
    Index(
        "ix_outbox_unsent",
        "chat_id",
        "seq",
        sqlite_where=UNSENT,
        postgresql_where=UNSENT,
    ),
    Index(
        "ix_outbox_dead",
        "id",
        sqlite_where=text("state = 'dead'"),
        postgresql_where=text("state = 'dead'"),
    ),
)

questions = Table(
    "questions",
    metadata,
    Column("id", Id, primary_key=True),
    Column("person_id", Id, ForeignKey("people.id"), nullable=False),
    Column("chat_id", Id, ForeignKey("chats.id"), nullable=False),
    Column("kind", String(30), nullable=False),
    Column("payload", Json, nullable=False),
    Column("expires_at", Moment, nullable=False),
    Column("subject_id", Id, nullable=False, server_default="0"),
    UniqueConstraint("person_id", "chat_id", "kind", "subject_id"),
)

due = Table(
    "due",
    metadata,
    Column("id", Id, primary_key=True),
    Column("kind", Choice(DueKind), nullable=False),
    Column("subject_id", Id, nullable=False),
    Column("due_at", Moment, nullable=False),
    Column("state", Choice(DueState), nullable=False),
    Column("note", String(200)),
    UniqueConstraint("kind", "subject_id", "due_at"),
    Index(
        "ix_due_waiting",
        "due_at",
        sqlite_where=text("state = 'waiting'"),
        postgresql_where=text("state = 'waiting'"),
    ),
)

# What is being told to many people, and who hasn't been told yet; nothing stays when all have.
tellings = Table(
    "tellings",
    metadata,
    Column("id", Id, primary_key=True),
    Column("community_id", Id, ForeignKey("communities.id"), nullable=False),
    Column("activity_id", Id, ForeignKey("activities.id")),
    Column("content", Json, nullable=False),
    # Its due row outlives it: no other may get the same id.
    sqlite_autoincrement=True,
)

hearers = Table(
    "hearers",
    metadata,
    Column("telling_id", Id, ForeignKey("tellings.id"), primary_key=True),
    Column("person_id", Id, ForeignKey("people.id"), primary_key=True),
)
