"""People and the accounts they speak from."""

from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, and_, bindparam, delete, exists, or_, select, update

from storage.connection import Connection
from storage.models import people as tables
from storage.models.statements import columns, insert_into
from storage.types import Address, ChatId, ChatKind, CommunityId, Person, PersonId

_people, _accounts = tables.people, tables.accounts
_presences, _chats = tables.presences, tables.chats
_PERSON = columns(_people, Person)

_BY_ACCOUNT = (
    select(*_PERSON)
    .join(_accounts, _accounts.c.person_id == _people.c.id)
    .where(
        _accounts.c.platform == bindparam("platform"),
        _accounts.c.account == bindparam("account"),
        _accounts.c.external_id == bindparam("external_id"),
    )
)
_SPEAKER = _BY_ACCOUNT.add_columns(_presences.c.chat_id.is_not(None)).outerjoin(
    _presences,
    and_(_presences.c.person_id == _people.c.id, _presences.c.chat_id == bindparam("chat_id")),
)
_GET = select(*_PERSON).where(_people.c.id == bindparam("key"))
_ADD = insert_into(_people, "name", "has_own_name", "keeper_id", "created_at").returning(*_PERSON)
_ADD_ACCOUNT = insert_into(_accounts, "platform", "account", "external_id", "person_id")
_RENAME = (
    update(_people)
    .where(_people.c.id == bindparam("key"))
    .values(name=bindparam("name"), has_own_name=bindparam("has_own_name"))
)
_CHOOSE_COMMUNITY = (
    update(_people)
    .where(_people.c.id == bindparam("key"))
    .values(community_id=bindparam("community_id"))
)
_SEE = insert_into(_presences, "person_id", "chat_id").on_conflict_do_nothing()
_UNSEE = delete(_presences).where(
    _presences.c.person_id == bindparam("person_id"), _presences.c.chat_id == bindparam("chat_id")
)
_FORGET_PRIVATE_CHAT = (
    update(_accounts)
    .where(_accounts.c.private_chat_id == bindparam("key"))
    .values(private_chat_id=None)
)
_KEEP_PRIVATE_CHAT = (
    update(_accounts)
    .where(
        _accounts.c.platform == bindparam("platform_is"),
        _accounts.c.account == bindparam("account_is"),
        _accounts.c.external_id == bindparam("external_is"),
        _accounts.c.private_chat_id.is_(None),
    )
    .values(private_chat_id=bindparam("private_chat_id"))
)
_PRIVATE_CHAT = (
    select(_accounts.c.private_chat_id)
    .where(
        _accounts.c.person_id == bindparam("person_id"), _accounts.c.private_chat_id.is_not(None)
    )
    .order_by(_accounts.c.id)
    .limit(1)
)
_others = _accounts.alias("others")
_NEXT_PRIVATE_CHAT = (
    select(_others.c.private_chat_id)
    .join(_accounts, _accounts.c.person_id == _others.c.person_id)
    .where(
        _accounts.c.private_chat_id == bindparam("chat_id"),
        _others.c.private_chat_id.is_not(None),
        _others.c.id > _accounts.c.id,
    )
    .order_by(_others.c.id)
    .limit(1)
)
_IS_PRIVATE = (
    select(_accounts.c.id).where(_accounts.c.private_chat_id == bindparam("chat_id")).limit(1)
)
_KEPT = select(*_PERSON).where(
    _people.c.keeper_id == bindparam("keeper_id"), _people.c.name == bindparam("name")
)
# Where a person is heard in a community; who has no account is heard where their keeper is.
_GROUP_OF = (
    select(_chats.c.id)
    .join(_presences, _presences.c.chat_id == _chats.c.id)
    .where(
        _presences.c.person_id == bindparam("person_id"),
        _chats.c.community_id == bindparam("community_id"),
        _chats.c.is_enabled,
    )
    .order_by(_chats.c.id)
    .limit(1)
)
_ANY_GROUP = (
    select(_chats.c.id)
    .where(_chats.c.community_id == bindparam("community_id"), _chats.c.is_enabled)
    .order_by(_chats.c.id)
    .limit(1)
)
_SPEAKS = select(_presences.c.chat_id).where(
    _presences.c.person_id == bindparam("person_id"), _presences.c.chat_id == bindparam("place")
)
_COMMUNITIES = (
    select(_chats.c.community_id)
    .join(_presences, _presences.c.chat_id == _chats.c.id)
    .where(
        _presences.c.person_id == bindparam("person_id"),
        _chats.c.kind == ChatKind.GROUP,
        _chats.c.is_enabled,
    )
    .distinct()
)


_GROUPS = (
    select(_chats.c.title)
    .join(_presences, _presences.c.chat_id == _chats.c.id)
    .where(
        _presences.c.person_id == bindparam("person_id"),
        _chats.c.community_id == bindparam("community_id"),
    )
    .order_by(_chats.c.id)
    .limit(bindparam("limit"))
)


def _speaks_in(person_id: ColumnElement[int]) -> ColumnElement[bool]:
    return exists(
        select(_presences.c.person_id)
        .join(_chats, _chats.c.id == _presences.c.chat_id)
        .where(
            _presences.c.person_id == person_id, _chats.c.community_id == bindparam("community_id")
        )
    )


_NAMED = (
    select(*_PERSON)
    .where(
        _people.c.name == bindparam("name"),
        or_(_speaks_in(_people.c.id), _speaks_in(_people.c.keeper_id)),
    )
    .order_by(_people.c.id)
    .limit(9)
)


