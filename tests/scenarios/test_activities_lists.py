"""What is coming up, on demand and once a day; sign-up windows; what happens in its time."""

from datetime import datetime, timedelta

import pytest

from tests.activity import START, an_activity
from tests.chat import GROUP, OWNER, Chat
from tests.scenarios.conftest import Opens, Runs

DAY = timedelta(days=1)
LINE = "发布活动 周六上午9点到11点 盐运西社区广场 环境整治 20人"


async def texts(chat: Chat, group: str = GROUP) -> list[str]:
    return [each.text for each in await chat.heard(group)]


async def lists(chat: Chat, group: str = GROUP) -> list[str]:
    return [each for each in await texts(chat, group) if each.startswith("未来7天的活动：")]


class TestOnDemand:
    async def test_the_next_ones_with_seats_left(self, opens: Opens) -> None:
        full = an_activity(title="义诊", starts_at=START + DAY, ends_at=None, seats=1)
        chat = await opens(an_activity(), full, an_activity(title="读书会", seats=None))
        await chat.says("王阿姨", "我参加 1")
        await chat.says("王阿姨", "我参加 2")
        await chat.says("李叔", "我参加 2")
        assert await chat.says("赵姐", "活动") == (
            "近期活动：\n"
            "1. 环境整治 11月28日(周六)09:00–11:00 社区广场 剩余19\n"
            "3. 读书会 11月28日(周六)09:00–11:00 社区广场 名额不限\n"
            "2. 义诊 11月29日(周日)09:00 社区广场 已满，候补1\n"
            "回复“我参加 编号”报名。"
        )

    @pytest.mark.parametrize(
        "words",
        ["活动", "近期活动", "活动？", "活动列表", "有什么活动", "下周有什么活动", "activities"],
    )
    async def test_is_asked_in_many_ways(self, opens: Opens, words: str) -> None:
        chat = await opens(an_activity())
        assert "1. 环境整治" in await chat.says("王阿姨", words)

    @pytest.mark.parametrize("words", ["活动几点开始", "活动 几点开始", "活动真多", "我们有活动"])
    async def test_other_talk_is_left_alone(self, opens: Opens, words: str) -> None:
        chat = await opens(an_activity())
        assert await chat.says("王阿姨", words) == ""

    async def test_of_a_day(self, opens: Opens) -> None:
        chat = await opens(an_activity(), an_activity(title="义诊", starts_at=START + DAY))
        answer = await chat.says("王阿姨", "活动 11月28日")
        assert "环境整治" in answer
        assert "义诊" not in answer
        assert await chat.says("王阿姨", "明天有什么") == "11月23日(周一)没有活动。"

    async def test_of_many_the_next_are_shown(self, opens: Opens) -> None:
        many = [an_activity(starts_at=START + each * DAY, ends_at=None) for each in range(25)]
        chat = await opens(*many)
        answer = (await chat.says("王阿姨", "活动")).splitlines()
        assert len(answer) == 23
        assert answer[20].startswith("20. ")
        assert answer[21] == "后面还有，按日子看，如：活动 12月5日"

    async def test_one_of_them(self, opens: Opens) -> None:
        chat = await opens(an_activity(bring="铁锹"))
        assert await chat.says("王阿姨", "活动 1") == (
            "【1号活动】环境整治\n时间：11月28日(周六)09:00–11:00\n地点：社区广场\n请带：铁锹\n"
            "已报名 0/20，剩余 20\n回复“我参加 1”报名"
        )
        assert await chat.says("王阿姨", "活动 8") == "没有8号活动。回复“活动”看看有哪些。"

    async def test_mine(self, opens: Opens) -> None:
        chat = await opens(
            an_activity(), an_activity(title="义诊", starts_at=START + DAY, ends_at=None, seats=1)
        )
        assert (await chat.says("王阿姨", "我的活动")).startswith("您还没有报名")
        await chat.says("李叔", "我参加 2")
        await chat.says("王阿姨", "我参加 1 2人")
        await chat.says("王阿姨", "我参加 2")
        await chat.says("王阿姨", "替赵奶奶报名 1")
        assert await chat.says("王阿姨", "我的活动") == (
            "您的活动：\n"
            "1号活动“环境整治” 11月28日(周六)09:00–11:00 社区广场，已报名（第1号，共2人）\n"
            "1号活动“环境整治” 11月28日(周六)09:00–11:00 社区广场，替赵奶奶报名：已报名（第2号）\n"
            "2号活动“义诊” 11月29日(周日)09:00 社区广场，候补第1位"
        )


