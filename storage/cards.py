"""Live cards: which message shows an activity in a chat, and whether it still tells the truth."""

from collections.abc import Callable

from sqlalchemy import bindparam, or_, select, update

from storage.connection import Connection
from storage.models.activities import activities, cards
from storage.models.messages import outbox
from storage.models.statements import insert_into
from storage.records import record
from storage.types import ActivityId, ActivityState, ChatId, OutboxId

_IS_TO_COME = or_(
    activities.c.state == ActivityState.OPEN, activities.c.state == ActivityState.CLOSED
)
_PUT = insert_into(cards, "activity_id", "chat_id", "outbox_id", wanted=0, shown=0)
_PUT = _PUT.on_conflict_do_update(
    index_elements=["activity_id", "chat_id"],
    set_={"outbox_id": _PUT.excluded.outbox_id, "wanted": 0, "shown": 0},
)
_TOUCH = (
    update(cards)
    .where(cards.c.activity_id == bindparam("key"))
    .values(wanted=cards.c.wanted + 1)
    .returning(cards.c.chat_id)
)
_STALE = (
    select(cards.c.activity_id, cards.c.chat_id, outbox.c.message_id, cards.c.wanted)
    .join(outbox, outbox.c.id == cards.c.outbox_id)
    .where(
        cards.c.chat_id == bindparam("chat_id"),
        cards.c.wanted > cards.c.shown,
        outbox.c.message_id.is_not(None),
    )
    .limit(bindparam("limit"))
)
_SHOWN = (
    update(cards)
    .where(cards.c.activity_id == bindparam("key"), cards.c.chat_id == bindparam("place"))
    .values(shown=bindparam("shown"))
)
_LIVE = (
    select(cards.c.activity_id)
    .join(activities, activities.c.id == cards.c.activity_id)
    .where(cards.c.chat_id == bindparam("chat_id"), _IS_TO_COME)
    .order_by(cards.c.activity_id)
)
_CHATS_STALE = select(cards.c.chat_id).where(cards.c.wanted > cards.c.shown).distinct()


@record
class Card:
    """A live message about an activity. It is stale while `wanted` is ahead of `shown`."""

    activity_id: ActivityId
    chat_id: ChatId
    message_id: str
    wanted: int


class Cards:
    def __init__(self, connection: Connection, ring: Callable[[ChatId], None]) -> None:
        self._connection = connection
        self._ring = ring

    def put(self, activity_id: ActivityId, chat_id: ChatId, outbox_id: OutboxId) -> None:
        """Make a message the live card of an activity in a chat; an earlier one is left as it is."""
        self._connection.run(_PUT, activity_id=activity_id, chat_id=chat_id, outbox_id=outbox_id)

    def touch(self, activity_id: ActivityId) -> None:
        """Note that every card of an activity has to be shown anew."""
        for chat_id in self._connection.column(_TOUCH, key=activity_id):
            self._ring(chat_id)

    def stale(self, chat_id: ChatId, limit: int) -> list[Card]:
        """Return the cards of a chat that were posted and are no longer true."""
        return self._connection.all(_STALE, Card, chat_id=chat_id, limit=limit)

    def mark_shown(self, card: Card) -> None:
        """Note that a card shows what was wanted when it was read."""
        self._connection.run(_SHOWN, key=card.activity_id, place=card.chat_id, shown=card.wanted)

    def live(self, chat_id: ChatId) -> list[ActivityId]:
        """Return the activities still to come that a chat has a card of."""
        return self._connection.column(_LIVE, chat_id=chat_id)

    def chats_stale(self) -> list[ChatId]:
        return self._connection.column(_CHATS_STALE)
