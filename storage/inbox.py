"""What came in: each platform event once, with its first answer."""

from collections.abc import Mapping
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
_COUNT_SET_ASIDE = select(func.count()).where(inbox.c.state == InboxState.SET_ASIDE)
_LIST_SET_ASIDE = (
    select(inbox.c.id, inbox.c.received_at, inbox.c.error)
    .where(inbox.c.state == InboxState.SET_ASIDE)
    .order_by(inbox.c.id.desc())
    .limit(20)
)


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

    def count_set_aside(self) -> int:
        return int(self._connection.value(_COUNT_SET_ASIDE))

    def list_set_aside(self) -> list[tuple[InboxId, datetime, str]]:
        """Return the newest 20 events set aside: id, when, what went wrong."""
        return self._connection.all(_LIST_SET_ASIDE, lambda *row: row)


def _repeat(inbox_id: InboxId, answer: dict[str, Any] | None) -> Answered:
    answer = answer or {"outbox": [], "toast": None}
    ids = tuple(OutboxId(number) for number in answer["outbox"])
    return Answered(inbox_id, ids, answer["toast"], is_repeat=True)
