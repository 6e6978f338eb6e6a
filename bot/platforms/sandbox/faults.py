"""Faults on demand: the next deliveries fail the way a real platform's do."""

from dataclasses import dataclass
from datetime import timedelta
from enum import StrEnum

from bot.platform import Failure, Trouble


class Kind(StrEnum):
    """LOSE_ANSWER delivers the message, but its sender never hears so."""

    REFUSE = "refuse"
    RATE_LIMIT = "rate_limit"
    LOSE_ANSWER = "lose_answer"
    DOWN = "down"


_TROUBLES = {
    Kind.REFUSE: Trouble.REFUSED,
    Kind.RATE_LIMIT: Trouble.BUSY,
    Kind.LOSE_ANSWER: Trouble.UNKNOWN,
    Kind.DOWN: Trouble.DOWN,
}


@dataclass(slots=True)
class Fault:
    """What happens to the next `count` deliveries, to one chat or to any."""

    kind: Kind
    chat: str | None
    count: int
    retry_after: timedelta | None

    @property
    def failure(self) -> Failure:
        wait = self.retry_after if self.kind is Kind.RATE_LIMIT else None
        return Failure(_TROUBLES[self.kind], f"sandbox fault: {self.kind}", wait)


class Faults:
    def __init__(self) -> None:
        self._waiting: list[Fault] = []

    def add(self, fault: Fault) -> None:
        self._waiting.append(fault)

    def take(self, chat: str) -> Fault | None:
        """Return the fault that strikes a delivery to this chat, and count it."""
        for fault in self._waiting:
            if fault.chat in (None, chat):
                fault.count -= 1
                if fault.count <= 0:
                    self._waiting.remove(fault)
                return fault
        return None
