"""撤销: taking back what one did last, within five minutes, unless others depend on it."""

from datetime import timedelta

import pytest

from tests.activity import START, an_activity
from tests.chat import GROUP, OWNER, Chat
from tests.scenarios.conftest import SANDBOX, Opens

CLINIC = an_activity(title="义诊", starts_at=START + timedelta(days=1), ends_at=None)


async def heard(chat: Chat, name: str, what: str) -> list[str]:
    """What somebody was told in private, or the group, that has these words in it."""
    return [message.text for message in await chat.heard(name) if what in message.text]


class TestOnesOwnPlace:
    @pytest.mark.parametrize("words", ["撤销", "撤销。", "撤銷", "/undo", "undo"])
    async def test_a_signup(self, opens: Opens, words: str) -> None:
        chat = await opens(an_activity(seats=2))
        await chat.says("王阿姨", "我参加")
        assert await chat.says("王阿姨", words) == "已撤销：王阿姨报名环境整治。剩余2个名额"
        assert await chat.says("王阿姨", "我的活动") == "您还没有报名。回复“活动”看看有哪些。"

    async def test_a_signup_after_the_deadline_for_leaving(self, opens: Opens) -> None:
        chat = await opens(an_activity(leave_until=START - timedelta(days=7)))
        await chat.says("王阿姨", "我参加")
        assert "退出时间" in await chat.says("王阿姨", "我不去了")
        assert "已撤销" in await chat.says("王阿姨", "撤销")

    async def test_a_signup_by_mistake_lets_the_first_in_line_in(self, opens: Opens) -> None:
        chat = await opens(an_activity(seats=1))
        await chat.tells("李叔", "你好")
        await chat.says("王阿姨", "我参加")
        await chat.says("李叔", "我参加")
        assert await chat.says("王阿姨", "撤销") == "已撤销：王阿姨报名环境整治。名额已满"
        assert "您已报名：环境整治（第2号）" in await chat.tells("李叔", "确认")

    async def test_a_signup_for_another(self, opens: Opens) -> None:
        chat = await opens(an_activity(seats=2))
        await chat.says("王阿姨", "替王奶奶报名")
        assert "已撤销：王奶奶报名环境整治" in await chat.says("王阿姨", "撤销")

    async def test_leaving_gives_the_old_place_back(self, opens: Opens) -> None:
        chat = await opens(an_activity(seats=3))
        for name in ("王阿姨", "李叔"):
            await chat.says(name, "我参加")
        await chat.says("王阿姨", "我不去了")
        assert "您已报名(第2号)" in await chat.says("李叔", "我参加")
        assert await chat.says("王阿姨", "撤销") == (
            "已撤销：王阿姨退出环境整治。王阿姨是第1号，剩余1个名额"
        )
        assert "您已报名(第2号)" in await chat.says("李叔", "我参加")

    async def test_leaving_the_queue_gives_the_old_position_back(self, opens: Opens) -> None:
        chat = await opens(an_activity(seats=1))
        for name in ("王阿姨", "李叔", "赵姐"):
            await chat.says(name, "我参加")
        await chat.says("李叔", "我不去了")
        assert "李叔在候补第1位" in await chat.says("李叔", "撤销")
        assert "候补第2位" in await chat.says("赵姐", "我参加")

    async def test_leaving_while_one_is_asked_whether(self, opens: Opens) -> None:
        """Nothing was done yet: the sign-up before is not what is meant."""
        chat = await opens(an_activity(seats=1))
        await chat.says("王阿姨", "我参加")
        await chat.says("李叔", "我参加")
        assert "有1人排队" in await chat.says("王阿姨", "我不去了")
        await chat.says("王阿姨", "撤销")
        await chat.clock("2026-11-22T10:04")
        assert "您已报名(第1号)" in await chat.says("王阿姨", "我参加")

    async def test_another_size(self, opens: Opens) -> None:
        chat = await opens(an_activity(seats=5))
        await chat.says("王阿姨", "我参加 带2人")
        await chat.says("王阿姨", "改为1人")
        assert await chat.says("王阿姨", "撤销") == (
            "已撤销：王阿姨改人数（环境整治）。王阿姨是第1号，共3人，剩余2个名额"
        )

    async def test_a_claim_is_asked_again(self, opens: Opens) -> None:
        chat = await opens(an_activity(seats=1))
        await offer(chat)
        assert "已报名" in await chat.tells("李叔", "确认")
        undone = "已撤销：李叔确认参加环境整治。名额仍留给李叔，请回复 确认 或 放弃"
        assert undone in await chat.tells("李叔", "撤销")
        assert "已报名" in await chat.tells("李叔", "确认")

    async def test_a_seat_that_was_declined(self, opens: Opens) -> None:
        chat = await opens(an_activity(seats=1))
        await offer(chat)
        await chat.tells("李叔", "放弃")
        assert "名额仍留给李叔" in await chat.tells("李叔", "撤销")
        assert "已报名" in await chat.tells("李叔", "确认")


