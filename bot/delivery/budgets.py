"""How many messages a chat may still get this minute."""

from collections import defaultdict, deque
from datetime import datetime, timedelta

from storage.types import ChatId

WINDOW = timedelta(minutes=1)


class Budgets:
    """Counts what was sent to each chat in the last minute.

    A platform that asked for a pause makes its chat short: then everything that waits has to make
    do with one message.
    """

    def __init__(self) -> None:
        self._sent: defaultdict[ChatId, deque[datetime]] = defaultdict(deque)
        self._short: set[ChatId] = set()
        self._edited: dict[ChatId, datetime] = {}

    def left(self, chat_id: ChatId, per_minute: int | None, now: datetime) -> int | None:
        """Return how many messages the chat may get at once; None for any number."""
        if chat_id in self._short:
            return 1
        if per_minute is None:
            return None
        return max(per_minute - len(self._window(chat_id, now)), 0)

    def free_at(self, chat_id: ChatId, now: datetime) -> datetime:
        """Return when a used-up budget has room again."""
        window = self._window(chat_id, now)
        return window[0] + WINDOW if window else now

    def spend(self, chat_id: ChatId, per_minute: int | None, count: int, now: datetime) -> None:
        self._short.discard(chat_id)
        if per_minute is not None:
            self._sent[chat_id].extend([now] * count)

    def may_edit_at(
        self, chat_id: ChatId, per_minute: int | None, pause: timedelta, now: datetime
    ) -> datetime:
        """Return when a card of the chat may be edited; edits leave messages the larger part."""
        soonest = max(self._edited.get(chat_id, now - pause) + pause, now)
        if per_minute is None or len(self._window(chat_id, now)) < per_minute - per_minute // 4:
            return soonest
        return max(soonest, self.free_at(chat_id, now))

    def spend_edit(self, chat_id: ChatId, per_minute: int | None, now: datetime) -> None:
        self._edited[chat_id] = now
        self.spend(chat_id, per_minute, 1, now)

    def shorten(self, chat_id: ChatId) -> None:
        """Note that the platform asked for a pause."""
        self._short.add(chat_id)

    def _window(self, chat_id: ChatId, now: datetime) -> deque[datetime]:
        window = self._sent[chat_id]
        while window and window[0] <= now - WINDOW:
            window.popleft()
        return window
