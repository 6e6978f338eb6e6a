"""A freed seat is held for the first in line: claimed, declined, lapsed, passed on."""

import asyncio
from datetime import timedelta

import pytest

from storage.types import ActivityState
from tests.activity import an_activity
from tests.chat import GROUP, OWNER, START, Chat
from tests.scenarios.conftest import Opens, Runs

MINUTE = timedelta(minutes=1)


async def queue(chat: Chat, *names: str) -> None:
    """Let the first ones take the seats and the others wait, reachable in private."""
    for name in names:
        await chat.says(name, "我参加 1")
        await chat.tells(name, "活动")


async def leave(chat: Chat, name: str) -> str:
    """Withdraw although others wait."""
    await chat.says(name, "我不去了")
    return await chat.says(name, "确认退出")


async def news(chat: Chat, where: str, word: str) -> list[str]:
    """What was said in a chat about a seat."""
    return [each.text for each in await chat.heard(where) if word in each.text]


async def offer(chat: Chat, name: str) -> str:
    """What somebody was offered in private."""
    return (await news(chat, name, "有名额了"))[-1]


async def reports(chat: Chat) -> list[str]:
    """What the organiser, without a private chat, was told of how seats went."""
    told = await news(chat, GROUP, "”名额：")
    return [each.partition("名额：")[2] for each in told]


