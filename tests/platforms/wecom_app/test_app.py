"""A self-built app: members talk to it in private, cards have buttons, a group is told."""

from collections.abc import AsyncIterator
from dataclasses import dataclass, replace
from datetime import timedelta
from itertools import count
from typing import Any

import aiohttp
import pytest
from yarl import URL

from bot.accounts import Surroundings
from bot.app import Core, run
from bot.clock import MovableClock, SystemClock
from bot.doctor import examine
from bot.platform import Trouble, Worded
from bot.platforms.wecom_app.account import Account
from bot.platforms.wecom_app.client import WecomApp
from bot.settings import Http, Settings, SettingsError
from bot.settings import WecomApp as Wanted
from bot.timelapse import Timelapse
from storage.types import Chat, ChatId, ChatKind
from tests.chat import CODE, START
from tests.peers.envelope import Sealer, element
from tests.peers.wecom_api import AGENT, CORP, SECRET, WecomApi

SEALER = Sealer("the-token", "abcdefghijklmnopqrstuvwxyz0123456789ABCDEFG", CORP)
PATH = "/callbacks/wecom-app/default"
NOTICE = "发布活动 周六上午9点到11点 盐运西社区广场 环境整治 20人"


@dataclass(slots=True)
class Town:
    """Members who talk to the app; `says` returns what it says to them meanwhile."""

    api: WecomApi
    core: Core
    clock: MovableClock
    address: str
    session: aiohttp.ClientSession
    numbers: "count[int]"

    async def says(self, user: str, text: str) -> list[str]:
        self.api.members.add(user)
        before = len(self.api.of(user))
        fields = {"MsgType": "text", "Content": text, "MsgId": str(next(self.numbers))}
        assert (await self.posts(self.sealed(user, fields)))[0] == 200
        await self.core.pump.idle()
        return [words(body) for body in self.api.of(user)[before:]]

    def sealed(self, user: str, fields: dict[str, str]) -> str:
        inner = {"ToUserName": CORP, "FromUserName": user, "CreateTime": "1", **fields}
        plain = "".join(element(name, value) for name, value in inner.items())
        sealed = SEALER.seal(f"<xml>{plain}</xml>")
        return f"<xml>{element('ToUserName', CORP)}{element('Encrypt', sealed)}</xml>"

    async def posts(self, body: str, **wrong: str) -> tuple[int, str]:
        timestamp = str(int(self.clock.now().timestamp()))
        query = {"timestamp": timestamp, "nonce": "n"} | wrong
        sealed = body.partition("<Encrypt><![CDATA[")[2].partition("]]>")[0]
        signature = SEALER.sign(query["timestamp"], "n", sealed)
        query = {"msg_signature": signature, **query}
        async with self.session.post(self.address + PATH, params=query, data=body) as response:
            return response.status, await response.text()


def words(body: Any) -> str:
    if body["msgtype"] == "text":
        return str(body["text"]["content"])
    card = body["template_card"]
    return "\n".join(filter(None, (card["main_title"]["title"], card.get("sub_title_text"))))


def settings(api: WecomApi, database: str) -> Settings:
    account = Wanted(
        corp_id=CORP,
        agent_id=AGENT,
        secret=SECRET,
        token=SEALER.token,
        aes_key=SEALER.aes_key,
        api_base=api.address,
        community="盐运西社区",
        group="院里通知",
        group_members="lin|wang",
    )
    http = Http(port=0, public_url="https://bot.example.org")
    return Settings(database=database, owner_code=CODE, http=http, wecom_app=(account,))


@pytest.fixture
async def api() -> AsyncIterator[WecomApi]:
    async with WecomApi().served() as served:
        yield served


@pytest.fixture
async def town(api: WecomApi, sqlite_url: str) -> AsyncIterator[Town]:
    clock = MovableClock(START)
    api.clock = clock.now
    async with (
        run(settings(api, sqlite_url), clock) as service,
        aiohttp.ClientSession() as session,
    ):
        yield Town(api, service.core, clock, service.address, session, count(1))


async def test_members_talk_to_it_and_press(town: Town) -> None:
    api = town.api
    await town.says("lin", f"认领 {CODE}")
    (answer,) = await town.says("王阿姨", "你好")
    assert answer
    # The token that is refused is renewed once, and the message sent all the same.
    api.token = "T2"  # noqa: S105
    (answer,) = await town.says("王阿姨", "帮助")
    assert api.tokens == 2
    # The same event again is the same message, and said once.
    fields = {"MsgType": "text", "Content": "帮助", "MsgId": "again"}
    before = len(api.of("王阿姨"))
    for _ in range(2):
        assert (await town.posts(town.sealed("王阿姨", fields)))[0] == 200
    await town.core.pump.idle()
    assert len(api.of("王阿姨")) == before + 1
    # What can't be read is said once; what tries to be XML is text.
    for number in ("v1", "v2"):
        await town.posts(town.sealed("王阿姨", {"MsgType": "video", "MsgId": number}))
    await town.core.pump.idle()
    assert [words(each) for each in api.of("王阿姨")[before + 1 :]] == [
        "这种消息我看不懂，请用文字发给我。"
    ]
    assert await town.says("王阿姨", "]]><MsgType>event</MsgType><![CDATA[")
    # More than a member may get in a minute waits, and nothing is dropped.
    for _ in range(30):
        await town.says("王阿姨", "帮助")
    lapse = Timelapse(town.clock, town.core.scheduler, town.core.pump, town.core.database)
    await lapse.move(town.clock.now() + timedelta(minutes=3))
    assert api.dropped == 0
    assert len(api.of("王阿姨")) >= before + 30


