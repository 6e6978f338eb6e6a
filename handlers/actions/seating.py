"""Places on a list: who stands where, and making a party larger or smaller."""

from dataclasses import replace
from datetime import datetime

from handlers.actions import cards, entries, waiting
from handlers.actions.entries import Change
from handlers.errors import UserError
from handlers.rules.seats import Fit, Refusal, fit, refuse_joining, refuse_leaving
from storage.records import record
from storage.store import Store
from storage.types import Activity, Deed, Due, Person, Signup, SignupId, SignupState


@record
class Party:
    """Who wants to come: a person and the guests they bring; `size` counts all heads.

    `waits`: where not all of them fit they wait together, and needn't be asked.
    """

    person: Person
    registrar: Person
    size: int = 1
    companions: tuple[str, ...] = ()
    waits: bool = False

    @property
    def is_own(self) -> bool:
        return self.person.id == self.registrar.id


@record
class Place:
    """Where a party stands: the number of its sign-up, of who waits the position in the line."""

    activity: Activity
    signup: Signup
    number: int
    is_new: bool = False
    is_resized: bool = False
    clash: Activity | None = None


@record
class Offer:
    """Nothing was done: of the heads wanted only so many fit. `signup` is who is in already."""

    activity: Activity
    wanted: int
    possible: int
    signup: Signup | None = None


def place_of(store: Store, activity: Activity, signup: Signup) -> Place:
    """Return where somebody stands who is on the list already."""
    return Place(activity, signup, number_of(store, signup))


def number_of(store: Store, signup: Signup) -> int:
    """Return the number somebody is told: their own for good; of who waits, how many are before
    them, themselves included.
    """
    is_waiting = signup.state is SignupState.WAITING
    return store.signups.position(signup) if is_waiting else store.signups.number(signup)


def lock(store: Store, signup: Signup) -> tuple[Activity, Signup]:
    """Lock the activity of a sign-up and read both anew. Raises UserError when it was withdrawn."""
    activity = store.activities.lock(signup.activity_id)
    active = store.signups.active(activity.id, signup.person_id)
    if active is None or active.id != signup.id:
        raise UserError("leave-not-in", title=activity.title)
    return activity, active


def fallen_due(store: Store, due: Due) -> tuple[Activity, Signup]:
    """Return the sign-up an occasion is about, whatever became of it, its activity locked.

    Raises LookupError when there never was one.
    """
    found = store.signups.get(SignupId(due.subject_id))
    if found is None:
        raise LookupError(due.subject_id)
    activity = store.activities.lock(found.activity_id)
    return activity, store.signups.get(found.id) or found


def require_concerned(store: Store, signup: Signup, by: Person) -> None:
    """Raise UserError unless it is one's own sign-up, or one that one made for another."""
    if by.id not in (signup.person_id, signup.registrar_id):
        raise UserError("signup-not-yours", name=store.people.get(signup.person_id).name)


def resize(store: Store, signup: Signup, size: int, by: Person, now: datetime) -> Place | Offer:
    """Change how many heads a party counts; it keeps its place, and what it frees is passed on.

    Raises UserError when there is no room for more, or it is too late.
    """
    activity, signup = lock(store, signup)
    extra = size - signup.size
    require_size(activity, size)
    if extra == 0:
        return place_of(store, activity, signup)
    _require_window(store, activity, signup, extra, now)
    if signup.has_seats and extra > 0:
        found = fit(activity, extra)
        if found is Fit.PART:
            return Offer(activity, size, signup.size + (activity.seats_left or 0), signup)
        if found is Fit.NONE:
            room = cards.room(activity)
            raise UserError("party-no-room", title=activity.title, room=room, size=signup.size)
    resized = replace(signup, size=size, companions=signup.companions[: size - 1])
    change = Change(Deed.RESIZE, by, signup, resized)
    entries.log_undoable(store, activity, change, now)
    return _resized(store, activity, resized, extra, now)


def refuse(store: Store, activity: Activity, reason: Refusal | None) -> None:
    """Raise UserError with the reason, when there is one."""
    if reason is not None:
        raise refusal(store, activity, reason)


def refusal(store: Store, activity: Activity, reason: Refusal) -> UserError:
    """Word why nobody joins or leaves, and whom to talk to where that may help."""
    organiser = store.people.get(activity.organiser_id).name
    match reason:
        case Refusal.EARLY:
            return UserError("signup-early", title=activity.title, when=activity.opens_at)
        case Refusal.LATE:
            return UserError(
                "leave-late",
                title=activity.title,
                when=activity.leave_until,
                organiser=organiser,
            )
        case _:
            return UserError(
                f"refused-{reason}",
                title=activity.title,
                reason=cards.reason(activity),
                organiser=organiser,
            )


def require_size(activity: Activity, size: int) -> None:
    """Raise UserError for a party of nobody, or with more guests than the organiser allows."""
    if size < 1:
        raise UserError("party-of-nobody")
    if size > 1 + activity.max_guests:
        key = "party-too-large" if activity.max_guests else "party-no-guests"
        raise UserError(key, title=activity.title, guests=activity.max_guests)


def _require_window(
    store: Store, activity: Activity, signup: Signup, extra: int, now: datetime
) -> None:
    if extra > 0:
        refuse(store, activity, refuse_joining(activity, now))
    else:
        refuse(store, activity, refuse_leaving(activity, signup.state, now))


def _resized(store: Store, activity: Activity, signup: Signup, extra: int, now: datetime) -> Place:
    store.signups.set_party(signup.id, signup.size, signup.companions, now)
    freed_by: SignupId | None = None
    if signup.has_seats:
        activity = store.activities.count(activity.id, heads=extra)
        freed_by = signup.id
    store.cards.touch(activity.id)
    if extra < 0 and waiting.fill(store, activity, now, freed_by):
        activity = store.activities.get(activity.id)
        signup = store.signups.get(signup.id) or signup
    return replace(place_of(store, activity, signup), is_resized=True)
