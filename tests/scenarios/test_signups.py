"""Signing up: the word, the number, the seats; and what is no sign-up."""

import asyncio
from datetime import timedelta

import pytest

from storage.types import ActivityState
from tests.activity import NOW, START, an_activity
from tests.scenarios.conftest import Opens

DAY = timedelta(days=1)
CLINIC = an_activity(title="义诊", starts_at=START + DAY, ends_at=None, seats=None)


class TestOneActivity:
    async def test_one_word_signs_up(self, opens: Opens) -> None:
        chat = await opens(an_activity(seats=20))
        answer = await chat.says("王阿姨", "我参加")
        assert answer == "王阿姨已报名：环境整治（第1号），剩余19个名额"
        assert "李叔已报名：环境整治（第2号），剩余18个名额" in await chat.says("李叔", "+1")

    @pytest.mark.parametrize(
        "words",
        ["我参加", "報名", "参加！", "＋１", "算我一个", "/报名", "我\u200b参加", "join", "加入"],
    )
    async def test_it_is_said_in_many_ways(self, opens: Opens, words: str) -> None:
        chat = await opens(an_activity())
        assert "已报名：环境整治（第1号）" in await chat.says("王阿姨", words)

    async def test_said_again_it_changes_nothing(self, opens: Opens) -> None:
        chat = await opens(an_activity())
        await chat.says("王阿姨", "我参加")
        assert await chat.says("王阿姨", "我参加") == "您已报名(第1号)：环境整治"
        assert await chat.says("王阿姨", "+1") == "您已报名(第1号)：环境整治"
        assert "剩余18个名额" in await chat.says("李叔", "我参加")

    async def test_who_comes_too_late_waits_in_order(self, opens: Opens) -> None:
        chat = await opens(an_activity(seats=1))
        await chat.says("王阿姨", "我参加")
        assert "李叔候补第1位：环境整治" in await chat.says("李叔", "我参加")
        assert "赵姐候补第2位" in await chat.says("赵姐", "我参加")
        assert await chat.says("赵姐", "我参加") == "您已在候补第2位：环境整治"

    async def test_without_a_limit_no_seats_are_counted(self, opens: Opens) -> None:
        chat = await opens(CLINIC)
        assert await chat.says("王阿姨", "我参加") == "王阿姨已报名：义诊（第1号）"

    @pytest.mark.parametrize(
        "words",
        [
            "我不参加",
            "我参加过",
            "谁参加",
            "参加活动请戴帽子",
            "报名截止了吗",
            "报名 时间改到几点",
            "如果不下雨我就去",
            "我去不了",
            "我不去了",
            "取消",
            "大家早上好",
            "3",
            "🎉",
            "\u200b",
        ],
    )
    async def test_other_talk_stays_among_the_neighbours(self, opens: Opens, words: str) -> None:
        chat = await opens(an_activity())
        assert await chat.says("王阿姨", words) == ""
        assert "还没有人报名" in await chat.says("李叔", "名单")

    async def test_a_doubtful_one_is_asked(self, opens: Opens) -> None:
        chat = await opens(an_activity())
        assert "您是要报名环境整治" in await chat.says("王阿姨", "能加我一个吗")
        assert "还没有人报名" in await chat.says("李叔", "名单")
        assert "王阿姨已报名" in await chat.says("王阿姨", "确认")
        assert "回复 确认" in await chat.says("赵姐", "能加我一个吗")
        assert await chat.says("赵姐", "不用") == "好的，没有报名。"
        assert await chat.says("赵姐", "确认") == ""

    async def test_forty_at_once_never_share_a_seat(self, opens: Opens) -> None:
        chat = await opens(an_activity(seats=15))
        people = [f"邻居{number}" for number in range(40)]
        answers = await asyncio.gather(*(chat.says(each, "我参加") for each in people))
        assert sum("已报名" in answer for answer in answers) == 15
        waiting = [answer for answer in answers if "候补" in answer]
        assert len({answer.partition("候补")[2] for answer in waiting}) == 25
        assert "名额已满" in "".join(answers)

    async def test_from_as_many_chats_at_once_they_share_no_seat_either(self, opens: Opens) -> None:
        chat = await opens(an_activity(seats=5))
        people = [f"邻居{number}" for number in range(20)]
        for each in people:
            await chat.says(each, "大家好")
        answers = await asyncio.gather(*(chat.tells(each, "我参加") for each in people))
        seated = sorted(answer.partition("（")[2] for answer in answers if "已报名" in answer)
        left = [*(f"剩余{5 - number}个名额" for number in range(1, 5)), "名额已满"]
        assert seated == [f"第{number}号），{each}" for number, each in enumerate(left, 1)]
        waiting = {answer.partition("候补")[2] for answer in answers if "候补" in answer}
        assert len(waiting) == 15


