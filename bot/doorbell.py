"""Who must be looked at, now or at some moment. A lost ring costs seconds: the rows are the truth."""

import heapq
from collections.abc import Callable
from datetime import datetime

from storage.types import ChatId


class Doorbell:
    """Rings inside this process.

    `on_ring` sends a chat what waits, `on_stale` shows its cards anew, `on_alarm` hears of an
    earlier moment.
    """

    def __init__(self) -> None:
        self.on_ring: Callable[[ChatId], None] = lambda _: None
        self.on_stale: Callable[[ChatId], None] = lambda _: None
        self.on_alarm: Callable[[datetime], None] = lambda _: None
        self._alarms: list[tuple[datetime, ChatId]] = []

    def ring(self, chat_id: ChatId) -> None:
        self.on_ring(chat_id)

    def ring_stale(self, chat_id: ChatId) -> None:
        self.on_stale(chat_id)

    def ring_at(self, chat_id: ChatId, when: datetime) -> None:
        heapq.heappush(self._alarms, (when, chat_id))
        self.on_alarm(when)

    def next_at(self) -> datetime | None:
        """Return the earliest moment at which a chat has to be looked at."""
        return self._alarms[0][0] if self._alarms else None

    def ring_due(self, now: datetime) -> None:
        """Ring for every chat whose moment has come."""
        while self._alarms and self._alarms[0][0] <= now:
            _, chat_id = heapq.heappop(self._alarms)
            self.ring(chat_id)
            self.ring_stale(chat_id)
