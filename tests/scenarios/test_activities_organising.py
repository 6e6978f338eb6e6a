"""What organisers do to an activity that is published."""

from datetime import timedelta

import pytest

from tests.activity import START, an_activity
from tests.chat import OWNER, Chat
from tests.scenarios.conftest import Opens

CLINIC = an_activity(title="义诊", seats=2)


async def signed_up(chat: Chat, *names: str, number: int = 1) -> None:
    for name in names:
        await chat.says(name, f"我参加 {number}")


async def card_of(chat: Chat, number: int = 1) -> str:
    """Show the card and return it as it stands after a moment."""
    return await chat.says(OWNER, f"活动 {number}")


class TestMoving:
    async def test_everybody_is_told_once(self, opens: Opens) -> None:
        chat = await opens(CLINIC)
        await chat.tells("王阿姨", "你好")
        await signed_up(chat, "王阿姨", "李叔", "赵姐")
        await chat.says(OWNER, "改期 1 下周日上午10点")
        answer = await chat.says(OWNER, "确认")
        assert (
            answer
            == "1号活动“义诊”改期：11月29日(周日)10:00–12:00 社区广场。已告知3人（私下1人，群里2人）。"
        )
        await chat.clock("2026-11-22T10:05")
        news = "1号活动“义诊”改期：11月29日(周日)10:00–12:00 社区广场。来不了请回复“取消报名 1”。"
        told = [each.text for each in await chat.heard("王阿姨")]
        assert [each for each in told if "改期" in each] == [news]
        in_group = [each.text for each in await chat.heard() if "请注意" in each.text]
        assert in_group == [f"请注意：李叔、赵姐\n{news}"]
        same = "1号活动“义诊”本来就是11月29日(周日)10:00–12:00 社区广场，没有改动。"
        assert await chat.says(OWNER, "改期 1 10点到12点") == same
        assert await chat.says(OWNER, "改地点 1 社区广场") == same
        await chat.clock("2026-11-22T10:10")
        assert [each.text for each in await chat.heard() if "请注意" in each.text] == in_group

    @pytest.mark.parametrize(
        ("words", "when"),
        [
            ("改期 1 10点", "11月28日(周六)10:00–12:00"),
            ("改期 1 改到10点到11点半", "11月28日(周六)10:00–11:30"),
            ("改时间 1 推迟一小时", "11月28日(周六)10:00–12:00"),
            ("改期 1 提前半小时", "11月28日(周六)08:30–10:30"),
            ("改期 1：12月5日", "12月5日(周六)09:00–11:00"),
            ("改期 1 推迟一周", "12月5日(周六)09:00–11:00"),
            ("改期 下周日下午3点", "11月29日(周日)15:00–17:00"),
            ("改期 1 周日下午3点", "11月29日(周日)15:00–17:00"),
            ("改期 1 周六下午3点", "11月28日(周六)15:00–17:00"),
            ("改期 1 周一", "11月30日(周一)09:00–11:00"),
        ],
    )
    async def test_what_is_not_said_stays(self, opens: Opens, words: str, when: str) -> None:
        chat = await opens(CLINIC)
        assert f"改期：{when} " in await chat.says(OWNER, words)

    async def test_a_quoted_card_needs_no_number(self, opens: Opens) -> None:
        chat = await opens(an_activity(), CLINIC)
        await chat.says(OWNER, "活动 2")
        card = await chat.last()
        assert "2号活动“义诊”改期" in await chat.quotes(OWNER, card, "改期 10点")

    async def test_the_card_follows(self, opens: Opens) -> None:
        chat = await opens(CLINIC)
        await card_of(chat)
        card = await chat.last()
        await chat.says(OWNER, "改期 1 10点")
        await chat.clock("2026-11-22T10:05")
        shown = next(each for each in await chat.heard() if each.id == card.id)
        assert "10:00–12:00" in shown.text

    async def test_a_doubtful_time_is_asked(self, opens: Opens) -> None:
        chat = await opens(CLINIC)
        answer = await chat.says(OWNER, "改期 1 本周五上午9点")
        assert answer.startswith("本周五已过，是下周五11月27日(周五)吗？")
        assert "改期：11月27日(周五)09:00–11:00" in await chat.says(OWNER, "确认")

    @pytest.mark.parametrize(
        ("words", "answer"),
        [
            ("改期 1 昨天上午9点", "11月21日(周六)09:00已经过了。"),
            ("改期 1 昨天", "11月21日(周六)09:00已经过了。"),
            ("改期 1 下午3点到下午2点", "结束时间要晚于开始时间。"),
            ("改期 1 2029年1月1日", "最多提前两年发布活动。"),
            ("改期 1 随便", "改到什么时候？如：改期 1 周日上午9点"),
        ],
    )
    async def test_what_cannot_be_is_refused(self, opens: Opens, words: str, answer: str) -> None:
        chat = await opens(CLINIC)
        assert await chat.says(OWNER, words) == answer
        assert await chat.says(OWNER, "确认") == ""

    async def test_a_doubtful_time_may_be_left(self, opens: Opens) -> None:
        chat = await opens(CLINIC)
        await chat.says(OWNER, "改期 1 本周五上午9点")
        assert await chat.says(OWNER, "取消") == "好的，没有改动。"
        assert "11月28日(周六)09:00" in await card_of(chat)

    async def test_a_weekday_went_to_the_week_before_and_everybody_was_told(
        self, opens: Opens
    ) -> None:
        by = timedelta(days=1)
        sunday = an_activity(starts_at=START + by, ends_at=START + by + timedelta(hours=2))
        chat = await opens(sunday)
        await signed_up(chat, "王阿姨", "李叔")
        answer = await chat.says(OWNER, "改期 1 周日下午2点")
        assert answer.startswith("1号活动“环境整治”改期：11月29日(周日)14:00–16:00 ")

    async def test_another_day_was_told_unasked(self, opens: Opens) -> None:
        chat = await opens(an_activity())
        await signed_up(chat, "王阿姨", "李叔")
        answer = await chat.says(OWNER, "改期 1 周日")
        assert answer == (
            "1号活动“环境整治”从11月28日(周六)09:00–11:00改到11月29日(周日)09:00–11:00，会告诉2人。"
            "回复“确认”改期，“放弃”不改。"
        )
        assert await chat.says(OWNER, "放弃") == "好的，没有改动。"
        assert "28日(周六)" in await card_of(chat)
        await chat.says(OWNER, "改期 1 周日")
        assert "已告知2人" in await chat.says(OWNER, "确认")

    async def test_an_earlier_day_is_never_taken_unasked(self, opens: Opens) -> None:
        chat = await opens(an_activity())
        answer = await chat.says(OWNER, "改期 1 周五")
        assert answer.startswith("是提前到11月27日(周五)09:00吗？")
        assert "改期：11月27日(周五)" in await chat.says(OWNER, "确认")

    async def test_a_confirmation_that_comes_too_late_changes_nothing(self, opens: Opens) -> None:
        chat = await opens(CLINIC)
        await chat.says(OWNER, "任命 社工 王芳")
        await chat.says("王芳", "你好")
        await chat.says(OWNER, "任命 社工 王芳")
        await chat.says(OWNER, "改期 1 本周五上午9点")
        assert "改地点：三单元" in await chat.says("王芳", "改地点 1 三单元")
        answer = await chat.says(OWNER, "确认")
        assert answer == (
            "刚才已经有人改过这个活动，没有再动。现在是：\n"
            "1. 义诊 11月28日(周六)09:00–11:00 三单元 剩余2"
        )
        assert await chat.says(OWNER, "确认") == ""