async def offer(chat: Chat) -> None:
    """Let 李叔 have a seat held that 王阿姨 gave up."""
    await chat.tells("李叔", "你好")
    for name in ("王阿姨", "李叔"):
        await chat.says(name, "我参加")
    await chat.says("王阿姨", "我不去了")
    await chat.says("王阿姨", "确认退出")


class TestOthersDepend:
    async def test_on_the_seat_that_somebody_took(self, opens: Opens) -> None:
        chat = await opens(an_activity(seats=1))
        await chat.says("王阿姨", "我参加")
        await chat.says("王阿姨", "我不去了")
        await chat.says("李叔", "我参加")
        assert await chat.says("王阿姨", "撤销") == (
            "王阿姨退出环境整治不能撤销了：名额已给了别人。"
        )

    async def test_on_the_seat_that_is_held_for_the_next(self, opens: Opens) -> None:
        chat = await opens(an_activity(seats=1))
        await offer(chat)
        assert "名额已给了别人" in await chat.says("王阿姨", "撤销")

    async def test_on_the_seat_that_was_declined_to_the_next(self, opens: Opens) -> None:
        chat = await opens(an_activity(seats=1))
        await offer(chat)
        await chat.says("赵姐", "我参加")
        await chat.tells("李叔", "放弃")
        assert "名额已给了别人" in await chat.tells("李叔", "撤销")

    async def test_on_the_room_of_a_smaller_party(self, opens: Opens) -> None:
        chat = await opens(an_activity(seats=2))
        await chat.says("王阿姨", "我参加 带1人")
        await chat.says("王阿姨", "改为1人")
        await chat.says("李叔", "我参加")
        assert "名额已给了别人" in await chat.says("王阿姨", "撤销")

    async def test_on_the_new_seats(self, opens: Opens) -> None:
        chat = await opens(an_activity(seats=1))
        for name in ("王阿姨", "李叔"):
            await chat.says(name, "我参加")
        await chat.says(OWNER, "改名额 1 2")
        assert "已报名" in await chat.says("李叔", "确认")
        assert await chat.says(OWNER, "撤销") == (
            "环境整治改名额不能撤销了：多出的名额已给了别人。"
        )

    async def test_on_the_new_time(self, opens: Opens) -> None:
        chat = await opens(an_activity())
        await chat.says(OWNER, "改期 1 周日上午9点")
        await chat.says(OWNER, "确认")
        await chat.says("王阿姨", "我参加")
        assert await chat.says(OWNER, "撤销") == ("环境整治改期不能撤销了：之后有人报名或退出。")

    async def test_on_what_was_published(self, opens: Opens) -> None:
        chat = await opens(an_activity(), CLINIC)
        await publish(chat)
        await chat.says("王阿姨", "我参加 3")
        assert "已有人报名" in await chat.says(OWNER, "撤销")

    async def test_on_a_list_that_was_opened_again(self, opens: Opens) -> None:
        chat = await opens(an_activity())
        await chat.says(OWNER, "截止报名 1")
        await chat.says(OWNER, "重开报名 1")
        await chat.says("王阿姨", "我参加")
        assert "有人报名或退出" in await chat.says(OWNER, "撤销")

    async def test_what_another_changed_again_stands(self, opens: Opens) -> None:
        chat = await opens(an_activity())
        await chat.says("王阿姨", "我参加")
        await chat.says(OWNER, "移除 1 王阿姨 身体不适")
        assert await chat.says("王阿姨", "撤销") == ("王阿姨报名环境整治之后又有变动，不能撤销了。")


async def publish(chat: Chat) -> None:
    await chat.says(OWNER, "发布活动 12月5日上午9点到11点 盐运西社区广场 大扫除 20人")
    assert "大扫除" in await chat.says(OWNER, "确认")


