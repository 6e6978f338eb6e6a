"""Being in two places at once."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta

from storage.types import Activity, ActivityState

# So much overlap is only warned of: one can come late to the one or leave the other early.
SOFT = timedelta(hours=1)
# How long an activity lasts that names no end.
ASSUMED = timedelta(hours=2)
# How long before now an activity may have begun that still goes on.
LONGEST = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Clash:
    """The other activity, and whether the overlap is too much to attend both."""

    activity: Activity
    is_hard: bool


def worst_clash(activity: Activity, confirmed: Iterable[Activity]) -> Clash | None:
    """Return the activity that overlaps most with this one; None when none does, or where the
    organiser of either allows it. What was called off is in nobody's way.
    """
    worst: Activity | None = None
    most = timedelta()
    for other in confirmed:
        if other.id == activity.id or other.state is ActivityState.CANCELLED:
            continue
        if activity.allows_overlap or other.allows_overlap:
            continue
        shared = overlap(activity, other)
        if shared > most:
            worst, most = other, shared
    return None if worst is None else Clash(worst, most > SOFT)


def overlap(one: Activity, other: Activity) -> timedelta:
    """Return how long two activities go on at the same time; zero when they only touch."""
    shared = min(_end(one), _end(other)) - max(one.starts_at, other.starts_at)
    return max(shared, timedelta())


def _end(activity: Activity) -> datetime:
    return activity.ends_at or activity.starts_at + ASSUMED
