"""Withdrawing, and what becomes of the seat."""

from datetime import timedelta

import pytest

from storage.types import ActivityState
from tests.activity import NOW, START, an_activity
from tests.chat import GROUP, OWNER
from tests.scenarios.conftest import Opens

DAY = timedelta(days=1)
CLINIC = an_activity(title="义诊", starts_at=START + DAY)


class TestLeaving:
    @pytest.mark.parametrize(
        "words", ["取消报名", "我不去了", "取消", "退出", "取消报名 1", "参加不了了", "-1", "leave"]
    )
    async def test_the_seat_is_free_at_once(self, opens: Opens, words: str) -> None:
        chat = await opens(an_activity(seats=20))
        await chat.says("王阿姨", "我参加")
        answer = await chat.says("王阿姨", words)
        assert answer == "王阿姨已取消报名：环境整治，剩余20个名额"

    async def test_who_comes_back_comes_last(self, opens: Opens) -> None:
        chat = await opens(an_activity())
        for name in ("王阿姨", "李叔", "赵姐"):
            await chat.says(name, "我参加")
        await chat.says("王阿姨", "我不去了")
        assert "王阿姨已报名：环境整治（第4号）" in await chat.says("王阿姨", "我参加")
        assert "您已报名(第2号)" in await chat.says("李叔", "我参加")

    async def test_who_is_not_in_hears_it_when_asking_the_bot(self, opens: Opens) -> None:
        chat = await opens(an_activity())
        await chat.says("王阿姨", "大家好")
        assert await chat.says("王阿姨", "取消报名") == "您没有报名，不用取消。"
        assert await chat.tells("王阿姨", "我不去了") == "您没有报名，不用取消。"
        assert await chat.says("王阿姨", "取消报名 1") == "您没有报名环境整治。"
        assert await chat.says("王阿姨", "取消报名 9") == "您没有报名9号活动。"

    async def test_with_several_it_is_asked(self, opens: Opens) -> None:
        chat = await opens(an_activity(), CLINIC)
        await chat.says("王阿姨", "我参加 1")
        await chat.says("王阿姨", "我参加 2")
        asked = await chat.says("王阿姨", "我不去了")
        assert asked.startswith("取消哪一个？")
        assert "王阿姨已取消报名：义诊" in await chat.says("王阿姨", "2")
        assert "您已报名" in await chat.says("王阿姨", "我参加 1")

    async def test_what_sounds_like_a_day_is_asked(self, opens: Opens) -> None:
        chat = await opens(an_activity())
        await chat.says("王阿姨", "我参加")
        assert "要取消王阿姨在环境整治的报名吗" in await chat.says("王阿姨", "3号不去了")
        assert await chat.says("王阿姨", "不是") == "好的，没有取消。"
        assert "您已报名" in await chat.says("王阿姨", "我参加")

    async def test_others_talk_of_their_own_affairs(self, opens: Opens) -> None:
        chat = await opens(an_activity())
        await chat.says("王阿姨", "我参加")
        assert await chat.says("王阿姨", "取消订单怎么这么慢") == ""
        assert await chat.says("王阿姨", "怎么取消报名") == ""
        assert "您已报名" in await chat.says("王阿姨", "我参加")

    async def test_the_deadline_holds_for_seats_and_not_for_the_queue(self, opens: Opens) -> None:
        chat = await opens(an_activity(seats=1, leave_until=NOW + DAY))
        await chat.says("王阿姨", "我参加")
        await chat.says("李叔", "我参加")
        await chat.clock("2026-11-23T10:00")
        late = await chat.says("王阿姨", "我不去了")
        assert late == "环境整治的退出时间（11月23日(周一)10:00）已过，请联系组织者林书记。"
        assert await chat.says("李叔", "我不去了") == "李叔已退出候补：环境整治"

    async def test_once_it_has_begun_nobody_leaves_and_hears_whom_to_talk_to(
        self, opens: Opens
    ) -> None:
        chat = await opens(an_activity(), CLINIC)
        for words in ("我参加 1", "替王奶奶报名 1"):
            await chat.says("王阿姨", words)
        for number in "12":
            await chat.says("李叔", f"我参加 {number}")
        await chat.says("王阿姨", "活动 1")
        card = await chat.last()
        await chat.clock("2026-11-28T09:00")
        begun = "环境整治已经开始，不能再报名或退出。有事请联系组织者林书记。"
        for words in (
            "我不去了",
            "取消报名",
            "取消报名 1",
            "我参加 1",
            "改为2人",
            "环境整治不去了",
        ):
            assert await chat.says("王阿姨", words) == begun
        assert await chat.says("王阿姨", "替王奶奶取消报名") == begun
        assert await chat.presses("王阿姨", card, "不去了") == begun
        # The other one isn't taken for it unasked.
        asked = await chat.says("李叔", "我不去了")
        assert asked == f"{begun}\n要取消李叔在义诊的报名吗？回复 确认"
        assert "李叔已取消报名：义诊" in await chat.says("李叔", "确认")
        await chat.clock("2026-11-28T11:00")
        assert await chat.says("王阿姨", "我不去了") == ""
        assert await chat.says("王阿姨", "取消报名") == "环境整治已经结束。"
        assert await chat.says("赵姐", "取消报名") == "您没有报名，不用取消。"

    async def test_who_is_signed_up_for_what_was_cancelled_hears_that(self, opens: Opens) -> None:
        chat = await opens(an_activity(), CLINIC)
        await chat.says("王阿姨", "我参加 2")
        await chat.says(OWNER, "取消活动 2 下雨")
        await chat.says(OWNER, "确认")
        off = "义诊已取消：下雨。"
        for words in (
            "我不去了",
            "取消报名",
            "我参加 2",
            "我参加 义诊",
            "义诊我参加",
            "义诊不去了",
        ):
            assert await chat.says("王阿姨", words) == off
        assert await chat.says("李叔", "我参加 2") == off
        assert "义诊”（已取消：下雨）" in await chat.tells("王阿姨", "我的活动")
        assert (await chat.says("李叔", "名单 2")).startswith("2号 义诊（已取消：下雨） 11月29日")
        assert (await chat.says("李叔", "活动 2")).startswith("【2号活动】义诊（已取消）")
        assert await chat.says("李叔", "还差谁 2") == (
            "2号 义诊（已取消：下雨） 11月29日(周日)09:00：报了1人"
        )

    async def test_what_names_nothing_of_ones_own_is_said_so(self, opens: Opens) -> None:
        chat = await opens(an_activity(), CLINIC)
        await chat.says("王阿姨", "我参加 1")
        assert await chat.says("王阿姨", "取消报名 义诊") == "您没有报名义诊。"
        assert await chat.says("王阿姨", "义诊我去不了了") == ""
        assert await chat.tells("王阿姨", "义诊我去不了了") == "您没有报名义诊。"
        assert await chat.says("王阿姨", "取消报名 张大山") == "您没有替张大山报名。"
        assert await chat.says("王阿姨", "取消报名 -1") == "您没有报名-1号活动。"
        for words in ("活动 -1", "名单 -1", "还差谁 -1"):
            assert "没有-1号活动" in await chat.says("王阿姨", words)
        for words in ("名单六", "名单 六", "活动六", "活动 99999999999999999999"):
            assert "号活动。" in await chat.says("王阿姨", words)
        assert "1. 王阿姨" in await chat.says("王阿姨", "名单一")

    async def test_a_closed_list_can_be_left(self, opens: Opens) -> None:
        chat = await opens(an_activity(closes_at=NOW + DAY))
        await chat.says("王阿姨", "我参加")
        await chat.clock("2026-11-24T10:00")
        assert "王阿姨已取消报名" in await chat.says("王阿姨", "我不去了")
        assert "报名已截止" in await chat.says("王阿姨", "我参加")


