"""Groups and private conversations."""

from datetime import datetime

from sqlalchemy import bindparam, select, update

from storage.connection import Connection
from storage.models.people import chats
from storage.models.statements import columns, insert_into
from storage.types import Address, Chat, ChatId, ChatKind, CommunityId

_CHAT = columns(chats, Chat)
_FIND = select(*_CHAT).where(
    chats.c.platform == bindparam("platform"),
    chats.c.account == bindparam("account"),
    chats.c.external_id == bindparam("external_id"),
)
_LOCK = _FIND.with_for_update()
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
_HELD = select(chats.c.held_until).where(chats.c.held_until.is_not(None))
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

    def lock(self, address: Address) -> Chat | None:
        """Return a chat and keep others from handling it until this transaction ends."""
        return self._connection.one(
            _LOCK,
            Chat,
            platform=address.platform,
            account=address.account,
            external_id=address.external_id,
        )

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

    def holds(self) -> list[datetime]:
        """Return until when chats are held, past moments included."""
        return self._connection.column(_HELD)

    def groups(self, community_id: CommunityId) -> list[Chat]:
        """Return the enabled groups of a community, oldest first."""
        return self._connection.all(_GROUPS, Chat, community_id=community_id)
