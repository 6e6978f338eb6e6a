"""What an activity may look like, and how far it has come."""

from datetime import datetime, timedelta
from enum import StrEnum

from storage.types import Activity, ActivityState

# No community gets so far.
NUMBER = 999_999
SEATS = 2000
GUESTS = 9
TITLE = 60
PLACE = 60
BRING = 100
REASON = 100
REMINDER = 100
REMARK = 200
CONFIDENCE = 200
# What somebody lets the organiser know with a sign-up.
NOTE = 100
# Why an activity was cancelled for which too few signed up; worded where it is shown.
SHORT = "#short"
LONGEST = timedelta(days=31)
# Nobody plans further ahead than two years.
AHEAD = timedelta(days=731)
# How long an activity is taken to last when nobody said.
LASTS = timedelta(hours=3)


class Fault(StrEnum):
    """What is wrong with an activity as it was told."""

    TITLE = "title"
    PLACE = "place"
    BRING = "bring"
    REMARK = "remark"
    SEATS = "seats"
    TAKEN = "taken"
    MINIMUM = "minimum"
    GUESTS = "guests"
    PAST = "past"
    FAR = "far"
    BACKWARDS = "backwards"
    LONG = "long"
    CLOSES = "closes"
    CLOSED = "closed"
    OPENS = "opens"
    LEAVE = "leave"


def fault_of(activity: Activity, now: datetime) -> Fault | None:
    """Return the first thing that is wrong, None for an activity that can be published."""
    return fault_of_words(activity) or fault_of_numbers(activity) or fault_of_times(activity, now)


def fault_of_words(activity: Activity) -> Fault | None:
    """Return what is wrong with the title, the place, what to bring or the remark."""
    if not 0 < len(activity.title) <= TITLE:
        return Fault.TITLE
    if not 0 < len(activity.place) <= PLACE:
        return Fault.PLACE
    if len(activity.bring or "") > BRING:
        return Fault.BRING
    return Fault.REMARK if len(activity.remark or "") > REMARK else None


def fault_of_numbers(activity: Activity) -> Fault | None:
    """Return what is wrong with the seats, the guests or the fewest that must come."""
    if not 0 <= activity.max_guests <= GUESTS:
        return Fault.GUESTS
    most = SEATS
    if activity.seats is not None:
        if not 1 <= activity.seats <= SEATS:
            return Fault.SEATS
        if activity.seats < activity.taken:
            return Fault.TAKEN
        most = activity.seats
    fewest = activity.min_heads
    return Fault.MINIMUM if fewest is not None and not 1 <= fewest <= most else None


def fault_of_times(activity: Activity, now: datetime) -> Fault | None:
    """Return what is wrong with the span or the sign-up window."""
    if activity.starts_at <= now:
        return Fault.PAST
    if activity.starts_at - now > AHEAD:
        return Fault.FAR
    if activity.ends_at is not None:
        if activity.ends_at <= activity.starts_at:
            return Fault.BACKWARDS
        if activity.ends_at - activity.starts_at > LONGEST:
            return Fault.LONG
    return _fault_of_window(activity, now)


def deadline(activity: Activity) -> datetime:
    """Return when sign-ups end: at the start, unless something else was said."""
    return activity.closes_at or activity.starts_at


def ends_by(activity: Activity) -> datetime:
    """Return when an activity is over."""
    return activity.ends_at or activity.starts_at + LASTS


def is_over(activity: Activity, now: datetime) -> bool:
    """Whether an activity is history: cancelled, or its end is past."""
    is_history = activity.state in (ActivityState.CANCELLED, ActivityState.ENDED)
    return is_history or ends_by(activity) <= now


def was_closed_by_hand(activity: Activity, now: datetime) -> bool:
    """Whether sign-ups were ended before their time came."""
    return activity.state is ActivityState.CLOSED and now < deadline(activity)


def _fault_of_window(activity: Activity, now: datetime) -> Fault | None:
    closes = deadline(activity)
    if closes > activity.starts_at:
        return Fault.CLOSES
    if closes <= now:
        return Fault.CLOSED
    if activity.opens_at is not None and activity.opens_at >= closes:
        return Fault.OPENS
    if activity.leave_until is not None and activity.leave_until > activity.starts_at:
        return Fault.LEAVE
    return None
