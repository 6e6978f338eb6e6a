"""Telling many: whom something still has to be told to, and its way into the outbox.

A telling and its hearers are work to be done: who was told is struck off in the transaction that
enters the message, so that after a crash it goes on with those who are left.
"""

from collections.abc import Callable, Iterable, Mapping
from datetime import datetime
from typing import Any, NewType

from sqlalchemy import ColumnElement, bindparam, delete, exists, func, select, update
from sqlalchemy.dialects.postgresql import insert

from storage.connection import Connection
from storage.models.activities import signups
from storage.models.hearing import listeners
from storage.models.messages import due, hearers, outbox, tellings
from storage.models.people import accounts, chats, people, presences
from storage.models.statements import columns, insert_into
from storage.records import record
from storage.types import (
    ActivityId,
    ChatId,
    CommunityId,
    DueKind,
    DueState,
    OutboxKind,
    OutboxState,
    PersonId,
    SignupState,
)

TellingId = NewType("TellingId", int)


@record
class Telling:
    """What is told to many people, as the outbox keeps it."""

    id: TellingId
    community_id: CommunityId
    activity_id: ActivityId | None
    content: Mapping[str, Any]


_OF_TELLING = hearers.c.telling_id == bindparam("telling_id")
_UP_TO_LAST = hearers.c.person_id <= bindparam("last")
_HEARERS = ["telling_id", "person_id"]
_OPEN = insert_into(tellings, "community_id", "activity_id", "content").returning(tellings.c.id)
_GET = select(*columns(tellings, Telling)).where(tellings.c.id == bindparam("key"))
_CLOSE = delete(tellings).where(tellings.c.id == bindparam("key"))
_ADD = insert_into(hearers, *_HEARERS).on_conflict_do_nothing()
_ADD_PARTICIPANTS = insert(hearers).from_select(
    _HEARERS,
    listeners(
        signups.c.activity_id == bindparam("activity_id"), signups.c.state != SignupState.LEFT
    ).with_only_columns(bindparam("telling_id", type_=hearers.c.telling_id.type), people.c.id),
)
_LEAVE_OUT = delete(hearers).where(_OF_TELLING, hearers.c.person_id == bindparam("person_id"))
_COUNT = select(func.count()).select_from(hearers).where(_OF_TELLING)
_IN_PRIVATE = exists().where(
    accounts.c.person_id == hearers.c.person_id, accounts.c.private_chat_id.is_not(None)
)
_COUNT_REACHED = _COUNT.where(_IN_PRIVATE)
_LAST = select(func.max(hearers.c.person_id)).where(
    hearers.c.person_id.in_(
        select(hearers.c.person_id)
        .where(_OF_TELLING)
        .order_by(hearers.c.person_id)
        .limit(bindparam("limit"))
    ),
    _OF_TELLING,
)
_IS_LEFT = select(hearers.c.person_id).where(_OF_TELLING).limit(1)
_STRIKE_OFF = delete(hearers).where(_OF_TELLING, _UP_TO_LAST)
_STRIKE_ALL_OFF = delete(hearers).where(_OF_TELLING)
# Of several accounts the first that can be written to.
_PRIVATE_CHATS = select(accounts.c.private_chat_id).where(
    accounts.c.id.in_(
        select(func.min(accounts.c.id))
        .join(hearers, hearers.c.person_id == accounts.c.person_id)
        .where(_OF_TELLING, _UP_TO_LAST, accounts.c.private_chat_id.is_not(None))
        .group_by(accounts.c.person_id)
    )
)
_LOCK_CHATS = (
    select(chats.c.id).where(chats.c.id.in_(_PRIVATE_CHATS)).order_by(chats.c.id).with_for_update()
)
_NEXT_SEQS = (
    update(chats).where(chats.c.id.in_(_PRIVATE_CHATS)).values(last_seq=chats.c.last_seq + 1)
)


def _given(name: str) -> ColumnElement[Any]:
    """A value for the column of that name."""
    return bindparam(name, type_=outbox.c[name].type)


