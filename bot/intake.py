"""From a raw event to its answer: entered once, handled in the order of its chat, answered the same again."""

import logging
from collections.abc import Callable, Mapping
from typing import Any

from bot.albums import hold
from bot.clock import Clock
from bot.platform import Platform
from handlers.dispatch import Dispatcher
from handlers.message import Incoming
from storage.database import Database
from storage.errors import DatabaseBusyError
from storage.records import record
from storage.store import Store
from storage.types import Answered, InboxId

log = logging.getLogger(__name__)

# What an event comes to that is nothing to the bot; it is not kept.
NOTHING = Answered(InboxId(0), (), None)


class NotTakenError(Exception):
    """An event could be neither handled nor kept: it has to come again."""


class Intake:
    """Takes what the platforms' transports bring.

    When `receive` returns, the event and everything that follows from it are committed: only then
    may the platform be told that it was received.
    """

    def __init__(self, database: Database, dispatcher: Dispatcher, clock: Clock) -> None:
        self._database = database
        self._dispatcher = dispatcher
        self._clock = clock

    async def receive(
        self,
        platform: Platform,
        event_id: str,
        payload: Mapping[str, Any],
        complete: Callable[[Store], Mapping[str, Any]] | None = None,
    ) -> Answered:
        """Handle an event, or return the first answer when it came before.

        `complete` writes what the platform itself keeps of the event, which then stands or falls
        with everything that follows, and returns the payload with what that gave.

        Raises DatabaseBusyError when too much waits, NotTakenError when the database fails: the
        platform should deliver it again later.
        """
        event = _Event(platform, event_id, payload, complete)
        bug: Exception | None = None
        for attempt in (self._take, self._keep):
            try:
                return await attempt(event, repr(bug))
            except DatabaseBusyError:
                raise
            except Exception as error:
                log.exception("event not handled", extra={"event_id": event_id})
                bug = error
        raise NotTakenError(event_id) from bug

    async def _take(self, event: "_Event", _: str) -> Answered:
        incoming = event.platform.decode(event.payload)
        if incoming is None:
            return NOTHING
        lane = (event.platform.name, event.platform.account, incoming.chat_id)
        return await self._database.write(lambda store: self._handle(store, event, incoming), lane)

    async def _keep(self, event: "_Event", reason: str) -> Answered:
        return await self._database.write(lambda store: self._set_aside(store, event, reason))

    def _handle(self, store: Store, event: "_Event", incoming: Incoming) -> Answered:
        now = self._clock.now()
        payload = event.read(store)
        inbox_id = store.inbox.add(*event.key, payload, now)
        if inbox_id is None:
            return store.inbox.answer_to(*event.key)
        if incoming.album is not None:
            return hold(store, inbox_id, incoming, now)
        # What was read before says all, unless the platform completed it meanwhile.
        whole = event.platform.decode(payload) if event.complete else incoming
        return self._dispatcher.handle(store, inbox_id, whole or incoming, now)

    def _set_aside(self, store: Store, event: "_Event", reason: str) -> Answered:
        """Keep an event that can't be handled at all; it blocks nobody and is not lost."""
        inbox_id = store.inbox.add(*event.key, event.read(store), self._clock.now())
        if inbox_id is None:
            return store.inbox.answer_to(*event.key)
        store.inbox.set_aside(inbox_id, reason)
        return Answered(inbox_id, (), None)


@record
class _Event:
    platform: Platform
    id: str
    payload: Mapping[str, Any]
    complete: Callable[[Store], Mapping[str, Any]] | None

    def read(self, store: Store) -> Mapping[str, Any]:
        """Return the payload, completed where the platform keeps something of it itself."""
        return self.complete(store) if self.complete else self.payload

    @property
    def key(self) -> tuple[str, str, str]:
        return self.platform.name, self.platform.account, self.id
