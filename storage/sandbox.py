"""The sandbox platform's transcript, as a chat platform would keep it."""

from dataclasses import fields
from datetime import datetime
from operator import attrgetter
from typing import Any

from sqlalchemy import bindparam, func, select, update

from storage.connection import Connection
from storage.models.people import accounts, chats, people, presences
from storage.models.sandbox import sandbox_chats, sandbox_files, sandbox_messages
from storage.models.statements import columns, insert_into
from storage.records import record
from storage.types import ChatKind


@record
class SandboxMessage:
    """One message of the transcript; `key` makes a repeated send the same message."""

    id: int
    chat: str
    sender: str
    name: str
    text: str
    at: datetime
    reply_to: int | None
    edited_at: datetime | None
    is_deleted: bool
    buttons: list[dict[str, Any]]
    image: str | None
    file: str | None
    only_for: str | None
    key: str | None


@record
class SandboxPerson:
    id: str
    name: str
    chats: list[str]


@record
class SandboxChat:
    id: str
    kind: ChatKind
    title: str


_BUT_ID = attrgetter(*(field.name for field in fields(SandboxMessage)[1:]))
_MESSAGE = columns(sandbox_messages, SandboxMessage)
_ADD = (
    insert_into(
        sandbox_messages,
        "chat",
        "sender",
        "name",
        "text",
        "at",
        "reply_to",
        "buttons",
        "image",
        "file",
        "only_for",
        "key",
        is_deleted=False,
    )
    .on_conflict_do_nothing(index_elements=["key"])
    .returning(sandbox_messages.c.id)
)
# Held until the commit, so that the ids of a chat become visible in their order.
_LOCK_CHAT = (
    select(sandbox_chats.c.id).where(sandbox_chats.c.id == bindparam("chat")).with_for_update()
)
_KEYED = select(*_MESSAGE).where(sandbox_messages.c.key == bindparam("key"))
_GET = select(*_MESSAGE).where(sandbox_messages.c.id == bindparam("message_id"))
_AFTER = (
    select(*_MESSAGE)
    .where(sandbox_messages.c.chat == bindparam("chat"), sandbox_messages.c.id > bindparam("after"))
    .order_by(sandbox_messages.c.id)
    .limit(bindparam("limit"))
)
_EDIT = (
    update(sandbox_messages)
    .where(sandbox_messages.c.id == bindparam("message_id"))
    .values(text=bindparam("text"), buttons=bindparam("buttons"), edited_at=bindparam("edited_at"))
)
_LAST_AT = select(func.max(sandbox_messages.c.at)).where(
    sandbox_messages.c.id == select(func.max(sandbox_messages.c.id)).scalar_subquery()
)
_CHATS = select(*columns(sandbox_chats, SandboxChat)).order_by(
    sandbox_chats.c.kind, sandbox_chats.c.id
)
_KINDS = select(sandbox_chats.c.id, sandbox_chats.c.kind)
_PEOPLE = (
    select(accounts.c.external_id, people.c.name, chats.c.external_id)
    .join(people, people.c.id == accounts.c.person_id)
    .outerjoin(presences, presences.c.person_id == people.c.id)
    .outerjoin(chats, chats.c.id == presences.c.chat_id)
    .where(accounts.c.platform == "sandbox")
    .order_by(accounts.c.id, chats.c.id)
)
_ADD_CHAT = insert_into(sandbox_chats, "id", "kind", "title").on_conflict_do_nothing()
_ADD_FILE = insert_into(sandbox_files, "id", "content_type", "data").on_conflict_do_nothing()
_FILE = select(sandbox_files.c.content_type, sandbox_files.c.data).where(
    sandbox_files.c.id == bindparam("file_id")
)


class Sandbox:
    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def add(self, message: SandboxMessage) -> SandboxMessage:
        """Enter a message; return it with its id, or the first one that was entered with its key."""
        self._connection.lock(_LOCK_CHAT, chat=message.chat)
        added: int | None = self._connection.value(
            _ADD,
            chat=message.chat,
            sender=message.sender,
            name=message.name,
            text=message.text,
            at=message.at,
            reply_to=message.reply_to,
            buttons=message.buttons,
            image=message.image,
            file=message.file,
            only_for=message.only_for,
            key=message.key,
        )
        if added is not None:
            return SandboxMessage(added, *_BUT_ID(message))
        first = self._connection.one(_KEYED, SandboxMessage, key=message.key)
        if first is None:
            raise LookupError(message.key)
        return first

    def get(self, message_id: int) -> SandboxMessage | None:
        return self._connection.one(_GET, SandboxMessage, message_id=message_id)

    def after(self, chat: str, after: int, limit: int) -> list[SandboxMessage]:
        """Return a chat's messages with ids above `after`, oldest first."""
        return self._connection.all(_AFTER, SandboxMessage, chat=chat, after=after, limit=limit)

    def edit(
        self, message_id: int, text: str, buttons: list[dict[str, Any]], now: datetime
    ) -> None:
        self._connection.run(
            _EDIT, message_id=message_id, text=text, buttons=buttons, edited_at=now
        )

    def last_at(self) -> datetime | None:
        """Return the moment of the newest message."""
        found: datetime | None = self._connection.value(_LAST_AT)
        return found

    def chats(self) -> list[SandboxChat]:
        return self._connection.all(_CHATS, SandboxChat)

    def kinds(self) -> dict[str, ChatKind]:
        """Return what each id is, of which there may be many."""
        return dict(self._connection.all(_KINDS, lambda *row: row))

    def people(self) -> list[SandboxPerson]:
        """Return everybody the bot has met here, and in which groups."""
        found: dict[str, SandboxPerson] = {}
        for person_id, name, chat in self._connection.all(_PEOPLE, lambda *row: row):
            person = found.setdefault(person_id, SandboxPerson(person_id, name, []))
            person.chats.extend([chat] if chat else [])
        return list(found.values())

    def add_chat(self, chat: SandboxChat) -> None:
        self._connection.run(_ADD_CHAT, id=chat.id, kind=chat.kind, title=chat.title)

    def add_file(self, file_id: str, content_type: str, data: bytes) -> None:
        self._connection.run(_ADD_FILE, id=file_id, content_type=content_type, data=data)

    def file(self, file_id: str) -> tuple[str, bytes] | None:
        """Return the type and the bytes of a stored file."""
        return self._connection.one(_FILE, lambda kind, data: (kind, bytes(data)), file_id=file_id)
