"""Pictures that were sent together are one message, though a platform brings them one by one.

Nothing tells which is the last: each lets the others wait a moment longer.
"""

from dataclasses import replace
from datetime import datetime, timedelta

from bot.platform import NotReadyError, Platforms
from handlers.actions import occasions
from handlers.dispatch import Dispatcher
from handlers.message import Incoming
from storage.inbox import Album
from storage.store import Store
from storage.types import Address, Answered, Due, DueKind, DueState, InboxId

PAUSE = timedelta(seconds=1)
# A platform that can't read yet is asked again after this.
UNTIL_READY = timedelta(seconds=10)


def hold(store: Store, inbox_id: InboxId, incoming: Incoming, now: datetime) -> Answered:
    """Let a picture wait for the others of its album: there is no answer yet, and none of its own
    for one that comes after the album was answered.
    """
    name = f"{incoming.chat_id}/{incoming.album}"
    first = store.inbox.hold(inbox_id, Album(incoming.platform, incoming.account, name))
    if first is not None:
        store.due.move(DueKind.ALBUM, first, now + PAUSE)
    return Answered(inbox_id, (), None)


class Albums:
    def __init__(self, platforms: Platforms, dispatcher: Dispatcher) -> None:
        self._platforms = platforms
        self._dispatcher = dispatcher

    def act(self, store: Store, occasion: Due, now: datetime) -> None:
        """Act on an occasion of any kind: albums that are complete are handled here."""
        if occasion.kind is not DueKind.ALBUM:
            occasions.act(store, occasion, now)
        elif occasion.due_at <= now and store.due.finish(occasion, DueState.DONE):
            self._handle(store, InboxId(occasion.subject_id), now)

    def _handle(self, store: Store, first: InboxId, now: datetime) -> None:
        album, payloads = store.inbox.held(first)
        platform = self._platforms.at(Address(album.platform, album.account, ""))
        try:
            read = [platform.decode(payload) for payload in payloads] if platform else []
        except NotReadyError:
            store.due.add(DueKind.ALBUM, first, now + UNTIL_READY)
            return
        store.inbox.release(album)
        if parts := [each for each in read if each is not None]:
            self._dispatcher.handle(store, first, whole(parts), now)


def whole(parts: list[Incoming]) -> Incoming:
    """Return an album as one message: all its pictures, and the words below one of them."""
    spoken = next((each for each in parts if each.text), parts[0])
    return replace(spoken, photos=tuple(photo for each in parts for photo in each.photos))
