"""The tree of a community's units, and who holds which role in them."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from handlers.actions.authority import require_staff
from handlers.errors import UserError
from handlers.rules.naming import proper_name
from handlers.rules.units import may_contain, nested
from storage.store import Store
from storage.types import Community, Person, Post, Role, Unit, UnitKind

LONGEST_NAME = 20
# What one message can show.
LARGEST_TREE = 60


@dataclass(frozen=True, slots=True)
class Planned:
    """A unit to enter, below another one or, without, below the community itself."""

    kind: UnitKind
    name: str
    below: Unit | None


@dataclass(frozen=True, slots=True)
class Branch:
    """A unit, its depth below the community, and the names by role."""

    unit: Unit
    depth: int
    holders: dict[Role, list[str]]


def plan(store: Store, community: Community, kind: UnitKind, words: str) -> Planned:
    """Read `name [unit above it]`. Raises UserError when that is no name."""
    first, _, last = " ".join(words.split()).rpartition(" ")
    below = store.communities.unit(community.id, last) if first else None
    name = proper_name(first if below else words, LONGEST_NAME)
    if name is None:
        raise UserError("units-bad-name", longest=LONGEST_NAME)
    return Planned(kind, name, below)


def add(
    store: Store, community: Community, person: Person, planned: Planned, now: datetime
) -> None:
    """Enter a unit. Raises UserError when its name is taken or it can't stand there."""
    require_staff(store, person, community.id, now)
    if store.communities.unit(community.id, planned.name):
        raise UserError("units-taken", name=planned.name)
    if planned.below and not may_contain(planned.below.kind, planned.kind):
        raise UserError("units-wrong-order", name=planned.name, below=planned.below.name)
    parent = planned.below.id if planned.below else store.communities.root(community.id)
    store.communities.add_unit(community.id, parent, planned.kind, planned.name)


def tree(store: Store, community: Community, person: Person, now: datetime) -> list[Branch]:
    """Return all units, each below what it is part of. Raises UserError unless staff asks."""
    require_staff(store, person, community.id, now)
    posts = store.roles.posts(community.id, now)
    units = store.communities.units(community.id)
    return [Branch(unit, depth, _holders(unit, posts)) for unit, depth in nested(units)]


def _holders(unit: Unit, posts: Iterable[Post]) -> dict[Role, list[str]]:
    """Return who holds what in a unit, by role in the order of rank."""
    holders: dict[Role, list[str]] = {}
    for role in Role:
        names = [post.name for post in posts if post.unit_id == unit.id and post.role is role]
        if names:
            holders[role] = names
    return holders