class TestOffer:
    async def test_it_is_told_in_private_with_its_deadline(self, opens: Opens) -> None:
        chat = await opens(an_activity(seats=1))
        await queue(chat, "王阿姨", "李叔", "赵姐")
        assert await leave(chat, "王阿姨") == "王阿姨已取消报名：环境整治，名额留给候补下一位"
        told = await offer(chat, "李叔")
        assert told.splitlines() == [
            "有名额了：环境整治，11月28日(周六)09:00–11:00，社区广场",
            "请在11月22日(周日)22:00前回复 确认，不来请回复 放弃，过了时间就不再保留",
        ]
        assert list((await chat.last("李叔")).buttons) == ["确认", "放弃"]
        assert await news(chat, "赵姐", "有名额了") == []

    async def test_who_has_no_private_chat_is_named_once_in_the_group(self, opens: Opens) -> None:
        chat = await opens(an_activity(seats=1))
        await chat.says("王阿姨", "我参加")
        await chat.says("李叔", "我参加")
        await leave(chat, "王阿姨")
        await chat.clock("2026-11-22T10:01")
        told = await news(chat, GROUP, "有名额了")
        assert len(told) == 1
        assert told[0].startswith("请注意：李叔\n有名额了：环境整治")
        assert "李叔已报名：环境整治（第2号），名额已满" in await chat.says("李叔", "确认")

    @pytest.mark.parametrize("words", ["确认", "确认！", "我参加", "+1", "报名 1"])
    async def test_it_is_claimed_from_any_chat(self, opens: Opens, words: str) -> None:
        chat = await opens(an_activity(seats=1))
        await queue(chat, "王阿姨", "李叔")
        await leave(chat, "王阿姨")
        assert await chat.says("李叔", words) == "李叔已报名：环境整治（第2号），名额已满"
        assert "您已报名(第2号)" in await chat.tells("李叔", "我参加")

    async def test_in_private_any_word_of_assent_will_do(self, opens: Opens) -> None:
        chat = await opens(an_activity(seats=1))
        await queue(chat, "王阿姨", "李叔")
        await leave(chat, "王阿姨")
        assert await chat.says("李叔", "好的") == ""
        assert "您已报名" in await chat.tells("李叔", "好的")

    async def test_it_is_claimed_by_button_by_nobody_else(self, opens: Opens) -> None:
        chat = await opens(an_activity(seats=1))
        await chat.says("王阿姨", "我参加")
        await chat.says("李叔", "我参加")
        await leave(chat, "王阿姨")
        await chat.clock("2026-11-22T10:01")
        offer = next(each for each in await chat.heard() if "确认" in each.buttons)
        assert "只有本人或代报的人" in await chat.presses("赵姐", offer, "确认")
        assert "只有本人或代报的人" in await chat.presses("赵姐", offer, "放弃")
        assert "李叔已报名" in await chat.presses("李叔", offer, "确认")
        assert await chat.presses("李叔", offer, "确认") == "您已报名(第2号)：环境整治"
        answered = await chat.presses("李叔", offer, "放弃")
        assert answered == "您已确认参加环境整治。不去了请回复：取消报名 1"

    async def test_claiming_twice_says_so(self, opens: Opens) -> None:
        chat = await opens(an_activity(seats=1))
        await queue(chat, "王阿姨", "李叔")
        await leave(chat, "王阿姨")
        await chat.says("李叔", "确认")
        assert await chat.says("李叔", "确认") == "您已报名(第2号)：环境整治"
        assert await chat.tells("李叔", "确认") == "您已报名(第2号)：环境整治"
        assert await chat.says("赵姐", "确认") == ""

    async def test_of_two_chats_at_once_one_wins_and_the_other_is_told(self, opens: Opens) -> None:
        chat = await opens(an_activity(seats=1))
        await queue(chat, "王阿姨", "李叔")
        await leave(chat, "王阿姨")
        answers = await asyncio.gather(chat.says("李叔", "确认"), chat.tells("李叔", "确认"))
        first, second = sorted(answers)
        assert first == "您已报名(第2号)：环境整治"
        assert second.endswith("已报名：环境整治（第2号），名额已满")

    async def test_a_kept_neighbour_is_answered_for_by_who_signed_them_up(
        self, opens: Opens
    ) -> None:
        chat = await opens(an_activity(seats=2))
        await chat.says("李叔", "我参加 2人")
        await chat.tells("王阿姨", "活动")
        await chat.says("王阿姨", "替王奶奶报名")
        await chat.says("王阿姨", "替赵奶奶报名")
        await leave(chat, "李叔")
        assert len(await news(chat, "王阿姨", "有名额了")) == 2
        first, second = (await chat.heard("王阿姨"))[-2:]
        assert first.text.startswith("有名额了，王奶奶可以参加")
        assert "王奶奶已报名：环境整治（第2号，您代报）" in await chat.tells(
            "王阿姨", "确认", reply_to=first.id
        )
        assert "赵奶奶已放弃名额" in await chat.tells("王阿姨", "放弃", reply_to=second.id)

    async def test_several_offers_are_told_apart_from_another_chat(self, opens: Opens) -> None:
        clinic = an_activity(
            seats=1, title="义诊", starts_at=an_activity().starts_at.replace(day=29)
        )
        chat = await opens(an_activity(seats=1), clinic)
        await queue(chat, "王阿姨", "李叔")
        for name in ("王阿姨", "李叔"):
            await chat.says(name, "我参加 2")
        for number in "12":
            await chat.says("王阿姨", f"取消报名 {number}")
            await chat.says("王阿姨", "确认退出")
        asked = await chat.says("李叔", "确认")
        assert "名额要不要（环境整治）" in asked
        assert "名额要不要（义诊）" in asked
        assert "李叔已报名" in await chat.says("李叔", "1")
        assert "李叔已报名" in await chat.says("李叔", "确认")

    async def test_who_promised_to_be_elsewhere_is_refused(self, opens: Opens) -> None:
        chat = await opens(an_activity(seats=1), an_activity(title="义卖"))
        await queue(chat, "王阿姨", "李叔")
        await chat.says("李叔", "我参加 2")
        await leave(chat, "王阿姨")
        assert "提醒：与义卖" in await offer(chat, "李叔")
        assert "时间冲突，不能再报环境整治" in await chat.tells("李叔", "确认")
        await chat.tells("李叔", "取消报名 2")
        assert "您已报名：环境整治" in await chat.tells("李叔", "确认")

    async def test_the_held_seat_is_open_to_nobody(self, opens: Opens) -> None:
        chat = await opens(an_activity(seats=1))
        await queue(chat, "王阿姨", "李叔")
        await leave(chat, "王阿姨")
        assert "赵姐候补第1位" in await chat.says("赵姐", "我参加")
        assert "1个名额已满" in await chat.says("赵姐", "空缺 1")
        assert (await chat.says("赵姐", "名单")).splitlines() == [
            "1号 环境整治 11月28日(周六)09:00，已报1/1人",
            "待确认（1），名额已保留：",
            "1. 李叔",
            "候补（1）：",
            "1. 赵姐",
        ]

    async def test_ones_own_lists_tell_of_it(self, opens: Opens) -> None:
        chat = await opens(an_activity(seats=1))
        await queue(chat, "王阿姨", "李叔")
        await leave(chat, "王阿姨")
        until = "请在11月22日(周日)22:00前回复 确认 或 放弃"
        assert f"有名额，{until}" in await chat.says("李叔", "我的排队")
        assert f"有名额，{until}" in await chat.says("李叔", "我的活动")

    async def test_a_larger_party_is_claimed_as_it_is_said_now(self, opens: Opens) -> None:
        chat = await opens(an_activity(seats=2))
        await chat.says("王阿姨", "我参加 2人")
        await queue(chat, "李叔", "赵姐")
        await leave(chat, "王阿姨")
        assert "名额已满，仍为1人" in await chat.says("李叔", "我参加 3人")
        assert "赵姐已放弃名额：环境整治，剩余1个名额" in await chat.says("赵姐", "放弃")
        assert "李叔已报名：环境整治（第2号，共2人）" in await chat.says("李叔", "我参加 2人")


