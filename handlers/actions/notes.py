"""What somebody lets the organiser know with their sign-up: kept from everybody else."""

from datetime import datetime

from handlers.errors import UserError
from handlers.rules import activities as rules
from storage.store import Store
from storage.types import Activity, CommunityId, Person, Signup


def own(
    store: Store, person: Person, community: CommunityId, now: datetime
) -> list[tuple[Activity, Signup]]:
    """Return a person's own sign-ups for what isn't over, the next first."""
    found = store.signups.own(person.id, now - rules.LONGEST)
    here = [
        (activity, signup)
        for activity, signup in found
        if activity.community_id == community and not rules.is_over(activity, now)
    ]
    return sorted(here, key=lambda each: each[0].starts_at)


def write(store: Store, signup: Signup, words: str | None) -> None:
    """Keep a note with a sign-up, None for none. Raises UserError when it is long."""
    line = " ".join(words.split()) if words else None
    if line is not None and len(line) > rules.NOTE:
        raise UserError("note-long", limit=rules.NOTE)
    store.signups.set_note(signup.id, line)
