"""Whom to ask for a stand-in, how many at a time, and when the next ones."""

from collections.abc import Iterable
from datetime import datetime, timedelta

from handlers.rules.conflicts import overlap
from handlers.rules.quiet import quiet_until
from storage.types import Activity, Community

AT_ONCE = 3
# How long the first ones are waited for before the next are asked.
ROUND = timedelta(hours=2)
# Nobody is asked to stand in more often than once in this time, whoever asks.
REST = timedelta(days=7)


def next_round(community: Community, start: datetime, now: datetime) -> datetime:
    """Return when the next are asked, by day; at the start at the latest, when it is too late."""
    at = (now + ROUND).replace(second=0, microsecond=0)
    return min(quiet_until(community, at) or at, start)


def clash(activity: Activity, confirmed: Iterable[Activity]) -> Activity | None:
    """Return what somebody takes part in at that time, however little it overlaps."""
    return next((each for each in confirmed if overlap(activity, each)), None)
