"""Finding a stand-in: neighbours who took part before are asked, three at a time."""

from collections.abc import AsyncIterator
from datetime import datetime

import pytest

from tests.activity import an_activity
from tests.chat import OWNER, Chat
from tests.scenarios.conftest import Opens, Runs
from tests.storage.scene import committed

YESTERDAY = datetime.fromisoformat("2026-11-21T08:00+08:00")
ASKED = (
    "王阿姨去不了3号活动“环境整治”，想请您替一次：11月28日(周六)09:00–11:00，社区广场。"
    "请回复：可以，或 不方便"
)
NEIGHBOURS = ("孙一", "孙二", "孙三", "孙四", "孙五")


@pytest.fixture
async def chat(runs: Runs) -> AsyncIterator[Chat]:
    """The neighbours did yesterday what 王阿姨 can't do on Saturday; 周伯 came to read, later.

    All of them can be told something in private.
    """
    async with runs(YESTERDAY) as chat:
        await chat.set_up()
        await publish(chat, "今天上午9点到11点 社区广场 环境整治")
        await publish(chat, "今天下午2点到4点 二楼 读书会")
        for name in NEIGHBOURS:
            await chat.tells(name, "你好")
            await chat.says(name, "我参加 1")
        for name in ("周伯", "王阿姨"):
            await chat.tells(name, "你好")
        await chat.says("周伯", "我参加 2")
        await chat.clock("2026-11-22T10:00")
        await publish(chat, "周六上午9点到11点 社区广场 环境整治 5人")
        await chat.says("王阿姨", "我参加 3")
        yield chat


async def publish(chat: Chat, notice: str) -> None:
    await chat.says(OWNER, f"发布活动 {notice}")
    await chat.says(OWNER, "确认")


async def asked(chat: Chat) -> list[str]:
    """Who was asked to stand in so far."""
    return [
        name
        for name in (*NEIGHBOURS, "周伯")
        if any("想请您替一次" in each.text for each in await chat.heard(name))
    ]


async def told(chat: Chat, name: str) -> str:
    return (await chat.last(name)).text


class TestTakingItBack:
    async def test_the_seat_goes_back_to_whose_it_was(self, chat: Chat) -> None:
        await chat.says("王阿姨", "找人替班 3")
        assert "您替王阿姨参加" in await chat.tells("孙一", "可以")
        assert await chat.tells("孙一", "撤销") == (
            "已撤销：替王阿姨参加环境整治。王阿姨是第1号，剩余4个名额"
        )
        await chat.clock("2026-11-22T10:01")
        assert await told(chat, "王阿姨") == (
            "孙一不能替您参加3号活动“环境整治”了，名额还给您："
            "11月28日(周六)09:00–11:00。还要找人请说：找人替班 3"
        )
        assert "孙一不替王阿姨参加了" in await told(chat, OWNER)
        assert "您已报名(第1号)" in await chat.says("王阿姨", "我参加 3")
        assert "正在私下问" in await chat.says("王阿姨", "找人替班 3")
        assert "您替王阿姨参加" in await chat.tells("孙四", "可以")
        await publish(chat, "周六上午9点到11点 二楼 义卖")
        await chat.says("王阿姨", "我参加 4")
        assert "又有变动" in await chat.tells("孙四", "撤销")