class TestSeats:
    async def test_new_seats_are_offered_to_who_waits(self, opens: Opens) -> None:
        chat = await opens(CLINIC)
        await signed_up(chat, "王阿姨", "李叔", "赵姐", "钱伯")
        answer = await chat.says(OWNER, "改名额 1 3")
        assert answer == "1号活动“义诊”名额已改：已报名 3/3，候补 1。候补1人有了名额，等他们确认。"
        await chat.clock("2026-11-22T10:05")
        assert any("赵姐" in each.text and "钱伯" not in each.text for each in await chat.heard())
        assert "赵姐已报名：义诊（第3号）" in await chat.says("赵姐", "确认")

    async def test_several_are_offered_seats_by_one_message(self, opens: Opens) -> None:
        chat = await opens(CLINIC)
        await signed_up(chat, "王阿姨", "李叔", "赵姐", "钱伯", "孙姨")
        await chat.says(OWNER, "改名额 1 5")
        (asked,) = [each for each in await chat.heard() if "有名额了" in each.text]
        assert asked.text.startswith("请注意：赵姐、钱伯、孙姨\n有名额了：义诊")
        assert "赵姐已报名：义诊（第3号）" in await chat.presses("赵姐", asked, "确认")
        assert "钱伯已放弃名额" in await chat.presses("钱伯", asked, "放弃")
        assert "孙姨已报名" in await chat.says("孙姨", "确认")
        assert "点到名字" in await chat.presses("周哥", asked, "确认")
        assert "已报名 4/5" in (await chat.says(OWNER, "活动 1"))

    async def test_new_seats_are_given_near_the_start(self, opens: Opens) -> None:
        chat = await opens(CLINIC)
        await signed_up(chat, "王阿姨", "李叔", "赵姐", "钱伯")
        await chat.clock("2026-11-28T07:30")
        answer = await chat.says(OWNER, "改名额 1 3")
        assert answer == "1号活动“义诊”名额已改：已报名 3/3，候补 1。候补1人已转为报名。"
        await chat.clock("2026-11-28T07:35")
        assert any("赵姐" in each.text and "钱伯" not in each.text for each in await chat.heard())

    async def test_without_a_limit_nobody_needs_to_claim(self, opens: Opens) -> None:
        chat = await opens(CLINIC)
        await signed_up(chat, "王阿姨", "李叔", "赵姐", "钱伯")
        assert "候补2人已转为报名。" in await chat.says(OWNER, "改名额 1 不限")
        assert "您已报名(第4号)" in await chat.says("钱伯", "我参加")

    async def test_never_fewer_than_have_signed_up(self, opens: Opens) -> None:
        chat = await opens(CLINIC)
        await signed_up(chat, "王阿姨", "李叔")
        assert await chat.says(OWNER, "改名额 1 1") == "已经有2人报上了，名额不能比这少。"

    @pytest.mark.parametrize(
        ("words", "answer"),
        [
            ("改名额 1 30人", "已报名 0/30，剩余 30"),
            ("改人数 1 三十", "已报名 0/30，剩余 30"),
            ("改名额 1 不限", "已报名 0，名额不限"),
            ("改名额 1 0", "名额要在1到2000之间"),
            ("改名额 1 10000", "名额要在1到2000之间"),
            ("改名额 1 -5", "名额要在1到2000之间"),
            ("改名额 1", "改成多少人？如：改名额 1 30"),
            ("改名额 7 30", "没有7号活动"),
        ],
    )
    async def test_what_is_said(self, opens: Opens, words: str, answer: str) -> None:
        chat = await opens(CLINIC)
        assert answer in await chat.says(OWNER, words)


