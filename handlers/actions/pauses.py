"""The two minutes in which somebody may think again who leaves although others wait."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from handlers.actions import leaving, offers, posting, receipts
from handlers.actions.leaving import LEAVING, Exit, Left, leave, vacate
from handlers.actions.seating import (
    Place,
    fallen_due,
    lock,
    place_of,
    refuse,
    require_concerned,
)
from handlers.message import Reply
from handlers.rules.seats import is_settled, refuse_leaving
from storage.store import Store
from storage.types import Activity, Due, DueKind, LeftAs, Person, Signup, SignupId, SignupState

# Silence for so long means leave.
PAUSE = timedelta(minutes=2)


@dataclass(frozen=True, slots=True)
class Warned:
    """Nothing was done yet: others wait for the seat. It is given up when the pause is over."""

    activity: Activity
    signup: Signup


def withdraw(store: Store, signup: Signup, by: Person, now: datetime) -> Left | Warned:
    """Take a party off the list; the first time a seat is given up that others wait for, only let
    it fall due.

    Raises UserError when it is off already, or it is too late.
    """
    activity, signup = lock(store, signup)
    refuse(store, activity, refuse_leaving(activity, signup.state, now))
    is_wanted = signup.state is SignupState.CONFIRMED and activity.waiting > 0
    has_time = activity.starts_at - now > PAUSE
    if not (is_wanted and has_time) or _was_warned(store, signup, by, now):
        return leave(store, signup, by, now)
    store.due.move(DueKind.LEAVING, signup.id, now + PAUSE)
    return Warned(activity, signup)


def quit_at_once(store: Store, signup: Signup, by: Person, now: datetime) -> Left:
    """Leave without waiting any longer. Raises UserError for a sign-up of others."""
    require_concerned(store, signup, by)
    return leave(store, signup, by, now)


def stay(store: Store, signup: Signup, by: Person) -> Place:
    """Leave nothing after all. Raises UserError when it is too late, or for others' sign-ups."""
    require_concerned(store, signup, by)
    activity, signup = lock(store, signup)
    leaving.forget(store, signup)
    return place_of(store, activity, signup)


def about_to_leave(store: Store, person: Person, now: datetime) -> Signup | None:
    """Return the sign-up that a person was last asked about, whether they really leave it."""
    asked = (each for each in store.questions.open_for(person.id, now) if each.kind == LEAVING)
    question = next(asked, None)
    return store.signups.get(SignupId(question.subject_id)) if question is not None else None


def leaving_due(store: Store, due: Due, now: datetime) -> None:
    """Take who said nothing more off the list and tell them; late is better than never."""
    activity, signup = fallen_due(store, due)
    if signup.state is not SignupState.CONFIRMED:
        store.due.skip(due, "they had no seat any more")
        return
    if is_settled(activity, now):
        store.due.skip(due, "it had begun, or would not happen")
        return
    listener = offers.listener(store, signup)
    left = vacate(store, activity, signup, Exit(LeftAs.WITHDRAWN, listener), now)
    reader = listener.id if store.people.private_chat(listener.id) is not None else None
    told = receipts.left(left, store.people.get(signup.person_id), reader)
    reply = Reply(told, activity=activity.id)
    posting.tell(store, activity.community_id, [listener], reply, now)


def _was_warned(store: Store, signup: Signup, by: Person, now: datetime) -> bool:
    asked = store.questions.open_for(by.id, now)
    return any(each.kind == LEAVING and each.subject_id == signup.id for each in asked)
