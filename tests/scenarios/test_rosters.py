"""The list, its pages, the gaps, the queue; and who may see which names."""

import asyncio
import re
from dataclasses import replace
from datetime import timedelta

import pytest

from storage.types import ActivityState
from tests.activity import NOW, START, an_activity
from tests.chat import OWNER, Chat
from tests.scenarios.conftest import OUTSIDER, Opens

DAY = timedelta(days=1)
CLINIC = an_activity(title="义诊", starts_at=START + DAY, seats=None)
LINE = re.compile(r"^(\d+)\. (.+)$", re.MULTILINE)


async def fill(chat: Chat, people: int) -> None:
    names = [f"邻居{number:03}" for number in range(people)]
    await asyncio.gather(*(chat.says(name, "我参加 1") for name in names))


class TestRoster:
    async def test_confirmed_first_then_who_waits(self, opens: Opens) -> None:
        chat = await opens(an_activity(seats=3))
        for words in ("王阿姨 我参加", "李叔 我参加 2人", "赵姐 我参加", "钱伯 +1"):
            name, _, said = words.partition(" ")
            await chat.says(name, said)
        assert (await chat.says("孙姨", "名单")).splitlines() == [
            "1号 环境整治 11月28日(周六)09:00，已报3/3人",
            "1. 王阿姨",
            "2. 李叔（共2人）",
            "候补（2）：",
            "1. 赵姐",
            "2. 钱伯",
        ]

    async def test_an_empty_list_says_how_to_begin(self, opens: Opens) -> None:
        chat = await opens(an_activity())
        assert "还没有人报名。报名请回复：我参加 1" in await chat.says("王阿姨", "名单 1")

    async def test_with_several_it_is_asked(self, opens: Opens) -> None:
        chat = await opens(an_activity(), CLINIC)
        assert (await chat.says("王阿姨", "名单")).startswith("看哪个活动的名单？")
        assert "2号 义诊" in await chat.says("王阿姨", "2")
        assert "1号 环境整治" in await chat.says("王阿姨", "名单 1号")
        assert "2号 义诊" in await chat.says("王阿姨", "名单 义诊")
        assert "1号 环境整治" in await chat.quotes("王阿姨", (await chat.heard())[-2], "名单")

    async def test_also_of_what_is_over(self, opens: Opens) -> None:
        over = an_activity(starts_at=NOW - DAY, state=ActivityState.ENDED)
        chat = await opens(over)
        assert await chat.says("王阿姨", "名单") == "最近没有活动。"
        assert "1号 环境整治" in await chat.says("王阿姨", "名单 1")
        assert "没有7号活动。" in await chat.says("王阿姨", "名单 7")

    async def test_talk_about_lists_is_left_alone(self, opens: Opens) -> None:
        chat = await opens(an_activity())
        assert await chat.says("王阿姨", "名单 谁去打印一下") == ""
        assert await chat.says("王阿姨", "名单里有我吗") == ""

    async def test_who_signed_whom_up_is_for_the_organiser(self, opens: Opens) -> None:
        chat = await opens(an_activity())
        await chat.says("王阿姨", "替王奶奶报名")
        assert "1. 王奶奶（王阿姨代报）" in await chat.says(OWNER, "名单")
        assert "代报" not in await chat.says("李叔", "名单")


class TestPages:
    async def test_each_name_stands_on_one_page(self, opens: Opens) -> None:
        chat = await opens(an_activity(seats=100))
        await fill(chat, 130)
        first = await chat.says("王阿姨", "名单")
        assert first.splitlines()[-1] == "共130人,显示1–60,回复 下一页"
        second = await chat.says("王阿姨", "下一页")
        assert second.splitlines()[-1] == "共130人,显示61–120,回复 下一页"
        third = await chat.says("王阿姨", "下一页")
        assert third.splitlines()[-1] == "共130人,显示121–130"
        assert await chat.says("王阿姨", "下一页") == ""
        shown = LINE.findall(first + "\n" + second + "\n" + third)
        assert len({name for _, name in shown}) == 130
        numbers = [int(number) for number, _ in shown]
        assert numbers == [*range(1, 101), *range(1, 31)]
        assert (second + third).count("候补（30）：") == 2

    async def test_nobody_is_lost_or_doubled_when_somebody_leaves(self, opens: Opens) -> None:
        chat = await opens(an_activity(seats=None))
        await fill(chat, 70)
        first = LINE.findall(await chat.says("王阿姨", "名单"))
        await chat.says(first[0][1], "我不去了")
        second = LINE.findall(await chat.says("王阿姨", "下一页"))
        assert len({name for _, name in first + second}) == 70
        assert second[0][0] == "61"

    async def test_a_button_turns_the_page_too(self, opens: Opens) -> None:
        chat = await opens(an_activity(seats=None))
        await fill(chat, 61)
        await chat.says("王阿姨", "名单")
        page = await chat.last()
        assert "61. " in await chat.presses("李叔", page, "下一页")


