"""A community that is at work already, with activities as a test wants them."""

from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import AsyncExitStack
from dataclasses import replace
from datetime import time

import pytest

from bot.platforms.sandbox.decode import ACCOUNT
from storage.database import open_database
from storage.store import Store
from storage.types import Activity, Address, ChatKind, Community, CommunityId, Role
from tests.activity import NOW
from tests.chat import COMMUNITY, GROUP, OWNER, Chat, conversation

OUTSIDER = "路人"
Opens = Callable[..., Awaitable[Chat]]


@pytest.fixture
async def opens(database_url: str) -> AsyncIterator[Opens]:
    """Enter activities, numbered from 1, into a working community; return the conversation."""
    async with AsyncExitStack() as stack:

        async def opened(*activities: Activity) -> Chat:
            database = await open_database(database_url)
            await database.write(lambda store: _settle(store, activities))
            await database.close()
            return await stack.enter_async_context(conversation(database_url))

        yield opened


def _settle(store: Store, activities: tuple[Activity, ...]) -> None:
    founded = Community(CommunityId(0), COMMUNITY, "zh-Hans", "Asia/Shanghai", time(18))
    community = store.communities.add(founded, NOW)
    group = store.chats.add(Address("sandbox", ACCOUNT, GROUP), ChatKind.GROUP, GROUP)
    store.chats.enable(group.id, community.id)
    owner = store.people.register(Address("sandbox", ACCOUNT, OWNER), OWNER, NOW)
    store.people.see(owner.id, group.id)
    store.roles.grant(owner.id, Role.OWNER, None, owner.id, NOW)
    # Somebody who means this community in private, and speaks in no group of it.
    outsider = store.people.register(Address("sandbox", ACCOUNT, OUTSIDER), OUTSIDER, NOW)
    store.people.choose_community(outsider.id, community.id)
    for activity in activities:
        number = store.communities.take_number(community.id)
        of_here = replace(activity, community_id=community.id, organiser_id=owner.id, number=number)
        store.activities.add(of_here, NOW)
