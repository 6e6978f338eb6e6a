"""Which group belongs to which community, and how the service is doing."""

from dataclasses import dataclass
from datetime import datetime, time

from handlers.actions.authority import require_owner, require_secretary
from handlers.actions.groups import schedule_upcoming
from handlers.errors import UserError
from handlers.rules import permissions
from handlers.rules.naming import proper_name
from storage.outbox import Health
from storage.store import Store
from storage.types import Chat, Community, CommunityId, Person

LONGEST_NAME = 30
LONGEST_ERROR = 120
UPCOMING_AT = time(18)
# What the instructions call it: whoever copies them word for word meant no community.
_PLACEHOLDERS = frozenset({"社区名", "社區名", "name"})


@dataclass(frozen=True, slots=True)
class Enabled:
    """What a group belongs to now; `is_new`: the community didn't exist before."""

    community: Community
    is_new: bool
    was_enabled: bool


@dataclass(frozen=True, slots=True)
class Status:
    """The queues, and what went wrong last."""

    health: Health
    last_errors: tuple[str, ...]


def enable(store: Store, chat: Chat, person: Person, name: str, now: datetime) -> Enabled:
    """Let the bot speak in a group for the community of that name, or for its earlier one.

    Raises UserError when the person may not, or the group belongs to another community.
    """
    known = _earlier(store, chat) if not name else _known(store, name)
    _refuse_stranger(store, person, known, now)
    if known is None:
        return _enable_new(store, chat, name, now)
    _refuse_other(store, chat, known.id, known.name)
    if not chat.is_enabled:
        store.chats.enable(chat.id, known.id)
        schedule_upcoming(store, known, now)
    return Enabled(known, is_new=False, was_enabled=chat.is_enabled)


def is_hushed_to(store: Store, chat: Chat, person: Person, now: datetime) -> bool:
    """Whether a group was disabled and the person is not who may enable it again: there the bot
    is silent.
    """
    if chat.is_enabled or chat.community_id is None:
        return False
    return not permissions.may_enable(store.roles.of(person.id, now), chat.community_id)


def disable(store: Store, chat: Chat, person: Person, now: datetime) -> None:
    """Let the bot fall silent in a group; everything is kept."""
    if chat.community_id is None:
        raise UserError("group-not-enabled")
    require_secretary(store, person, chat.community_id, now)
    store.chats.disable(chat.id)


def status(store: Store, person: Person, now: datetime) -> Status:
    """Return how the queues stand. Raises UserError unless the owner asks."""
    require_owner(store, person, now)
    health = store.outbox.health(store.inbox.count_set_aside())
    dead = [error for *_, error in store.outbox.list_dead()[:1]]
    set_aside = [error for *_, error in store.inbox.list_set_aside()[:1]]
    return Status(health, tuple(error[:LONGEST_ERROR] for error in dead + set_aside))


def _enable_new(store: Store, chat: Chat, name: str, now: datetime) -> Enabled:
    title = proper_name(name, LONGEST_NAME)
    if title is None:
        raise UserError("setup-bad-name", longest=LONGEST_NAME)
    _refuse_other(store, chat, None, title)
    community = _add(store, title, now)
    store.chats.enable(chat.id, community.id)
    schedule_upcoming(store, community, now)
    return Enabled(community, is_new=True, was_enabled=False)


def found(store: Store, name: str, now: datetime) -> None:
    """Make the community that an account is there for, which may have no group at all."""
    title = proper_name(name, LONGEST_NAME)
    if title is not None and store.communities.named(title) is None:
        _add(store, title, now)


def _add(store: Store, title: str, now: datetime) -> Community:
    wanted = Community(CommunityId(0), title, "zh-Hans", _timezone(store), UPCOMING_AT)
    return store.communities.add(wanted, now)


def _earlier(store: Store, chat: Chat) -> Community:
    if chat.community_id is None:
        raise UserError("setup-name-missing")
    return store.communities.get(chat.community_id)


def _known(store: Store, name: str) -> Community | None:
    """Find a community by its name, also when 社区 at the end was left out."""
    title = proper_name(name, LONGEST_NAME)
    if title in _PLACEHOLDERS:
        raise UserError("setup-name-missing")
    if title is None:
        return None
    return store.communities.named(title) or store.communities.named(f"{title}社区")


def _refuse_other(store: Store, chat: Chat, wanted: CommunityId | None, name: str) -> None:
    if chat.is_enabled and chat.community_id is not None and chat.community_id != wanted:
        there = store.communities.get(chat.community_id).name
        raise UserError("setup-other-community", there=there, wanted=name)


def _refuse_stranger(
    store: Store, person: Person, community: Community | None, now: datetime
) -> None:
    """Raise UserError unless the person may enable groups of a community, or make a new one."""
    grants = store.roles.of(person.id, now)
    if community is not None and permissions.may_enable(grants, community.id):
        return
    if permissions.is_owner(grants):
        return
    if not store.roles.has_owner():
        raise UserError("setup-no-owner")
    raise UserError("only-secretary" if community else "setup-only-owner")


def _timezone(store: Store) -> str:
    return store.settings.get("timezone") or "Asia/Shanghai"
