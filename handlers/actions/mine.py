"""What somebody takes part in or waits for, and whom they signed up."""

from datetime import datetime

from handlers.actions import cards
from handlers.message import Lines, Text, text
from handlers.rules.activities import LASTS
from storage.store import Store
from storage.types import Activity, Person, Signup, SignupState

LINES = 20


def listed(store: Store, person: Person, now: datetime) -> Lines | Text:
    """Word a person's activities, one a line: their own sign-ups and those they made for others."""
    found = store.signups.upcoming_of(person.id, now - LASTS)[:LINES]
    if not found:
        return text("mine-none")
    lines = [_line(store, person, activity, signup) for activity, signup in found]
    return Lines((text("mine-title"), *lines))


def _line(store: Store, person: Person, activity: Activity, signup: Signup) -> Text:
    rank = store.signups.rank(activity.id, signup.state, signup.id)
    is_waiting = signup.state is SignupState.WAITING
    state = text("mine-waiting" if is_waiting else "mine-confirmed", rank=rank, size=signup.size)
    is_own = signup.person_id == person.id
    return text(
        "mine-line" if is_own else "mine-line-other",
        what=cards.name(activity),
        when=cards.span(activity),
        place=activity.place,
        state=state,
        name=store.people.get(signup.person_id).name,
    )
