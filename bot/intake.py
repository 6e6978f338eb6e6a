"""From a raw event to its answer: entered once, handled in the order of its chat, answered the same again."""

import logging
from collections.abc import Mapping
from typing import Any

from bot.clock import Clock
from bot.platform import Platform
from handlers.dispatch import Dispatcher
from handlers.message import Incoming
from storage.database import Database
from storage.errors import DatabaseBusyError
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
        self, platform: Platform, event_id: str, payload: Mapping[str, Any]
    ) -> Answered:
        """Handle an event, or return the first answer when it came before.

        Raises DatabaseBusyError when too much waits, NotTakenError when the database fails: the
        platform should deliver it again later.
        """
        try:
            incoming = platform.decode(payload)
            if incoming is None:
                return NOTHING
            lane = (platform.name, platform.account, incoming.chat_id)
            return await self._database.write(
                lambda store: self._handle(store, incoming, payload), lane
            )
        except DatabaseBusyError:
            raise
        except Exception as error:
            log.exception("event set aside", extra={"event_id": event_id})
            return await self._keep(platform, event_id, payload, repr(error))

    async def _keep(
        self, platform: Platform, event_id: str, payload: Mapping[str, Any], reason: str
    ) -> Answered:
        try:
            return await self._database.write(
                lambda store: self._set_aside(store, platform, event_id, payload, reason)
            )
        except DatabaseBusyError:
            raise
        except Exception as error:
            raise NotTakenError(event_id) from error

    def _handle(self, store: Store, incoming: Incoming, payload: Mapping[str, Any]) -> Answered:
        now = self._clock.now()
        where = (incoming.platform, incoming.account, incoming.event_id)
        inbox_id = store.inbox.add(*where, payload, now)
        if inbox_id is None:
            return store.inbox.answer_to(*where)
        return self._dispatcher.handle(store, inbox_id, incoming, now)

    def _set_aside(
        self,
        store: Store,
        platform: Platform,
        event_id: str,
        payload: Mapping[str, Any],
        reason: str,
    ) -> Answered:
        """Keep an event that can't be handled at all; it blocks nobody and is not lost."""
        where = (platform.name, platform.account, event_id)
        inbox_id = store.inbox.add(*where, payload, self._clock.now())
        if inbox_id is None:
            return store.inbox.answer_to(*where)
        store.inbox.set_aside(inbox_id, reason)
        return Answered(inbox_id, (), None)
