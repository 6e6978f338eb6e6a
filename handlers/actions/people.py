"""Who is speaking."""

from datetime import datetime

from handlers.message import Incoming
from storage.store import Store
from storage.types import Chat, ChatKind, Person

NAME = 32


def recognise(store: Store, incoming: Incoming, chat: Chat, now: datetime) -> Person:
    """Return the person behind an account, entered when new, and note where they speak.

    Somebody who chose no name of their own goes by the platform's newest one.
    """
    address = incoming.sender_address
    name = incoming.sender_name.strip()[:NAME] or address.external_id[:NAME]
    person = store.people.by_account(address)
    if person is None:
        person = store.people.register(address, name, now)
    elif person.name != name and not person.has_own_name:
        store.people.rename(person.id, name, own=False)
        person = store.people.get(person.id)
    if chat.kind is ChatKind.GROUP:
        store.people.see(person.id, chat.id)
        return person
    store.people.keep_private_chat(address, chat.id)
    return _with_community(store, person)


def _with_community(store: Store, person: Person) -> Person:
    """Somebody who speaks in one community's groups means that one in private, too."""
    if person.community_id is None:
        communities = store.people.communities_of(person.id)
        if len(communities) == 1:
            store.people.choose_community(person.id, communities[0])
            return store.people.get(person.id)
    return person
