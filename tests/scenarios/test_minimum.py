"""An activity that needs so many people: it is said, asked about a day ahead, and settled."""

import pytest

from tests.chat import OWNER, Chat

LINE = "发布活动 周六上午9点到11点 社区广场 包饺子 20人 最少3人"
SHORT = """1号活动“包饺子”（11月28日(周六)09:00–11:00）报了1人，不到3人。照常进行，还是取消活动？
11月27日(周五)15:00前没有答复就照常进行。"""
OFF = "1号活动“包饺子”（11月28日(周六)09:00–11:00 社区广场）取消了：人数不足。"


async def publish(chat: Chat, *corrections: str, line: str = LINE) -> Chat:
    """Publish what needs three people; 王阿姨 alone signs up."""
    await chat.set_up()
    await chat.says(OWNER, line)
    for words in corrections:
        await chat.says(OWNER, words)
    await chat.says(OWNER, "确认")
    await chat.tells("王阿姨", "你好")
    await chat.says("王阿姨", "我参加")
    return chat


async def news(chat: Chat, of: str) -> list[str]:
    return [each.text for each in await chat.heard(of) if "取消了" in each.text]


class TestSaying:
    async def test_in_the_notice(self, chat: Chat) -> None:
        await chat.set_up()
        preview = await chat.says(OWNER, LINE)
        assert "名额：20人\n至少3人成行\n人不够时先问您，没有答复就照常进行\n" in preview
        assert "已报名 0/20，剩余 20\n至少3人成行\n" in await chat.says(OWNER, "确认")

    @pytest.mark.parametrize(
        ("words", "line"),
        [
            ("最少8人", "至少8人成行"),
            ("至少8个人", "至少8人成行"),
            ("最少人数 8", "至少8人成行"),
            ("满八人成行", "至少8人成行"),
            ("8人成行", "至少8人成行"),
            ("人不够就取消", "人不够时先问您，没有答复就取消"),
            ("人数不足则取消", "人不够时先问您，没有答复就取消"),
            ("最少8人，不够就取消", "人不够时先问您，没有答复就取消"),
            ("人不够也办", "人不够时先问您，没有答复就照常进行"),
        ],
    )
    async def test_in_the_preview(self, chat: Chat, words: str, line: str) -> None:
        await chat.set_up()
        await chat.says(OWNER, LINE)
        answer = await chat.says(OWNER, words)
        assert line in answer.splitlines()
        assert "名额：20人" in answer

    async def test_it_is_taken_back_in_the_preview(self, chat: Chat) -> None:
        await chat.set_up()
        await chat.says(OWNER, LINE)
        assert "成行" not in await chat.says(OWNER, "最少不限")

    async def test_afterwards(self, chat: Chat) -> None:
        await publish(chat)
        assert await chat.says(OWNER, "最少 1 8") == (
            "1号活动“包饺子”至少8人成行。人不够时先问您，没有答复就照常进行。"
        )
        assert "没有答复就取消" in await chat.says(OWNER, "最少 1 8人 人不够就取消")
        assert "至少8人成行" in await chat.says(OWNER, "活动 1")
        assert await chat.says(OWNER, "最少 1 不限") == "1号活动“包饺子”不限最少人数了。"
        assert "成行" not in await chat.says(OWNER, "活动 1")

    async def test_never_above_the_seats(self, chat: Chat) -> None:
        await publish(chat)
        refused = "最少21人不行：要在1到20之间，不能超过名额。"
        assert await chat.says(OWNER, "最少 1 21") == refused
        assert "不能超过名额" in await chat.says(OWNER, "改名额 1 2")
        await chat.says(OWNER, LINE)
        assert await chat.says(OWNER, "最少30人") == refused.replace("21", "30")

    @pytest.mark.parametrize("words", ["最少 1 0", "最少 1 5000"])
    async def test_a_number_that_cannot_be(self, chat: Chat, words: str) -> None:
        await publish(chat)
        assert "要在1到20之间" in await chat.says(OWNER, words)

    async def test_only_who_runs_it_may(self, chat: Chat) -> None:
        await publish(chat)
        assert "书记或社工" in await chat.says("王阿姨", "最少 1 8")
        assert await chat.says("王阿姨", "最少要两个小时") == ""
        assert await chat.says("王阿姨", "最少3个人吧") == ""
        assert "没有9号活动" in await chat.says(OWNER, "最少 9 8")
        assert "最少几个人" in await chat.says(OWNER, "最少 1")