class TestOnceADay:
    async def test_at_six_the_next_seven_days(self, chat: Chat) -> None:
        await chat.set_up()
        await chat.says(OWNER, "启用 盐运西社区", group="志愿者群")
        await chat.says(OWNER, LINE)
        await chat.says(OWNER, "确认")
        await chat.says("王阿姨", "我参加")
        await chat.clock("2026-11-22T17:59")
        assert await lists(chat) == []
        await chat.clock("2026-11-22T18:00")
        expected = (
            "未来7天的活动：\n"
            "1. 环境整治 11月28日(周六)09:00–11:00 盐运西社区广场 剩余19\n"
            "回复“我参加 编号”报名。"
        )
        assert await lists(chat) == [expected]
        assert await lists(chat, "志愿者群") == [expected]
        await chat.clock("2026-11-24T18:30")
        assert len(await lists(chat)) == 3

    async def test_with_nothing_coming_up_there_is_silence(self, chat: Chat) -> None:
        await chat.set_up()
        await chat.says(OWNER, LINE.replace("周六", "12月20日"))
        await chat.says(OWNER, "确认")
        before = await texts(chat)
        await chat.clock("2026-11-23T19:00")
        assert await texts(chat) == before

    async def test_a_quiet_activity_is_left_out(self, chat: Chat) -> None:
        await chat.set_up()
        await chat.says(OWNER, LINE)
        await chat.says(OWNER, "确认")
        assert "不再出现在每天的预告里" in await chat.says(OWNER, "安静 1")
        await chat.clock("2026-11-22T18:00")
        assert await lists(chat) == []
        await chat.says(OWNER, "恢复 1")
        await chat.clock("2026-11-23T18:00")
        assert len(await lists(chat)) == 1

    async def test_a_muted_group_hears_nothing(self, chat: Chat) -> None:
        await chat.set_up()
        await chat.says(OWNER, "启用 盐运西社区", group="志愿者群")
        await chat.says(OWNER, LINE)
        await chat.says(OWNER, "确认")
        await chat.says(OWNER, "闭嘴 1天")
        await chat.clock("2026-11-22T18:00")
        assert await lists(chat) == []
        assert len(await lists(chat, "志愿者群")) == 1

    @pytest.mark.parametrize(
        ("restart", "expected"),
        [
            ("2026-11-25T12:00+08:00", 1),
            ("2026-11-25T17:40+08:00", 0),
            ("2026-11-25T03:00+08:00", 0),
            ("2026-11-22T18:10+08:00", 1),
        ],
    )
    async def test_after_downtime_it_catches_up_once(
        self, runs: Runs, restart: str, expected: int
    ) -> None:
        async with runs() as chat:
            await chat.set_up()
            await chat.says(OWNER, LINE)
            await chat.says(OWNER, "确认")
        start = datetime.fromisoformat(restart)
        async with runs(start) as chat:
            await chat.clock((start + timedelta(minutes=1)).isoformat())
            assert len(await lists(chat)) == expected
            await chat.clock("2026-11-25T18:00")
            assert len(await lists(chat)) >= expected + 1