class TestWhichActivity:
    async def test_with_several_it_is_asked(self, opens: Opens) -> None:
        chat = await opens(an_activity(), CLINIC)
        asked = await chat.says("王阿姨", "我参加")
        assert asked.splitlines() == [
            "参加哪个活动？请回复编号：",
            "1. 环境整治 11月28日(周六)09:00",
            "2. 义诊 11月29日(周日)09:00",
        ]
        assert await chat.says("李叔", "2") == ""
        assert "王阿姨已报名：义诊" in await chat.says("王阿姨", "2")

    @pytest.mark.parametrize("words", ["义诊", "就义诊吧", "第二个", "二", "编号2", "2号"])
    async def test_it_is_answered_in_any_way(self, opens: Opens, words: str) -> None:
        chat = await opens(an_activity(), CLINIC)
        await chat.says("王阿姨", "我参加")
        assert "王阿姨已报名：义诊" in await chat.says("王阿姨", words)
        await chat.says("王阿姨", "我参加 1")
        assert (await chat.says("王阿姨", "我不去了")).startswith("取消哪一个？请回复编号：\n1. ")
        assert await chat.says("王阿姨", "都不去了") == "一次请选一个，可以回复：1、2"
        assert await chat.says("王阿姨", "参加义诊") == "您已报名(第1号)：义诊"
        await chat.says("王阿姨", "我参加")
        assert await chat.says("王阿姨", "不参加了") == "好的，没有报名。"
        await chat.says("王阿姨", "我不去了")
        assert "王阿姨已取消报名：义诊" in await chat.says("王阿姨", words)

    async def test_the_answer_counts_for_ten_minutes(self, opens: Opens) -> None:
        chat = await opens(an_activity(), CLINIC)
        await chat.says("王阿姨", "我参加")
        await chat.clock("2026-11-22T10:11")
        assert await chat.says("王阿姨", "2") == ""

    async def test_a_number_that_was_not_listed_is_no_choice(self, opens: Opens) -> None:
        chat = await opens(an_activity(), CLINIC)
        await chat.says("王阿姨", "我参加")
        assert await chat.says("王阿姨", "7") == "没有7，可以回复：1、2"
        assert "已报名" in await chat.says("王阿姨", "1")

    @pytest.mark.parametrize(
        "words", ["我参加 2", "报名2", "义诊我参加", "我参加 义诊", "2号活动我参加"]
    )
    async def test_a_number_or_a_title_is_enough(self, opens: Opens, words: str) -> None:
        chat = await opens(an_activity(), CLINIC)
        assert "王阿姨已报名：义诊" in await chat.says("王阿姨", words)

    async def test_quoting_a_message_about_it_is_enough(self, opens: Opens) -> None:
        chat = await opens(an_activity(), CLINIC)
        await chat.says("王阿姨", "我参加 2")
        about = await chat.last()
        assert "李叔已报名：义诊" in await chat.quotes("李叔", about, "+1")
        assert "李叔已取消报名：义诊" in await chat.quotes("李叔", about, "我不去了")

    async def test_a_number_that_is_no_activity_may_be_people(self, opens: Opens) -> None:
        chat = await opens(an_activity())
        assert "是3个人吗？" in await chat.says("王阿姨", "我参加 3")
        assert "（第1号，共3人），剩余17个名额" in await chat.says("王阿姨", "确认")

    async def test_of_two_alike_the_day_tells(self, opens: Opens) -> None:
        chat = await opens(CLINIC, an_activity(title="义诊", starts_at=START + 6 * DAY))
        await chat.says("王阿姨", "我参加")
        for words in ("义诊", "第三个"):
            assert "可以回复：1、2" in await chat.says("王阿姨", words)
        assert "王阿姨已报名：义诊（第1号）" in await chat.says("王阿姨", "周日那个")
        assert await chat.says("王阿姨", "我参加 1") == "您已报名(第1号)：义诊"

    async def test_people_are_remembered_until_the_activity_is_known(self, opens: Opens) -> None:
        chat = await opens(an_activity(), CLINIC)
        assert (await chat.says("王阿姨", "我参加 3")).splitlines()[:2] == [
            "没有3号活动可以报名。",
            "是3个人一起报名吗？参加哪个活动，请回复编号：",
        ]
        assert "王阿姨已报名：义诊（第1号，共3人）" in await chat.says("王阿姨", "义诊")
        await chat.says("李叔", "我参加 2")
        about = await chat.last()
        both = await chat.quotes("赵姐", about, "我参加 1")
        assert both.startswith("参加哪个活动？请回复编号：\n1. 环境整治")
        assert "是5个人吗" in await chat.quotes("赵姐", about, "我参加 5")

    async def test_a_number_that_can_be_neither_is_said_so(self, opens: Opens) -> None:
        chat = await opens(an_activity())
        answer = await chat.says("王阿姨", "我参加 99")
        assert answer.startswith("没有99号活动可以报名。")
        assert "1. 环境整治" in answer

    async def test_one_that_opens_later_is_not_meant_beside_an_open_one(self, opens: Opens) -> None:
        later = an_activity(title="新年会", opens_at=NOW + DAY, starts_at=START + 30 * DAY)
        chat = await opens(later, an_activity())
        assert "已报名：环境整治" in await chat.says("王阿姨", "我参加")
        assert "新年会报名11月23日(周一)10:00开始。" in await chat.says("王阿姨", "我参加 1")


