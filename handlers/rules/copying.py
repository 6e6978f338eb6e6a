"""Which activity is done again, and when its sign-ups take place then."""

from collections.abc import Iterable
from datetime import datetime, timedelta

from storage.types import Activity, ActivityState


def last_of(activities: Iterable[Activity], now: datetime) -> Activity | None:
    """Return the last one of several alike: rather one that took place than one that was called
    off, rather one that has begun than one to come.
    """
    return max(
        activities,
        key=lambda each: (
            each.state is not ActivityState.CANCELLED,
            each.starts_at <= now,
            each.starts_at,
        ),
        default=None,
    )


def shifted(moment: datetime | None, by: timedelta, now: datetime) -> datetime | None:
    """Move a part of the sign-up window along; what would be past then is left out."""
    return moment + by if moment is not None and moment + by > now else None
