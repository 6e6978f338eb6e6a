"""Neighbours who have nothing but WeChat: one by one with an Official Account, from the poster on."""

import asyncio
import re
import threading
from collections.abc import AsyncIterator, Iterator
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import replace
from datetime import datetime, timedelta
from functools import partial
from typing import Any

import aiohttp
import pytest

from bot.app import run
from bot.clock import MovableClock
from bot.settings import Encrypt, Mode, Rights
from bot.timelapse import Timelapse
from storage.sqlite import READERS
from storage.store import Store
from tests.chat import CODE, COMMUNITY, OWNER, START
from tests.official_account import (
    SEALER,
    OfficialAccountChat,
    on_official_account,
    openid,
    settings,
)
from tests.official_account import Town as WeChatTown
from tests.peers.telegram import BotApi
from tests.peers.wechat import Fault, WeChat
from tests.servers import url_of
from tests.telegram import TelegramChat, Town
from tests.telegram import settings as on_telegram_settings

Fields = dict[str, str | int]
NOTICE = "发布活动 环境整治\n时间：周六上午9点到11点\n地点：社区广场\n20人"
TEMPLATES = {"template_id": "TM1", "subscribe_id": "SB1"}


@pytest.fixture
def database_url(request: pytest.FixtureRequest) -> Iterator[str]:
    with url_of("sqlite", request) as url:
        yield url


@pytest.fixture
async def api() -> AsyncIterator[WeChat]:
    async with WeChat().served() as served:
        yield served


class Opens:
    """Runs the bot on this test's database, as often as asked."""

    def __init__(self, url: str, api: WeChat, stack: AsyncExitStack) -> None:
        self._url, self._api, self._stack = url, api, stack

    async def __call__(self, **more: Any) -> OfficialAccountChat:
        running = on_official_account(self._url, self._api, **more)
        return await self._stack.enter_async_context(running)


@pytest.fixture
async def opens(database_url: str, api: WeChat) -> AsyncIterator[Opens]:
    async with AsyncExitStack() as stack:
        yield Opens(database_url, api, stack)


async def published(chat: OfficialAccountChat) -> str:
    """Let the owner publish one activity; return what the QR code of its poster carries."""
    assert COMMUNITY in await chat.tells(OWNER, f"认领 {CODE}")
    await chat.tells(OWNER, f"我是 {OWNER}")
    await chat.tells(OWNER, NOTICE)
    assert "已发布：1号活动" in await chat.tells(OWNER, "确认")
    link = await chat.tells(OWNER, "报名链接 1")
    assert "https://mp.weixin.qq.com/cgi-bin/showqrcode?ticket=t/1-" in link
    return link.rpartition("t/")[2]


async def texts(chat: OfficialAccountChat, name: str) -> list[str]:
    return [each.text for each in await chat.heard(name)]


@pytest.mark.parametrize("encrypt", Encrypt)
async def test_from_the_poster_to_the_reminder_and_off_again(
    opens: Opens, encrypt: Encrypt
) -> None:
    chat = await opens(encrypt=encrypt, **TEMPLATES)
    poster = await published(chat)
    assert "报名1号活动“环境整治”？回复 确认 或 取消。" in await chat.scans("王阿姨", poster)
    said = await chat.tells("王阿姨", "确认")
    assert "您已报名：环境整治（第1号）" in said
    assert "请告诉我您的名字" in said
    assert "王芳" in await chat.tells("王阿姨", "我是 王芳")
    # Somebody who follows already scans the same code; who is on the list isn't asked again.
    assert "？回复" not in await chat.scans("王阿姨", poster)
    assert "（第1号）" in await chat.happens("王阿姨", "CLICK", EventKey="我的活动")
    await chat.clock("2026-11-27T18:30")
    ((path, fields),) = [each[1:] for each in chat.api.pushed if each[0] == openid("王阿姨")]
    assert path == "message/template/send"
    values = {name: each["value"] for name, each in fields["data"].items()}
    assert values["thing1"] == "环境整治"
    assert values["time2"] == "2026-11-28 09:00"
    assert values["thing3"] == "社区广场"
    assert len(values["thing4"]) <= 20
    assert "取消" in await chat.tells("王阿姨", "取消报名")
    assert "王芳" not in await chat.tells(OWNER, "名单 1")


