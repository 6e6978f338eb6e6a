"""Becoming the owner of the service by its code."""

import hmac
from dataclasses import dataclass
from datetime import datetime

from handlers.actions import guessing
from handlers.errors import UserError
from handlers.language.normalise import fold
from storage.store import Store
from storage.types import Person, Role

_KIND = "codes"


@dataclass(frozen=True, slots=True)
class Claim:
    """How a code was received: right, or wrong with so many tries left."""

    is_right: bool
    tries_left: int


def is_owned(store: Store) -> bool:
    return store.roles.has_owner()


def refuse_when_owned(store: Store, person: Person, now: datetime) -> None:
    """Raise UserError when somebody owns the service already."""
    if any(grant.role is Role.OWNER for grant in store.roles.of(person.id, now)):
        raise UserError("claim-yours-already")
    if store.roles.has_owner():
        raise UserError("claim-taken")


def claim(store: Store, person: Person, code: str, now: datetime) -> Claim:
    """Make a person who knows the code the owner; a wrong code is counted.

    Raises UserError when there is an owner, no code, or no try left.
    """
    refuse_when_owned(store, person, now)
    wanted = store.settings.get("owner_code")
    if not wanted:
        raise UserError("claim-no-code")
    tries = guessing.tries(store, person, _KIND, now)
    if not tries.left(now):
        raise UserError("claim-later", when=tries.until)
    if not _is_same(code, wanted):
        tries = guessing.count_wrong(store, person, _KIND, now)
        return Claim(is_right=False, tries_left=tries.left(now))
    if not store.roles.grant(person.id, Role.OWNER, None, person.id, now):
        raise UserError("claim-taken")
    return Claim(is_right=True, tries_left=tries.left(now))


def _is_same(code: str, wanted: str) -> bool:
    """Compare in constant time; width and case don't matter, phones change both."""
    return hmac.compare_digest(fold(code).text.encode(), fold(wanted).text.encode())