class TestDeclining:
    @pytest.mark.parametrize("words", ["放弃", "我不去了", "取消", "取消报名 1"])
    async def test_the_next_in_line_gets_the_offer(self, opens: Opens, words: str) -> None:
        chat = await opens(an_activity(seats=1))
        await queue(chat, "王阿姨", "李叔", "赵姐")
        await leave(chat, "王阿姨")
        assert await chat.says("李叔", words) == "李叔已放弃名额：环境整治，名额留给下一位"
        assert "有名额了" in await offer(chat, "赵姐")
        assert "您已放弃环境整治的名额" in await chat.tells("李叔", "确认")

    async def test_with_nobody_behind_the_seat_is_open(self, opens: Opens) -> None:
        chat = await opens(an_activity(seats=1))
        await queue(chat, "王阿姨", "李叔")
        await leave(chat, "王阿姨")
        assert await chat.says("李叔", "放弃") == "李叔已放弃名额：环境整治，剩余1个名额"
        assert "钱伯已报名" in await chat.says("钱伯", "我参加")


class TestLapsing:
    async def test_expiry_goes_to_the_next_and_is_said_to_both(self, opens: Opens) -> None:
        chat = await opens(an_activity(seats=1))
        await queue(chat, "王阿姨", "李叔", "赵姐")
        await chat.clock("2026-11-27T10:00")
        await leave(chat, "王阿姨")
        await chat.clock("2026-11-27T11:59")
        assert await news(chat, "赵姐", "有名额了") == []
        await chat.clock("2026-11-27T12:01")
        assert await news(chat, "李叔", "没有确认") == [
            "环境整治的名额到11月27日(周五)12:00没有确认，不再保留，有人排队就给下一位。还想来请回复：我参加 1"
        ]
        assert "请在11月27日(周五)14:00前回复 确认" in await offer(chat, "赵姐")
        late = "环境整治的确认时间已过，名额没有保留，有人排队就给下一位。还想来请回复：我参加 1"
        assert await chat.tells("李叔", "确认") == late
        assert "李叔候补第1位" in await chat.says("李叔", "我参加")
        assert "您已报名：环境整治（第3号）" in await chat.tells("赵姐", "确认")

    async def test_the_last_two_hours_seat_the_next_at_once(self, opens: Opens) -> None:
        chat = await opens(an_activity(seats=1))
        await queue(chat, "王阿姨", "李叔", "赵姐", "钱伯")
        await chat.clock("2026-11-28T07:00")
        await leave(chat, "王阿姨")
        assert "已从候补转为报名" in await offer(chat, "李叔")
        assert "您已报名(第2号)" in await chat.says("李叔", "我参加")
        assert await reports(chat) == ["王阿姨退出 → 李叔接上"]

    async def test_a_day_ahead_there_are_twelve_hours_and_then_two(self, opens: Opens) -> None:
        chat = await opens(an_activity(seats=1))
        await queue(chat, "王阿姨", "李叔", "赵姐")
        await chat.clock("2026-11-27T08:59")
        await leave(chat, "王阿姨")
        assert "请在11月27日(周五)20:59前" in await offer(chat, "李叔")
        await chat.clock("2026-11-27T21:00")
        assert "请在11月27日(周五)22:59前" in await offer(chat, "赵姐")

    async def test_nothing_is_passed_on_in_what_was_cancelled(self, opens: Opens) -> None:
        chat = await opens(an_activity(seats=1))
        await queue(chat, "王阿姨", "李叔", "赵姐")
        await leave(chat, "王阿姨")
        await chat.says(OWNER, "取消活动 1 下雨")
        await chat.says(OWNER, "确认")
        assert "环境整治已取消" in await chat.tells("李叔", "确认")
        await chat.clock("2026-11-24T10:00")
        assert await news(chat, "李叔", "没有确认") == []
        assert await news(chat, "赵姐", "有名额了") == []

    async def test_nobody_loses_a_seat_while_it_was_off(self, opens: Opens) -> None:
        chat = await opens(an_activity(seats=1))
        await queue(chat, "王阿姨", "李叔", "赵姐")
        await leave(chat, "王阿姨")
        await chat.clock("2026-11-22T21:50")
        await chat.says(OWNER, "取消活动 1 下雨")
        await chat.says(OWNER, "确认")
        await chat.clock("2026-11-22T22:10")
        assert "已撤销：取消环境整治" in await chat.says(OWNER, "撤销")
        await chat.clock("2026-11-23T07:00")
        assert len(await news(chat, "李叔", "有名额了")) == 2
        assert "请在11月23日(周一)19:00前" in await offer(chat, "李叔")
        assert await news(chat, "赵姐", "有名额了") == []
        assert "您已报名" in await chat.tells("李叔", "确认")

    async def test_a_closed_list_passes_its_seats_on_too(self, opens: Opens) -> None:
        chat = await opens(an_activity(seats=1))
        await queue(chat, "王阿姨", "李叔")
        await leave(chat, "王阿姨")
        await chat.says(OWNER, "截止报名 1")
        assert "您已报名" in await chat.tells("李叔", "确认")

    async def test_no_seat_is_held_beyond_a_start_that_was_moved(self, opens: Opens) -> None:
        chat = await opens(an_activity(seats=1))
        await queue(chat, "王阿姨", "李叔")
        await leave(chat, "王阿姨")
        await chat.says(OWNER, "改期 1 今天下午3点")
        await chat.says(OWNER, "确认")
        assert "11月22日(周日)15:00前" in await chat.says("李叔", "我的排队")
        await chat.clock("2026-11-22T15:01")
        assert "环境整治" in await chat.tells("李叔", "确认")
        assert "已报0/1人" in await chat.says("李叔", "名单 1")


