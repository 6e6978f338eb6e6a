"""重发: what was given up is sent again, but never what may have arrived."""

from collections.abc import AsyncIterator

import pytest

from tests.chat import OWNER, Chat, conversation


@pytest.fixture
async def chat(sqlite_url: str) -> AsyncIterator[Chat]:
    async with conversation(sqlite_url, answer_within=0.5) as running:
        yield running


async def give_up(chat: Chat) -> None:
    """Let the platform refuse an answer to 王阿姨 and a notice in the group, and go silent over
    one to 李叔, who got it.
    """
    await chat.set_up()
    for name in ("王阿姨", "李叔"):
        await chat.tells(name, "你好")
    await chat.fault("refuse", chat="王阿姨")
    await chat.sends("王阿姨", "活动", chat="王阿姨", kind="private")
    await chat.fault("refuse", chat="院里")
    await chat.sends("王阿姨", "活动", chat="院里", kind="group")
    await chat.fault("lose_answer", chat="李叔", count=8)
    await chat.sends("李叔", "在吗", chat="李叔", kind="private")
    await chat.clock("2026-11-22T10:20")


async def test_it_is_listed_then_sent_but_for_what_may_have_arrived(chat: Chat) -> None:
    await give_up(chat)
    assert "看是哪些，发：重发" in await chat.tells(OWNER, "运行状态")
    listed = await chat.tells(OWNER, "重发")
    assert listed.splitlines() == [
        "这些没发出去：",
        "1. 王阿姨（11月22日(周日)10:00）：还不知道您是哪个社区的。请先在社区的群里说句话，我就认得您了。",
        "2. 院里（11月22日(周日)10:00）：近期没有活动。",
        "另有1条可能已经送到，不重发，免得重复。",
        "回复 确认 全部重发，回复编号只发那一条，回复 取消 不发。",
    ]
    assert await chat.tells(OWNER, "取消") == "好的，不重发。"
    await chat.tells(OWNER, "重发")
    assert await chat.tells(OWNER, "2") == "好的，重发1条。"
    await chat.clock("2026-11-22T10:21")
    assert "近期没有活动" in (await chat.last()).text
    before = len(await chat.heard("王阿姨"))
    await chat.tells(OWNER, "重发")
    assert await chat.tells(OWNER, "确认") == "好的，重发1条。"
    await chat.clock("2026-11-22T10:22")
    assert len(await chat.heard("王阿姨")) == before + 1
    assert len(await chat.heard("李叔")) == 2
    assert (await chat.tells(OWNER, "重发")).startswith("最近7天没有可以重发的消息。\n另有1条")


async def test_it_is_for_the_secretary_of_the_community_in_private(chat: Chat) -> None:
    await give_up(chat)
    assert await chat.says(OWNER, "重发") == "请私下发给我：重发"
    assert await chat.says("王阿姨", "重发这张图给我") == ""
    assert "书记" in await chat.tells("王阿姨", "重发")
    await chat.says("李叔", "大家好")
    await chat.says(OWNER, "任命 书记 李叔")
    listed = await chat.tells("李叔", "重发")
    assert "1. 院里" in listed
    assert "王阿姨" not in listed
    await chat.says(OWNER, "停用")
    assert await chat.tells("李叔", "1") == "这些已经处理过了。"
    assert "群停用了" in await chat.tells("李叔", "重发")
