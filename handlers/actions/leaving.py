"""Coming off a list, and what becomes of the seat."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime

from handlers.actions import chains, entries, offers, waiting
from handlers.actions.entries import Change
from handlers.actions.seating import lock, refuse
from handlers.actions.waiting import Passed
from handlers.rules.seats import refuse_leaving
from storage.store import Store
from storage.types import Activity, Deed, DueKind, LeftAs, Person, Signup, SignupState

# The kind of the question whether somebody leaves although others wait.
LEAVING = "leaving"

_DEEDS: Mapping[LeftAs, Deed] = {
    LeftAs.WITHDRAWN: Deed.LEAVE,
    LeftAs.DECLINED: Deed.DECLINE,
    LeftAs.LAPSED: Deed.EXPIRE,
    LeftAs.REMOVED: Deed.REMOVE,
}
_OWN = (LeftAs.WITHDRAWN, LeftAs.DECLINED)


@dataclass(frozen=True, slots=True)
class Left:
    """What was given up, as it was, and to whom it went; the activity as it stands then."""

    activity: Activity
    signup: Signup
    passed: Passed


@dataclass(frozen=True, slots=True)
class Exit:
    """How somebody comes off a list, and by whose act; None when by nobody's."""

    left_as: LeftAs
    actor: Person | None = None
    reason: str | None = None


def leave(store: Store, signup: Signup, by: Person, now: datetime) -> Left:
    """Take a party off the list at once, and pass its seats on; a seat that was only held for it
    is declined.

    Raises UserError when it is off already, or it is too late.
    """
    activity, signup = lock(store, signup)
    refuse(store, activity, refuse_leaving(activity, signup.state, now))
    is_offered = signup.state is SignupState.OFFERED
    left_as = LeftAs.DECLINED if is_offered else LeftAs.WITHDRAWN
    return vacate(store, activity, signup, Exit(left_as, by), now)


def vacate(store: Store, activity: Activity, signup: Signup, how: Exit, now: datetime) -> Left:
    """Take a sign-up off the list of a locked activity and pass on what becomes free."""
    store.signups.leave(signup.id, how.left_as, now)
    offers.forget(store, signup)
    forget(store, signup)
    change = {"heads": -signup.size} if signup.has_seats else {"parties": -1}
    activity = store.activities.count(activity.id, **change)
    store.cards.touch(activity.id)
    _log(store, activity, signup, how, now)
    passed = waiting.fill(store, activity, now, signup.id if signup.has_seats else None)
    if how.left_as in (LeftAs.DECLINED, LeftAs.LAPSED) and not passed:
        chains.report(store, activity, signup.id, now)
    return Left(store.activities.get(activity.id), signup, passed)


def forget(store: Store, signup: Signup) -> None:
    """Ask no more whether somebody leaves."""
    store.due.move(DueKind.LEAVING, signup.id, None)
    for person in {signup.person_id, signup.registrar_id}:
        store.questions.close_about(person, LEAVING, signup.id)


def _log(store: Store, activity: Activity, signup: Signup, how: Exit, now: datetime) -> None:
    after = replace(signup, state=SignupState.LEFT, left_as=how.left_as)
    change = Change(_DEEDS[how.left_as], how.actor, signup, after, how.reason)
    if how.left_as in _OWN:
        entries.log_undoable(store, activity, change, now)
    else:
        entries.log(store, activity, change, now)
