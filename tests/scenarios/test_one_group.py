"""An activity for one group of a community that has several."""

from collections.abc import AsyncIterator

import pytest

from tests.chat import COMMUNITY, OWNER, Chat, conversation

LINE = "发布活动 周六上午9点到11点 南院门口 环境整治 20人"
SOUTH = "南院"


@pytest.fixture
async def chat(sqlite_url: str) -> AsyncIterator[Chat]:
    async with conversation(sqlite_url) as running:
        await running.set_up()
        await running.says(OWNER, f"启用 {COMMUNITY}", group=SOUTH)
        yield running


async def test_what_is_published_for_one_group_stays_there(chat: Chat) -> None:
    assert "只发到群“南院”" in await chat.says(OWNER, f"{LINE} 本群", group=SOUTH)
    assert "【1号活动】" in await chat.says(OWNER, "确认", group=SOUTH)
    assert "近期没有活动" in await chat.says("王阿姨", "活动")
    for words in ("我参加 1", "活动 1"):
        assert "只在“南院”群里报名" in await chat.says("王阿姨", words)
    assert "（第1号）" in await chat.says("赵六", "我参加", group=SOUTH)
    assert "近期没有活动" in await chat.tells("王阿姨", "活动")
    assert "1. 环境整治" in await chat.tells("赵六", "活动")
    await chat.says("赵六", "大家好")
    await chat.clock("2026-11-22T18:30")
    assert "未来7天" in (await chat.last(SOUTH)).text
    assert not any("未来7天" in message.text for message in await chat.heard())


async def test_the_group_is_named_in_private_and_corrected(chat: Chat) -> None:
    assert "这里有：院里、南院" in await chat.tells(OWNER, f"{LINE} 只限本群")
    assert "只发到群“院里”" in await chat.tells(OWNER, f"{LINE} 只发院里")
    assert "这里有：院里、南院" in await chat.tells(OWNER, "只发 北院")
    assert "只发到群" not in await chat.tells(OWNER, "所有群")
    assert "只发到群“南院”" in await chat.tells(OWNER, "只发 南院")
    assert "已发到1个群" in await chat.tells(OWNER, "确认")
    await chat.clock("2026-11-22T10:01")
    assert "【1号活动】" in (await chat.last(SOUTH)).text
