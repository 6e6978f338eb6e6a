"""Who is speaking."""

import unicodedata
from dataclasses import dataclass
from datetime import datetime
from functools import lru_cache

from handlers.errors import UserError
from handlers.message import Incoming, Lines, Text, text
from handlers.rules import permissions
from storage.store import Store
from storage.types import Address, Chat, ChatKind, Community, CommunityId, Person

NAME = 32
# Controls, format characters (zero width, bidi), surrogates, unassigned and private ones.
_INVISIBLE = frozenset({"Cc", "Cf", "Cs", "Cn", "Co"})
# Groups named to tell people of one name apart.
GROUPS_NAMED = 2


@dataclass(frozen=True, slots=True)
class Standing:
    """What somebody may see of the commands."""

    is_owner: bool
    is_secretary: bool
    is_staff: bool
    service_has_owner: bool


def recognise(store: Store, incoming: Incoming, chat: Chat, now: datetime) -> Person:
    """Return the person behind an account, entered when new, and note where they speak.

    Somebody who chose no name of their own goes by the platform's newest one.
    """
    address = incoming.sender_address
    name = shown_name(incoming.sender_name) or shown_name(address.external_id) or "?"
    person, is_seen = store.people.speaker(address, chat.id) or (None, False)
    if person is None:
        person = store.people.register(address, name, now)
    elif person.name != name and not person.has_own_name:
        store.people.rename(person.id, name, own=False)
        person = store.people.get(person.id)
    if chat.kind is ChatKind.GROUP:
        if not is_seen:
            store.people.see(person.id, chat.id)
        return person
    store.people.keep_private_chat(address, chat.id)
    return person


@lru_cache(1024)
def shown_name(given: str) -> str:
    """Return a platform's name as it may stand in a line of a list: one line, nothing invisible."""
    visible = "".join(
        " " if character.isspace() else character
        for character in given
        if character.isspace() or unicodedata.category(character) not in _INVISIBLE
    )
    return " ".join(visible.split())[:NAME]


def quoted(store: Store, incoming: Incoming) -> Person | None:
    """Return who wrote the message that is quoted; None for the bot, or a stranger to it."""
    if incoming.reply_to_sender is None:
        return None
    return store.people.by_account(
        Address(incoming.platform, incoming.account, incoming.reply_to_sender)
    )


def groups(store: Store, person: Person, community: Community) -> str:
    """Return where in a community a person speaks, to tell people of one name apart."""
    return "、".join(store.people.groups_of(person.id, community.id, GROUPS_NAMED))


def rename(store: Store, person: Person, name: str) -> None:
    """Give somebody the name they chose for the lists."""
    store.people.rename(person.id, name, own=True)


def standing(store: Store, person: Person, community: Community | None, now: datetime) -> Standing:
    """Return what somebody is to a community, and to the service."""
    grants = store.roles.of(person.id, now)
    here = community.id if community else None
    return Standing(
        permissions.is_owner(grants),
        here is not None and permissions.is_secretary(grants, here),
        here is not None and permissions.is_staff(grants, here),
        store.roles.has_owner(),
    )


def homes(store: Store, person: Person, now: datetime) -> list[Community]:
    """Return the communities somebody may mean in private: where they speak or hold a role."""
    grants = store.roles.of(person.id, now)
    if permissions.is_owner(grants):
        return store.communities.all()
    held = {grant.community_id for grant in grants if grant.community_id is not None}
    return [
        store.communities.get(each)
        for each in sorted(held | set(store.people.communities_of(person.id)))
    ]


def home(store: Store, person: Person, served: str | None, now: datetime) -> Community | None:
    """Return the community a person means in private: the one they chose, else the only one they
    have to do with; who has to do with none means the one that is `served` there.
    """
    if person.community_id is not None:
        return store.communities.get(person.community_id)
    communities = homes(store, person, now)
    if not communities and served is not None:
        return store.communities.named(served)
    return communities[0] if len(communities) == 1 else None


def home_named(
    store: Store, person: Person, chat: Chat, community: CommunityId, now: datetime
) -> Text | Lines:
    """Return the line that says which community a private message is taken to be about; none for
    somebody who has to do with one alone.
    """
    if chat.kind is not ChatKind.PRIVATE or len(homes(store, person, now)) < 2:  # noqa: PLR2004 one is sure
        return Lines(())
    return text("home-is", community=store.communities.get(community).name)


def choose_home(store: Store, person: Person, community_id: CommunityId) -> Community:
    """Remember which community somebody's private messages are about."""
    store.people.choose_community(person.id, community_id)
    return store.communities.get(community_id)


def switch_home(store: Store, person: Person, name: str, now: datetime) -> Community:
    """Remember the community of that name. Raises UserError when it is none of the person's."""
    for community in homes(store, person, now):
        if name in (community.name, community.name.removesuffix("社区")):
            return choose_home(store, person, community.id)
    raise UserError("home-unknown", name=name)