class TestAsking:
    async def test_three_are_asked_in_private(self, chat: Chat) -> None:
        answer = await chat.says("王阿姨", "找人替班 3")
        assert answer == ("好的，正在私下问3位邻居，有人答应马上告诉您。不找了请说：取消替班 3")
        await chat.clock("2026-11-22T10:01")
        assert await asked(chat) == ["孙一", "孙二", "孙三"]
        message = await chat.last("孙一")
        assert message.text == ASKED
        assert list(message.buttons) == ["可以", "不方便"]

    async def test_without_a_number_the_only_seat_is_meant(self, chat: Chat) -> None:
        assert "正在私下问3位" in await chat.tells("王阿姨", "找人替班")

    async def test_the_next_are_asked_after_two_hours(self, chat: Chat) -> None:
        await chat.says("王阿姨", "找人替班 3")
        await chat.clock("2026-11-22T11:59")
        assert len(await asked(chat)) == 3
        await chat.clock("2026-11-22T12:00")
        assert len(await asked(chat)) == 6
        await chat.clock("2026-11-22T14:00")
        assert await told(chat, "王阿姨") == ("3号活动“环境整治”：没有更多人可问，还在等6人答复。")

    async def test_or_at_once_when_all_declined(self, chat: Chat) -> None:
        await chat.says("王阿姨", "找人替班 3")
        for name in ("孙一", "孙二"):
            assert await chat.tells(name, "不方便") == "好的，这次不再问您。"
        assert len(await asked(chat)) == 3
        await chat.tells("孙三", "不方便")
        await chat.clock("2026-11-22T10:01")
        assert len(await asked(chat)) == 6
        await chat.clock("2026-11-24T10:00")
        assert sum("替一次" in each.text for each in await chat.heard("孙一")) == 1

    async def test_when_nobody_is_left_the_asker_hears(self, chat: Chat) -> None:
        await chat.says("王阿姨", "找人替班 3")
        for name in ("孙一", "孙二", "孙三"):
            await chat.tells(name, "不方便")
        await chat.clock("2026-11-22T10:01")
        for name in ("孙四", "孙五", "周伯"):
            await chat.tells(name, "没空")
        await chat.clock("2026-11-22T10:02")
        assert await told(chat, "王阿姨") == (
            "3号活动“环境整治”：问过的人都不方便。去不了请回复：取消报名 3"
        )

    async def test_who_was_asked_lately_is_left_alone(self, chat: Chat) -> None:
        await chat.says("王阿姨", "找人替班 3")
        await publish(chat, "下周日上午9点到11点 社区广场 义卖")
        await chat.says("赵姐", "我参加 4")
        assert "正在私下问3位" in await chat.says("赵姐", "找人替班 4")
        await chat.clock("2026-11-22T10:01")
        assert sum("替一次" in each.text for each in await chat.heard("孙一")) == 1
        assert await asked(chat) == [*NEIGHBOURS, "周伯"]

    async def test_who_takes_part_elsewhere_then_is_not_asked(self, chat: Chat) -> None:
        await publish(chat, "周六上午10点到12点 二楼 义诊")
        await chat.says("孙一", "我参加 4")
        await chat.says("王阿姨", "找人替班 3")
        await chat.clock("2026-11-22T10:01")
        assert await asked(chat) == ["孙二", "孙三", "孙四"]

    async def test_nobody_is_asked_in_the_night(self, chat: Chat) -> None:
        await chat.clock("2026-11-22T23:00")
        answer = await chat.says("王阿姨", "找人替班 3")
        assert answer == "好的，夜里不打扰邻居，11月23日(周一)07:00开始问。"
        await chat.clock("2026-11-23T06:59")
        assert await asked(chat) == []
        await chat.clock("2026-11-23T07:00")
        assert len(await asked(chat)) == 3


class TestStandingIn:
    async def test_the_first_who_agrees_takes_the_seat(self, chat: Chat, database_url: str) -> None:
        await chat.says("王阿姨", "找人替班 3")
        assert await chat.tells("孙二", "可以") == (
            "谢谢您！您替王阿姨参加3号活动“环境整治”：11月28日(周六)09:00–11:00，社区广场。"
        )
        await chat.clock("2026-11-22T10:01")
        assert await told(chat, "王阿姨") == (
            "孙二答应替您参加3号活动“环境整治”（11月28日(周六)09:00–11:00，社区广场），"
            "您的报名已转给孙二。"
        )
        assert await told(chat, OWNER) == "3号活动“环境整治”：孙二替王阿姨参加。"
        assert await told(chat, "孙一") == "已经有人了，谢谢您。"
        roster = await chat.says(OWNER, "名单 3")
        assert "孙二" in roster
        assert "王阿姨" not in roster
        assert committed(database_url, "SELECT taken FROM activities WHERE number = 3") == [1]
        assert "孙二 替班：王阿姨" in await chat.says(OWNER, "操作记录 3")

    async def test_who_comes_second_hears_it(self, chat: Chat) -> None:
        await chat.says("王阿姨", "找人替班 3")
        await chat.clock("2026-11-22T10:01")
        first, second = await chat.last("孙一"), await chat.last("孙二")
        assert "谢谢您！" in await chat.presses("孙一", first, "可以")
        assert await chat.presses("孙二", second, "可以") == "已经有人了，谢谢您。"
        assert await chat.presses("孙二", second, "不方便") == "好的，这次不再问您。"
        await chat.clock("2026-11-22T14:00")
        assert len(await asked(chat)) == 3

    async def test_who_is_busy_meanwhile_cannot(self, chat: Chat) -> None:
        await chat.says("王阿姨", "找人替班 3")
        await publish(chat, "周六上午10点到12点 二楼 义诊")
        await chat.says("孙一", "我参加 4")
        assert await chat.tells("孙一", "可以") == (
            "那时您已报名4号活动“义诊”（11月28日(周六)10:00–12:00），时间冲突。"
        )
        assert "谢谢您！" in await chat.tells("孙二", "可以")

    async def test_a_stand_in_may_look_for_another(self, chat: Chat) -> None:
        await chat.says("王阿姨", "找人替班 3")
        await chat.tells("孙二", "可以")
        assert "正在私下问3位" in await chat.tells("孙二", "找人替班 3")


