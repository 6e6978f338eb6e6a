"""Calls of WeCom: the answer goes with them, later to the address they left; what is wrong is refused."""

import json
import os
import shutil
import subprocess
from collections.abc import AsyncIterator
from dataclasses import replace
from pathlib import Path

import orjson
import pytest

from bot.doctor import examine
from bot.platforms.wechat.crypto import Envelope
from bot.platforms.wecom_bot import callbacks
from bot.settings import BotMode, Settings, SettingsError, WecomBot
from tests.chat import GROUP, OWNER
from tests.peers.wecom_bot import AiBot
from tests.wecom import SEALER, CalledChat, on_wecom

PATH = "/callbacks/wecom-bot/default"
NOTICE = "发布活动 周六上午9点到11点 盐运西社区广场 环境整治 20人"
# Tencent's own package, where .ci/node puts it.
MODULES = Path(__file__).parents[3] / ".venv" / "node_modules"
SCRIPT = """
const {encrypt, decrypt, getSignature} = require('@wecom/crypto');
const [key, token, sealed] = process.argv.slice(1);
const mine = encrypt(key, JSON.stringify({say: '我参加'}), '');
console.log(JSON.stringify({
  opened: decrypt(key, sealed).message, mine, signature: getSignature(token, '1', 'n', mine)}));
"""


@pytest.fixture
async def chat(sqlite_url: str) -> AsyncIterator[CalledChat]:
    async with AiBot().served() as peer, on_wecom(sqlite_url, BotMode.WEBHOOK, peer) as running:
        assert isinstance(running, CalledChat)
        yield running


async def test_an_address_answers_once_and_what_is_left_waits_for_somebody(
    chat: CalledChat,
) -> None:
    peer = chat.peer
    await chat.set_up()
    await chat.says(OWNER, NOTICE)
    await chat.says(OWNER, "确认")
    # A redelivery gets the first answer, though the first may have got lost.
    joins = peer.message(GROUP, "王阿姨", msgtype="text", text={"content": "我参加"})
    first = await chat.calls(joins)
    again = await chat.calls(joins)
    assert first == again
    assert first is not None
    assert "王阿姨已报名：环境整治（第1号）" in first["stream"]["content"]

    # The card is answered in the call that presses it.
    card = await chat.last()
    assert "李叔已报名" in await chat.presses("李叔", card, "报名")
    # What comes within an hour goes to the addresses that calls have left, each once.
    await chat.tells(OWNER, "取消活动 1 下雨")
    before, addresses = len(await chat.heard()), len(peer.urls)
    await chat.tells(OWNER, "确认")
    (told,) = (await chat.heard())[before:]
    assert "取消" in told.text
    # Her call has left one, and one is spent.
    assert len(peer.urls) == addresses

    await what_comes_later_waits_until_somebody_speaks(chat)


async def what_comes_later_waits_until_somebody_speaks(chat: CalledChat) -> None:
    # Two hours later it waits until somebody speaks there.
    await chat.clock("2026-11-22T12:30")
    await chat.tells(OWNER, "发布活动 周日上午9点 广场 义诊 20人")
    before = len(await chat.heard())
    await chat.tells(OWNER, "确认")
    assert (await chat.heard())[before:] == []
    assert "【2号活动】义诊" in await chat.says("王阿姨", "活动")
    # A question about a stream that nobody knows any more ends it.
    ended = await chat.calls({"msgtype": "stream", "stream": {"id": "unknown"}})
    assert ended is not None
    assert ended["stream"]["finish"] is True


