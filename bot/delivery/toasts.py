"""The short note that answers a press, in the words of the chat it was pressed in."""

from bot.delivery.wording import Wording
from handlers.message import decode_text
from storage.database import Database
from storage.store import Store
from storage.types import Address, Answered, Community


async def toast(
    database: Database, wording: Wording, chat: Address, answered: Answered
) -> str | None:
    """Return the words of a note; None when the press is answered otherwise."""
    if answered.toast is None:
        return None

    def community(store: Store) -> Community | None:
        found = store.chats.find(chat)
        return store.chats.with_readers(found.id)[1] if found else None

    words = wording.of(await database.read(community))
    return words.word(decode_text(answered.toast))
