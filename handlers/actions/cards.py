"""How an activity looks in a chat: its live card, and its line in a list."""

from dataclasses import replace
from datetime import datetime

from handlers.message import Button, Lines, Reply, Span, Text, text
from handlers.rules.activities import SHORT
from handlers.rules.seats import Refusal, settled
from storage.types import Activity, ActivityState

_LAST = {
    ActivityState.CANCELLED: "activity-card-cancelled",
    ActivityState.ENDED: "activity-card-ended",
    ActivityState.CLOSED: "activity-card-closed",
    ActivityState.OPEN: "activity-card-open",
}


def face(activity: Activity, now: datetime) -> Reply:
    """Return what the activity's card shows at this moment, with its buttons."""
    lines = (
        text(
            "activity-card",
            number=activity.number,
            title=activity.title,
            stage=_stage(activity, now),
        ),
        text("activity-card-when", when=span(activity)),
        text("activity-card-place", place=activity.place),
        *_optional("activity-card-bring", bring=activity.bring),
        *_optional("activity-card-remark", remark=activity.remark),
        _taken(activity),
        *_optional("activity-card-minimum", heads=activity.min_heads),
        *_window(activity),
        text(_last(activity), number=activity.number, reason=reason(activity)),
    )
    return Reply(Lines(lines), _buttons(activity), activity=activity.id)


def line(activity: Activity, now: datetime) -> Text:
    """Return an activity as one line of a list: number, title, when, where, seats left."""
    return text(
        "activity-line",
        number=activity.number,
        title=activity.title,
        when=span(activity),
        place=activity.place,
        left=left(activity, now),
    )


def name(activity: Activity) -> Text:
    """Return an activity as it is named inside a sentence: number and title."""
    return text("activity-name", number=activity.number, title=activity.title)


def stage(activity: Activity, now: datetime) -> Text | str:
    """Return what stands behind a title: that it was cancelled, is over or has begun."""
    match settled(activity, now):
        case Refusal.CANCELLED:
            return text("stage-cancelled", reason=reason(activity))
        case Refusal.ENDED:
            return text("stage-ended")
        case Refusal.STARTED:
            return text("stage-started")
        case _:
            return ""


def span(activity: Activity) -> Span:
    return Span(activity.starts_at, activity.ends_at)


def reason(activity: Activity) -> Text | str:
    """Return why an activity was cancelled, as the end of a sentence; empty when nobody said."""
    return text("activity-reason", reason=why(activity.reason)) if activity.reason else ""


def why(kept: str) -> Text | str:
    """Word a reason as it was said, or as it came about by itself."""
    return text("activity-reason-short") if kept == SHORT else kept


def seats(activity: Activity) -> Text:
    """Return how many have signed up, how many seats are left, how many wait."""
    values = {"taken": activity.taken, "seats": activity.seats, "left": activity.seats_left}
    if activity.seats is None:
        return Text("activity-seats-unlimited", values)
    is_full = activity.taken >= activity.seats
    if activity.waiting:
        key = "activity-seats-full-waiting" if is_full else "activity-seats-left-waiting"
        return Text(key, {**values, "waiting": activity.waiting})
    return Text("activity-seats-full" if is_full else "activity-seats-left", values)


def room(activity: Activity) -> Text:
    """Return how many seats are free, as a part of a sentence; where somebody waits for them they
    are kept.
    """
    free = activity.seats_left
    if free is None:
        return text("room-unlimited")
    if not free:
        return text("room-none")
    return text("room-kept" if activity.waiting else "room-left", left=free)


def left(activity: Activity, now: datetime) -> Text:
    """Return what somebody who reads a list wants to know: is there a seat?"""
    if activity.starts_at <= now:
        return text("activity-left-begun")
    if activity.state is ActivityState.CLOSED:
        return text("activity-left-closed")
    if activity.seats is None:
        return text("activity-left-unlimited")
    if activity.taken < activity.seats:
        key = "activity-left-kept" if activity.waiting else "activity-left"
        return text(key, left=activity.seats_left)
    if not activity.waiting:
        return text("activity-left-none")
    return text("activity-left-waiting", waiting=activity.waiting)


def join_button(activity: Activity) -> Button:
    return Button(text("button-join"), f"join:{activity.id}")


def _last(activity: Activity) -> str:
    """Return the key of the last line: what to say, or why it is too late."""
    is_full = activity.seats is not None and activity.taken >= activity.seats
    if activity.state is ActivityState.OPEN and (is_full or activity.waiting):
        return "activity-card-queue"
    return _LAST[activity.state]


def _stage(activity: Activity, now: datetime) -> Text | str:
    """Return what stands behind the title; the last line says why it was cancelled."""
    return stage(replace(activity, reason=None), now)


def _taken(activity: Activity) -> Text:
    """Return how many have signed up; of what is history nothing is left."""
    if activity.state in (ActivityState.CANCELLED, ActivityState.ENDED):
        return text("activity-seats-final", taken=activity.taken)
    return seats(activity)


def _window(activity: Activity) -> tuple[Text, ...]:
    """When sign-ups begin and end, as far as that differs from "from now until the start"."""
    if activity.state is not ActivityState.OPEN:
        return ()
    return (
        *_optional("activity-card-opens", when=activity.opens_at),
        *_optional("activity-card-closes", when=activity.closes_at),
        *_optional("activity-card-leave", when=activity.leave_until),
    )


def _optional(key: str, **values: object) -> tuple[Text, ...]:
    return (Text(key, values),) if all(values.values()) else ()  # type: ignore[arg-type]


def _buttons(activity: Activity) -> tuple[Button, ...]:
    join = join_button(activity)
    leave = Button(text("button-leave"), f"leave:{activity.id}")
    roster = Button(text("button-roster"), f"roster:{activity.id}")
    if activity.state is ActivityState.OPEN:
        return join, leave, roster
    return (leave, roster) if activity.state is ActivityState.CLOSED else ()