class TestWaiting:
    async def test_near_the_start_the_first_in_line_is_seated_and_told_once(
        self, opens: Opens
    ) -> None:
        chat = await opens(an_activity(seats=1))
        await chat.says("王阿姨", "我参加")
        await chat.tells("李叔", "你好")
        await chat.says("李叔", "我参加")
        await chat.says("赵姐", "我参加")
        await chat.clock("2026-11-28T07:00")
        await chat.says("王阿姨", "我不去了")
        answer = await chat.says("王阿姨", "确认退出")
        assert answer == "王阿姨已取消报名：环境整治，名额已给候补"
        await chat.clock("2026-11-28T07:05")
        told = [message.text for message in await chat.heard("李叔") if "有名额了" in message.text]
        assert told == [
            "有名额了，您已从候补转为报名：环境整治，11月28日(周六)09:00–11:00，社区广场。不能来请回复：取消报名 1"
        ]
        assert "您已报名(第2号)" in await chat.says("李叔", "我参加")
        assert "您已在候补第1位" in await chat.says("赵姐", "我参加")

    async def test_who_has_no_private_chat_is_named_in_the_group(self, opens: Opens) -> None:
        chat = await opens(an_activity(seats=2))
        for name in ("王阿姨", "李叔", "赵姐", "钱伯"):
            await chat.says(name, "我参加")
        await chat.clock("2026-11-28T08:00")
        await chat.says("王阿姨", "我不去了")
        await chat.clock("2026-11-28T08:05")
        told = [message.text for message in await chat.heard(GROUP) if "有名额了" in message.text]
        assert len(told) == 1
        assert told[0].startswith("请注意：赵姐\n有名额了")

    async def test_who_was_seated_may_give_it_back_by_quoting(self, opens: Opens) -> None:
        chat = await opens(an_activity(seats=1), CLINIC)
        await chat.says("王阿姨", "我参加 1")
        await chat.says("李叔", "我参加 1")
        await chat.says("李叔", "我参加 2")
        await chat.tells("李叔", "你好")
        await chat.clock("2026-11-28T08:00")
        await chat.says("王阿姨", "我不去了")
        await chat.clock("2026-11-28T08:05")
        told = await chat.last("李叔")
        left = await chat.tells("李叔", "取消报名", reply_to=told.id)
        assert left == "您已取消报名：环境整治，剩余1个名额"

    async def test_leaving_the_queue_moves_the_others_up(self, opens: Opens) -> None:
        chat = await opens(an_activity(seats=1))
        for name in ("王阿姨", "李叔", "赵姐"):
            await chat.says(name, "我参加")
        await chat.says("李叔", "退出")
        assert "候补第1位" in await chat.says("赵姐", "我的排队")
        assert await chat.says("李叔", "我的排队") == "您没有在排队。"

    async def test_a_large_party_at_the_head_is_not_overtaken(self, opens: Opens) -> None:
        chat = await opens(an_activity(seats=3))
        for name in ("王阿姨", "李叔", "钱伯"):
            await chat.says(name, "我参加")
        assert "候补第1位，共2人" in await chat.says("赵姐", "我参加 2人")
        await chat.says("王阿姨", "我不去了")
        await chat.says("王阿姨", "确认退出")
        behind = await chat.says("孙姨", "我参加")
        assert behind == (
            "孙姨候补第2位：环境整治。剩余1个名额先留给排在前面的人，有名额按顺序通知"
        )
        assert "剩余1个名额，留给候补（2/3）" in await chat.says("孙姨", "空缺 1")
        await chat.says("李叔", "我不去了")
        await chat.says("李叔", "确认退出")
        assert "3个名额已满" in await chat.says("孙姨", "空缺 1")
        assert "赵姐已报名：环境整治（第4号，共2人）" in await chat.says("赵姐", "确认")

    async def test_a_party_that_shrinks_lets_itself_in(self, opens: Opens) -> None:
        chat = await opens(an_activity(seats=2))
        await chat.says("王阿姨", "我参加")
        await chat.says("赵姐", "我参加 3人")
        await chat.says("赵姐", "2")
        assert "候补第1位，共3人" in await chat.says("赵姐", "我参加")
        assert "名额已保留，待确认" in await chat.says("赵姐", "改为1人")
        assert "赵姐已报名：环境整治（第2号）" in await chat.says("赵姐", "我参加")

    async def test_a_conflict_that_grew_while_waiting_is_told(self, opens: Opens) -> None:
        chat = await opens(an_activity(seats=1), an_activity(title="义卖"))
        await chat.says("王阿姨", "我参加 1")
        await chat.says("李叔", "我参加 1")
        await chat.says("李叔", "我参加 2")
        await chat.clock("2026-11-28T08:00")
        await chat.says("王阿姨", "我不去了")
        await chat.clock("2026-11-28T08:05")
        told = [message.text for message in await chat.heard() if "有名额了" in message.text]
        assert "与义卖时间冲突" in told[0]

    async def test_nobody_is_seated_in_what_has_begun(self, opens: Opens) -> None:
        chat = await opens(an_activity(seats=1, state=ActivityState.OPEN))
        await chat.says("王阿姨", "我参加")
        await chat.says("李叔", "我参加")
        await chat.clock("2026-11-28T09:30")
        await chat.says("王阿姨", "我不去了")
        await chat.clock("2026-11-28T09:35")
        assert not any("有名额了" in message.text for message in await chat.heard())