class TestEnding:
    async def test_who_asked_takes_it_back(self, chat: Chat) -> None:
        await chat.says("王阿姨", "找人替班 3")
        assert "已经在替您找人了" in await chat.says("王阿姨", "找人替班 3")
        assert await chat.says("王阿姨", "取消替班 3") == "好的，环境整治不找人替了。"
        await chat.clock("2026-11-22T10:01")
        assert await told(chat, "孙一") == "已经不用替班了，谢谢您。"
        assert "没有在替您找人" in await chat.says("王阿姨", "取消替班 3")
        await chat.clock("2026-11-22T14:00")
        assert len(await asked(chat)) == 3

    async def test_who_left_needs_nobody(self, chat: Chat) -> None:
        await chat.says("王阿姨", "找人替班 3")
        await chat.clock("2026-11-22T10:01")
        message = await chat.last("孙一")
        await chat.says("王阿姨", "取消报名 3")
        assert await chat.presses("孙一", message, "可以") == "已经不用替班了，谢谢您。"
        await chat.clock("2026-11-22T12:00")
        assert await told(chat, "孙二") == "已经不用替班了，谢谢您。"
        assert len(await asked(chat)) == 3

    async def test_the_start_ends_it(self, chat: Chat, database_url: str) -> None:
        await chat.says("王阿姨", "找人替班 3")
        await chat.clock("2026-11-28T09:00")
        assert committed(database_url, "SELECT is_open FROM covers") in ([0], [False])


class TestRefusing:
    async def test_who_has_no_seat(self, chat: Chat) -> None:
        assert "没有名额" in await chat.says("李叔", "找人替班 3")

    async def test_a_party(self, chat: Chat) -> None:
        await chat.says("李叔", "我参加 3 2人")
        assert "请先说：改为1人" in await chat.says("李叔", "找人替班 3")

    async def test_while_others_wait_for_the_seat(self, chat: Chat) -> None:
        for name in ("李叔", "赵姐", "钱伯", "吴婶", "郑姨"):
            await chat.says(name, "我参加 3")
        assert await chat.says("王阿姨", "找人替班 3") == (
            "后面有1人在排队，您退出名额就给他们。请回复：取消报名 3"
        )

    async def test_where_nobody_can_be_asked(self, opens: Opens) -> None:
        chat = await opens(an_activity())
        await chat.says("王阿姨", "我参加")
        assert await chat.says("王阿姨", "找人替班 1") == (
            "1号活动“环境整治”没有可以问的人，请联系组织者林书记。"
        )
        assert "没有可以问的人" in await chat.says("王阿姨", "找人替班 1")

    async def test_what_has_begun(self, chat: Chat) -> None:
        await chat.clock("2026-11-28T09:00")
        assert "已经开始" in await chat.says("王阿姨", "找人替班 3")

    async def test_neighbours_talk(self, chat: Chat) -> None:
        assert await chat.says("王阿姨", "找人替班这事儿你问问小李") == ""
        assert "没有9号活动" in await chat.says("王阿姨", "找人替班 9")
