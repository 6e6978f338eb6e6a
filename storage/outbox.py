"""What must go out: one row a message, in sequence within its chat, until it is sent or dead."""

from collections.abc import Callable, Iterable, Mapping
from datetime import datetime
from typing import Any

from sqlalchemy import bindparam, func, or_, select, update

from storage.connection import Connection
from storage.models.activities import activities
from storage.models.messages import UNSENT, outbox
from storage.models.people import chats, people
from storage.models.statements import columns, insert_into
from storage.records import record
from storage.types import (
    ActivityId,
    ChatId,
    CommunityId,
    OutboxId,
    OutboxKind,
    OutboxRow,
    OutboxState,
    PersonId,
)

_NEXT_SEQ = (
    update(chats)
    .where(chats.c.id == bindparam("chat_id"))
    .values(last_seq=chats.c.last_seq + 1)
    .returning(chats.c.last_seq)
)
_ADD = insert_into(
    outbox,
    "chat_id",
    "seq",
    "kind",
    "content",
    "activity_id",
    "person_id",
    "created_at",
    state=OutboxState.WAITING,
    tries=0,
).returning(outbox.c.id)
_TAKE = (
    select(*columns(outbox, OutboxRow), func.coalesce(people.c.name, ""))
    .outerjoin(people, people.c.id == outbox.c.person_id)
    .where(outbox.c.chat_id == bindparam("chat_id"), UNSENT)
    .order_by(outbox.c.seq)
    .limit(bindparam("limit"))
)
# It was handed over, and the process died before the platform answered.
_MAY_HAVE_ARRIVED = or_(outbox.c.is_doubtful, outbox.c.state == OutboxState.SENDING)
_DOUBT = or_(outbox.c.is_doubtful, bindparam("is_doubtful", type_=outbox.c.is_doubtful.type))
_SENDING = (
    update(outbox)
    .where(outbox.c.id == bindparam("key"))
    .values(
        state=OutboxState.SENDING,
        tries=outbox.c.tries + 1,
        worded=bindparam("worded"),
        is_doubtful=_MAY_HAVE_ARRIVED,
    )
)
# Handed over with others, but one before it failed.
_PUT_BACK = (
    update(outbox)
    .where(outbox.c.id == bindparam("key"), outbox.c.state == OutboxState.SENDING)
    .values(state=OutboxState.WAITING, tries=outbox.c.tries - 1)
)
_SENT = (
    update(outbox)
    .where(outbox.c.id == bindparam("key"))
    .values(
        state=OutboxState.SENT,
        message_id=bindparam("message_id"),
        worded=bindparam("worded"),
        sent_at=bindparam("sent_at"),
    )
)
_FAILED = (
    update(outbox)
    .where(outbox.c.id == bindparam("key"))
    .values(
        state=OutboxState.WAITING,
        tries=bindparam("tries"),
        error=bindparam("error"),
        is_doubtful=_DOUBT,
    )
)
_DEAD = (
    update(outbox)
    .where(outbox.c.id == bindparam("key"))
    .values(state=OutboxState.DEAD, error=bindparam("error"), is_doubtful=_DOUBT)
)
_DROP = (
    update(outbox)
    .where(outbox.c.chat_id == bindparam("place"), UNSENT)
    .values(state=OutboxState.DEAD, error=bindparam("error"), is_doubtful=_MAY_HAVE_ARRIVED)
    .returning(outbox.c.id)
)
_FORGET_MESSAGES = (
    update(outbox)
    .where(outbox.c.chat_id == bindparam("place"), outbox.c.message_id.is_not(None))
    .values(message_id=None)
)
_CHATS_WAITING = select(outbox.c.chat_id).where(UNSENT).distinct()
_BY_MESSAGE = (
    select(*columns(outbox, OutboxRow))
    .where(
        outbox.c.chat_id == bindparam("chat_id"),
        outbox.c.message_id == bindparam("message_id"),
    )
    .order_by(outbox.c.seq.desc())
    .limit(1)
)
_LATEST = (
    select(outbox.c.message_id, outbox.c.worded)
    .where(outbox.c.chat_id == bindparam("chat_id"), outbox.c.message_id.is_not(None))
    .order_by(outbox.c.seq.desc())
    .limit(1)
)
_SENT_MESSAGE = select(outbox.c.state, outbox.c.message_id, outbox.c.worded).where(
    outbox.c.id == bindparam("key")
)
_COUNT_WAITING = select(func.count(), func.min(outbox.c.created_at)).where(UNSENT)
_COUNT_DEAD = select(func.count()).where(outbox.c.state == OutboxState.DEAD)
_GIVEN_UP = (
    select(
        outbox.c.id,
        outbox.c.chat_id,
        chats.c.title,
        outbox.c.created_at,
        outbox.c.content,
        outbox.c.is_doubtful,
        activities.c.number,
    )
    .join(chats, chats.c.id == outbox.c.chat_id)
    .outerjoin(activities, activities.c.id == outbox.c.activity_id)
    .where(outbox.c.state == OutboxState.DEAD, outbox.c.created_at > bindparam("since"))
    .order_by(outbox.c.id.desc())
    .limit(50)
)
_GIVEN_UP_HERE = _GIVEN_UP.where(
    or_(
        chats.c.community_id == bindparam("community_id"),
        activities.c.community_id == bindparam("community_id"),
    )
)
_REVIVE = (
    update(outbox)
    .where(outbox.c.id == bindparam("key"), outbox.c.state == OutboxState.DEAD)
    .values(state=OutboxState.WAITING, seq=bindparam("new_seq"), tries=0, error=None)
)
_REROUTE = (
    update(outbox)
    .where(outbox.c.id == bindparam("key"))
    .values(
        state=OutboxState.WAITING,
        chat_id=bindparam("new_chat"),
        seq=bindparam("new_seq"),
        worded=None,
        tries=0,
    )
)
_CHAT_OF_DEAD = select(outbox.c.chat_id).where(
    outbox.c.id == bindparam("key"), outbox.c.state == OutboxState.DEAD, ~outbox.c.is_doubtful
)
_LIST_DEAD = (
    select(outbox.c.id, outbox.c.chat_id, outbox.c.created_at, outbox.c.error)
    .where(outbox.c.state == OutboxState.DEAD)
    .order_by(outbox.c.id.desc())
    .limit(20)
)


