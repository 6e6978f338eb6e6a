"""What came in: each platform event once, with its first answer."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import bindparam, func, select, update

from storage.connection import Connection
from storage.models.messages import inbox
from storage.models.statements import insert_into
from storage.types import Answered, InboxId, InboxState, OutboxId

_ADD = (
    insert_into(
        inbox,
        "platform",
        "account",
        "event_id",
        "payload",
        "received_at",
        state=InboxState.DONE,
    )
    .on_conflict_do_nothing(index_elements=["platform", "account", "event_id"])
    .returning(inbox.c.id)
)
_ANSWER = select(inbox.c.id, inbox.c.answer).where(
    inbox.c.platform == bindparam("platform"),
    inbox.c.account == bindparam("account"),
    inbox.c.event_id == bindparam("event_id"),
)
_FINISH = update(inbox).where(inbox.c.id == bindparam("key")).values(answer=bindparam("answer"))
_SET_ASIDE = (
    update(inbox)
    .where(inbox.c.id == bindparam("key"))
    .values(state=InboxState.SET_ASIDE, error=bindparam("error"))
)
_OF_ALBUM = (
    inbox.c.platform == bindparam("platform"),
    inbox.c.account == bindparam("account"),
    inbox.c.album == bindparam("album"),
)
_FIRST_OF_ALBUM = select(inbox.c.id, inbox.c.state).where(*_OF_ALBUM).order_by(inbox.c.id).limit(1)
_HOLD = (
    update(inbox)
    .where(inbox.c.id == bindparam("key"))
    .values(state=InboxState.HELD, album=bindparam("new_album"))
)
_ALBUM = select(inbox.c.platform, inbox.c.account, inbox.c.album).where(
    inbox.c.id == bindparam("key"), inbox.c.album.is_not(None)
)
_HELD = (
    select(inbox.c.payload).where(*_OF_ALBUM, inbox.c.state == InboxState.HELD).order_by(inbox.c.id)
)
_RELEASE = (
    update(inbox).where(*_OF_ALBUM, inbox.c.state == InboxState.HELD).values(state=InboxState.DONE)
)
_COUNT_SET_ASIDE = select(func.count()).where(inbox.c.state == InboxState.SET_ASIDE)
_LIST_SET_ASIDE = (
    select(inbox.c.id, inbox.c.received_at, inbox.c.error)
    .where(inbox.c.state == InboxState.SET_ASIDE)
    .order_by(inbox.c.id.desc())
    .limit(20)
)


@dataclass(frozen=True, slots=True)
class Album:
    """What pictures have in common that were sent together."""

    platform: str
    account: str
    name: str


class Inbox:
    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def add(
        self,
        platform: str,
        account: str,
        event_id: str,
        payload: Mapping[str, Any],
        received_at: datetime,
    ) -> InboxId | None:
        """Enter an event; None when the same one was entered before."""
        found: InboxId | None = self._connection.value(
            _ADD,
            platform=platform,
            account=account,
            event_id=event_id,
            payload=payload,
            received_at=received_at,
        )
        return found

    def answer_to(self, platform: str, account: str, event_id: str) -> Answered:
        """Return what an event that was entered before was answered with."""
        found = self._connection.one(
            _ANSWER, _repeat, platform=platform, account=account, event_id=event_id
        )
        if found is None:
            raise LookupError(event_id)
        return found

    def finish(self, answered: Answered) -> None:
        """Keep the first answer for whoever delivers the event again."""
        answer = {"outbox": answered.outbox_ids, "toast": answered.toast}
        self._connection.run(_FINISH, key=answered.inbox_id, answer=answer)

    def set_aside(self, inbox_id: InboxId, error: str) -> None:
        """Mark an event whose handling raised a bug: kept whole, handled no more."""
        self._connection.run(_SET_ASIDE, key=inbox_id, error=error)

    def hold(self, inbox_id: InboxId, album: Album) -> InboxId | None:
        """Let an event wait for the others of its album; return the first that does, None when
        the others wait no more.
        """
        first = self._connection.one(
            _FIRST_OF_ALBUM,
            lambda *row: row,
            platform=album.platform,
            account=album.account,
            album=album.name,
        )
        if first is not None and first[1] is not InboxState.HELD:
            return None
        self._connection.run(_HOLD, key=inbox_id, new_album=album.name)
        return first[0] if first is not None else inbox_id

    def held(self, first: InboxId) -> tuple[Album, list[Mapping[str, Any]]]:
        """Return the album of an event that waits, and all that wait with it, in the order they
        came. Raises LookupError for an event of no album.
        """
        album = self._connection.one(_ALBUM, Album, key=first)
        if album is None:
            raise LookupError(first)
        return album, self._connection.column(
            _HELD, platform=album.platform, account=album.account, album=album.name
        )

    def release(self, album: Album) -> None:
        """Let the events of an album wait no more."""
        self._connection.run(
            _RELEASE, platform=album.platform, account=album.account, album=album.name
        )

    def count_set_aside(self) -> int:
        return int(self._connection.value(_COUNT_SET_ASIDE))

    def list_set_aside(self) -> list[tuple[InboxId, datetime, str]]:
        """Return the newest 20 events set aside: id, when, what went wrong."""
        return self._connection.all(_LIST_SET_ASIDE, lambda *row: row)


def _repeat(inbox_id: InboxId, answer: dict[str, Any] | None) -> Answered:
    answer = answer or {"outbox": [], "toast": None}
    ids = tuple(OutboxId(number) for number in answer["outbox"])
    return Answered(inbox_id, ids, answer["toast"], is_repeat=True)