class TestOrganising:
    async def test_publishing(self, opens: Opens) -> None:
        chat = await opens()
        await publish(chat)
        assert await chat.says(OWNER, "撤销") == "已撤销：发布大扫除。活动已取消。"
        assert "已取消" in await chat.says("王阿姨", "我参加 1")

    async def test_another_time_is_told_to_everybody_again(self, opens: Opens) -> None:
        chat = await opens(an_activity())
        await chat.tells("王阿姨", "你好")
        await chat.says("王阿姨", "我参加")
        await chat.says(OWNER, "改期 1 周日上午9点")
        await chat.says(OWNER, "确认")
        assert await chat.says(OWNER, "撤销") == (
            "已撤销：环境整治改期。11月28日(周六)09:00–11:00 社区广场。已告知1人（私下）。"
        )
        await chat.clock("2026-11-22T10:02")
        assert len(await heard(chat, "王阿姨", "改期")) == 2

    async def test_another_place(self, opens: Opens) -> None:
        chat = await opens(an_activity())
        await chat.says(OWNER, "改地点 1 三单元门口")
        assert "社区广场" in await chat.says(OWNER, "撤销")

    async def test_other_seats(self, opens: Opens) -> None:
        chat = await opens(an_activity(seats=20))
        await chat.says(OWNER, "改名额 1 30")
        assert "已撤销：环境整治改名额。" in await chat.says(OWNER, "撤销")
        assert "剩余19个名额" in await chat.says("王阿姨", "我参加")

    async def test_fewer_seats_let_who_waits_in_again(self, opens: Opens) -> None:
        chat = await opens(an_activity(seats=2))
        await chat.tells("李叔", "你好")
        await chat.says("王阿姨", "我参加")
        await chat.says(OWNER, "改名额 1 1")
        await chat.says("李叔", "我参加")
        await chat.says(OWNER, "撤销")
        assert "已报名" in await chat.tells("李叔", "确认")

    async def test_closing_and_opening(self, opens: Opens) -> None:
        chat = await opens(an_activity())
        await chat.says(OWNER, "截止报名 1")
        await chat.says(OWNER, "重开报名 1")
        assert "报名已截止" in await chat.says(OWNER, "撤销")
        assert "报名已截止" in await chat.says("王阿姨", "我参加 1")
        assert "报名已恢复" in await chat.says(OWNER, "撤销")
        assert "已报名" in await chat.says("王阿姨", "我参加 1")

    async def test_calling_off_is_told_once(self, opens: Opens) -> None:
        chat = await opens(an_activity())
        await chat.tells("王阿姨", "你好")
        await chat.says("王阿姨", "我参加")
        await chat.says(OWNER, "取消活动 1 下雨")
        await chat.says(OWNER, "确认")
        assert "已撤销：取消环境整治" in await chat.says(OWNER, "撤销")
        await chat.clock("2026-11-22T10:02")
        assert await heard(chat, "王阿姨", "照常举行") == [
            "1号活动“环境整治”不取消了，照常举行：11月28日(周六)09:00–11:00 社区广场。来不了请回复“取消报名 1”。"
        ]
        assert "您已报名(第1号)" in await chat.says("王阿姨", "我参加")


class TestSeveralAtOnce:
    """What an organiser did to several may be taken back for half an hour, in one step."""

    async def test_seats_that_nobody_has_taken_yet_are_given_back(self, opens: Opens) -> None:
        chat = await opens(an_activity(seats=1))
        for name in ("李叔", "赵姐"):
            await chat.tells(name, "你好")
        for name in ("王阿姨", "李叔", "赵姐"):
            await chat.says(name, "我参加")
        await chat.says(OWNER, "改名额 1 30")
        await chat.clock("2026-11-22T10:29")
        assert await chat.says(OWNER, "撤销") == "已撤销：环境整治改名额。已报名 1/1，候补 2"
        await chat.clock("2026-11-22T10:30")
        for name in ("李叔", "赵姐"):
            assert (await chat.last(name)).text == (
                "林书记撤销了：环境整治改名额。名额收回，您还在候补。"
            )
        assert "候补第1位" in await chat.says("李叔", "我参加")
        assert "还没有轮到" in await chat.says("李叔", "确认")
        await chat.says(OWNER, "改名额 1 不限")
        assert "您已报名(第2号)" in await chat.says("李叔", "我参加")
        await chat.says(OWNER, "撤销")
        assert "候补第2位" in await chat.says("赵姐", "我参加")

    async def test_people_who_were_added_but_not_who_said_something_since(
        self, opens: Opens
    ) -> None:
        chat = await opens(an_activity(seats=5))
        for name in ("王阿姨", "李叔", "赵姐"):
            await chat.tells(name, "你好")
            await chat.says(name, "活动")
        await chat.says("王阿姨", "我参加")
        await chat.says(OWNER, "添加 1 王阿姨 李叔 赵姐 钱伯")
        await chat.says("赵姐", "我不去了")
        await chat.clock("2026-11-22T10:20")
        assert await chat.says(OWNER, "撤销") == (
            "已撤销：添加3人到环境整治。剩余4个名额。其中1人之后有变动，没有动"
        )
        await chat.clock("2026-11-22T10:21")
        assert (await chat.last("李叔")).text == (
            "林书记撤销了：添加3人到环境整治。您不在名单上了。"
        )
        assert "您已报名(第1号)" in await chat.says("王阿姨", "我参加")
        assert "撤销" in await chat.tells(OWNER, "操作记录 1")
        await chat.says(OWNER, "添加 1 李叔 赵姐")
        await chat.says(OWNER, "移除 1 李叔 生病")
        await chat.says(OWNER, "移除 1 赵姐 生病")
        await chat.clock("2026-11-22T10:27")
        assert "已过5分钟" in await chat.says(OWNER, "撤销")

    async def test_not_for_longer(self, opens: Opens) -> None:
        chat = await opens(an_activity())
        await chat.says("王阿姨", "我参加")
        await chat.says(OWNER, "取消活动 1 下雨")
        await chat.says(OWNER, "确认")
        await chat.clock("2026-11-22T10:31")
        assert await chat.says(OWNER, "撤销") == (
            "取消环境整治（11月22日(周日)10:00）已过30分钟，不能撤销了。"
        )


