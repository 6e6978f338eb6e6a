"""Taking back what was done to an activity."""

from dataclasses import replace
from typing import Any

from handlers.actions import cards, posting, waiting
from handlers.actions.activities import schedule
from handlers.actions.undoing import places
from handlers.actions.undoing.step import Step, Taken
from handlers.message import text
from handlers.rules.activities import fault_of_times
from handlers.rules.claims import is_lapsed
from storage.types import Activity, ActivityState


def publish(step: Step) -> Taken:
    """Call off what nobody has answered yet."""
    _require(step, step.activity.state is not ActivityState.CANCELLED)
    if step.activity.taken or step.activity.waiting:
        raise step.refusal("joined")
    activity = _put(step, state=ActivityState.CANCELLED)
    return Taken(step.what, text("undo-now-called-off"), activity)


def move(step: Step) -> Taken:
    """Let it take place at the old time, and tell everybody."""
    _require(step, step.activity.starts_at == step.moment("to"))
    _require_nobody_since(step)
    names = ("starts_at", "ends_at", "opens_at", "closes_at", "leave_until")
    before: dict[str, Any] = {name: step.moment(name) for name in names}
    back = replace(step.activity, state=ActivityState(step.kept("state")), **before)
    if fault_of_times(back, step.now) is not None:
        raise step.refusal("past")
    activity = _put(step, state=back.state, **before)
    return _told(step, activity, "activity-moved-notice")


def relocate(step: Step) -> Taken:
    """Let it take place where it was to be before, and tell everybody."""
    _require(step, step.activity.place == step.kept("to"))
    _require_nobody_since(step)
    activity = _put(step, place=step.kept("place"))
    return _told(step, activity, "activity-relocated-notice")


def remark(step: Step) -> Taken:
    """Let the card say what it said before."""
    _require(step, step.activity.remark == step.kept("to"))
    activity = _put(step, remark=step.kept("remark"))
    shown = text("undo-now-remark", remark=activity.remark)
    return Taken(step.what, shown if activity.remark else text("undo-now-no-remark"), activity)


def reseat(step: Step) -> Taken:
    """Set the old seats again, unless the new ones are taken: who moved up for them waits as
    before, but for those who said that they come.
    """
    seats = step.kept("seats")
    _require(step, step.activity.seats == step.kept("to"))
    moved_up = places.moved_up(step)
    if seats is not None and seats < step.activity.taken - sum(each.size for each in moved_up):
        raise step.refusal("seats-taken")
    activity = places.wait_again(step, moved_up)
    waiting.fill(step.store, _put(replace(step, activity=activity), seats=seats), step.now)
    activity = step.store.activities.get(activity.id)
    return Taken(step.what, cards.seats(activity), activity)


def close(step: Step) -> Taken:
    """Take sign-ups again."""
    _require(step, step.activity.state is ActivityState.CLOSED)
    activity = _put(step, state=ActivityState.OPEN)
    return Taken(step.what, text("undo-now-open"), activity)


def reopen(step: Step) -> Taken:
    """Take no more sign-ups, unless somebody came meanwhile."""
    _require(step, step.activity.state is ActivityState.OPEN)
    _require_nobody_since(step)
    closes = step.moment("closes_at")
    activity = _put(step, state=ActivityState.CLOSED, closes_at=closes)
    return Taken(step.what, text("undo-now-closed"), activity)


def cancel(step: Step) -> Taken:
    """Let it take place after all, and tell everybody."""
    _require(step, step.activity.state is ActivityState.CANCELLED)
    activity = _put(step, state=ActivityState(step.kept("state")), reason=None)
    for signup in step.store.signups.offered(activity.id):
        if is_lapsed(signup, step.now):  # meanwhile nobody could claim it
            waiting.offer(step.store, activity, signup, step.now)
    waiting.fill(step.store, activity, step.now)
    return _told(step, activity, "activity-restored-notice")


def _require(step: Step, is_as_left: bool) -> None:  # noqa: FBT001 read at once
    """Raise UserError when it was changed again since, or is history."""
    if not is_as_left:
        raise step.refusal("changed")
    if step.activity.starts_at <= step.now:
        raise step.refusal("over")


def _require_nobody_since(step: Step) -> None:
    if step.store.signups.changed_since(step.activity.id, step.done_at):
        raise step.refusal("joined-since")


def _put(step: Step, **facts: Any) -> Activity:
    saved = step.store.activities.save(replace(step.activity, **facts))
    schedule(step.store, saved, step.now)
    step.store.cards.touch(saved.id)
    return saved


def _told(step: Step, activity: Activity, key: str) -> Taken:
    """Tell everybody concerned once, but not who took it back."""
    news = text(
        key,
        what=cards.name(activity),
        number=activity.number,
        when=cards.span(activity),
        place=activity.place,
    )
    besides = [step.person.id]
    told = posting.how_told(
        posting.tell_participants(step.store, activity, news, besides, step.now)
    )
    when, where = cards.span(activity), activity.place
    return Taken(step.what, text("undo-now-on", when=when, place=where, told=told), activity)
