"""Groups and private conversations."""

from datetime import datetime
from typing import Any

from sqlalchemy import bindparam, func, select, update

from storage.connection import Connection
from storage.models.people import accounts, chats, communities, people, presences
from storage.models.statements import columns, insert_into
from storage.types import Address, Chat, ChatId, ChatKind, Community, CommunityId

_CHAT = columns(chats, Chat)
_COMMUNITY = columns(communities, Community)
_WIDTH = len(_CHAT)
_FIND = select(*_CHAT).where(
    chats.c.platform == bindparam("platform"),
    chats.c.account == bindparam("account"),
    chats.c.external_id == bindparam("external_id"),
)
_LOCK = (
    _FIND.add_columns(*_COMMUNITY)
    .outerjoin(communities, communities.c.id == chats.c.community_id)
    .with_for_update(of=chats)
)
_spoken = chats.alias("spoken")
_FIRST_SPOKEN_IN = (
    select(func.min(_spoken.c.community_id))
    .join(presences, presences.c.chat_id == _spoken.c.id)
    .where(presences.c.person_id == people.c.id, _spoken.c.is_enabled)
    .correlate(people)
    .scalar_subquery()
)
# A group's own community; for a private chat the one its person chose, else one they speak in.
_READERS = (
    select(*_CHAT, *_COMMUNITY)
    .outerjoin(accounts, accounts.c.private_chat_id == chats.c.id)
    .outerjoin(people, people.c.id == accounts.c.person_id)
    .outerjoin(
        communities,
        communities.c.id
        == func.coalesce(chats.c.community_id, people.c.community_id, _FIRST_SPOKEN_IN),
    )
    .where(chats.c.id == bindparam("key"))
    .limit(1)
)
_GET = select(*_CHAT).where(chats.c.id == bindparam("key"))
_ADD = insert_into(
    chats, "platform", "account", "external_id", "kind", "title", is_enabled=False, last_seq=0
).returning(*_CHAT)
_ENABLE = (
    update(chats)
    .where(chats.c.id == bindparam("key"))
    .values(community_id=bindparam("community_id"), is_enabled=True, muted_until=None)
)
_DISABLE = update(chats).where(chats.c.id == bindparam("key")).values(is_enabled=False)
_MUTE = (
    update(chats).where(chats.c.id == bindparam("key")).values(muted_until=bindparam("muted_until"))
)
_HOLD = (
    update(chats).where(chats.c.id == bindparam("key")).values(held_until=bindparam("held_until"))
)
_MOVE = (
    update(chats)
    .where(chats.c.id == bindparam("key"))
    .values(external_id=bindparam("external_id"), held_until=None)
)
_GROUPS = (
    select(*_CHAT)
    .where(chats.c.community_id == bindparam("community_id"), chats.c.is_enabled)
    .order_by(chats.c.id)
)


class Chats:
    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def find(self, address: Address) -> Chat | None:
        return self._connection.one(
            _FIND,
            Chat,
            platform=address.platform,
            account=address.account,
            external_id=address.external_id,
        )

    def lock(self, address: Address) -> tuple[Chat, Community | None] | None:
        """Return a chat, and the community a group was enabled for, and keep others from handling
        the chat until this transaction ends.
        """
        return self._connection.one(
            _LOCK,
            _chat_and_community,
            platform=address.platform,
            account=address.account,
            external_id=address.external_id,
        )

    def with_readers(self, chat_id: ChatId) -> tuple[Chat, Community | None]:
        """Return a chat, and the community whose language and zone its readers have."""
        found = self._connection.one(_READERS, _chat_and_community, key=chat_id)
        if found is None:
            raise LookupError(chat_id)
        return found

    def get(self, chat_id: ChatId) -> Chat:
        found = self._connection.one(_GET, Chat, key=chat_id)
        if found is None:
            raise LookupError(chat_id)
        return found

    def add(self, address: Address, kind: ChatKind, title: str) -> Chat:
        added = self._connection.one(
            _ADD,
            Chat,
            platform=address.platform,
            account=address.account,
            external_id=address.external_id,
            kind=kind,
            title=title,
        )
        if added is None:
            raise LookupError(title)
        return added

    def enable(self, chat_id: ChatId, community_id: CommunityId) -> None:
        """Let the bot speak in a group, for that community."""
        self._connection.run(_ENABLE, key=chat_id, community_id=community_id)

    def disable(self, chat_id: ChatId) -> None:
        """Let the bot fall silent in a group; everything is kept."""
        self._connection.run(_DISABLE, key=chat_id)

    def mute(self, chat_id: ChatId, until: datetime | None) -> None:
        """Keep the bot from starting a conversation in a group until then."""
        self._connection.run(_MUTE, key=chat_id, muted_until=until)

    def move(self, chat_id: ChatId, external_id: str) -> None:
        """Let a chat go on under another id of its platform, at once."""
        self._connection.run(_MOVE, key=chat_id, external_id=external_id)

    def hold(self, chat_id: ChatId, until: datetime) -> None:
        """Send nothing to a chat before that moment."""
        self._connection.run(_HOLD, key=chat_id, held_until=until)

    def release(self, chat_id: ChatId) -> None:
        """Let messages flow to a chat again."""
        self._connection.run(_HOLD, key=chat_id, held_until=None)

    def groups(self, community_id: CommunityId) -> list[Chat]:
        """Return the enabled groups of a community, oldest first."""
        return self._connection.all(_GROUPS, Chat, community_id=community_id)


def _chat_and_community(*row: Any) -> tuple[Chat, Community | None]:
    community = row[_WIDTH:]
    return Chat(*row[:_WIDTH]), Community(*community) if community[0] is not None else None
