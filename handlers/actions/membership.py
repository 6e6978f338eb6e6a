"""Where the bot and the people are: chats entered, left, blocked, moved to another id."""

import hashlib
from datetime import datetime

from handlers.actions import posting
from handlers.message import Happening, Incoming, Lines, Reply, text
from storage.store import Store
from storage.types import Address, Chat, ChatKind, Community, OutboxId


def enter(store: Store, incoming: Incoming) -> tuple[Chat, Community | None, bool]:
    """Return the chat something comes from, added when new, the community a group was enabled for,
    and whether the chat has moved since: then the ids of messages mean others than ours.
    """
    found = store.chats.lock(incoming.chat_address)
    if found is not None:
        return *found, False
    moved_to = store.settings.get(_moved(incoming.chat_address))
    if moved_to is not None:
        found = store.chats.lock(_elsewhere(incoming.chat_address, moved_to))
        if found is not None:
            return *found, True
    chat = store.chats.add(incoming.chat_address, incoming.chat_kind, incoming.chat_title)
    return chat, None, False


def take(store: Store, incoming: Incoming, now: datetime) -> tuple[OutboxId, ...]:
    """Take note of what happened to a chat; the bot introduces itself where it came in.

    Return what is said to it.
    """
    match incoming.happening:
        case Happening.MOVED:
            move(store, incoming.chat_address, incoming.moved_to or "", now)
        case Happening.REMOVED:
            chat = store.chats.find(incoming.chat_address)
            if chat is not None:
                leave(store, chat, "the bot was removed")
        case Happening.LEFT:
            _part(store, incoming)
        case Happening.JOINED | Happening.HEARING:
            return _introduce(store, incoming, now)
        case Happening.UNREADABLE:
            return _ask_for_words(store, incoming, now) if incoming.is_addressed else ()
        case None:
            pass
    return ()


def _introduce(store: Store, incoming: Incoming, now: datetime) -> tuple[OutboxId, ...]:
    chat, _, _ = enter(store, incoming)
    if chat.is_enabled and incoming.happening is Happening.JOINED:
        return ()
    return (posting.post(store, chat.id, _introduction(incoming), now),)


def _ask_for_words(store: Store, incoming: Incoming, now: datetime) -> tuple[OutboxId, ...]:
    chat, _, _ = enter(store, incoming)
    asked = f"unreadable:{chat.id}"
    if store.settings.get(asked) is not None:
        return ()
    store.settings.put(asked, now.isoformat())
    return (posting.post(store, chat.id, Reply(text("unreadable")), now),)


def move(store: Store, old: Address, moved_to: str, now: datetime) -> None:
    """Let a chat go on under another id, for ever; its live cards are posted anew.

    Told twice, or of a chat that nobody knows, it changes nothing.
    """
    found = store.chats.lock(old)
    if found is None or not moved_to or old.external_id == moved_to:
        return
    chat = found[0]
    taken = store.chats.lock(_elsewhere(old, moved_to))
    if taken is not None:
        early = taken[0]
        # Somebody spoke under the new id before we heard of it.
        store.outbox.drop(early.id, "the chat was known under another id")
        store.chats.move(early.id, f"{moved_to}/{early.id}")
    store.chats.move(chat.id, moved_to)
    store.settings.put(_moved(old), moved_to)
    store.outbox.forget_messages(chat.id)
    for activity in store.cards.live(chat.id):
        posting.post_card(store, chat.id, activity, now)


def leave(store: Store, chat: Chat, why: str) -> list[OutboxId]:
    """Stop speaking in a chat that can't be reached; everything is kept. Return what was given up."""
    if chat.kind is ChatKind.GROUP:
        store.chats.disable(chat.id)
    else:
        store.people.forget_private_chat(chat.id)
    return store.outbox.drop(chat.id, why)


def _part(store: Store, incoming: Incoming) -> None:
    chat = store.chats.find(incoming.chat_address)
    person = store.people.by_account(incoming.sender_address)
    if chat is not None and person is not None:
        store.people.unsee(person.id, chat.id)


def _introduction(incoming: Incoming) -> Reply:
    heard = "hears-all" if incoming.hears_all else "hears-little"
    if incoming.happening is Happening.HEARING:
        return Reply(text(heard))
    return Reply(Lines((text("introduction", heard=text(heard)), text(f"{heard}-start"))))


def _elsewhere(address: Address, external_id: str) -> Address:
    return Address(address.platform, address.account, external_id)


def _moved(address: Address) -> str:
    """Name the setting that keeps where a chat has moved."""
    place = f"{address.platform}/{address.account}/{address.external_id}"
    return f"moved:{hashlib.sha256(place.encode()).hexdigest()[:32]}"
