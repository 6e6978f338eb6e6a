"""The life of one activity, from the notice to the day, as its people live it."""

from tests.chat import GROUP, OWNER, Chat
from tests.scenarios.conftest import everywhere

pytestmark = everywhere

PEOPLE = [f"邻居{number:02}" for number in range(1, 26)]
REMINDED = "提醒：1号活动“环境整治”"
SOON = "快开始了：1号活动“环境整治”"


async def said(chat: Chat, *words: str, to: str = GROUP) -> list[str]:
    """Return what the bot said there that has all these words."""
    texts = [message.text for message in await chat.heard(to)]
    return [text for text in texts if all(word in text for word in words)]


async def five_wait_for_twenty_seats(chat: Chat) -> None:
    await chat.set_up()
    await chat.says(OWNER, "发布活动 周六上午9点到11点 社区广场 环境整治 20人")
    assert "【1号活动】环境整治" in await chat.says(OWNER, "确认")

    for name in PEOPLE:
        await chat.says(name, "我参加")
    assert "候补第5位" in await chat.says("邻居25", "我参加")


async def test_a_notice_lives_until_its_day(chat: Chat) -> None:
    await five_wait_for_twenty_seats(chat)
    await chat.clock("2026-11-22T10:05")
    assert "后面有5人排队" in await chat.says("邻居03", "我不去了")
    assert "名额留给候补下一位" in await chat.says("邻居03", "确认退出")
    assert "后面有" in await chat.says("邻居07", "我不去了")
    await chat.clock("2026-11-22T10:08")
    assert await said(chat, "邻居21", "请在11月22日(周日)22:05前回复 确认")
    assert await said(chat, "邻居22", "回复 确认")

    assert "邻居22已报名：环境整治" in await chat.says("邻居22", "确认")
    nothing = "" if chat.overhears else "现在没有等您回答的问题。回复“帮助”看看能做什么。"
    assert await chat.says("邻居23", "确认") == nothing
    await chat.clock("2026-11-23T07:01")
    await chat.fetches()
    assert await said(chat, "邻居21", "过")
    assert await said(chat, "邻居23", "请在11月23日(周一)19:00前回复 确认")
    assert "邻居23已报名：环境整治" in await chat.says("邻居23", "确认")
    await chat.fetches(OWNER)
    chain = await said(chat, "邻居03退出 → 邻居21未回应 → 邻居23接上", to=OWNER)
    assert len(chain) == 1

    await the_day_is_moved_and_remembered_once(chat)
    assert "不能撤销了" in await chat.says(OWNER, "撤销")
    roster = await chat.says(OWNER, "名单 1")
    seated, _, waiting = roster.partition("候补")
    assert seated.count("邻居") == 20
    assert waiting.count("邻居") == 2


async def the_day_is_moved_and_remembered_once(chat: Chat) -> None:
    assert "从11月28日(周六)09:00–11:00改到11月29日(周日)" in await chat.says(
        OWNER, "改期 1 周日上午9点"
    )
    assert "已告知" in await chat.says(OWNER, "确认")
    await chat.clock("2026-11-28T08:59")
    assert await said(chat, REMINDED) == []
    await chat.clock("2026-11-29T08:59")
    await chat.fetches()
    for reminder in (REMINDED, SOON):
        (told,) = await said(chat, reminder)
        assert all(name in told for name in ("邻居01", "邻居22", "邻居23"))
        assert not any(name in told for name in ("邻居03", "邻居07", "邻居21", "邻居24"))