async def test_a_poster_with_its_code_comes_after_its_words(opens: Opens) -> None:
    chat = await opens()
    await published(chat)
    assert "【环境整治】" in await chat.tells(OWNER, "海报 1")
    ((who, path, fields),) = chat.api.pushed
    assert (who, path) == (openid(OWNER), "message/custom/send")
    assert fields["image"] == {"media_id": "M1"}
    (picture,) = [fields["media"] for path, fields in chat.api.calls if path == "media/upload"]
    assert picture.startswith(b"\x89PNG")


async def test_the_window_is_spent_first_and_its_last_message_on_what_matters(opens: Opens) -> None:
    chat = await opens(subscribe_id="SB1")
    poster = await published(chat)
    await chat.scans("王阿姨", poster)
    await chat.tells("王阿姨", "确认")
    popup = "<List><TemplateId>SB1</TemplateId><SubscribeStatusString>accept</SubscribeStatusString></List>"
    for _ in range(2):
        plain = (
            f"<xml><ToUserName>gh</ToUserName><FromUserName>{openid('王阿姨')}</FromUserName>"
            f"<CreateTime>1</CreateTime><MsgType>event</MsgType><Event>subscribe_msg_popup_event"
            f"</Event><SubscribeMsgPopupEvent>{popup}</SubscribeMsgPopupEvent></xml>"
        )
        assert await chat.calls(*chat.signed(plain)) == (200, "success")
    chat.api.credits[openid("王阿姨")] = 1
    for hour in range(10, 17):
        await chat.tells(OWNER, f"改时间 1 周六{hour}点")
        await chat.tells(OWNER, "确认")
    paths = [path for who, path, _ in chat.api.pushed if who == openid("王阿姨")]
    custom, notice = "message/custom/send", "message/subscribe/bizsend"
    # Four of the window, the notice she agreed to, then the last one, which asks for a word.
    assert paths == [custom] * 4 + [notice, custom]
    assert "下次还能通知您" in (await texts(chat, "王阿姨"))[-1]
    assert "未送达" not in await chat.tells("王阿姨", "活动 1")
    await chat.tells(OWNER, "改时间 1 周六9点")
    await chat.tells(OWNER, "确认")
    assert (await texts(chat, "王阿姨"))[-1].count("9") > 0
    assert len([who for who, _, _ in chat.api.pushed if who == openid("王阿姨")]) == 7


async def test_what_comes_again_is_answered_alike_also_after_a_restart(
    database_url: str, api: WeChat
) -> None:
    message: Fields = {
        "MsgType": "text",
        "Content": "我参加",
        "MsgId": 77,
        "CreateTime": 1795000000,
    }
    async with on_official_account(database_url, api) as chat:
        await published(chat)
        answers = await asyncio.gather(*(chat.delivers("王阿姨", **message) for _ in range(3)))
        assert len(set(answers)) == 1
        assert "您已报名：环境整治（第1号）" in answers[0]
    later = datetime.fromisoformat("2026-11-22T10:05+08:00")
    async with on_official_account(database_url, api, start=later) as chat:
        assert await chat.delivers("王阿姨", **message) == answers[0]
        assert "剩余 19" in await chat.tells("王阿姨", "活动 1")
        assert api.pushed == []


def _wait(begun: threading.Event, freed: threading.Event, _: Store) -> None:
    begun.set()
    freed.wait()


