"""What somebody lets the organiser know with their sign-up: kept from everybody else."""

from datetime import datetime

from handlers.errors import UserError
from handlers.rules import activities as rules
from handlers.rules.pointing import Withdrawable
from storage.store import Store
from storage.types import CommunityId, Person, Signup


def notable(
    store: Store, person: Person, community: CommunityId, now: datetime
) -> list[Withdrawable]:
    """Return a person's own sign-ups and those they made for others, for what isn't over."""
    found = store.signups.lately_of(person.id, now - rules.LONGEST)
    return [
        Withdrawable(
            activity,
            signup,
            store.people.get(signup.person_id).name,
            is_own=signup.person_id == person.id,
        )
        for activity, signup in found
        if activity.community_id == community and not rules.is_over(activity, now)
    ]


def write(store: Store, signup: Signup, words: str | None) -> None:
    """Keep a note with a sign-up, None for none. Raises UserError when it is long."""
    line = " ".join(words.split()) if words else None
    if line is not None and len(line) > rules.NOTE:
        raise UserError("note-long", limit=rules.NOTE)
    store.signups.set_note(signup.id, line)