async def test_a_card_is_pressed_and_a_group_is_told(town: Town) -> None:
    api = town.api
    await town.says("lin", f"认领 {CODE}")
    await town.says("lin", NOTICE)
    await town.says("lin", "确认")
    ((_, group),) = api.groups.items()
    assert group["userlist"] == ["lin", "wang"]
    (told,) = api.of(group["chatid"])
    assert words(told).startswith("【1号活动】环境整治")
    assert words(told).endswith("这个群里的回复我听不到。报名请私下对我说，或找书记。")

    # The card in private is answered by a card that shows what became of the press.
    await town.says("wang", "活动 1")
    card = await pressed(town, "wang", "wang", "join:1")
    assert "已报名" in card["template_card"]["sub_title_text"]
    # Its code is good once; too late is no trouble.
    await pressed(town, "wang", "wang", "join:1", code="spent")
    assert len(api.updates) == 1


async def pressed(town: Town, user: str, owner: str, key: str, code: str = "RC") -> Any:
    """Press a button of the newest card; return the update."""
    town.api.codes |= {"RC"} & {code}
    cards = [each for each in town.api.of(owner) if each["msgtype"] == "template_card"]
    fields = {
        "MsgType": "event",
        "Event": "template_card_event",
        "EventKey": key,
        "TaskId": cards[-1]["template_card"]["task_id"],
        "CardType": "button_interaction",
        "ResponseCode": code,
    }
    assert (await town.posts(town.sealed(user, fields)))[0] == 200
    await town.core.pump.idle()
    return town.api.updates[-1]


async def test_what_is_wrong_with_a_call(town: Town) -> None:
    text = {"MsgType": "text", "Content": "你好", "MsgId": "1"}
    good = town.sealed("wang", text)
    entities = SEALER.seal('<!DOCTYPE x [<!ENTITY a "b">]><xml><MsgType>&a;</MsgType></xml>')
    for status, body, wrong in (
        (403, good, {"msg_signature": "0" * 40}),
        (403, good, {"timestamp": "1"}),
        (400, "no xml", {}),
        (400, f"<xml>{element('Encrypt', 'bm90aGluZw==')}</xml>", {}),
        (400, f"<xml>{element('Encrypt', entities)}</xml>", {}),
        (400, f"<xml>{element('Encrypt', SEALER.seal('<xml></xml>'))}</xml>", {}),
        (413, "<xml>" + "<a>" * 30_000, {}),
        (200, good, {}),
    ):
        assert (await town.posts(body, **wrong))[0] == status, (body[:60], wrong)
    # A plus that nobody escapes is still a plus.
    echo = next(each for each in map(SEALER.seal, ["3141592653"] * 200) if "+" in each)
    timestamp = str(int(town.clock.now().timestamp()))
    query = {"timestamp": timestamp, "nonce": "n", "echostr": echo}
    query["msg_signature"] = SEALER.sign(timestamp, "n", echo)
    url = URL(town.address + PATH + "?" + "&".join(map("=".join, query.items())), encoded=True)
    async with town.session.get(url) as response:
        assert (response.status, await response.text()) == (200, "3141592653")


async def test_what_the_delivery_learns_of_each_refusal(api: WecomApi) -> None:
    api.members.add("wang")
    async with aiohttp.ClientSession() as session:
        (account,) = settings(api, "").wecom_app
        await refusals(api, Account(account, Surroundings(session, SystemClock())).platform)


async def refusals(api: WecomApi, platform: WecomApp) -> None:
    assert (await platform.send(chat("wang"), [Worded("1", "好")])).failure is None
    faults: list[tuple[int | str, Trouble]] = [
        (81013, Trouble.GONE),
        (45009, Trouble.BUSY),
        (60020, Trouble.BUSY),
        (48002, Trouble.REFUSED),
        (-1, Trouble.UNKNOWN),
        ("lost", Trouble.UNKNOWN),
    ]
    for fault, trouble in faults:
        api.faults["message/send"] = [fault]
        sent = await platform.send(chat("wang"), [Worded("2", "好")])
        assert sent.failure is not None
        assert sent.failure.trouble is trouble, fault
    # What may have arrived is sent again in such a way that WeCom leaves it out.
    await platform.send(chat("wang"), [Worded("2", "好")])
    assert api.of("wang")[-1]["enable_duplicate_check"] == 1
    # "ok" may hold the name of who was not reached.
    (gone,) = [await platform.send(chat("nobody"), [Worded("3", "好")])]
    assert gone.failure is not None
    assert gone.failure.trouble is Trouble.GONE


async def test_the_doctor_and_what_a_group_needs(api: WecomApi) -> None:
    wanted = settings(api, "sqlite:///none.db")
    lines, is_well = await examine(wanted)
    assert is_well, lines
    assert any("/callbacks/wecom-app/default" in line for line in lines)
    api.faults["gettoken"] = [60020]
    lines, is_well = await examine(wanted)
    assert not is_well
    assert any("企业可信IP" in line for line in lines)
    alone = replace(wanted.wecom_app[0], group_members="lin")
    with pytest.raises(SettingsError, match="two members"):
        await examine(replace(wanted, wecom_app=(alone,)))


def chat(user: str) -> Chat:
    return Chat(
        id=ChatId(1),
        platform="wecom_app",
        account="default",
        external_id=user,
        kind=ChatKind.PRIVATE,
        title=user,
        community_id=None,
        is_enabled=False,
        muted_until=None,
        held_until=None,
    )