class TestPlace:
    async def test_it_may_change(self, opens: Opens) -> None:
        chat = await opens(CLINIC)
        await signed_up(chat, "王阿姨")
        answer = await chat.says(OWNER, "改地点 1 三单元门口")
        assert (
            answer
            == "1号活动“义诊”改地点：三单元门口 11月28日(周六)09:00–11:00。已告知1人（群里）。"
        )
        assert "改地点：3号楼" in await chat.says(OWNER, "地点 1 3号楼")

    async def test_a_neighbour_who_speaks_of_places_is_left_alone(self, opens: Opens) -> None:
        chat = await opens(CLINIC)
        assert await chat.says("王阿姨", "地点 1 三单元") == ""
        assert "只有发布人、书记或社工能改" in await chat.says("王阿姨", "改地点 1 三单元")


class TestSignupsEnd:
    async def test_by_hand_and_back(self, opens: Opens) -> None:
        chat = await opens(CLINIC)
        assert "报名已截止。要恢复请说：重开报名 1" in await chat.says(OWNER, "截止报名 1")
        assert "已截止" in await chat.says("王阿姨", "我参加 1")
        assert "早已截止" in await chat.says(OWNER, "截止报名 1")
        assert "报名已截止" in await card_of(chat)
        assert list((await chat.last()).buttons) == ["不去了", "名单"]
        assert "重新开放报名" in await chat.says(OWNER, "重开报名 1")
        assert "已报名" in await chat.says("王阿姨", "我参加 1")