class People:
    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def get(self, person_id: PersonId) -> Person:
        found = self._connection.one(_GET, Person, key=person_id)
        if found is None:
            raise LookupError(person_id)
        return found

    def by_account(self, address: Address) -> Person | None:
        return self._connection.one(
            _BY_ACCOUNT,
            Person,
            platform=address.platform,
            account=address.account,
            external_id=address.external_id,
        )

    def speaker(self, address: Address, chat_id: ChatId) -> tuple[Person, bool] | None:
        """Return the person behind an account, and whether they were seen in a chat before."""
        return self._connection.one(
            _SPEAKER,
            _person_and_presence,
            platform=address.platform,
            account=address.account,
            external_id=address.external_id,
            chat_id=chat_id,
        )

    def register(self, address: Address, name: str, now: datetime) -> Person:
        """Enter somebody who writes for the first time."""
        person = self._add(name, None, now)
        self._connection.run(
            _ADD_ACCOUNT,
            platform=address.platform,
            account=address.account,
            external_id=address.external_id,
            person_id=person.id,
        )
        return person

    def find_kept(self, keeper: PersonId, name: str) -> Person | None:
        """Return the person without an account whom `keeper` has signed up under this name."""
        return self._connection.one(_KEPT, Person, keeper_id=keeper, name=name)

    def kept(self, keeper: PersonId, name: str, now: datetime) -> Person:
        """Return the person without an account whom `keeper` signs up under this name."""
        return self.find_kept(keeper, name) or self._add(name, keeper, now)

    def rename(self, person_id: PersonId, name: str, *, own: bool) -> None:
        """Set a name; `own` when the person chose it, so that the platform's no longer counts."""
        self._connection.run(_RENAME, key=person_id, name=name, has_own_name=own)

    def choose_community(self, person_id: PersonId, community_id: CommunityId) -> None:
        """Remember which community a person's private messages are about."""
        self._connection.run(_CHOOSE_COMMUNITY, key=person_id, community_id=community_id)

    def see(self, person_id: PersonId, chat_id: ChatId) -> None:
        """Note that a person speaks in a chat."""
        self._connection.run(_SEE, person_id=person_id, chat_id=chat_id)

    def unsee(self, person_id: PersonId, chat_id: ChatId) -> None:
        """Note that a person has left a chat."""
        self._connection.run(_UNSEE, person_id=person_id, chat_id=chat_id)

    def forget_private_chat(self, chat_id: ChatId) -> None:
        """Note that nobody can be told anything in a private chat, until they write there again."""
        self._connection.run(_FORGET_PRIVATE_CHAT, key=chat_id)

    def keep_private_chat(self, address: Address, chat_id: ChatId) -> None:
        """Note in which private chat the owner of an account can be told something."""
        self._connection.run(
            _KEEP_PRIVATE_CHAT,
            platform_is=address.platform,
            account_is=address.account,
            external_is=address.external_id,
            private_chat_id=chat_id,
        )

    def private_chat(self, person_id: PersonId) -> ChatId | None:
        """Return the private chat in which a person can be told something, if there is one."""
        found: ChatId | None = self._connection.value(_PRIVATE_CHAT, person_id=person_id)
        return found

    def next_private_chat(self, chat_id: ChatId) -> ChatId | None:
        """Return the private chat of the next account of whom a private chat belongs to."""
        found: ChatId | None = self._connection.value(_NEXT_PRIVATE_CHAT, chat_id=chat_id)
        return found

    def is_private(self, chat_id: ChatId) -> bool:
        """Whether somebody can be told something in this chat."""
        return self._connection.value(_IS_PRIVATE, chat_id=chat_id) is not None

    def group_of(self, person: Person, community_id: CommunityId) -> ChatId | None:
        """Return an enabled group of the community in which a person reads: one they speak in,
        else its first; None when it has none.
        """
        heard = {"person_id": person.keeper_id or person.id, "community_id": community_id}
        found: ChatId | None = self._connection.value(_GROUP_OF, **heard)
        if found is None:
            found = self._connection.value(_ANY_GROUP, community_id=community_id)
        return found

    def speaks_in(self, person_id: PersonId, chat_id: ChatId) -> bool:
        """Whether a person has spoken in a group and is not known to have left it."""
        return self._connection.value(_SPEAKS, person_id=person_id, place=chat_id) is not None

    def communities_of(self, person_id: PersonId) -> list[CommunityId]:
        """Return the communities in whose groups a person speaks."""
        return self._connection.column(_COMMUNITIES, person_id=person_id)

    def groups_of(self, person_id: PersonId, community_id: CommunityId, limit: int) -> list[str]:
        """Return the titles of a community's groups in which a person speaks."""
        return self._connection.column(
            _GROUPS, person_id=person_id, community_id=community_id, limit=limit
        )

    def named(self, community_id: CommunityId, name: str) -> list[Person]:
        """Return at most nine people of that name who speak, or are kept by one who speaks,
        in the community's groups.
        """
        return self._connection.all(_NAMED, Person, community_id=community_id, name=name)

    def _add(self, name: str, keeper: PersonId | None, now: datetime) -> Person:
        added = self._connection.one(
            _ADD,
            Person,
            name=name,
            has_own_name=keeper is not None,
            keeper_id=keeper,
            created_at=now,
        )
        if added is None:
            raise LookupError(name)
        return added


def _person_and_presence(*row: Any) -> tuple[Person, bool]:
    return Person(*row[:-1]), bool(row[-1])