class TestAsking:
    async def test_enough_people_and_nobody_is_asked(self, chat: Chat) -> None:
        await publish(chat)
        for name in ("李叔", "赵姐"):
            await chat.says(name, "我参加")
        await chat.clock("2026-11-28T12:00")
        assert not any("照常进行" in each.text for each in await chat.heard(OWNER))

    async def test_the_organiser_is_asked_in_private(self, chat: Chat) -> None:
        await publish(chat)
        await chat.clock("2026-11-27T09:00")
        asked = [each for each in await chat.heard(OWNER) if "不到3人" in each.text]
        assert [each.text for each in asked] == [SHORT]
        assert list(asked[0].buttons) == ["照常进行", "取消活动"]

    async def test_she_keeps_it(self, chat: Chat) -> None:
        await publish(chat)
        await chat.clock("2026-11-27T09:00")
        assert await chat.tells(OWNER, "照常进行") == "好的，1号活动“包饺子”照常进行。"
        await chat.clock("2026-11-28T08:59")
        assert await news(chat, "王阿姨") == []
        assert not any("没有等到" in each.text for each in await chat.heard(OWNER))

    @pytest.mark.parametrize("words", ["取消活动", "取消"])
    async def test_she_calls_it_off(self, chat: Chat, words: str) -> None:
        await publish(chat)
        await chat.clock("2026-11-27T09:00")
        assert (
            await chat.tells(OWNER, words)
            == "1号活动“包饺子”已取消（人数不足）。已告知1人（私下）。"
        )
        await chat.clock("2026-11-28T12:00")
        assert await news(chat, "王阿姨") == [OFF]
        assert not any("快开始了" in each.text for each in await chat.heard("王阿姨"))
        assert "活动已取消：人数不足" in await chat.says(OWNER, "活动 1")

    async def test_she_presses(self, chat: Chat) -> None:
        await publish(chat)
        await chat.clock("2026-11-27T09:00")
        asked = next(each for each in await chat.heard(OWNER) if "不到3人" in each.text)
        assert "已取消（人数不足）" in await chat.presses(OWNER, asked, "取消活动")
        assert "已经取消了" in await chat.presses(OWNER, asked, "照常进行")
        assert await chat.tells(OWNER, "照常进行") != "好的，1号活动“包饺子”照常进行。"

    async def test_twice_is_once(self, chat: Chat) -> None:
        await publish(chat)
        await chat.clock("2026-11-27T09:00")
        asked = next(each for each in await chat.heard(OWNER) if "不到3人" in each.text)
        await chat.presses(OWNER, asked, "照常进行")
        assert "已经处理过了" in await chat.presses(OWNER, asked, "取消活动")

    async def test_in_the_group_where_she_has_no_private_chat(self, chat: Chat) -> None:
        await chat.set_up()
        await chat.says("周社工", "大家好")
        await chat.says(OWNER, "任命 社工 周社工")
        await chat.says("周社工", LINE)
        await chat.says("周社工", "确认")
        await chat.clock("2026-11-27T09:00")
        asked = next(each for each in await chat.heard() if "不到3人" in each.text)
        assert asked.text.startswith("请注意：周社工\n1号活动")
        assert "书记或社工" in await chat.presses("王阿姨", asked, "取消活动")
        assert await chat.says("王阿姨", "照常进行") == ""
        assert await chat.says("周社工", "照常进行") == "好的，1号活动“包饺子”照常进行。"


class TestSilence:
    async def test_keeps_it(self, chat: Chat) -> None:
        await publish(chat)
        await chat.clock("2026-11-27T15:00")
        told = (await chat.last(OWNER)).text
        assert told == "1号活动“包饺子”没有等到您的答复，照常进行（1/3人）。"
        assert await news(chat, "王阿姨") == []

    async def test_cancels_it_when_she_said_so(self, chat: Chat) -> None:
        await publish(chat, "人不够就取消")
        await chat.clock("2026-11-27T14:59")
        assert await news(chat, "王阿姨") == []
        await chat.clock("2026-11-27T15:00")
        assert await news(chat, "王阿姨") == [OFF]
        assert "已取消并告诉了报名的人" in (await chat.last(OWNER)).text
        await chat.clock("2026-11-28T12:00")
        assert len(await news(chat, "王阿姨")) == 1
        assert "系统 取消活动，原因：人数不足" in await chat.tells(OWNER, "操作记录 1")

    async def test_who_came_meanwhile_counts(self, chat: Chat) -> None:
        await publish(chat, "人不够就取消")
        await chat.clock("2026-11-27T09:00")
        for name in ("李叔", "赵姐"):
            await chat.says(name, "我参加")
        await chat.clock("2026-11-27T15:00")
        assert (await chat.last(OWNER)).text == ("1号活动“包饺子”已有3人报名，够3人了，照常进行。")
        assert await news(chat, "王阿姨") == []

    async def test_a_change_of_seats_asks_nothing_again(self, chat: Chat) -> None:
        await publish(chat)
        await chat.clock("2026-11-27T09:00")
        await chat.says(OWNER, "改名额 1 30")
        await chat.clock("2026-11-28T12:00")
        asked = [each for each in await chat.heard(OWNER) if "不到3人" in each.text]
        assert len(asked) == 1
        assert any("没有等到" in each.text for each in await chat.heard(OWNER))

    async def test_a_new_time_asks_anew(self, chat: Chat) -> None:
        await publish(chat, "人不够就取消")
        await chat.clock("2026-11-27T09:00")
        await chat.says(OWNER, "改期 1 12月5日")
        await chat.says(OWNER, "确认")
        await chat.clock("2026-12-04T08:59")
        assert await news(chat, "王阿姨") == []
        await chat.clock("2026-12-04T15:00")
        assert len(await news(chat, "王阿姨")) == 1

    async def test_published_late_she_has_an_hour(self, chat: Chat) -> None:
        today = LINE.replace("周六上午9点到11点", "今天下午4点到6点")
        await publish(chat, "人不够就取消", line=today)
        await chat.clock("2026-11-22T13:59")
        assert not any("不到3人" in each.text for each in await chat.heard(OWNER))
        await chat.clock("2026-11-22T14:00")
        assert "11月22日(周日)15:00前没有答复就取消" in (await chat.last(OWNER)).text
        await chat.clock("2026-11-22T15:00")
        assert len(await news(chat, "王阿姨")) == 1
