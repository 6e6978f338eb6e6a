"""Becoming the owner of the service by its code."""

import hmac
from dataclasses import dataclass
from datetime import datetime

from handlers.errors import UserError
from handlers.language.normalise import fold
from handlers.rules.tries import WINDOW, Tries
from storage.store import Store
from storage.types import Person, Role


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
    tries = _tries(store, person, now)
    if not tries.left(now):
        raise UserError("claim-later", when=tries.until)
    if not _is_same(code, wanted):
        tries = tries.after_wrong(now)
        store.settings.put(_counter(person), f"{tries.wrong} {tries.since.isoformat()}")
        return Claim(is_right=False, tries_left=tries.left(now))
    if not store.roles.grant(person.id, Role.OWNER, None, person.id, now):
        raise UserError("claim-taken")
    return Claim(is_right=True, tries_left=tries.left(now))


def _is_same(code: str, wanted: str) -> bool:
    """Compare in constant time; width and case don't matter, phones change both."""
    return hmac.compare_digest(fold(code).text.encode(), fold(wanted).text.encode())


def _tries(store: Store, person: Person, now: datetime) -> Tries:
    kept = store.settings.get(_counter(person))
    if kept is None:
        return Tries(0, now - WINDOW)
    wrong, since = kept.split()
    return Tries(int(wrong), datetime.fromisoformat(since))


def _counter(person: Person) -> str:
    return f"wrong-codes-{person.id}"
