"""Who gets a seat, who waits, and until when one may come or go.

The waiting list is strict: whoever came first is seated first. While somebody waits nobody who
comes later takes a seat, and a large party at the head is not overtaken by a small one behind it,
even if seats stay free meanwhile; it may shrink its party, or go, to let the others in. So being
early can't be undone by anybody's arithmetic, and everybody can see why they wait. A seat that is
held for the first in line counts as taken until it is claimed or passed on.
"""

from datetime import datetime
from enum import StrEnum

from handlers.rules.activities import ends_by
from storage.types import Activity, ActivityState, SignupState

# Nobody but the staff signs up more people than this for one activity, beside themselves.
FOR_OTHERS = 5


class Refusal(StrEnum):
    """Why nobody can sign up now, or leave now."""

    CANCELLED = "cancelled"
    ENDED = "ended"
    STARTED = "started"
    CLOSED = "closed"
    EARLY = "early"
    LATE = "late"


class Fit(StrEnum):
    """What a party finds: seats for all, seats for some, or the end of the waiting list."""

    WHOLE = "whole"
    PART = "part"
    NONE = "none"


def refuse_joining(activity: Activity, now: datetime) -> Refusal | None:
    """Return why the activity takes no sign-ups now; None when it does."""
    over = settled(activity, now)
    if over is not None:
        return over
    if activity.state is ActivityState.CLOSED or _is_past(activity.closes_at, now):
        return Refusal.CLOSED
    if activity.opens_at is not None and now < activity.opens_at:
        return Refusal.EARLY
    return None


def refuse_leaving(activity: Activity, state: SignupState, now: datetime) -> Refusal | None:
    """Return why somebody can't leave now; who only waits may always go."""
    over = settled(activity, now)
    if over is None and state is SignupState.CONFIRMED and _is_past(activity.leave_until, now):
        return Refusal.LATE
    return over


def settled(activity: Activity, now: datetime) -> Refusal | None:
    """Return why nobody comes or goes any more: it won't happen, is over or has begun."""
    match activity.state:
        case ActivityState.CANCELLED:
            return Refusal.CANCELLED
        case ActivityState.ENDED:
            return Refusal.ENDED
        case ActivityState.OPEN | ActivityState.CLOSED:
            if activity.starts_at > now:
                return None
            return Refusal.STARTED if now < ends_by(activity) else Refusal.ENDED


def is_settled(activity: Activity, now: datetime) -> bool:
    """Whether nobody comes or goes any more."""
    return settled(activity, now) is not None


def may_promote(activity: Activity, now: datetime) -> bool:
    """Whether freed seats still go to those who wait."""
    return activity.waiting > 0 and not is_settled(activity, now)


def fit(activity: Activity, heads: int) -> Fit:
    """Return what `heads` more people find who come now."""
    if activity.waiting:
        return Fit.NONE
    if holds(activity, heads):
        return Fit.WHOLE
    return Fit.PART if activity.seats_left else Fit.NONE


def holds(activity: Activity, heads: int) -> bool:
    """Whether there are seats for `heads` more people, whoever waits."""
    return activity.seats_left is None or heads <= activity.seats_left


def _is_past(moment: datetime | None, now: datetime) -> bool:
    return moment is not None and moment <= now
