"""A community that is at work already, with activities as a test wants them."""

from collections.abc import AsyncIterator, Awaitable, Callable, Iterator
from contextlib import AbstractAsyncContextManager, AsyncExitStack
from dataclasses import replace
from datetime import time
from functools import partial

import pytest

from bot.platforms.sandbox.decode import ACCOUNT
from bot.settings import BotMode, Mode
from storage.database import open_database
from storage.store import Store
from storage.types import Activity, Address, ChatKind, Community, CommunityId, Role
from tests.activity import NOW
from tests.chat import COMMUNITY, GROUP, OWNER, Chat, conversation
from tests.peers.telegram import BotApi
from tests.peers.wecom_bot import AiBot
from tests.servers import url_of
from tests.telegram import identity, on_telegram
from tests.wecom import on_wecom

OUTSIDER = "路人"
SANDBOX = (("sandbox", "sqlite"), ("sandbox", "postgres"))
PLACES = (*SANDBOX, ("polling", "sqlite"), ("webhook", "sqlite"))
# Where the bot hears only what is said to it: for conversations that can be held there too.
EVERYWHERE = (*PLACES, ("wecom-websocket", "sqlite"), ("wecom-webhook", "sqlite"))
everywhere = pytest.mark.parametrize("place", EVERYWHERE, indirect=True, ids="-".join)
Runs = Callable[..., AbstractAsyncContextManager[Chat]]
Opens = Callable[..., Awaitable[Chat]]


@pytest.fixture(params=PLACES, ids="-".join)
def place(request: pytest.FixtureRequest) -> tuple[str, str]:
    """Where a conversation is held: on the sandbox, on Telegram or WeCom in one of their modes, stored in."""
    platform, database = request.param
    return platform, database


@pytest.fixture
def platform(place: tuple[str, str]) -> str:
    return place[0]


@pytest.fixture
def database_url(place: tuple[str, str], request: pytest.FixtureRequest) -> Iterator[str]:
    """A migrated database for this test alone."""
    with url_of(place[1], request) as url:
        yield url


@pytest.fixture
async def runs(platform: str, database_url: str) -> AsyncIterator[Runs]:
    """Run the bot on the test's own database, once or again, from a moment on."""
    if platform == "sandbox":
        yield partial(conversation, database_url)
        return
    if platform.startswith("wecom-"):
        async with AiBot().served() as peer:
            yield partial(on_wecom, database_url, BotMode(platform.removeprefix("wecom-")), peer)
        return
    async with BotApi().served() as api:
        yield partial(on_telegram, database_url, Mode(platform), api)


@pytest.fixture
async def chat(runs: Runs) -> AsyncIterator[Chat]:
    """A conversation with the bot, on an empty database."""
    async with runs() as running:
        yield running


@pytest.fixture
async def opens(runs: Runs, platform: str, database_url: str) -> AsyncIterator[Opens]:
    """Enter activities, numbered from 1, into a working community; return the conversation."""
    async with AsyncExitStack() as stack:

        async def opened(*activities: Activity) -> Chat:
            database = await open_database(database_url)
            await database.write(lambda store: _settle(store, platform, activities))
            await database.close()
            return await stack.enter_async_context(runs())

        yield opened


def _settle(store: Store, platform: str, activities: tuple[Activity, ...]) -> None:
    founded = Community(CommunityId(0), COMMUNITY, "zh-Hans", "Asia/Shanghai", time(18))
    community = store.communities.add(founded, NOW)
    group = store.chats.add(_address(platform, GROUP, is_group=True), ChatKind.GROUP, GROUP)
    store.chats.enable(group.id, community.id)
    owner = store.people.register(_address(platform, OWNER), OWNER, NOW)
    store.people.see(owner.id, group.id)
    store.roles.grant(owner.id, Role.OWNER, None, owner.id, NOW)
    # Somebody who means this community in private, and speaks in no group of it.
    outsider = store.people.register(_address(platform, OUTSIDER), OUTSIDER, NOW)
    store.people.choose_community(outsider.id, community.id)
    for activity in activities:
        number = store.communities.take_number(community.id)
        of_here = replace(activity, community_id=community.id, organiser_id=owner.id, number=number)
        store.activities.add(of_here, NOW)


def _address(platform: str, name: str, *, is_group: bool = False) -> Address:
    if platform == "sandbox":
        return Address(platform, ACCOUNT, name)
    if platform.startswith("wecom-"):
        return Address("wecom_bot", "default", name)
    number = identity(name)
    return Address("telegram", ACCOUNT, str(-number if is_group else number))