class TestCallingOff:
    async def test_with_nobody_signed_up_it_is_done_at_once(self, opens: Opens) -> None:
        chat = await opens(CLINIC)
        answer = await chat.says(OWNER, "取消活动 1 下雨")
        assert answer == "1号活动“义诊”已取消（11月28日(周六)09:00–11:00）。"
        assert "活动已取消：下雨" in await card_of(chat)
        assert not (await chat.last()).buttons
        assert await chat.says(OWNER, "活动") == "近期没有活动。"

    async def test_with_people_it_is_asked_and_they_are_told_once(self, opens: Opens) -> None:
        chat = await opens(CLINIC)
        await signed_up(chat, "王阿姨", "李叔", "赵姐")
        await chat.tells("赵姐", "你好")
        answer = await chat.says(OWNER, "取消活动 1 下雨")
        assert "已报名2人，候补1位。回复“确认”取消活动并告诉他们" in answer
        assert "已取消（11月28日(周六)09:00–11:00）。已告知3人" in await chat.says(OWNER, "确认")
        await chat.clock("2026-11-22T10:05")
        news = "1号活动“义诊”（11月28日(周六)09:00–11:00 社区广场）取消了：下雨。"
        assert [each.text for each in await chat.heard("赵姐")][1:] == [news]
        in_group = [each.text for each in await chat.heard() if "请注意" in each.text]
        assert in_group == [f"请注意：王阿姨、李叔\n{news}"]
        assert await chat.says(OWNER, "取消活动 1") == "1号活动“义诊”已经取消了。"

    async def test_it_may_be_left(self, opens: Opens) -> None:
        chat = await opens(CLINIC)
        await signed_up(chat, "王阿姨")
        assert "已报名1人。回复" in await chat.says(OWNER, "取消活动 1")
        assert await chat.says(OWNER, "放弃") == "好的，没有改动。"
        assert "已报名 1/2" in await card_of(chat)

    async def test_an_activity_that_was_not_named_is_never_called_off_unasked(
        self, opens: Opens
    ) -> None:
        chat = await opens(CLINIC)
        assert "回复“确认”取消活动" in await chat.tells(OWNER, "取消活动太可惜了")

    async def test_two_confirmations_call_off_once(self, opens: Opens) -> None:
        chat = await opens(CLINIC)
        await signed_up(chat, "王阿姨")
        await chat.says(OWNER, "取消活动 1")
        await chat.says(OWNER, "确认")
        assert await chat.says(OWNER, "确认") == ""


class TestWho:
    @pytest.mark.parametrize(
        "words",
        ["改期 1 10点", "改名额 1 5", "截止报名 1", "取消活动 1", "改地点 1 河边", "安静 1"],
    )
    async def test_neighbours_may_not(self, opens: Opens, words: str) -> None:
        chat = await opens(CLINIC)
        assert "只有发布人、书记或社工能改" in await chat.says("王阿姨", words)

    @pytest.mark.parametrize(
        "words",
        ["改期 9 10点", "改名额 9 5", "截止报名 9", "取消活动 9", "改地点 9 河边", "安静 9"],
    )
    async def test_a_number_that_is_none(self, opens: Opens, words: str) -> None:
        chat = await opens(CLINIC)
        assert await chat.says(OWNER, words) == "没有9号活动。回复“活动”看看有哪些。"

    @pytest.mark.parametrize("words", ["截止报名", "取消活动 下雨", "改期 下周日9点"])
    async def test_of_several_none_is_guessed(self, opens: Opens, words: str) -> None:
        chat = await opens(CLINIC, an_activity())
        assert (await chat.says(OWNER, words)).startswith("哪个活动？")

    async def test_a_social_worker_may(self, opens: Opens) -> None:
        chat = await opens(CLINIC)
        await chat.says("王芳", "大家好")
        await chat.says(OWNER, "任命 社工 王芳")
        assert "改期" in await chat.says("王芳", "改期 1 10点")

    @pytest.mark.parametrize("words", ["安静 一点", "安静", "恢复 原样"])
    async def test_words_that_mean_nothing_here_are_left_alone(
        self, opens: Opens, words: str
    ) -> None:
        chat = await opens(CLINIC)
        assert await chat.says("王阿姨", words) == ""


async def test_an_activity_that_is_over_stays_as_it_was(opens: Opens) -> None:
    chat = await opens(CLINIC)
    await chat.clock("2026-11-28T12:00")
    assert await chat.says(OWNER, "改期 1 明天9点") == "1号活动“义诊”已经结束了。"
