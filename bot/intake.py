"""From a raw event to its answer: entered once, handled in the order of its chat, answered the same again."""

import logging
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from bot.clock import Clock
from bot.platform import Platform
from handlers.dispatch import Dispatcher
from storage.database import Database
from storage.errors import DatabaseBusyError
from storage.store import Store
from storage.types import Answered

log = logging.getLogger(__name__)


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

        Raises DatabaseBusyError when too much waits: the platform should deliver it again later.
        """
        event = _Event(platform, event_id, complete or (lambda _: payload))
        try:
            lane = (platform.name, platform.account, platform.decode(payload).chat_id)
            return await self._database.write(lambda store: self._handle(store, event), lane)
        except DatabaseBusyError:
            raise
        except Exception as error:
            log.exception("event set aside", extra={"event_id": event_id})
            reason = repr(error)
            return await self._database.write(lambda store: self._set_aside(store, event, reason))

    def _handle(self, store: Store, event: "_Event") -> Answered:
        now = self._clock.now()
        payload = event.read(store)
        incoming = event.platform.decode(payload)
        inbox_id = store.inbox.add(*event.key, payload, now)
        if inbox_id is None:
            return store.inbox.answer_to(*event.key)
        return self._dispatcher.handle(store, inbox_id, incoming, now)

    def _set_aside(self, store: Store, event: "_Event", reason: str) -> Answered:
        """Keep an event that can't be handled at all; it blocks nobody and is not lost."""
        inbox_id = store.inbox.add(*event.key, event.read(store), self._clock.now())
        if inbox_id is None:
            return store.inbox.answer_to(*event.key)
        store.inbox.set_aside(inbox_id, reason)
        return Answered(inbox_id, (), None)


@dataclass(frozen=True, slots=True)
class _Event:
    platform: Platform
    id: str
    read: Callable[[Store], Mapping[str, Any]]

    @property
    def key(self) -> tuple[str, str, str]:
        return self.platform.name, self.platform.account, self.id
