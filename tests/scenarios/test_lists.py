"""The full list comes by itself once, when sign-ups have closed; any other time it is asked for."""

from collections.abc import AsyncIterator

import pytest

from tests.chat import OWNER, Chat, conversation

LIST = "报名已截止，名单如下：\n1号 环境整治 11月28日(周六)09:00"


@pytest.fixture
async def group(sqlite_url: str) -> AsyncIterator[Chat]:
    async with conversation(sqlite_url) as chat:
        await chat.set_up()
        await chat.says(OWNER, "预告 关")
        yield chat


async def publish(group: Chat, closes: str = "") -> None:
    await group.says(OWNER, f"发布活动 周六上午9点到11点 社区广场 环境整治 2人 {closes}")
    await group.says(OWNER, "确认")
    for name in ("王阿姨", "李四", "赵六"):
        await group.says(name, "我参加")


async def posted(group: Chat) -> list[str]:
    return [each.text for each in await group.heard() if each.text.startswith("报名已截止，")]


async def test_at_the_deadline_the_groups_see_who_takes_part(group: Chat) -> None:
    await publish(group, "截止 周五18点")
    assert await posted(group) == []
    await group.clock("2026-11-27T18:05")
    (only,) = await posted(group)
    assert only.startswith(LIST)
    assert only.endswith("1. 王阿姨\n2. 李四\n候补（1）：\n1. 赵六")
    await group.clock("2026-11-28T12:00")
    assert len(await posted(group)) == 1


async def test_at_night_it_waits_for_the_morning(group: Chat) -> None:
    await publish(group, "截止 周五23点")
    await group.clock("2026-11-28T06:59")
    assert await posted(group) == []
    await group.clock("2026-11-28T07:01")
    assert len(await posted(group)) == 1


async def test_who_closes_by_hand_need_not_ask_for_it(group: Chat) -> None:
    await publish(group)
    await group.says(OWNER, "遮名 1")
    await group.says(OWNER, "截止报名 1")
    assert "1. 王*姨" in (await posted(group))[0]


@pytest.mark.parametrize("words", ["安静 1", "闭嘴 7天", "取消活动 1"])
async def test_where_it_is_unwanted_it_stays_away(group: Chat, words: str) -> None:
    await publish(group, "截止 周五18点")
    await group.says(OWNER, words)
    await group.says(OWNER, "确认")
    await group.clock("2026-11-27T18:05")
    assert await posted(group) == []