_ENTERED = {
    "chat_id": chats.c.id,
    "seq": chats.c.last_seq,
    "kind": bindparam(None, OutboxKind.NOTICE, type_=outbox.c.kind.type),
    "content": _given("content"),
    "activity_id": _given("activity_id"),
    "created_at": _given("created_at"),
    "state": bindparam(None, OutboxState.WAITING, type_=outbox.c.state.type),
    "tries": bindparam(None, 0, type_=outbox.c.tries.type),
}
_ENTER = (
    insert(outbox)
    .from_select(list(_ENTERED), select(*_ENTERED.values()).where(chats.c.id.in_(_PRIVATE_CHATS)))
    .returning(outbox.c.chat_id)
)
_IN_COMMUNITY = (chats.c.community_id == bindparam("community_id"), chats.c.is_enabled)
# A group where they speak, else the community's first.
_GROUP = func.coalesce(
    select(func.min(chats.c.id))
    .join(presences, presences.c.chat_id == chats.c.id)
    .where(presences.c.person_id == func.coalesce(people.c.keeper_id, people.c.id), *_IN_COMMUNITY)
    .scalar_subquery(),
    select(func.min(chats.c.id)).where(*_IN_COMMUNITY).scalar_subquery(),
)
_UNREACHED = (
    select(_GROUP, people.c.name)
    .select_from(hearers)
    .join(people, people.c.id == hearers.c.person_id)
    .where(
        _OF_TELLING,
        _UP_TO_LAST,
        ~_IN_PRIVATE,
    )
    .order_by(people.c.id)
)
_EARLIER = (
    select(tellings.c.id)
    .join(due, due.c.subject_id == tellings.c.id)
    .where(
        tellings.c.id < bindparam("key"),
        tellings.c.activity_id == bindparam("activity_id"),
        due.c.kind == DueKind.TELLING,
        due.c.state == DueState.WAITING,
        due.c.due_at <= bindparam("now"),
    )
    .limit(1)
)


class Tellings:
    def __init__(self, connection: Connection, ring: Callable[[ChatId], None]) -> None:
        self._connection = connection
        self._ring = ring

    def open(
        self,
        community_id: CommunityId,
        activity_id: ActivityId | None,
        content: Mapping[str, Any],
    ) -> Telling:
        """Note what is to be told; hearers are added next."""
        given = {"community_id": community_id, "activity_id": activity_id, "content": content}
        telling_id = self._connection.value(_OPEN, **given)
        return Telling(telling_id, community_id, activity_id, content)

    def get(self, telling_id: TellingId) -> Telling | None:
        return self._connection.one(_GET, Telling, key=telling_id)

    def add(self, telling: Telling, person_ids: Iterable[PersonId]) -> None:
        """Let people hear it, each once."""
        rows = [{"telling_id": telling.id, "person_id": each} for each in person_ids]
        self._connection.run_many(_ADD, rows)

    def add_participants(self, telling: Telling, activity_id: ActivityId) -> None:
        """Let everybody hear it who is signed up for an activity or waits; for somebody without
        an account whoever signed them up.
        """
        self._connection.run(_ADD_PARTICIPANTS, telling_id=telling.id, activity_id=activity_id)

    def leave_out(self, telling: Telling, person_id: PersonId) -> None:
        self._connection.run(_LEAVE_OUT, telling_id=telling.id, person_id=person_id)

    def count(self, telling: Telling) -> int:
        """Return how many are still to hear it."""
        return int(self._connection.value(_COUNT, telling_id=telling.id))

    def count_reached(self, telling: Telling) -> int:
        """Return how many of them can be reached in private."""
        return int(self._connection.value(_COUNT_REACHED, telling_id=telling.id))

    def is_next(self, telling: Telling, now: datetime) -> bool:
        """Whether nothing that was said earlier about the same activity is still being told."""
        found = self._connection.value(
            _EARLIER, key=telling.id, activity_id=telling.activity_id, now=now
        )
        return found is None

    def last_of(self, telling: Telling, limit: int) -> PersonId | None:
        """Return the last of so many who are to hear it next; None when nobody is left."""
        found: PersonId | None = self._connection.value(_LAST, telling_id=telling.id, limit=limit)
        return found

    def enter(self, telling: Telling, last: PersonId, now: datetime) -> None:
        """Enter the message for those up to the last of them who can be reached in private."""
        those = {"telling_id": telling.id, "last": last}
        self._connection.lock(_LOCK_CHATS, **those)
        self._connection.run(_NEXT_SEQS, **those)
        entered = self._connection.column(
            _ENTER,
            content=telling.content,
            activity_id=telling.activity_id,
            created_at=now,
            **those,
        )
        for chat_id in entered:
            self._ring(chat_id)

    def unreached(self, telling: Telling, last: PersonId) -> list[tuple[ChatId | None, str]]:
        """Return who, up to the last, can't be reached in private: the group in which they read,
        if there is one, and the name.
        """
        return self._connection.all(
            _UNREACHED,
            lambda *row: row,
            telling_id=telling.id,
            last=last,
            community_id=telling.community_id,
        )

    def strike_off(self, telling: Telling, last: PersonId) -> bool:
        """Take those up to the last off; False, and all is done, when nobody is left."""
        self._connection.run(_STRIKE_OFF, telling_id=telling.id, last=last)
        if self._connection.value(_IS_LEFT, telling_id=telling.id) is not None:
            return True
        self._connection.run(_CLOSE, key=telling.id)
        return False

    def drop(self, telling: Telling) -> None:
        """Tell it to nobody else."""
        self._connection.run(_STRIKE_ALL_OFF, telling_id=telling.id)
        self._connection.run(_CLOSE, key=telling.id)