async def test_an_answer_that_takes_longer_is_asked_for_again(
    chat: CalledChat, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(callbacks, "ANSWER_WITHIN", 0.05)
    await chat.set_up()
    # The budget of the minute is spent.
    first = None
    while first is None or first["stream"]["finish"]:
        asks = chat.peer.message(GROUP, "王阿姨", msgtype="text", text={"content": "帮助"})
        first = await chat.calls(asks)
    await chat.clock("2026-11-22T10:02")
    again = await chat.calls({"msgtype": "stream", "stream": first["stream"]})
    assert again is not None
    assert again["stream"]["finish"] is True
    assert "我参加" in again["stream"]["content"]


@pytest.mark.parametrize(
    ("account", "complaint"),
    [
        (WecomBot(), "needs bot_id and secret"),
        (WecomBot(mode=BotMode.WEBHOOK), "need token and aes_key"),
        (WecomBot(mode=BotMode.WEBHOOK, token="t", aes_key="short"), "43 characters"),  # noqa: S106
    ],
)
async def test_an_account_that_cannot_work_is_refused(account: WecomBot, complaint: str) -> None:
    with pytest.raises(SettingsError, match=complaint):
        await examine(Settings(wecom_bot=(account,)))


async def test_the_doctor_tries_nothing_that_would_do_harm() -> None:
    connected = WecomBot(bot_id="b", secret="s")  # noqa: S106
    called = WecomBot("two", BotMode.WEBHOOK, token="t", aes_key="a" * 43)  # noqa: S106
    lines, is_well = await examine(Settings(wecom_bot=(connected, called)))
    assert not is_well
    assert "  ok    bot_id and secret are given; only `run` tries them" in lines
    assert any("PUBLIC_URL/callbacks/wecom-bot/two" in line for line in lines)
    with pytest.raises(SettingsError, match="stands there twice"):
        await examine(Settings(wecom_bot=(connected, replace(connected, name="two"))))


async def test_what_is_wrong_with_a_call(chat: CalledChat) -> None:
    sealed = SEALER.seal(json.dumps({"msgid": "1", "msgtype": "text"}))
    good = orjson.dumps({"encrypt": sealed})
    assert (await chat.posts(good))[0] == 200
    for status, raw, wrong in (
        (403, good, {"msg_signature": "0" * 40}),
        (403, good, {"timestamp": "1"}),
        (403, good, {"timestamp": "soon"}),
        (400, b"no json", {}),
        (400, b"[1]", {}),
        (400, b'{"encrypt": 7}', {}),
        (400, orjson.dumps({"encrypt": "bm90aGluZw=="}), {}),
        (400, orjson.dumps({"encrypt": SEALER.seal("no json")}), {}),
        (400, orjson.dumps({"encrypt": SEALER.seal("{}")}), {}),
        (413, b" " * (1024 * 1024 + 1), {}),
    ):
        assert (await chat.posts(raw, **wrong))[0] == status, (raw[:40], wrong)

    # The address is proved by what only the bot can read.
    echo = SEALER.seal("3141592653")
    timestamp = str(int(chat.town.clock.now().timestamp()))
    query = {"timestamp": timestamp, "nonce": "n", "echostr": echo}
    query["msg_signature"] = SEALER.sign(timestamp, "n", echo)
    async with chat.session.get(chat.address + PATH, params=query) as response:
        assert (response.status, await response.text()) == (200, "3141592653")
    async with chat.session.get(chat.address + PATH, params=query | {"nonce": "m"}) as response:
        assert response.status == 403


def test_tencents_own_package_reads_and_writes_the_same() -> None:
    node = shutil.which("node")
    if node is None:
        pytest.skip("there is no Node")
    envelope = Envelope(SEALER.token, SEALER.aes_key, "")
    ours, _ = envelope.seal('{"hear": "我参加"}', "n", "1")
    command = [node, "-e", SCRIPT, SEALER.aes_key, SEALER.token, ours]
    ran = subprocess.run(
        command,
        capture_output=True,
        text=True,
        check=False,
        timeout=30,
        env={"NODE_PATH": str(MODULES), **os.environ},
    )
    if "Cannot find module" in ran.stderr:
        pytest.skip("Node has no @wecom/crypto: .ci/node installs it")
    theirs = json.loads(ran.stdout)
    assert theirs["opened"] == '{"hear": "我参加"}'
    opened = envelope.open(theirs["signature"], "1", "n", theirs["mine"])
    assert json.loads(opened) == {"say": "我参加"}
