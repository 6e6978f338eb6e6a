"""How often somebody may guess a secret."""

from dataclasses import dataclass
from datetime import datetime, timedelta

LIMIT = 5
WINDOW = timedelta(hours=1)


@dataclass(frozen=True, slots=True)
class Tries:
    """Wrong guesses since a moment; they are forgotten an hour after the first."""

    wrong: int
    since: datetime

    @property
    def until(self) -> datetime:
        return self.since + WINDOW

    def left(self, now: datetime) -> int:
        """Return how many guesses remain at that moment."""
        return LIMIT if now >= self.until else max(0, LIMIT - self.wrong)

    def after_wrong(self, now: datetime) -> "Tries":
        """Count one more wrong guess."""
        return Tries(1, now) if now >= self.until else Tries(self.wrong + 1, self.since)
