"""Signing up and withdrawing."""

from dataclasses import dataclass, replace
from datetime import datetime

from handlers.actions import clashes, entries, finding, seating
from handlers.actions.claims import claim
from handlers.actions.entries import Change
from handlers.actions.seating import (
    Offer,
    Party,
    Place,
    place_of,
    refuse,
    require_size,
    resize,
)
from handlers.errors import UserError
from handlers.rules import permissions
from handlers.rules.pointing import Withdrawable
from handlers.rules.seats import (
    FOR_OTHERS,
    Fit,
    Refusal,
    fit,
    is_settled,
    refuse_joining,
    settled,
)
from storage.store import Store
from storage.types import (
    Activity,
    ActivityId,
    CommunityId,
    Deed,
    Person,
    Signup,
    SignupId,
    SignupState,
)


def join(store: Store, activity_id: ActivityId, party: Party, now: datetime) -> Place | Offer:
    """Enter a party at the end of the list; who is on it stays, with the size that is said now
    if it is more than the one speaking; for whom a seat is held takes it by this.

    Raises UserError when the activity takes nobody now, the party is too large, or the person
    takes part in something else at that time.
    """
    activity = store.activities.lock(activity_id)
    engaged = clashes.engaged(store, party.person.id, now)
    for _, signup in engaged:
        if signup.activity_id == activity.id:
            return _again(store, activity, signup, party, now)
    require_possible(store, activity, party.size, now)
    if not party.is_own:
        _require_room_for_others(store, activity, party.registrar, now)
    clash = clashes.refuse(activity, engaged, party.person, party.registrar)
    found = fit(activity, party.size)
    if found is Fit.PART and not party.waits:
        return Offer(activity, party.size, activity.seats_left or 0)
    state = SignupState.CONFIRMED if found is Fit.WHOLE else SignupState.WAITING
    place = _enter(store, activity, _signup(activity, party, state, now))
    change = Change(Deed.JOIN, party.registrar, None, place.signup)
    entries.log_undoable(store, activity, change, now)
    return replace(place, clash=clash)


def require_possible(store: Store, activity: Activity, size: int, now: datetime) -> None:
    """Raise UserError where nobody could sign up so many now."""
    refuse(store, activity, refuse_joining(activity, now))
    require_size(activity, size)


def may_join(store: Store, person: Person, activity: Activity, now: datetime) -> bool:
    """Whether a person isn't on the list and could sign up now."""
    engaged = [each.id for each, _ in clashes.engaged(store, person.id, now)]
    return refuse_joining(activity, now) is None and activity.id not in engaged


@dataclass(frozen=True, slots=True)
class Mine:
    """What a person has signed up for, themselves or for others: what may be taken back, and what
    it is too late for, the activity having begun or been cancelled lately.
    """

    standing: list[Withdrawable]
    gone: list[Withdrawable]

    def __bool__(self) -> bool:
        return bool(self.standing or self.gone)

    @property
    def titles(self) -> list[str]:
        return [one.activity.title for one in (*self.standing, *self.gone)]


def for_others(store: Store, community: CommunityId) -> int:
    """Return for how many others one may sign up in a community."""
    return int(store.settings.get(f"for-others:{community}") or FOR_OTHERS)


def withdrawable(store: Store, person: Person, community_id: CommunityId, now: datetime) -> Mine:
    """Return what a person may withdraw, and what they may still take for it."""
    mine = Mine([], [])
    for activity, signup in store.signups.lately_of(person.id, now - finding.JUST_NOW):
        if activity.community_id == community_id:
            is_own = signup.person_id == person.id
            name = person.name if is_own else store.people.get(signup.person_id).name
            found = mine.gone if is_settled(activity, now) else mine.standing
            found.append(Withdrawable(activity, signup, name, is_own))
    return mine


def refusal(store: Store, activity: Activity, now: datetime) -> UserError:
    """Return the error that says what has become of an activity nobody joins or leaves any more."""
    return seating.refusal(store, activity, settled(activity, now) or Refusal.STARTED)


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
    place: Place | Offer = place_of(store, activity, signup)
    refuse(store, activity, settled(activity, now))
    # Who speaks for others may not know that they are in: only 改为 changes their number.
    if party.size not in (1, signup.size) and party.is_own:
        place = resize(store, signup, party.size, party.registrar, now)
    if isinstance(place, Offer) or place.signup.state is not SignupState.OFFERED:
        return place
    return claim(store, place.signup, party.registrar, now)


def _require_room_for_others(
    store: Store, activity: Activity, registrar: Person, now: datetime
) -> None:
    made = len(store.signups.made_by(activity.id, registrar.id))
    limit = for_others(store, activity.community_id)
    if made >= limit:
        grants = store.roles.of(registrar.id, now)
        if not permissions.may_run(grants, activity, registrar.id):
            raise UserError("signup-for-too-many", title=activity.title, limit=limit)


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
        number = store.signups.number(signup)
    else:
        activity = store.activities.count(activity.id, parties=1)
        number = activity.waiting
    store.cards.touch(activity.id)
    return Place(activity, signup, number, is_new=True)
