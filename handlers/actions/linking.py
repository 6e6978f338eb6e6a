"""One person with several accounts: linked by a code, taken apart again."""

import secrets
from dataclasses import dataclass
from datetime import datetime, timedelta

from handlers.actions import guessing, people
from handlers.errors import UserError
from storage.store import Store
from storage.types import Person, PersonId

LASTING = timedelta(minutes=5)
DIGITS = 6
KIND = "links"


class WrongCodeError(Exception):
    """Nobody was given this code lately."""


@dataclass(frozen=True, slots=True)
class Preview:
    """Who would be one person, and how much of the second one's would be counted to the first."""

    kept: Person
    merged: Person
    signups: int
    roles: int


def issue(store: Store, person: Person, now: datetime) -> str:
    """Return a code that another account of the person may say within five minutes."""
    while True:
        code = f"{secrets.randbelow(10**DIGITS):0{DIGITS}}"
        if _holder(store, code, now) is None:
            store.settings.put(_slot(code), f"{person.id} {(now + LASTING).isoformat()}")
            return code


def redeem(store: Store, person: Person, code: str, now: datetime) -> Preview:
    """Return what linking the account that was given a code with this one comes to; the code is
    used up.

    Raises WrongCodeError, and UserError for too many of them, or where nothing is to be linked.
    """
    tries = guessing.tries(store, person, KIND, now)
    if not tries.left(now):
        raise UserError("account-later", when=tries.until)
    holder = _holder(store, code, now)
    if holder is None:
        raise WrongCodeError
    store.settings.put(_slot(code), "")
    return preview(store, holder, person.id)


def preview(store: Store, kept: PersonId, merged: PersonId) -> Preview:
    """Return what would be moved. Raises UserError where it can't be."""
    if kept == merged:
        raise UserError("account-same")
    both = store.merges.both(kept, merged)
    if both:
        number, title = both[0]
        raise UserError("account-both", number=number, title=title)
    moved = store.merges.movable(kept, merged)
    return Preview(
        store.people.get(kept),
        store.people.get(merged),
        len(moved["signups.person_id"]),
        len(moved["roles.person_id"]),
    )


def link(store: Store, kept: PersonId, merged: PersonId, now: datetime) -> Person:
    """Make two people one; return that one. Raises UserError where it can't be done any more."""
    found = preview(store, kept, merged)
    store.merges.merge(kept, merged, now)
    if found.merged.has_own_name and not found.kept.has_own_name:
        people.rename(store, found.kept, found.merged.name)
    return store.people.get(kept)


def part(store: Store, person: Person, now: datetime) -> Person:
    """Take apart what was linked last; return the person who is one again. Raises UserError."""
    merge = store.merges.last_of(person.id)
    if merge is None:
        raise UserError("account-alone")
    store.merges.part(merge, now)
    return store.people.get(merge.merged_id)


def _holder(store: Store, code: str, now: datetime) -> PersonId | None:
    """Return who was given a code that is still good."""
    kept = store.settings.get(_slot(code))
    if not kept:
        return None
    person, until = kept.split()
    return PersonId(int(person)) if now < datetime.fromisoformat(until) else None


def _slot(code: str) -> str:
    return f"link:{code}"
