"""What somebody takes part in or waits for, and whom they signed up."""

from datetime import datetime

from handlers.actions import cards
from handlers.message import Lines, Text, Value, text
from handlers.rules.activities import LASTS
from handlers.rules.seats import is_settled
from storage.store import Store
from storage.types import Activity, ActivityState, Person, Signup, SignupState

LINES = 20


def listed(store: Store, person: Person, now: datetime) -> Lines | Text:
    """Word a person's activities, one a line: their own sign-ups and those they made for others."""
    found = store.signups.lately_of(person.id, now - LASTS)[:LINES]
    if not found:
        return text("mine-none")
    lines = [_line(store, person, activity, signup, now) for activity, signup in found]
    return Lines((text("mine-title"), *lines))


def _line(store: Store, person: Person, activity: Activity, signup: Signup, now: datetime) -> Text:
    facts: dict[str, Value] = {
        "what": cards.name(activity),
        "stage": cards.stage(activity, now),
        "when": cards.span(activity),
        "place": activity.place,
        "state": _state(store, activity, signup, now),
    }
    if signup.person_id == person.id:
        return Text("mine-line", facts)
    return Text("mine-line-other", {**facts, "name": store.people.get(signup.person_id).name})


def _state(store: Store, activity: Activity, signup: Signup, now: datetime) -> Text:
    party = text("place-party", size=signup.size) if signup.size > 1 else ""
    if activity.state is ActivityState.CANCELLED:
        return text("mine-cancelled")
    if signup.state is SignupState.CONFIRMED:
        return text("mine-confirmed", number=store.signups.number(signup), party=party)
    if is_settled(activity, now):
        return text("mine-missed")
    if signup.state is SignupState.OFFERED:
        until = signup.claim_until
        return text("mine-offered", until=until) if until is not None else text("mine-held")
    return text("mine-waiting", rank=store.signups.position(signup), party=party)