class TestNights:
    async def test_an_offer_is_held_back_and_begins_in_the_morning(self, opens: Opens) -> None:
        chat = await opens(an_activity(seats=1))
        await queue(chat, "王阿姨", "李叔", "赵姐")
        await chat.clock("2026-11-22T23:00")
        assert "名额留给候补下一位" in await leave(chat, "王阿姨")
        assert await news(chat, "李叔", "有名额了") == []
        assert "钱伯候补第2位" in await chat.says("钱伯", "我参加")
        await chat.clock("2026-11-23T06:59")
        assert await news(chat, "李叔", "有名额了") == []
        await chat.clock("2026-11-23T07:00")
        assert "请在11月23日(周一)19:00前" in await offer(chat, "李叔")
        await chat.clock("2026-11-23T19:01")
        assert "请在11月24日(周二)07:00前" in await offer(chat, "赵姐")

    async def test_who_asks_at_night_may_have_it_at_once(self, opens: Opens) -> None:
        chat = await opens(an_activity(seats=1))
        await queue(chat, "王阿姨", "李叔")
        await chat.clock("2026-11-22T23:00")
        await leave(chat, "王阿姨")
        for words in ("我的排队", "我排第几？", "my queue"):
            assert "已保留，回复 我参加 1 就能确认" in await chat.tells("李叔", words)
        assert "您已报名：环境整治（第2号）" in await chat.tells("李叔", "我参加 1")
        await chat.clock("2026-11-23T12:00")
        assert await news(chat, "李叔", "有名额了") == []
        assert await reports(chat) == ["王阿姨退出 → 李叔接上"]

    async def test_what_lapses_at_night_is_said_in_the_morning(self, opens: Opens) -> None:
        chat = await opens(an_activity(seats=1))
        await queue(chat, "王阿姨", "李叔", "赵姐")
        await chat.clock("2026-11-22T12:00")
        await leave(chat, "王阿姨")
        await chat.clock("2026-11-23T06:59")
        assert await news(chat, "李叔", "没有确认") == []
        assert "确认时间已过" in await chat.tells("李叔", "确认")
        await chat.clock("2026-11-23T07:00")
        assert len(await news(chat, "李叔", "没有确认")) == 1
        assert len(await news(chat, "赵姐", "有名额了")) == 1

    async def test_before_an_early_start_the_night_gives_the_seat(self, opens: Opens) -> None:
        start = an_activity().starts_at.replace(hour=8)
        chat = await opens(an_activity(seats=1, starts_at=start))
        await queue(chat, "王阿姨", "李叔")
        await chat.clock("2026-11-27T23:00")
        await leave(chat, "王阿姨")
        await chat.clock("2026-11-28T05:59")
        assert await news(chat, "李叔", "有名额了") == []
        await chat.clock("2026-11-28T06:00")
        assert "已从候补转为报名" in await offer(chat, "李叔")


