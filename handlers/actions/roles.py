"""Giving and taking roles."""

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from handlers.actions import posting
from handlers.actions.authority import Order
from handlers.errors import UserError
from handlers.message import Text, text
from handlers.rules import permissions
from storage.audit import Entry
from storage.store import Store
from storage.types import Community, Deed, Person, Role, Unit

_BETWEEN = re.compile(r"[@＠,，、:：;；。]")
_MYSELF = frozenset({"我", "自己", "我自己", "me", "myself"})


@dataclass(frozen=True, slots=True)
class Change:
    """A role to give or take. Without a unit: in the whole community, or wherever it is held."""

    community: Community
    role: Role
    unit: Unit | None = None

    @property
    def place(self) -> str:
        return self.unit.name if self.unit else self.community.name


@dataclass(frozen=True, slots=True)
class Whom:
    """Whom words may mean, several people when they share the name; and the unit they name."""

    people: Sequence[Person]
    unit: Unit | None


Find = Callable[[Store, Order, Change, str], Whom]


def remember(change: Change, people: Sequence[Person]) -> dict[str, Any]:
    """Return a change as a question keeps it while somebody chooses between people."""
    return {
        "community": change.community.id,
        "role": change.role,
        "unit": change.unit.name if change.unit else None,
        "people": [person.id for person in people],
    }


def recall(store: Store, kept: Mapping[str, Any], number: int) -> tuple[Change, Person]:
    """Return the change that was remembered, and the person whose number was picked."""
    community = store.communities.get(kept["community"])
    unit = store.communities.unit(community.id, kept["unit"]) if kept["unit"] else None
    person = store.people.get(kept["people"][number - 1])
    return Change(community, Role(kept["role"]), unit), person


def require_appoint(store: Store, order: Order, change: Change) -> None:
    """Raise UserError unless whoever says so may give and take that role."""
    grants = store.roles.of(order.by.id, order.now)
    community = change.community.id
    if not permissions.may_appoint(grants, community, change.role):
        is_too_high = permissions.is_secretary(grants, community)
        raise UserError("roles-only-owner" if is_too_high else "only-secretary")


def find(store: Store, order: Order, change: Change, words: str) -> Whom:
    """Find whom `name [unit]` means among the people who speak in the community's groups.

    Raises UserError when there is nobody of that name, or no such unit.
    """
    name, unit = _split(store, change.community, words)
    if not name:
        raise UserError("people-whom")
    if name in _MYSELF:
        return Whom([order.by], unit)
    found = [each for each in store.people.named(change.community.id, name) if not each.keeper_id]
    if found:
        return Whom(found, unit)
    head, _, tail = name.rpartition(" ")
    if head and store.people.named(change.community.id, head):
        raise UserError("units-unknown", name=tail)
    raise UserError("people-unknown", name=name)


def find_holder(store: Store, order: Order, change: Change, words: str) -> Whom:
    """Find whom `name [unit]` means among those who hold the role.

    Raises UserError when nobody of that name does.
    """
    name, unit = _split(store, change.community, words)
    if name in _MYSELF:
        return Whom([order.by], unit)
    if not name:
        raise UserError("people-whom")
    holders = store.roles.holders(change.community.id, change.role, order.now)
    found = [each for each in dict.fromkeys(holders) if each.name == name]
    if not found:
        raise UserError("roles-not-held", name=name, role=word(change.role))
    return Whom(found, unit)


def quoted(store: Store, change: Change, person: Person, words: str) -> Whom:
    """Return the person whose message is quoted; the words can only name a unit, or them again."""
    name = _bare(words)
    if name in ("", person.name):
        return Whom([person], None)
    unit = store.communities.unit(change.community.id, name.removeprefix(f"{person.name} "))
    if unit is None:
        raise UserError("units-unknown", name=name)
    return Whom([person], unit)


def appoint(store: Store, order: Order, change: Change, person: Person) -> bool:
    """Give a role and tell its holder; False when it was held already."""
    require_appoint(store, order, change)
    unit_id = change.unit.id if change.unit else store.communities.root(change.community.id)
    if not store.roles.grant(person.id, change.role, unit_id, order.by.id, order.now):
        return False
    _record(store, order, change, person, Deed.APPOINT)
    _tell(store, order, change, person, "roles-yours")
    return True


def dismiss(store: Store, order: Order, change: Change, person: Person) -> None:
    """End a role and tell who held it. Raises UserError when they don't hold it."""
    require_appoint(store, order, change)
    held = [
        post.unit_id
        for post in store.roles.posts(change.community.id, order.now)
        if post.person_id == person.id
        and post.role is change.role
        and (change.unit is None or post.unit_id == change.unit.id)
    ]
    if not held:
        raise UserError("roles-not-held", name=person.name, role=word(change.role))
    for unit_id in held:
        store.roles.revoke(person.id, change.role, unit_id, order.by.id, order.now)
    _record(store, order, change, person, Deed.DISMISS)
    _tell(store, order, change, person, "roles-no-longer-yours")


def word(role: Role) -> Text:
    """Return the name of a role."""
    return text(f"role-{role}")


def _record(store: Store, order: Order, change: Change, person: Person, deed: Deed) -> None:
    post = {"role": str(change.role), "place": change.place}
    entry = Entry(
        deed,
        change.community.id,
        actor_id=order.by.id,
        person_id=person.id,
        before=post if deed is Deed.DISMISS else {},
        after=post if deed is Deed.APPOINT else {},
    )
    store.audit.add(entry, order.now)


def _tell(store: Store, order: Order, change: Change, person: Person, key: str) -> None:
    """Tell somebody in private what changed for them; in a group the answer itself names them."""
    is_heard = order.chat.community_id == change.community.id
    if person.id == order.by.id or (is_heard and store.people.private_chat(person.id) is None):
        return
    what = text(key, role=word(change.role), place=change.place, by=order.by.name)
    posting.tell(store, change.community.id, [person], what, order.now)


def _split(store: Store, community: Community, words: str) -> tuple[str, Unit | None]:
    """Take the unit off the end of the words, if it names one."""
    name, _, last = _bare(words).rpartition(" ")
    unit = store.communities.unit(community.id, last) if name else None
    return (name, unit) if unit else (_bare(words), None)


def _bare(words: str) -> str:
    """Return the words without punctuation and the signs of a mention."""
    return " ".join(_BETWEEN.sub(" ", words).split())
