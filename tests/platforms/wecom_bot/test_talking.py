"""What an AI bot hears and says on WeCom that it hears and says nowhere else."""

from collections.abc import AsyncIterator
from datetime import timedelta

import pytest

from bot.settings import BotMode
from tests.chat import GROUP, OWNER, Message
from tests.peers.wecom_bot import AiBot
from tests.wecom import NAME, WecomChat, on_wecom

NOTICE = "发布活动 周六上午9点到11点 盐运西社区广场 环境整治 20人"


@pytest.fixture
async def chat(sqlite_url: str) -> AsyncIterator[WecomChat]:
    async with AiBot().served() as peer, on_wecom(sqlite_url, BotMode.WEBSOCKET, peer) as running:
        yield running


async def test_a_group_that_names_the_bot(chat: WecomChat) -> None:
    peer = chat.peer
    await chat.set_up()
    # Whoever opens the private chat is told what may be said there, before saying anything.
    opened = peer.message(None, "王阿姨", msgtype="event", event={"eventtype": "enter_chat"})
    (welcome,) = await chat.brings(opened)
    assert "我参加" in welcome.text
    await chat.says(OWNER, NOTICE)
    await chat.says(OWNER, "确认")
    card = await chat.last()
    assert card.text.endswith("在群里要先@我再说；按按钮不用@。")
    assert set(card.buttons) == {"报名", "不去了", "名单"}

    # The name is taken out, wherever it stands and though it has a space; so are pictures.
    mixed = {"msg_item": [{"msgtype": "text", "text": {"content": f"我参加@{NAME} "}}]}
    mixed["msg_item"].append({"msgtype": "image", "image": {"url": "https://x/1"}})
    (joined,) = await chat.brings(peer.message(GROUP, "王阿姨", msgtype="mixed", mixed=mixed))
    assert joined.text == "王阿姨已报名：环境整治（第1号），剩余19个名额"
    # What is spoken comes as words; the same event again changes nothing and says nothing.
    voice = peer.message(None, "王阿姨", msgtype="voice", voice={"content": "我的报名。"})
    assert "环境整治" in (await chat.brings(voice))[0].text
    assert await chat.brings(voice) == []

    # A press is answered by the card as it stands now, with a note, for who pressed alone.
    note = await chat.presses("赵姐", card, "报名")
    assert "赵姐已报名：环境整治（第2号）" in note
    assert "已报名 2/20" in note
    assert "已报名 0/20" in (await shown(chat, card)).text
    # Where the answer is a message for everybody, so is the card.
    assert "2. 赵姐" in await chat.presses("赵姐", card, "名单")
    assert "已报名 2/20" in (await shown(chat, card)).text

    await what_cannot_be_read_is_said_once(chat)


async def what_cannot_be_read_is_said_once(chat: WecomChat) -> None:
    peer = chat.peer
    # What it can't read it says once in a chat, and keeps; new events are kept in silence.
    video = [peer.message(GROUP, "钱伯", msgtype="video", video={"url": "u"}) for _ in range(2)]
    (asked,) = await chat.brings(video[0])
    assert asked.text == "这种消息我看不懂，请用文字发给我。"
    assert await chat.brings(video[1]) == []
    new = peer.message(GROUP, "钱伯", msgtype="event", event={"eventtype": "new_event"})
    assert await chat.brings(new) == []
    assert await chat.brings({**new, "msgid": "broken", "event": {}}) == []


async def shown(chat: WecomChat, card: Message) -> Message:
    return next(each for each in await chat.heard() if each.id == card.id)


async def test_answers_are_joined_where_a_minute_is_full(chat: WecomChat) -> None:
    await chat.set_up()
    before = len(await chat.heard())
    chat.town.apart = timedelta(milliseconds=20)
    for _ in range(26):
        await chat.says("王阿姨", "帮助")
    assert 20 <= len(await chat.heard()) - before <= 24
    await chat.clock("2026-11-22T10:10")
    said = (await chat.heard())[before:]
    assert sum(each.text.count("王阿姨：") or 1 for each in said) == 26