class TestBounds:
    async def test_with_nothing_done(self, opens: Opens) -> None:
        chat = await opens(an_activity())
        assert await chat.says("王阿姨", "撤销") == "没有可以撤销的操作。"

    async def test_after_five_minutes(self, opens: Opens) -> None:
        chat = await opens(an_activity())
        await chat.says("王阿姨", "我参加")
        await chat.clock("2026-11-22T10:06")
        answer = await chat.says("王阿姨", "撤销")
        assert answer == "王阿姨报名环境整治（11月22日(周日)10:00）已过5分钟，不能撤销了。"
        assert "您已报名" in await chat.says("王阿姨", "我参加")

    async def test_once_it_has_begun(self, opens: Opens) -> None:
        chat = await opens(an_activity())
        await chat.clock("2026-11-28T08:58")
        await chat.says("王阿姨", "我参加")
        await chat.clock("2026-11-28T09:01")
        assert "活动已经开始" in await chat.says("王阿姨", "撤销")

    async def test_twice_takes_the_one_before_back_and_redoes_nothing(self, opens: Opens) -> None:
        chat = await opens(an_activity(), CLINIC)
        await chat.says("王阿姨", "我参加 1")
        await chat.says("王阿姨", "我参加 2")
        assert "王阿姨报名义诊" in await chat.says("王阿姨", "撤销")
        assert "王阿姨报名环境整治" in await chat.says("王阿姨", "撤销")
        assert await chat.says("王阿姨", "撤销") == "没有可以撤销的操作。"
        assert await chat.says("王阿姨", "我的活动") == "您还没有报名。回复“活动”看看有哪些。"

    @pytest.mark.parametrize("place", SANDBOX, indirect=True)
    async def test_delivered_twice_is_once(self, opens: Opens) -> None:
        chat = await opens(an_activity(), CLINIC)
        await chat.says("王阿姨", "我参加 1")
        await chat.says("王阿姨", "我参加 2")
        first = await chat.says("王阿姨", "撤销", event="undo-1")
        assert await chat.says("王阿姨", "撤销", event="undo-1") == first
        assert "您已报名" in await chat.says("王阿姨", "我参加 1")

    async def test_what_another_did(self, opens: Opens) -> None:
        chat = await opens(an_activity())
        await chat.says("王阿姨", "我参加")
        joined = await chat.last(GROUP)
        assert await chat.says("李叔", "撤销") == "没有可以撤销的操作。"
        assert await chat.quotes("李叔", joined, "撤销") == "只能撤销自己的操作。"
        assert "您已报名" in await chat.says("王阿姨", "我参加")

    async def test_what_is_not_the_last(self, opens: Opens) -> None:
        chat = await opens(an_activity(), CLINIC)
        await chat.says("王阿姨", "我参加 1")
        joined = await chat.last(GROUP)
        await chat.says("王阿姨", "我参加 2")
        assert await chat.quotes("王阿姨", joined, "撤销") == (
            "您最后做的是：王阿姨报名义诊。要撤销请直接说：撤销"
        )

    async def test_the_words_for_leaving_still_mean_leaving(self, opens: Opens) -> None:
        chat = await opens(an_activity(seats=2))
        await chat.says("王阿姨", "我参加")
        assert await chat.says("王阿姨", "撤销报名") == "王阿姨已取消报名：环境整治，剩余2个名额"