class TestMasking:
    async def test_outsiders_see_masked_names(self, opens: Opens) -> None:
        chat = await opens(an_activity())
        await chat.says("李小明", "我参加 2人")
        await chat.says("李小明", "同行 张三")
        await chat.says("欧阳小明", "我参加")
        await chat.says("王阿姨", "大家好")
        assert "1. 李小明（共2人：张三）" in await chat.tells("王阿姨", "名单")
        masked = await chat.tells(OUTSIDER, "名单")
        assert masked.splitlines()[1:] == ["1. 李*明（共2人：张*）", "2. 欧阳**"]

    async def test_it_is_asked_for_in_private_in_any_way(self, opens: Opens) -> None:
        chat = await opens(an_activity(), CLINIC)
        await chat.says("王阿姨", "我参加 2")
        assert await chat.says("王阿姨", "谁报名了") == ""
        assert "2. 义诊" in await chat.tells("王阿姨", "谁报名了")
        assert "1. 王阿姨" in await chat.tells("王阿姨", "义诊的名单")
        await chat.tells("王阿姨", "帮我妈报个名 2")
        assert "没有3号活动" in await chat.tells("王阿姨", "名单三号")

    async def test_staff_see_names_wherever_they_ask(self, opens: Opens) -> None:
        chat = await opens(an_activity())
        await chat.says("李小明", "我参加")
        await chat.says(OWNER, "大家好")
        assert "1. 李小明" in await chat.tells(OWNER, "名单")


class TestGapsAndQueue:
    async def test_the_gaps_of_all_and_of_one(self, opens: Opens) -> None:
        chat = await opens(an_activity(seats=1), CLINIC)
        await chat.says("王阿姨", "我参加 1")
        await chat.says("李叔", "我参加 1")
        assert (await chat.says("赵姐", "空缺")).splitlines() == [
            "1号 环境整治 11月28日(周六)09:00：1个名额已满",
            "2号 义诊 11月29日(周日)09:00：不限人数，已报0人",
        ]
        assert (await chat.says("赵姐", "还差谁 1")).splitlines() == [
            "1号 环境整治 11月28日(周六)09:00：1个名额已满",
            "候补1位：李叔",
        ]

    async def test_ones_own_places_in_line(self, opens: Opens) -> None:
        chat = await opens(an_activity(seats=1))
        for name in ("王阿姨", "李叔", "赵姐"):
            await chat.says(name, "我参加")
        await chat.says("赵姐", "替赵奶奶报名")
        assert (await chat.says("赵姐", "我的排队")).splitlines() == [
            "1号 环境整治 11月28日(周六)09:00：候补第2位",
            "1号 环境整治 11月28日(周六)09:00：赵奶奶候补第3位",
        ]
        assert await chat.says("王阿姨", "我的排队") == "您没有在排队。"


class TestButtons:
    async def press(self, chat: Chat, name: str, press: str) -> str:
        message = replace(await chat.last(), buttons={press: press})
        return await chat.presses(name, message, press)

    async def test_joining_and_leaving_by_button(self, opens: Opens) -> None:
        chat = await opens(an_activity(seats=1))
        await chat.says("王阿姨", "名单")
        heard = len(await chat.heard())
        assert "王阿姨已报名：环境整治（第1号）" in await self.press(chat, "王阿姨", "join:1")
        assert await self.press(chat, "王阿姨", "join:1") == "您已报名(第1号)：环境整治"
        assert "李叔候补第1位" in await self.press(chat, "李叔", "join:1")
        assert "赵姐" not in await self.press(chat, "赵姐", "leave:1")
        assert "李叔已退出候补" in await self.press(chat, "李叔", "leave:1")
        assert len(await chat.heard()) == heard
        assert "1. 王阿姨" in await self.press(chat, "李叔", "roster:1")

    @pytest.mark.parametrize(
        "press",
        [
            "join:99",
            "join:",
            "join:x",
            "join",
            "leave:-1",
            "roster:99999999999999999999",
            "dance:1",
        ],
    )
    async def test_a_button_nobody_was_given(self, opens: Opens, press: str) -> None:
        chat = await opens(an_activity())
        await chat.says("王阿姨", "名单")
        assert "这个按钮已经不能用了" in await self.press(chat, "王阿姨", press)

    @pytest.mark.parametrize("press", ["roster:1:x:0:0", "roster:1:left:0", "roster:1:²:²:²"])
    async def test_a_page_nobody_was_given_is_the_first(self, opens: Opens, press: str) -> None:
        chat = await opens(an_activity())
        await chat.says("王阿姨", "名单")
        assert "1号 环境整治" in await self.press(chat, "王阿姨", press)

    async def test_the_button_of_a_card_long_past(self, opens: Opens) -> None:
        chat = await opens(an_activity())
        await chat.says("王阿姨", "名单")
        await chat.clock("2026-12-20T10:00")
        assert "环境整治已经结束" in await self.press(chat, "王阿姨", "join:1")
