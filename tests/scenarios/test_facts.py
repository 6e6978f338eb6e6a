"""Questions about an activity, answered from its card; what neighbours ask each other is left alone."""

from collections.abc import AsyncIterator

import pytest

from tests.chat import OWNER, Chat, conversation

WHEN = "1号活动“环境整治”：11月28日(周六)09:00–11:00"
WHERE = "1号活动“环境整治”在社区广场"


@pytest.fixture
async def group(sqlite_url: str) -> AsyncIterator[Chat]:
    async with conversation(sqlite_url) as chat:
        await chat.set_up()
        line = "发布活动 周六上午9点到11点 社区广场 环境整治 20人 带 手套"
        await chat.says(OWNER, line)
        await chat.says(OWNER, "确认")
        yield chat


async def test_who_quotes_the_card_or_speaks_to_the_bot_is_answered(group: Chat) -> None:
    card = await group.last()
    for words, answer in (
        ("几点开始？", WHEN),
        ("在哪里？", WHERE),
        ("几点在哪集合", f"{WHEN}\n{WHERE}"),
        ("还有名额吗？", "1号活动“环境整治”：已报名 0/20，剩余 20"),
        ("要带什么？", "1号活动“环境整治”请带：手套"),
        ("什么时候截止报名", "1号活动“环境整治”报名截止：11月28日(周六)09:00"),
        ("谁负责？", f"1号活动“环境整治”的组织者是{OWNER}。"),
        ("where is it?", WHERE),
    ):
        assert await group.quotes("王阿姨", card, words) == answer
        assert await group.says("王阿姨", words, mention=True) == answer
        assert await group.tells("王阿姨", words) == answer
        assert await group.says("王阿姨", words) == ""
    for words in (
        "可以带狗吗？",
        "你们去吗？",
        "几点了我都困了，昨天晚上看球看到一点多，今天又是一早起来买菜做饭带孙子，你说累不累",
    ):
        assert await group.quotes("王阿姨", card, words) == ""


async def test_what_is_off_is_said_first(group: Chat) -> None:
    card = await group.last()
    await group.says(OWNER, "发布活动 周日上午9点 文化站 义诊")
    await group.says(OWNER, "确认")
    answer = await group.says("王阿姨", "几点开始？", mention=True)
    assert "1. 环境整治 11月28日(周六)09:00–11:00" in answer
    assert "2. 义诊 11月29日(周日)09:00" in answer
    assert "2号活动" in await group.says("王阿姨", "义诊几点开始？", mention=True)
    await group.says(OWNER, "取消活动 1")
    assert "已经取消了" in await group.quotes("王阿姨", card, "几点开始？")
    await group.clock("2026-11-29T09:05")
    begun = "近期活动：\n2. 义诊 11月29日(周日)09:00 文化站 已开始"
    assert await group.says("王阿姨", "活动") == begun
    assert await group.tells("王阿姨", "在哪里？") == "2号活动“义诊”在文化站"
