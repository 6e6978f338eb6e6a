"""Signing up and withdrawing."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import datetime

from handlers.actions import waiting
from handlers.actions.seating import (
    Offer,
    Party,
    Place,
    lock,
    place_of,
    refuse,
    require_size,
    resize,
)
from handlers.errors import UserError
from handlers.message import Value
from handlers.rules import permissions
from handlers.rules.conflicts import LONGEST, worst_clash
from handlers.rules.pointing import Withdrawable
from handlers.rules.seats import FOR_OTHERS, Fit, fit, refuse_joining, refuse_leaving
from storage.store import Store
from storage.types import (
    Activity,
    ActivityId,
    CommunityId,
    Person,
    Signup,
    SignupId,
    SignupState,
)


@dataclass(frozen=True, slots=True)
class Left:
    """What was given up, and whether others were seated instead; the activity as it stands then."""

    activity: Activity
    signup: Signup
    is_passed_on: bool


def join(store: Store, activity_id: ActivityId, party: Party, now: datetime) -> Place | Offer:
    """Enter a party at the end of the list; who is on it stays, with the size that is said now
    if it is more than the one speaking.

    Raises UserError when the activity takes nobody now, the party is too large, or the person
    takes part in something else at that time.
    """
    activity = store.activities.lock(activity_id)
    engaged = store.signups.own(party.person.id, now - LONGEST)
    for _, signup in engaged:
        if signup.activity_id == activity.id:
            return _again(store, activity, signup, party, now)
    require_possible(store, activity, party.size, now)
    if not party.is_own:
        _require_room_for_others(store, activity, party.registrar, now)
    clash = _refuse_clash(activity, party, engaged)
    found = fit(activity, party.size)
    if found is Fit.PART and not party.waits:
        return Offer(activity, party.size, activity.seats_left or 0)
    state = SignupState.CONFIRMED if found is Fit.WHOLE else SignupState.WAITING
    return replace(_enter(store, activity, _signup(activity, party, state, now)), clash=clash)


def require_possible(store: Store, activity: Activity, size: int, now: datetime) -> None:
    """Raise UserError where nobody could sign up so many now."""
    refuse(store, activity, refuse_joining(activity, now))
    require_size(activity, size)


def leave(store: Store, signup: Signup, now: datetime) -> Left:
    """Take a party off the list and pass its seats on at once.

    Raises UserError when it is off already, or it is too late.
    """
    activity, signup = lock(store, signup)
    refuse(store, activity, refuse_leaving(activity, signup.state, now))
    store.signups.set_state(signup.id, SignupState.LEFT, now)
    is_seated = signup.state is SignupState.CONFIRMED
    change = {"heads": -signup.size} if is_seated else {"parties": -1}
    activity = store.activities.count(activity.id, **change)
    store.cards.touch(activity.id)
    if not waiting.fill(store, activity, now):
        return Left(activity, signup, is_passed_on=False)
    return Left(store.activities.get(activity.id), signup, is_passed_on=is_seated)


def withdrawable(
    store: Store, person: Person, community_id: CommunityId, now: datetime
) -> list[Withdrawable]:
    """Return what a person may withdraw: their own sign-ups and those they made for others."""
    found = []
    for activity, signup in store.signups.upcoming_of(person.id, now):
        if activity.community_id == community_id:
            is_own = signup.person_id == person.id
            name = person.name if is_own else store.people.get(signup.person_id).name
            found.append(Withdrawable(activity, signup, name, is_own))
    return found


def active(store: Store, activity: Activity, person: Person) -> Signup:
    """Return a person's sign-up. Raises UserError when there is none."""
    found = store.signups.active(activity.id, person.id)
    if found is None:
        raise UserError("leave-not-in", title=activity.title)
    return found


def made(store: Store, signup_id: SignupId) -> Signup:
    """Return the sign-up a question was about. Raises UserError when it was withdrawn since."""
    signup = store.signups.get(signup_id)
    if signup is None or signup.state is SignupState.LEFT:
        raise UserError("leave-none")
    return signup


def _again(
    store: Store, activity: Activity, signup: Signup, party: Party, now: datetime
) -> Place | Offer:
    # Who speaks for others may not know that they are in: only 改为 changes their number.
    if party.size in (1, signup.size) or not party.is_own:
        return place_of(store, activity, signup)
    return resize(store, signup, party.size, now)


def _require_room_for_others(
    store: Store, activity: Activity, registrar: Person, now: datetime
) -> None:
    made = len(store.signups.made_by(activity.id, registrar.id))
    if made >= FOR_OTHERS:
        grants = store.roles.of(registrar.id, now)
        if not permissions.may_run(grants, activity, registrar.id):
            raise UserError("signup-for-too-many", title=activity.title, limit=FOR_OTHERS)


def _refuse_clash(
    activity: Activity, party: Party, engaged: Iterable[tuple[Activity, Signup]]
) -> Activity | None:
    """Return what overlaps a little; raise UserError for what overlaps too much."""
    confirmed = [other for other, each in engaged if each.state is SignupState.CONFIRMED]
    clash = worst_clash(activity, confirmed)
    if clash is None or not clash.is_hard:
        return clash.activity if clash else None
    facts: dict[str, Value] = {
        "title": activity.title,
        "other": clash.activity.title,
        "number": clash.activity.number,
        "when": clash.activity.starts_at,
    }
    if party.is_own:
        raise UserError("signup-clash", **facts)
    raise UserError("signup-clash-other", name=party.person.name, **facts)


def _signup(activity: Activity, party: Party, state: SignupState, now: datetime) -> Signup:
    companions = party.companions[: party.size - 1]
    return Signup(
        SignupId(0),
        activity.id,
        party.person.id,
        party.registrar.id,
        party.size,
        companions,
        state,
        now,
    )


def _enter(store: Store, activity: Activity, signup: Signup) -> Place:
    signup = replace(signup, id=store.signups.add(signup))
    if signup.state is SignupState.CONFIRMED:
        activity = store.activities.count(activity.id, heads=signup.size)
        number = store.signups.rank(activity.id, signup.state, signup.id)
    else:
        activity = store.activities.count(activity.id, parties=1)
        number = activity.waiting
    store.cards.touch(activity.id)
    return Place(activity, signup, number, is_new=True)
