"""How many messages a chat may still get, by the minute and by the second."""

from collections import defaultdict, deque
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta

from storage.types import ChatId

MINUTE = timedelta(minutes=1)
HOUR = timedelta(hours=1)


@dataclass(frozen=True, slots=True)
class Budget:
    """What a chat may get: so many messages a minute and an hour, and one a second once `burst`
    came at once. None for any number.
    """

    per_minute: int | None = None
    burst: int | None = None
    per_hour: int | None = None

    def spans(self, edits: int = 0) -> Iterator[tuple[int, timedelta]]:
        """Yield how many messages fit into which span; `edits` of the minute's are kept for others."""
        if self.per_minute is not None:
            yield self.per_minute - edits, MINUTE
        if self.burst is not None:
            yield self.burst, timedelta(seconds=self.burst)
        if self.per_hour is not None:
            yield self.per_hour - edits, HOUR


class Budgets:
    """Counts what was sent to each chat in the last hour.

    A platform that asked for a pause makes its chat short: then everything that waits has to make
    do with one message.
    """

    def __init__(self) -> None:
        self._sent: defaultdict[ChatId, deque[datetime]] = defaultdict(deque)
        self._short: set[ChatId] = set()
        self._edited: dict[ChatId, datetime] = {}

    def left(self, chat_id: ChatId, budget: Budget, now: datetime) -> int | None:
        """Return how many messages the chat may get at once; None for any number."""
        if chat_id in self._short:
            return 1
        sent = self._recent(chat_id, budget, now)
        free = [
            count - sum(moment > now - span for moment in sent) for count, span in budget.spans()
        ]
        return max(min(free), 0) if free else None

    def free_at(self, chat_id: ChatId, budget: Budget, now: datetime, edits: int = 0) -> datetime:
        """Return when there is room for a message: `now`, or when old ones have aged enough."""
        sent = self._recent(chat_id, budget, now)
        full = (
            sent[-count] + span for count, span in budget.spans(edits) if 0 < count <= len(sent)
        )
        return max(now, *full, now)

    def spend(self, chat_id: ChatId, budget: Budget, count: int, now: datetime) -> None:
        self._short.discard(chat_id)
        if budget != Budget():
            self._sent[chat_id].extend([now] * count)

    def may_edit_at(
        self, chat_id: ChatId, budget: Budget, pause: timedelta, now: datetime
    ) -> datetime:
        """Return when a card of the chat may be edited; edits leave messages the larger part."""
        soonest = max(self._edited.get(chat_id, now - pause) + pause, now)
        return max(soonest, self.free_at(chat_id, budget, now, (budget.per_minute or 0) // 4))

    def spend_edit(self, chat_id: ChatId, budget: Budget, now: datetime) -> None:
        self._edited[chat_id] = now
        self.spend(chat_id, budget, 1, now)

    def shorten(self, chat_id: ChatId) -> None:
        """Note that the platform asked for a pause."""
        self._short.add(chat_id)

    def _recent(self, chat_id: ChatId, budget: Budget, now: datetime) -> deque[datetime]:
        sent = self._sent[chat_id]
        oldest = now - (MINUTE if budget.per_hour is None else HOUR)
        while sent and sent[0] <= oldest:
            sent.popleft()
        return sent