@record
class Outgoing:
    """What to add: `content` is worded later; `activity_id` is what the message is about."""

    chat_id: ChatId
    kind: OutboxKind
    content: Mapping[str, Any]
    activity_id: ActivityId | None = None
    person_id: PersonId | None = None


@record
class SentMessage:
    """How far a row has come: its platform message and its first wording once it is sent."""

    state: OutboxState
    message_id: str | None
    worded: Mapping[str, Any] | None


@record
class Unsent:
    """A message that was given up; `number` is of the activity it is about."""

    id: OutboxId
    chat_id: ChatId
    chat: str
    created_at: datetime
    content: Mapping[str, Any]
    is_doubtful: bool
    number: int | None


@record
class Health:
    """The queues at one moment, for the operator."""

    waiting: int
    dead: int
    set_aside: int
    oldest_waiting_at: datetime | None


class Outbox:
    def __init__(self, connection: Connection, ring: Callable[[ChatId], None]) -> None:
        self._connection = connection
        self._ring = ring

    def add(self, outgoing: Outgoing, now: datetime) -> OutboxId:
        """Enter a message behind all others of its chat, to be sent once this transaction stands."""
        seq = self._connection.value(_NEXT_SEQ, chat_id=outgoing.chat_id)
        self._ring(outgoing.chat_id)
        return OutboxId(
            self._connection.value(
                _ADD,
                chat_id=outgoing.chat_id,
                seq=seq,
                kind=outgoing.kind,
                content=outgoing.content,
                activity_id=outgoing.activity_id,
                person_id=outgoing.person_id,
                created_at=now,
            )
        )

    def unsent(self, chat_id: ChatId, limit: int) -> list[tuple[OutboxRow, str]]:
        """Return the first unsent rows of a chat, in sequence, and the name of who is answered."""
        return self._connection.all(_TAKE, _row_and_name, chat_id=chat_id, limit=limit)

    def mark_sending(self, rows: Iterable[tuple[OutboxId, Mapping[str, Any]]]) -> None:
        """Keep the wording and note that the platform's answer isn't known yet."""
        self._connection.run_many(_SENDING, ({"key": key, "worded": w} for key, w in rows))

    def mark_sent(
        self, rows: Iterable[tuple[OutboxId, str, Mapping[str, Any]]], now: datetime
    ) -> None:
        self._connection.run_many(
            _SENT,
            (
                {"key": key, "message_id": message_id, "worded": worded, "sent_at": now}
                for key, message_id, worded in rows
            ),
        )

    def is_being_sent(self, outbox_id: OutboxId) -> bool:
        """Whether a row was handed over, and what became of it isn't known."""
        found = self.sent_message(outbox_id)
        return found is not None and found.state is OutboxState.SENDING

    def put_back(self, rows: Iterable[OutboxId]) -> None:
        """Note of rows marked as being sent that they were not."""
        self._connection.run_many(_PUT_BACK, [{"key": each} for each in rows])

    def mark_failed(
        self, outbox_id: OutboxId, tries: int, error: str, *, is_doubtful: bool = False
    ) -> None:
        """Leave a row waiting for another try; it is doubtful when it may have arrived."""
        self._connection.run(
            _FAILED, key=outbox_id, tries=tries, error=error, is_doubtful=is_doubtful
        )

    def mark_dead(self, outbox_id: OutboxId, error: str, *, is_doubtful: bool = False) -> None:
        """Give a row up; the operator sees it, the rows behind it go on."""
        self._connection.run(_DEAD, key=outbox_id, error=error, is_doubtful=is_doubtful)

    def given_up(self, community_id: CommunityId | None, since: datetime) -> list[Unsent]:
        """Return the newest 50 messages of a community, or of all, that were entered after that
        moment and given up.
        """
        if community_id is None:
            return self._connection.all(_GIVEN_UP, Unsent, since=since)
        return self._connection.all(_GIVEN_UP_HERE, Unsent, since=since, community_id=community_id)

    def revive(self, outbox_id: OutboxId) -> bool:
        """Let a message that was given up wait behind all others of its chat; False for one that
        wasn't, or that may have arrived.
        """
        chat_id = self._connection.value(_CHAT_OF_DEAD, key=outbox_id)
        if chat_id is None:
            return False
        seq = self._connection.value(_NEXT_SEQ, chat_id=chat_id)
        self._connection.run(_REVIVE, key=outbox_id, new_seq=seq)
        self._ring(chat_id)
        return True

    def reroute(self, outbox_id: OutboxId, chat_id: ChatId) -> None:
        """Let a message wait in another chat, behind all others there, to be worded anew."""
        seq = self._connection.value(_NEXT_SEQ, chat_id=chat_id)
        self._connection.run(_REROUTE, key=outbox_id, new_chat=chat_id, new_seq=seq)
        self._ring(chat_id)

    def drop(self, chat_id: ChatId, error: str) -> list[OutboxId]:
        """Give up all that waits for a chat; return what that was."""
        return self._connection.column(_DROP, place=chat_id, error=error)

    def forget_messages(self, chat_id: ChatId) -> None:
        """Forget the ids of a chat's messages, which from now on mean others."""
        self._connection.run(_FORGET_MESSAGES, place=chat_id)

    def chats_waiting(self) -> list[ChatId]:
        return self._connection.column(_CHATS_WAITING)

    def by_message(self, chat_id: ChatId, message_id: str) -> OutboxRow | None:
        """Return the row behind a message that somebody quotes or presses."""
        return self._connection.one(_BY_MESSAGE, OutboxRow, chat_id=chat_id, message_id=message_id)

    def latest(self, chat_id: ChatId) -> tuple[str, Mapping[str, Any]] | None:
        """Return the id and the wording of the newest message that was sent to a chat."""
        return self._connection.one(_LATEST, lambda *row: row, chat_id=chat_id)

    def sent_message(self, outbox_id: OutboxId) -> SentMessage | None:
        return self._connection.one(_SENT_MESSAGE, SentMessage, key=outbox_id)

    def health(self, set_aside: int) -> Health:
        waiting, oldest = self._connection.one(_COUNT_WAITING, lambda *row: row) or (0, None)
        return Health(waiting, int(self._connection.value(_COUNT_DEAD)), set_aside, oldest)

    def list_dead(self) -> list[tuple[OutboxId, ChatId, datetime, str]]:
        """Return the newest 20 dead rows: id, chat, when, what went wrong."""
        return self._connection.all(_LIST_DEAD, lambda *row: row)


def _row_and_name(*row: Any) -> tuple[OutboxRow, str]:
    return OutboxRow(*row[:-1]), row[-1]
