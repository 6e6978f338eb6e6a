"""Who gives up a seat that others wait for has two minutes to think again."""

from datetime import timedelta

import pytest

from tests.activity import NOW, an_activity
from tests.chat import GROUP, OWNER, START, Chat
from tests.scenarios.conftest import Opens, Runs

WARNING = (
    "后面有2人排队，退出后名额给下一位。回复 确认退出 立即退出，回复 留下 不退，两分钟不回复就退出"
)
PASSED = "王阿姨已取消报名：环境整治，名额留给候补下一位"


async def full(opens: Opens) -> Chat:
    """One seat, taken, and two who wait."""
    chat = await opens(an_activity(seats=1))
    for name in ("王阿姨", "李叔", "赵姐"):
        await chat.says(name, "我参加")
    return chat


async def said(chat: Chat, where: str) -> list[str]:
    """What was told in a chat of who left."""
    return [each.text for each in await chat.heard(where) if "已取消报名" in each.text]


class TestWarning:
    @pytest.mark.parametrize("words", ["我不去了", "取消", "退出", "取消报名 1"])
    async def test_it_says_how_many_wait(self, opens: Opens, words: str) -> None:
        chat = await full(opens)
        assert await chat.says("王阿姨", words) == WARNING
        assert list((await chat.last()).buttons) == ["确认退出", "留下"]
        assert "1. 王阿姨" in await chat.says("李叔", "名单")

    async def test_a_press_in_the_group_is_answered_by_name(self, opens: Opens) -> None:
        chat = await full(opens)
        await chat.says("李叔", "活动 1")
        card = await chat.last()
        assert await chat.presses("王阿姨", card, "不去了") == f"王阿姨：{WARNING}"
        asked = await chat.last()
        assert "只有本人或代报的人" in await chat.presses("李叔", asked, "确认退出")
        assert "只有本人或代报的人" in await chat.presses("李叔", asked, "留下")
        assert await chat.presses("王阿姨", asked, "确认退出") == PASSED
        assert "您没有报名环境整治" in await chat.presses("王阿姨", asked, "留下")

    @pytest.mark.parametrize("words", ["确认退出", "确认", "我不去了", "取消", "取消报名 1"])
    async def test_said_once_more_it_is_done_at_once(self, opens: Opens, words: str) -> None:
        chat = await full(opens)
        await chat.says("王阿姨", "我不去了")
        assert await chat.says("王阿姨", words) == PASSED
        await chat.clock("2026-11-22T10:05")
        assert await said(chat, GROUP) == [PASSED]

    @pytest.mark.parametrize("words", ["留下", "不退", "不退了", "不"])
    async def test_who_stays_stays(self, opens: Opens, words: str) -> None:
        chat = await full(opens)
        await chat.says("王阿姨", "我不去了")
        assert await chat.says("王阿姨", words) == "好的，王阿姨留下：环境整治（第1号）"
        await chat.clock("2026-11-22T10:10")
        assert await said(chat, GROUP) == []
        assert "您已报名(第1号)" in await chat.says("王阿姨", "我参加")
        assert await chat.says("王阿姨", "我不去了") == WARNING

    async def test_it_is_answered_from_another_chat(self, opens: Opens) -> None:
        chat = await full(opens)
        await chat.says("王阿姨", "我不去了")
        assert "您留下" in await chat.tells("王阿姨", "留下")

    async def test_other_words_answer_nothing(self, opens: Opens) -> None:
        chat = await full(opens)
        await chat.says("王阿姨", "我不去了")
        assert await chat.says("李叔", "留下") == ""
        assert await chat.says("王阿姨", "你们玩得开心") == ""

    async def test_silence_means_leave_and_is_told(self, opens: Opens) -> None:
        chat = await full(opens)
        await chat.tells("王阿姨", "活动")
        await chat.says("王阿姨", "我不去了")
        await chat.clock("2026-11-22T10:01:50")
        assert await said(chat, "王阿姨") == []
        await chat.clock("2026-11-22T10:02:30")
        assert await said(chat, "王阿姨") == [PASSED.replace("王阿姨", "您")]
        assert await chat.says("王阿姨", "留下") == ""
        assert any("请注意：李叔" in each.text for each in await chat.heard())

    async def test_a_neighbour_is_taken_off_by_who_signed_them_up(self, opens: Opens) -> None:
        chat = await opens(an_activity(seats=2))
        for words in ("我参加", "替王奶奶报名"):
            await chat.says("王阿姨", words)
        await chat.says("李叔", "我参加")
        assert "后面有1人排队" in await chat.says("王阿姨", "替王奶奶取消报名")
        assert "后面有1人排队" in await chat.says("王阿姨", "我不去了")
        assert "王阿姨留下" in await chat.says("王阿姨", "留下")
        assert "王奶奶已取消报名" in await chat.says("王阿姨", "确认退出")


class TestWithout:
    async def test_an_empty_queue_is_no_reason_to_ask(self, opens: Opens) -> None:
        chat = await opens(an_activity(seats=1))
        await chat.says("王阿姨", "我参加")
        assert "王阿姨已取消报名" in await chat.says("王阿姨", "我不去了")

    async def test_who_waits_leaves_at_once(self, opens: Opens) -> None:
        chat = await full(opens)
        assert await chat.says("李叔", "我不去了") == "李叔已退出候补：环境整治"

    async def test_too_late_is_said_instead(self, opens: Opens) -> None:
        chat = await opens(an_activity(seats=1, leave_until=NOW + timedelta(hours=1)))
        for name in ("王阿姨", "李叔"):
            await chat.says(name, "我参加")
        await chat.clock("2026-11-22T11:00")
        assert "退出时间" in await chat.says("王阿姨", "我不去了")

    async def test_in_the_last_two_minutes_there_is_no_time_to_ask(self, opens: Opens) -> None:
        chat = await full(opens)
        await chat.clock("2026-11-28T08:58:30")
        assert "王阿姨已取消报名" in await chat.says("王阿姨", "我不去了")


async def test_downtime_only_delays_it(runs: Runs) -> None:
    async with runs() as chat:
        await chat.set_up()
        await chat.says(OWNER, "发布活动 周六上午9点到11点 社区广场 环境整治 1人")
        await chat.says(OWNER, "确认")
        for name in ("王阿姨", "李叔", "赵姐"):
            await chat.says(name, "我参加")
            await chat.tells(name, "活动")
        assert await chat.says("王阿姨", "我不去了") == WARNING
    for hours in (3, 4):
        later = START + timedelta(hours=hours)
        async with runs(later) as chat:
            await chat.clock((later + timedelta(minutes=1)).isoformat())
            assert await said(chat, "王阿姨") == [PASSED.replace("王阿姨", "您")]
            offers = [each for each in await chat.heard("李叔") if "有名额了" in each.text]
            assert len(offers) == 1
            assert "请在11月23日(周一)01:00前" in offers[0].text


async def test_what_began_meanwhile_is_left_by_nobody(runs: Runs) -> None:
    async with runs() as chat:
        await chat.set_up()
        await chat.says(OWNER, "发布活动 周六上午9点到11点 社区广场 环境整治 1人")
        await chat.says(OWNER, "确认")
        for name in ("王阿姨", "李叔"):
            await chat.says(name, "我参加")
        await chat.clock("2026-11-28T08:57")
        await chat.says("王阿姨", "我不去了")
    async with runs(START + timedelta(days=6)) as chat:
        assert "1. 王阿姨" in await chat.says("李叔", "名单 1")