class TestWindow:
    async def test_opens_closes_and_ends_by_itself(self, chat: Chat) -> None:
        await chat.set_up()
        await chat.says(OWNER, f"{LINE} 报名 周四9点开始 截止 周五18点")
        answer = await chat.says(OWNER, "确认")
        assert "报名开始：11月26日(周四)09:00" in answer
        assert "报名截止：11月27日(周五)18:00" in answer
        card = await chat.last()
        assert "11月26日(周四)09:00" in await chat.says("王阿姨", "我参加")
        await chat.clock("2026-11-26T09:00")
        opened = await chat.last()
        assert opened.text == "1号活动“环境整治”报名开始了，回复“我参加 1”报名。"
        assert "已报名" in await chat.presses("王阿姨", opened, "报名")
        await chat.clock("2026-11-27T18:00")
        shown = next(each for each in await chat.heard() if each.id == card.id)
        assert "报名已截止" in shown.text
        assert list(shown.buttons) == ["不去了", "名单"]
        assert "截止" in await chat.says("李叔", "我参加 1")
        await chat.clock("2026-11-28T11:00")
        shown = next(each for each in await chat.heard() if each.id == card.id)
        assert "活动已结束" in shown.text
        assert not shown.buttons

    async def test_what_opens_in_the_night_is_announced_in_the_morning(self, opens: Opens) -> None:
        chat = await opens()
        await chat.says(OWNER, f"{LINE} 报名 周三23:30开始")
        await chat.says(OWNER, "确认")
        await chat.clock("2026-11-25T23:31")
        assert "已报名" in await chat.says("王阿姨", "我参加 1")
        await chat.says(OWNER, "改名额 1 30")
        await chat.clock("2026-11-26T06:59")
        assert "报名开始了" not in (await chat.last()).text
        await chat.clock("2026-11-26T12:00")
        assert sum("报名开始了" in each.text for each in await chat.heard()) == 1

    async def test_without_a_deadline_it_closes_at_the_start(self, opens: Opens) -> None:
        chat = await opens()
        await chat.says(OWNER, LINE)
        await chat.says(OWNER, "确认")
        await chat.clock("2026-11-28T09:00")
        assert "报名已截止" in await chat.says(OWNER, "活动 1")

    async def test_the_window_moves_along(self, chat: Chat) -> None:
        await chat.set_up()
        await chat.says(OWNER, f"{LINE} 截止 周五18点")
        await chat.says(OWNER, "确认")
        await chat.says(OWNER, "改期 1 推迟一周")
        assert "报名截止：12月4日(周五)18:00" in await chat.says(OWNER, "活动 1")
        await chat.clock("2026-11-28T12:00")
        assert "已报名" in await chat.says("王阿姨", "我参加 1")
        await chat.clock("2026-12-04T18:00")
        assert "截止" in await chat.says("李叔", "我参加 1")

    async def test_moving_what_was_closed_by_time_opens_it_again(self, chat: Chat) -> None:
        await chat.set_up()
        await chat.says(OWNER, LINE)
        await chat.says(OWNER, "确认")
        await chat.clock("2026-11-28T09:30")
        await chat.says(OWNER, "改期 1 下周六上午9点")
        assert "已报名" in await chat.says("王阿姨", "我参加 1")

    async def test_after_calling_off_nothing_falls_due(self, chat: Chat) -> None:
        await chat.set_up()
        await chat.says(OWNER, f"{LINE} 报名 周四9点开始")
        await chat.says(OWNER, "确认")
        await chat.says(OWNER, "取消活动 1")
        before = len(await texts(chat))
        await chat.clock("2026-11-29T12:00")
        assert len(await texts(chat)) == before

    async def test_in_english_it_reads_as_well(self, chat: Chat) -> None:
        await chat.set_up()
        await chat.says(OWNER, "语言 English")
        answer = await chat.says(OWNER, "publish Sat 9am-11am, clean-up, at the square, 20 people")
        assert "Please check: [clean-up]" in answer
        assert "When: Sat 28 Nov 09:00–11:00" in answer


class TestNumbers:
    @pytest.mark.parametrize("words", ["活动三", "活动 三", "活动 3", "活动3号"])
    async def test_one_in_chinese_was_not_heard(self, opens: Opens, words: str) -> None:
        chat = await opens(an_activity(), an_activity(), an_activity(title="义诊"))
        assert "【3号活动】义诊" in await chat.says("王阿姨", words)

    async def test_one_in_chinese_names_a_roster(self, opens: Opens) -> None:
        chat = await opens(an_activity(), an_activity(title="义诊"))
        assert "2号 义诊" in await chat.says("王阿姨", "名单 二")

    @pytest.mark.parametrize("words", ["活动", "名单"])
    async def test_a_huge_one_was_not_heard(self, opens: Opens, words: str) -> None:
        chat = await opens(an_activity())
        number = "9" * 20
        assert f"没有{number}号活动" in await chat.says("王阿姨", f"{words} {number}")

    @pytest.mark.parametrize("words", ["活动三楼", "活动一下", "活动一"])
    async def test_what_is_none_is_left_alone(self, opens: Opens, words: str) -> None:
        chat = await opens()
        said = await chat.says("王阿姨", words)
        assert said == ("没有1号活动。回复“活动”看看有哪些。" if words == "活动一" else "")

    async def test_a_huge_one_signs_nobody_up(self, opens: Opens) -> None:
        chat = await opens(an_activity())
        number = "9" * 20
        assert f"没有{number}号活动可以报名" in await chat.says("王阿姨", f"我参加 {number}")
        assert "没有" in await chat.says("王阿姨", f"取消报名 {number}")
