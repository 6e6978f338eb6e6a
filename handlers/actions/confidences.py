"""What only those with a seat are told: a telephone number, a door code, where to meet."""

from dataclasses import dataclass, replace
from datetime import datetime

from handlers.actions import cards, confiding
from handlers.actions.activities import to_change
from handlers.actions.auditing import Change, changed
from handlers.errors import UserError
from handlers.rules import activities as rules
from handlers.rules.permissions import may_run
from storage.store import Store
from storage.types import Activity, Deed, Person, SignupState

# Nobody opts out of what they have to know to come.
KIND = "confidence"


@dataclass(frozen=True, slots=True)
class Confided:
    """How many were told in private, and the names of who can't be."""

    activity: Activity
    told: int
    unreached: tuple[str, ...]


def confide(
    store: Store, person: Person, activity: Activity, words: str | None, now: datetime
) -> Confided:
    """Set what only those with a seat are told, None for nothing, and tell them in private."""
    activity = to_change(store, person, activity.id, now)
    if words is not None and len(words) > rules.CONFIDENCE:
        raise UserError("confide-long", limit=rules.CONFIDENCE)
    saved = store.activities.save(replace(activity, confidence=words))
    changed(store, Change(Deed.CONFIDE, person, activity, saved), now)
    people = [each for each in store.reminders.listeners(activity.id, KIND) if each != person]
    unreached = confiding.tell(store, saved, people, now) if words else []
    return Confided(saved, len(people) - len(unreached), tuple(each.name for each in unreached))


def of(store: Store, person: Person, activity: Activity, now: datetime) -> str:
    """Return what somebody with a seat, or who runs the activity, may know; else raise UserError."""
    signup = store.signups.active(activity.id, person.id)
    has_seat = signup is not None and signup.state is SignupState.CONFIRMED
    if not has_seat and not may_run(store.roles.of(person.id, now), activity, person.id):
        raise UserError("confide-no-seat", what=cards.name(activity))
    if activity.confidence is None:
        raise UserError("confide-nothing", what=cards.name(activity))
    return activity.confidence


def mask(
    store: Store, person: Person, activity: Activity, now: datetime, *, masks: bool
) -> Activity:
    """Let lists in groups show full names, or only the first sign of each."""
    activity = to_change(store, person, activity.id, now)
    saved = store.activities.save(replace(activity, masks_names=masks))
    changed(store, Change(Deed.MASK, person, activity, saved), now)
    return saved
