"""The one clock. Nothing else in the program reads the time."""

from datetime import UTC, datetime, timedelta
from typing import Protocol


class Clock(Protocol):
    def now(self) -> datetime:
        """Return the present moment, aware, in UTC."""
        ...


class SystemClock:
    """The machine's clock."""

    def now(self) -> datetime:
        return datetime.now(UTC)


class MovableClock:
    """A clock that runs like the machine's and can be moved forward: the sandbox's."""

    def __init__(self, start: datetime | None = None) -> None:
        real = datetime.now(UTC)
        self._ahead = (start or real) - real

    def now(self) -> datetime:
        return datetime.now(UTC) + self._ahead

    def move(self, to: datetime) -> None:
        """Go on from `to`. Raises ValueError when that is in the past."""
        now = self.now()
        if to < now:
            raise ValueError(f"the clock is at {now.isoformat()} and only moves forward")
        self._ahead += to - now


def real_moment(delay: timedelta) -> datetime:
    """Return the machine's moment after a delay, for timers that want a date."""
    return datetime.now(UTC) + max(delay, timedelta(0))
