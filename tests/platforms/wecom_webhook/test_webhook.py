"""A webhook tells its group what is for its community."""

import base64
from datetime import timedelta

import aiohttp
import pytest

from bot.accounts import Surroundings
from bot.app import run
from bot.clock import MovableClock, SystemClock
from bot.platform import Trouble, Worded
from bot.platforms.wecom_webhook import encode
from bot.platforms.wecom_webhook.account import Account
from bot.platforms.wecom_webhook.client import GROUP, NAME, PER_MINUTE, WecomWebhook
from bot.settings import Http, Settings, SettingsError
from bot.settings import WecomWebhook as Wanted
from bot.timelapse import Timelapse
from handlers.actions import posting
from handlers.message import Reply, text
from storage.store import Store
from storage.types import Address, Chat, ChatId, ChatKind
from tests.chat import CODE, COMMUNITY, START
from tests.peers.wecom_api import KEY, WecomApi

CHAT = Chat(
    id=ChatId(1),
    platform=NAME,
    account="default",
    external_id=GROUP,
    kind=ChatKind.GROUP,
    title="default",
    community_id=None,
    is_enabled=True,
    muted_until=None,
    held_until=None,
)
UNREADABLE = "这种消息我看不懂，请用文字发给我。"


async def test_its_group_is_told_at_most_twenty_times_a_minute(sqlite_url: str) -> None:
    clock = MovableClock(START)
    async with WecomApi().served() as api:
        api.clock = clock.now
        hook = Wanted(KEY, api_base=api.address, community=COMMUNITY)
        wanted = Settings(
            database=sqlite_url, owner_code=CODE, http=Http(port=0), wecom_webhook=(hook,)
        )

        def post(store: Store) -> bool:
            chat = store.chats.find(Address(NAME, "default", GROUP))
            if chat is None or not chat.is_enabled:
                return False
            for _ in range(25):
                posting.post(store, chat.id, Reply(text("unreadable")), clock.now())
            return True

        async with run(wanted, clock) as service:
            while not await service.core.database.write(post):
                pass
            await service.core.pump.idle()
            assert len(api.said) == PER_MINUTE
            core = service.core
            lapse = Timelapse(clock, core.scheduler, core.pump, core.database)
            await lapse.move(clock.now() + timedelta(minutes=2))
        assert [body["text"]["content"] for body in api.of(KEY)] == [UNREADABLE] * 25


async def test_what_it_can_say_and_what_becomes_of_it() -> None:
    async with WecomApi().served() as api, aiohttp.ClientSession() as session:
        around = Surroundings(session, SystemClock())
        platform = Account(Wanted(KEY, api_base=api.address, community=COMMUNITY), around).platform
        long = Worded("1", "\n".join(["我参加环境整治"] * 200))
        assert (await platform.send(CHAT, [long])).failure is None
        texts = [body["text"]["content"] for body in api.of(KEY)]
        assert "\n".join(texts) == long.text
        await platform.send(CHAT, [Worded("2", "【1号活动】义诊\n广场", is_card=True)])
        assert api.of(KEY)[-1]["markdown"]["content"] == "**【1号活动】义诊**\n广场"
        news = encode.news("义诊", "周六", "https://bot.example.org/1", "https://x/p.png")
        for body in (encode.picture(b"\x89PNG"), news, encode.text("开会", ["@all"])):
            assert await platform.post(body) is None
        image = api.of(KEY)[-3]["image"]
        assert base64.b64decode(image["base64"]) == b"\x89PNG"
        with pytest.raises(ValueError, match="at most"):
            encode.picture(b"x" * (encode.LARGEST_PICTURE + 1))
        await learns(api, platform)
        with pytest.raises(SettingsError, match="community is missing"):
            Account(Wanted(KEY), around)


async def learns(api: WecomApi, platform: WecomWebhook) -> None:
    """What the delivery learns of each refusal."""
    for code, trouble in ((45009, Trouble.BUSY), (93000, Trouble.BUSY), (40008, Trouble.REFUSED)):
        api.faults["webhook/send"] = [code]
        sent = await platform.send(CHAT, [Worded("3", "好")])
        assert sent.failure is not None
        assert sent.failure.trouble is trouble