@pytest.mark.parametrize("rights", Rights)
async def test_who_waits_too_long_is_told_so_or_answered_at_the_next_try(
    opens: Opens, rights: Rights, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("bot.platforms.official_account.account.ANSWER_WITHIN", 0.2)
    chat = await opens(customer_service=rights)
    await published(chat)
    message: Fields = {
        "MsgType": "text",
        "Content": "我参加",
        "MsgId": 77,
        "CreateTime": 1795000000,
    }
    chat.api.wrote(openid("王阿姨"))
    # Whatever is said has to be read from the database first, and its readers are busy.
    freed, reading = threading.Event(), []
    for _ in range(READERS):
        begun = threading.Event()
        reading.append(asyncio.create_task(chat.core.database.read(partial(_wait, begun, freed))))
        await asyncio.to_thread(begun.wait)
    first = asyncio.create_task(chat.delivers("王阿姨", **message))
    if rights is Rights.YES:
        await first
    freed.set()
    said, again = await first, await chat.delivers("王阿姨", **message)
    await asyncio.gather(*reading)
    await chat.core.pump.idle()
    her = openid("王阿姨")
    pushed = [fields["text"]["content"] for who, _, fields in chat.api.pushed if who == her]
    assert said == again
    if rights is Rights.YES:
        assert said == "收到，正在处理，稍后把结果发给您。"
        assert "您已报名" in pushed[0]
    else:
        assert "您已报名" in said
        assert pushed == []


async def test_every_kind_of_message_and_event_is_heard_or_answered_politely(opens: Opens) -> None:
    chat = await opens()
    poster = await published(chat)
    assert "帮助" in await chat.happens("李叔", "subscribe", EventKey="")
    assert await chat.happens("李叔", "VIEW", EventKey="https://example.org") == ""
    assert await chat.happens("李叔", "LOCATION", Latitude="23.1", Longitude="113.2") == ""
    assert await chat.happens("李叔", "user_gift_card") == ""
    assert "看不懂" in await chat.brings("李叔", MsgType="video", MediaId="m")
    assert await chat.brings("李叔", MsgType="hologram") == ""
    assert "看不懂" in await chat.brings("张姐", MsgType="voice", MediaId="m", Format="amr")
    heard = await chat.brings("李叔", MsgType="voice", MediaId="m", Recognition="我参加。")
    assert "已报名" in heard
    assert "没看懂" in await chat.brings("李叔", MsgType="image", MediaId="m", PicUrl="http://x")
    place: Fields = {"Location_X": "23.1", "Location_Y": "113.2", "Scale": 15, "Label": "文化站"}
    assert "没有要填的地点" in await chat.brings("李叔", MsgType="location", **place)
    assert "认不出来" in await chat.scans("赵哥", f"9{poster[1:]}")
    assert "帮助" in await chat.scans("钱姨", "lobby")
    # A card can't show its buttons: their numbers and their names do.
    assert "1 报名" in await chat.tells("赵哥", "活动 1")
    assert "（第2号）" in await chat.tells("赵哥", "1")
    assert "取消报名" in await chat.tells("赵哥", "不去了")
    # Who leaves is told nothing any more, and may come back.
    assert await chat.happens("李叔", "unsubscribe") == ""
    await chat.tells(OWNER, "改时间 1 周六10点")
    await chat.tells(OWNER, "确认")
    assert [who for who, _, _ in chat.api.pushed if who == openid("李叔")] == []


async def test_what_is_not_genuine_or_malformed_is_refused(opens: Opens) -> None:
    chat = await opens()
    query, body = chat.signed("<xml><FromUserName>o</FromUserName><MsgType>text</MsgType></xml>")
    now = datetime.fromisoformat("2026-11-22T10:00+08:00")
    old = chat.signed("<xml></xml>", at=(now - timedelta(minutes=6)).timestamp())

    async def status(query: dict[str, str], body: str | bytes) -> int:
        return (await chat.calls(query, body))[0]

    assert await status({**query, "msg_signature": "0" * 40}, body) == 403
    assert await status({}, body) == 403
    assert await status(*old) == 403
    assert await status({**query, "timestamp": "soon"}, body) == 403
    assert await status(query, b"\xff") == 400
    assert await status(query, "<xml>" + "<a>" * 30_000) == 413
    entity = '<!DOCTYPE xml [<!ENTITY a "b">]><xml><Encrypt>&a;</Encrypt></xml>'
    assert await status(query, entity) == 400
    for plain in ("<xml></xml>", "no xml", "<xml><MsgType>text</MsgType></xml>", entity):
        assert await status(*chat.signed(plain)) == 400
    for sealed in ("", "x", "A" * 43, SEALER.seal("<xml></xml>")[:-8]):
        signed = SEALER.sign(query["timestamp"], "n1", sealed)
        wrong = f"<xml><Encrypt>{sealed}</Encrypt></xml>"
        assert await status({**query, "msg_signature": signed}, wrong) == 400
    # The platform asks whether the address is ours.
    url = f"{chat.address}/callbacks/official-account/default"
    for signature, expected in ((query["signature"], (200, "<echo>")), ("x", (403, ""))):
        asked = {**query, "signature": signature, "echostr": "<echo>"}
        async with chat.session.get(url, params=asked) as response:
            assert (response.status, await response.text()) == expected
            assert response.content_type != "text/html"


async def test_a_refused_token_is_renewed_once_and_a_busy_server_asked_again(opens: Opens) -> None:
    chat = await opens()
    await published(chat)
    await chat.tells("王阿姨", "我参加")
    send, minute = "message/custom/send", 0
    # What goes wrong, how often it was tried until it was delivered, how many tokens that took.
    for fault, calls, tokens in (
        (Fault(send, 40001), 2, 1),
        (Fault(send, 42001, count=2), 3, 1),
        (Fault(send, -1), 2, 0),
        (Fault(send, status=502), 2, 0),
    ):
        chat.api.calls.clear()
        chat.api.faults.append(fault)
        minute += 10
        await chat.tells(OWNER, f"改时间 1 周六10点{minute}分")
        await chat.tells(OWNER, "确认")
        await chat.clock(f"2026-11-22T10:{minute}")
        assert f"10:{minute}" in (await texts(chat, "王阿姨"))[-1]
        assert (chat.api.count(send), chat.api.count("stable_token")) == (calls, tokens)
    # The account has lost its rights: that message is given up, the owner sees it.
    chat.api.faults.append(Fault(send, 48001))
    await chat.tells(OWNER, "改时间 1 周六11点")
    await chat.tells(OWNER, "确认")
    assert "48001" in await chat.tells(OWNER, "运行状态")


@asynccontextmanager
async def on_both(
    database_url: str, api: WeChat
) -> AsyncIterator[tuple[TelegramChat, OfficialAccountChat]]:
    """Run one bot on Telegram and on an Official Account."""
    clock = MovableClock(START)
    api.clock = clock.now
    async with BotApi().served() as telegram, aiohttp.ClientSession() as session:
        telegram.clock = clock.now
        here = on_telegram_settings(telegram, database_url, Mode.POLLING)
        there = settings(api, database_url, Encrypt.SAFE).official_account
        async with run(replace(here, official_account=there), clock) as service:
            core = service.core
            lapse = Timelapse(clock, core.scheduler, core.pump, core.database)
            town, other = (
                Town(telegram, core, clock, lapse),
                WeChatTown(api, core, clock, lapse, Encrypt.SAFE),
            )
            yield (
                TelegramChat(service.address, session, town),
                OfficialAccountChat(service.address, session, other),
            )


async def test_a_neighbour_is_one_person_in_the_group_and_on_wechat(
    database_url: str, api: WeChat
) -> None:
    async with on_both(database_url, api) as (group, wechat):
        await group.set_up()
        await group.says(OWNER, NOTICE)
        await group.says(OWNER, "确认")
        await wechat.tells("王阿姨", "我参加 1")
        await group.tells("王阿姨", "我是 王芳")
        found = re.search(r"\d{6}", await group.tells("王阿姨", "关联账号"))
        assert found is not None
        assert "报名1次" in await wechat.tells("王阿姨", f"关联账号 {found[0]}")
        assert "以后都是王芳" in await wechat.tells("王阿姨", "确认")
        assert "1. 王芳" in await group.says(OWNER, "名单 1")
        # WeChat takes nothing any more from who wrote days ago; she hears it where she also is.
        await group.clock("2026-11-27T18:30")
        assert "环境整治" in (await group.heard("王阿姨"))[-1].text
        assert [who for who, _, _ in api.pushed if who == openid("王阿姨")] == []
        assert "已取消" in await group.says("王阿姨", "取消报名")
        assert "还没有报名" in await wechat.tells("王阿姨", "我的活动")