class TestDowntime:
    async def test_a_deadline_that_passed_meanwhile_is_dealt_with_once(self, runs: Runs) -> None:
        async with runs() as chat:
            await chat.set_up()
            await chat.says(OWNER, "发布活动 周六上午9点到11点 社区广场 环境整治 1人")
            await chat.says(OWNER, "确认")
            await queue(chat, "王阿姨", "李叔", "赵姐")
            await leave(chat, "王阿姨")
        later = START.replace(day=24, hour=12)
        for moment in (later, later.replace(hour=13)):
            async with runs(moment) as chat:
                await chat.clock((moment + MINUTE).isoformat())
                assert len(await news(chat, "李叔", "没有确认")) == 1
                offers = await news(chat, "赵姐", "有名额了")
                assert len(offers) == 1
                assert "请在11月25日(周三)00:00前" in offers[0]
        async with runs(later.replace(hour=14)) as chat:
            assert "您已报名：环境整治（第3号）" in await chat.tells("赵姐", "确认")
            told = await news(chat, OWNER, "名额：")
            assert told == ["1号活动“环境整治”名额：王阿姨退出 → 李叔未回应 → 赵姐接上"]

    async def test_a_clock_that_jumps_two_days_says_nothing_twice(self, opens: Opens) -> None:
        chat = await opens(an_activity(seats=1))
        await queue(chat, "王阿姨", "李叔", "赵姐", "钱伯")
        await leave(chat, "王阿姨")
        await chat.clock("2026-11-24T12:00")
        for name in ("李叔", "赵姐", "钱伯"):
            assert len(await news(chat, name, "有名额了")) == 1
            assert len(await news(chat, name, "没有确认")) == 1
        assert await reports(chat) == [
            "王阿姨退出 → 李叔未回应 → 赵姐未回应 → 钱伯未回应 → 暂无人接"
        ]
        assert "还差1人" in await chat.says("王阿姨", "空缺 1")


class TestReports:
    async def test_one_line_when_the_seat_is_taken(self, opens: Opens) -> None:
        chat = await opens(an_activity(seats=1))
        await queue(chat, "王阿姨", "李叔", "赵姐")
        await leave(chat, "王阿姨")
        await chat.says("李叔", "放弃")
        assert await reports(chat) == []
        await chat.tells("赵姐", "确认")
        await chat.clock("2026-11-22T10:05")
        assert await reports(chat) == ["王阿姨退出 → 李叔放弃 → 赵姐接上"]

    async def test_in_private_where_the_organiser_has_one(self, opens: Opens) -> None:
        chat = await opens(an_activity(seats=2))
        await chat.tells(OWNER, "活动")
        await chat.says("王阿姨", "我参加 2人")
        await queue(chat, "李叔")
        await chat.says("王阿姨", "改为1人")
        await chat.says("李叔", "确认")
        await chat.clock("2026-11-22T10:05")
        assert (await chat.last(OWNER)).text == "1号活动“环境整治”名额：王阿姨减少人数 → 李叔接上"
        assert await reports(chat) == []

    async def test_a_new_seat_is_no_chain_until_somebody_refuses_it(self, opens: Opens) -> None:
        chat = await opens(an_activity(seats=1))
        await queue(chat, "王阿姨", "李叔", "赵姐", "钱伯")
        await chat.says(OWNER, "改名额 1 3")
        await chat.says("李叔", "确认")
        await chat.clock("2026-11-22T10:05")
        assert await reports(chat) == []
        await chat.says("赵姐", "放弃")
        await chat.says("钱伯", "确认")
        await chat.clock("2026-11-22T10:10")
        assert await reports(chat) == ["赵姐放弃 → 钱伯接上"]

    async def test_a_long_chain_stays_one_short_line(self, opens: Opens) -> None:
        chat = await opens(an_activity(seats=1, state=ActivityState.OPEN))
        names = [f"邻居{letter}" for letter in "甲乙丙丁戊己庚辛壬癸"]
        await queue(chat, "王阿姨", *names)
        await leave(chat, "王阿姨")
        for name in names:
            await chat.says(name, "放弃")
        await chat.clock("2026-11-22T10:05")
        assert await reports(chat) == [
            "王阿姨退出 → 邻居甲放弃 → 邻居乙放弃 → 另5人未接 → 邻居辛放弃 → 邻居壬放弃 → 邻居癸放弃 → 暂无人接"
        ]
