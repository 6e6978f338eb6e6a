"""Groups that the bot only speaks in: nobody can enable them there, so the configuration does."""

from storage.store import Store
from storage.types import Address, ChatKind


def enter(store: Store, address: Address, title: str, community: str) -> None:
    """Enable a group for a community that there is."""
    found = store.communities.named(community)
    if found is None:
        raise LookupError(community)
    chat = store.chats.find(address) or store.chats.add(address, ChatKind.GROUP, title)
    if chat.community_id != found.id:
        store.chats.enable(chat.id, found.id)