class TestWhatTakesNobody:
    @pytest.mark.parametrize(
        ("facts", "sentence"),
        [
            ({"state": ActivityState.CANCELLED}, "环境整治已取消。"),
            ({"state": ActivityState.ENDED}, "环境整治已经结束。"),
            ({"state": ActivityState.CLOSED}, "环境整治的报名已截止。"),
            ({"closes_at": NOW - DAY}, "环境整治的报名已截止。"),
            ({"starts_at": NOW - DAY / 24}, "环境整治已经开始"),
            ({"opens_at": NOW + DAY}, "环境整治报名11月23日(周一)10:00开始。"),
        ],
    )
    async def test_it_says_why(self, opens: Opens, facts: dict[str, object], sentence: str) -> None:
        chat = await opens(an_activity(**facts))
        assert sentence in await chat.says("王阿姨", "报名 1")

    async def test_with_nothing_open_a_command_is_answered_and_chat_is_not(
        self, opens: Opens
    ) -> None:
        chat = await opens()
        assert await chat.says("王阿姨", "我参加") == "现在没有可以报名的活动。"
        assert await chat.says("王阿姨", "+1") == ""
        assert await chat.says("王阿姨", "报名 4") == "没有4号活动可以报名。"

    async def test_a_late_comer_hears_of_the_closing(self, opens: Opens) -> None:
        chat = await opens(an_activity(closes_at=NOW - DAY))
        assert await chat.says("王阿姨", "我参加") == "环境整治的报名已截止。"


class TestConflicts:
    async def test_two_at_the_same_time_are_refused_by_name(self, opens: Opens) -> None:
        chat = await opens(an_activity(), an_activity(title="义卖"))
        await chat.says("王阿姨", "我参加 1")
        refused = await chat.says("王阿姨", "我参加 2")
        assert "您已报名1号活动环境整治（11月28日(周六)09:00），时间冲突" in refused
        assert "还没有人报名" in await chat.says("王阿姨", "名单 2")

    async def test_an_hour_is_only_warned_of(self, opens: Opens) -> None:
        hour = timedelta(hours=1)
        chat = await opens(an_activity(), an_activity(title="义卖", starts_at=START + hour))
        await chat.says("王阿姨", "我参加 1")
        answer = await chat.says("王阿姨", "我参加 2")
        assert "王阿姨已报名：义卖" in answer
        assert "提醒：与环境整治（11月28日(周六)09:00）时间有重叠。" in answer

    async def test_the_organiser_may_allow_it(self, opens: Opens) -> None:
        chat = await opens(an_activity(), an_activity(title="义卖", allows_overlap=True))
        await chat.says("王阿姨", "我参加 1")
        assert "王阿姨已报名：义卖" in await chat.says("王阿姨", "我参加 2")

    async def test_waiting_elsewhere_is_no_conflict(self, opens: Opens) -> None:
        chat = await opens(an_activity(seats=1), an_activity(title="义卖"))
        await chat.says("李叔", "我参加 1")
        await chat.says("王阿姨", "我参加 1")
        assert "王阿姨已报名：义卖" in await chat.says("王阿姨", "我参加 2")
