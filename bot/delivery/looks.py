"""What a chat has to be sent, as it stands at one moment."""

from collections.abc import Sequence

from bot.delivery.bundles import Waiting
from storage.cards import Card
from storage.records import record
from storage.store import Store
from storage.types import Activity, Chat, ChatId, Community, OutboxKind, OutboxRow


@record
class Work:
    """Rows to be sent, or cards to be shown anew; `community` is whose language the chat reads."""

    chat: Chat
    community: Community | None
    waiting: Sequence[Waiting] = ()
    stale: Sequence[tuple[Card, Activity]] = ()


def rows(store: Store, chat_id: ChatId, page: int) -> Work:
    """Read the first page of what waits to be sent to a chat."""
    waiting = [
        Waiting(row, _activity(store, row), name)
        for row, name in store.outbox.unsent(chat_id, page)
    ]
    return Work(*store.chats.with_readers(chat_id), waiting)


def cards(store: Store, chat_id: ChatId, page: int) -> Work:
    """Read which of a chat's cards no longer tell the truth."""
    stale = [
        (card, store.activities.get(card.activity_id)) for card in store.cards.stale(chat_id, page)
    ]
    return Work(*store.chats.with_readers(chat_id), stale=stale)


def _activity(store: Store, row: OutboxRow) -> Activity | None:
    is_about = row.is_card or row.kind is OutboxKind.NOTICE
    return store.activities.get(row.activity_id) if is_about and row.activity_id else None
