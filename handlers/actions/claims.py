"""Taking the seat that is held for one, declining it, and letting it lapse."""

from dataclasses import replace
from datetime import datetime, timedelta

from handlers.actions import chains, clashes, entries, offers, posting, waiting
from handlers.actions.entries import Change
from handlers.actions.leaving import Exit, Left, leave, vacate
from handlers.actions.seating import Place, fallen_due, place_of, refuse, require_concerned
from handlers.errors import UserError
from handlers.message import Reply, text
from handlers.rules.claims import is_lapsed
from handlers.rules.quiet import quiet_until
from handlers.rules.seats import is_settled, settled
from storage.store import Store
from storage.types import (
    Activity,
    ActivityState,
    Deed,
    Due,
    DueKind,
    LeftAs,
    Person,
    Signup,
    SignupState,
)

# Who answers an offer so long after its end is still told what became of it.
REMEMBERED = timedelta(hours=12)
# Nobody can claim a seat in what was cancelled, so nobody loses one: it may be taken back.
OFF = "the activity will not happen"


def claim(store: Store, signup: Signup, by: Person, now: datetime) -> Place:
    """Take the seat that is held; who has it already stays as they are.

    Raises UserError when it isn't held any more, is another's, or something else is on then.
    """
    activity, signup = _current(store, signup, by)
    if signup.state is SignupState.CONFIRMED:
        return place_of(store, activity, signup)
    _require_held(store, activity, signup, now)
    person = store.people.get(signup.person_id)
    engaged = clashes.engaged(store, person.id, now)
    clash = clashes.refuse(activity, engaged, person, by)
    store.signups.set_state(signup.id, SignupState.CONFIRMED, now)
    offers.forget(store, signup)
    store.cards.touch(activity.id)
    seated = replace(signup, state=SignupState.CONFIRMED)
    change = Change(Deed.CLAIM, by, signup, seated)
    entries.log_undoable(store, activity, change, now)
    chains.report(store, activity, signup.id, now)
    return replace(place_of(store, activity, seated), is_new=True, clash=clash)


def decline(store: Store, signup: Signup, by: Person, now: datetime) -> Left:
    """Give up the seat that is held, for the next in line.

    Raises UserError when it isn't held any more, was taken already, or is another's.
    """
    activity, signup = _current(store, signup, by)
    if signup.state is SignupState.CONFIRMED:
        raise UserError("offer-answered", title=activity.title, number=activity.number)
    _require_held(store, activity, signup, now)
    return leave(store, signup, by, now)


def last(store: Store, person: Person, now: datetime) -> Signup | None:
    """Return what a person was offered lately, whatever became of it."""
    return store.signups.last_offer(person.id, now - REMEMBERED)


def own(store: Store, activity: Activity, person: Person, now: datetime) -> Signup:
    """Return what a person was offered of an activity. Raises UserError when they weren't."""
    found = store.signups.active(activity.id, person.id) or last(store, person, now)
    if found is None or found.activity_id != activity.id:
        raise UserError("offer-not-yours")
    return found


def offer_due(store: Store, due: Due, now: datetime) -> None:
    """Make the offer that the quiet hours held back; its window begins now."""
    activity, signup = fallen_due(store, due)
    if signup.state is not SignupState.OFFERED or signup.claim_until is not None:
        store.due.skip(due, "no seat is held back any more")
    elif activity.state is ActivityState.CANCELLED:
        store.due.skip(due, OFF)
    elif is_settled(activity, now):
        vacate(store, activity, signup, Exit(LeftAs.LAPSED), now)
    else:
        waiting.offer(store, activity, signup, now)


def claim_due(store: Store, due: Due, now: datetime) -> None:
    """Pass on a seat that nobody claimed, and say so; what the night held back is said later."""
    activity, signup = fallen_due(store, due)
    if activity.state is ActivityState.CANCELLED:
        store.due.skip(due, OFF)
    elif signup.left_as is LeftAs.LAPSED:
        _say_lapsed(store, activity, signup, now)
    elif not is_lapsed(signup, now):
        store.due.skip(due, "no seat is held, or for longer")
    else:
        vacate(store, activity, signup, Exit(LeftAs.LAPSED), now)
        _say_lapsed(store, activity, signup, now)


def _say_lapsed(store: Store, activity: Activity, signup: Signup, now: datetime) -> None:
    """Of what has begun or won't happen nothing is said."""
    quiet = quiet_until(store.communities.get(activity.community_id), now)
    if quiet is not None:
        store.due.move(DueKind.CLAIM, signup.id, quiet)
    elif not is_settled(activity, now):
        _tell_lapsed(store, activity, signup, now)


def _tell_lapsed(store: Store, activity: Activity, signup: Signup, now: datetime) -> None:
    hears = offers.listener(store, signup)
    person = store.people.get(signup.person_id)
    told = text(
        "offer-lapsed" if hears == person else "offer-lapsed-other",
        name=person.name,
        title=activity.title,
        until=signup.claim_until,
        number=activity.number,
    )
    reply = Reply(told, activity=activity.id)
    posting.tell(store, activity.community_id, [hears], reply, now)


def _current(store: Store, signup: Signup, by: Person) -> tuple[Activity, Signup]:
    require_concerned(store, signup, by)
    activity = store.activities.lock(signup.activity_id)
    return activity, store.signups.get(signup.id) or signup


def _require_held(store: Store, activity: Activity, signup: Signup, now: datetime) -> None:
    if signup.left_as is LeftAs.LAPSED or is_lapsed(signup, now):
        raise UserError("offer-late", title=activity.title, number=activity.number)
    if signup.left_as is LeftAs.DECLINED:
        raise UserError("offer-declined", title=activity.title, number=activity.number)
    if signup.state is SignupState.LEFT:
        raise UserError("leave-not-in", title=activity.title)
    if signup.state is SignupState.WAITING:
        raise UserError("offer-waiting", title=activity.title)
    refuse(store, activity, settled(activity, now))
