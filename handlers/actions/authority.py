"""Who gives an order; refusing what somebody may not do, with a sentence that says who may."""

from dataclasses import dataclass
from datetime import datetime

from handlers.errors import UserError
from handlers.rules import permissions
from storage.store import Store
from storage.types import Activity, Chat, CommunityId, Person


@dataclass(frozen=True, slots=True)
class Order:
    """Who says so, in which chat, when, and why."""

    by: Person
    chat: Chat
    now: datetime
    reason: str = ""


def require_owner(store: Store, person: Person, now: datetime) -> None:
    """Raise UserError unless the person owns the service."""
    if not permissions.is_owner(store.roles.of(person.id, now)):
        raise UserError("only-owner")


def require_secretary(store: Store, person: Person, community: CommunityId, now: datetime) -> None:
    """Raise UserError unless the person decides for the whole community."""
    if not permissions.is_secretary(store.roles.of(person.id, now), community):
        raise UserError("only-secretary")


def require_staff(store: Store, person: Person, community: CommunityId, now: datetime) -> None:
    """Raise UserError unless the person does the community's daily work."""
    if not permissions.is_staff(store.roles.of(person.id, now), community):
        raise UserError("only-staff")


def require_run(store: Store, person: Person, activity: Activity, now: datetime) -> None:
    """Raise UserError unless the person may change that activity."""
    if not permissions.may_run(store.roles.of(person.id, now), activity, person.id):
        raise UserError("only-organiser")
