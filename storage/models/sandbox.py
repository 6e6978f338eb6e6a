"""The sandbox platform's own memory: its chats, people and transcript."""

from sqlalchemy import Boolean, Column, Index, LargeBinary, String, Table, Text

from storage.models.base import Choice, Id, Json, Moment, metadata
from storage.types import ChatKind

sandbox_chats = Table(
    "sandbox_chats",
    metadata,
    Column("id", String(64), primary_key=True),
    Column("kind", Choice(ChatKind), nullable=False),
    Column("title", String(64), nullable=False),
)

sandbox_messages = Table(
    "sandbox_messages",
    metadata,
    Column("id", Id, primary_key=True),
    Column("chat", String(64), nullable=False),
    Column("sender", String(64), nullable=False),
    Column("name", String(64), nullable=False),
    Column("text", Text, nullable=False),
    Column("at", Moment, nullable=False),
    Column("reply_to", Id),
    Column("edited_at", Moment),
    Column("is_deleted", Boolean, nullable=False),
    Column("buttons", Json, nullable=False),
    Column("image", String(80)),
    Column("file", String(80)),
    Column("only_for", String(64)),
    # What makes a repeated send the same message: the bot's own key, or the person's event.
    Column("key", String(200), unique=True),
    Index(None, "chat", "id"),
)

sandbox_files = Table(
    "sandbox_files",
    metadata,
    Column("id", String(80), primary_key=True),
    Column("content_type", String(80), nullable=False),
    Column("data", LargeBinary, nullable=False),
)
