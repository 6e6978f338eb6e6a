"""Publishing an activity: by one line, step by step, over a preview corrected in words."""

import pytest

from tests.chat import GROUP, OWNER, Chat

LINE = "发布活动 周六上午9点到11点 盐运西社区广场 环境整治 20人"
PREVIEW = """请核对：【环境整治】
时间：11月28日(周六)09:00–11:00
地点：盐运西社区广场
名额：20人
报名截止：活动开始时
回复“确认”发布，“取消”放弃；要改直接说，如：改成10点、地点 三单元、带 铁锹、30人"""
CARD = """【1号活动】环境整治
时间：11月28日(周六)09:00–11:00
地点：盐运西社区广场
已报名 0/20，剩余 20
回复“我参加 1”报名"""


@pytest.fixture
async def group(chat: Chat) -> Chat:
    await chat.set_up()
    return chat


class TestOneLine:
    async def test_is_shown_and_confirmed(self, group: Chat) -> None:
        assert await group.says(OWNER, LINE) == PREVIEW
        assert await group.says(OWNER, "确认") == CARD
        card = await group.last()
        assert list(card.buttons) == ["报名", "不去了", "名单"]

    async def test_is_confirmed_by_a_button(self, group: Chat) -> None:
        await group.says(OWNER, LINE)
        preview = await group.last()
        assert "不是您的" in await group.presses("王阿姨", preview, "确认发布")
        assert await group.presses(OWNER, preview, "确认发布") == CARD
        assert "过时" in await group.presses(OWNER, preview, "确认发布")

    async def test_is_dropped(self, group: Chat) -> None:
        await group.says(OWNER, LINE)
        assert await group.says(OWNER, "取消") == "好的，没有发布。"
        assert await group.says(OWNER, "确认") == ""
        assert await group.says(OWNER, "活动") == "近期没有活动。"

    async def test_numbers_go_up(self, group: Chat) -> None:
        for number in (1, 2, 3):
            await group.says(OWNER, LINE)
            assert f"【{number}号活动】" in await group.says(OWNER, "确认")

    async def test_is_only_for_staff(self, group: Chat) -> None:
        assert "书记或社工" in await group.says("王阿姨", LINE)
        assert await group.says("王阿姨", "确认") == ""

    async def test_from_a_private_chat_goes_to_every_group(self, group: Chat) -> None:
        await group.says(OWNER, "启用 盐运西社区", group="志愿者群")
        assert await group.tells(OWNER, LINE) == PREVIEW
        assert await group.tells(OWNER, "确认") == "已发布：1号活动“环境整治”，已发到2个群。"
        await group.clock("2026-11-22T10:01")
        for chat in (GROUP, "志愿者群"):
            assert (await group.last(chat)).text == CARD

    async def test_from_a_group_goes_to_the_others_too(self, group: Chat) -> None:
        await group.says(OWNER, "启用 盐运西社区", group="志愿者群")
        await group.says(OWNER, LINE)
        assert await group.says(OWNER, "确认") == CARD
        await group.clock("2026-11-22T10:01")
        assert (await group.last("志愿者群")).text == CARD

    async def test_a_card_lives(self, group: Chat) -> None:
        await group.says(OWNER, "启用 盐运西社区", group="志愿者群")
        await group.says(OWNER, LINE)
        await group.says(OWNER, "确认")
        await group.says("王阿姨", "我参加")
        await group.clock("2026-11-22T10:01")
        for chat in (GROUP, "志愿者群"):
            cards = [
                each for each in await group.heard(chat) if each.text.startswith("【1号活动】")
            ]
            assert "已报名 1/20，剩余 19" in cards[0].text


class TestPreview:
    @pytest.mark.parametrize(
        ("words", "line"),
        [
            ("改成10点", "时间：11月28日(周六)10:00–12:00"),
            ("改时间 10点到12点", "时间：11月28日(周六)10:00–12:00"),
            ("地点 三单元", "地点：三单元"),
            ("带 铁锹", "请带：铁锹"),
            ("改名额 30", "名额：30人"),
            ("不限人数", "名额：不限"),
            ("报名 周四9点开始", "报名开始：11月26日(周四)09:00"),
        ],
    )
    async def test_is_corrected_in_words(self, group: Chat, words: str, line: str) -> None:
        await group.says(OWNER, LINE)
        answer = await group.says(OWNER, words)
        assert line in answer.splitlines()
        assert answer.startswith("请核对")

    async def test_shows_whatever_was_told(self, group: Chat) -> None:
        told = "截止 周五18点，退出截止 前一天12点，可带2人，允许时间冲突，标题 大扫除"
        await group.says(OWNER, LINE)
        assert await group.says(OWNER, told) == PREVIEW.replace("环境整治", "大扫除").replace(
            "活动开始时\n",
            "11月27日(周五)18:00\n退出截止：11月27日(周五)12:00\n每人可带2人\n可与其他活动时间冲突\n",
        )

    async def test_takes_several_corrections_at_once(self, group: Chat) -> None:
        await group.says(OWNER, LINE)
        answer = await group.says(OWNER, "改成10点，地点三单元，带铁锹，30人")
        assert "10:00–12:00" in answer
        assert "地点：三单元" in answer
        assert "请带：铁锹" in answer
        assert "名额：30人" in answer

    async def test_forgets_what_is_taken_back(self, group: Chat) -> None:
        await group.says(OWNER, LINE + " 带铁锹 截止周五18点")
        assert "请带" not in await group.says(OWNER, "不用带工具")
        assert "报名截止：活动开始时" in await group.says(OWNER, "不设截止")

    async def test_leaves_other_talk_alone(self, group: Chat) -> None:
        await group.says(OWNER, LINE)
        assert await group.says(OWNER, "王阿姨你家水管修好了吗") == ""
        assert await group.says("王阿姨", "改成10点") == ""
        assert "【1号活动】" in await group.says(OWNER, "确认")

    async def test_keeps_what_stood_when_a_correction_cannot_be(self, group: Chat) -> None:
        await group.says(OWNER, LINE)
        assert await group.says(OWNER, "5000人") == "名额要在1到2000之间，也可以说“不限人数”。"
        assert "剩余 20" in await group.says(OWNER, "确认")

    async def test_a_command_leaves_it_open(self, group: Chat) -> None:
        await group.says(OWNER, LINE)
        assert await group.says(OWNER, "活动") == "近期没有活动。"
        assert "【1号活动】" in await group.says(OWNER, "确认")

    async def test_ends_after_half_an_hour(self, group: Chat) -> None:
        await group.says(OWNER, LINE)
        await group.clock("2026-11-22T10:31")
        assert await group.says(OWNER, "确认") == ""

    async def test_is_confirmed_from_elsewhere(self, group: Chat) -> None:
        await group.says(OWNER, LINE)
        assert "已发布：1号活动“环境整治”" in await group.tells(OWNER, "确认")
        await group.clock("2026-11-22T10:01")
        assert (await group.last()).text == CARD


class TestTimes:
    async def test_a_day_that_is_over_offers_the_next(self, group: Chat) -> None:
        answer = await group.says(OWNER, LINE.replace("周六", "本周六"))
        assert answer.startswith("本周六已过，是下周六11月28日(周六)吗？\n请核对：【环境整治】")
        assert await group.says(OWNER, "确认") == CARD

    async def test_another_time_settles_the_doubt(self, group: Chat) -> None:
        await group.says(OWNER, LINE.replace("周六", "本周六"))
        answer = await group.says(OWNER, "周日上午9点到11点")
        assert answer.startswith("请核对")
        assert "11月29日(周日)09:00–11:00" in answer

    async def test_the_past_is_asked_again(self, group: Chat) -> None:
        answer = await group.says(OWNER, LINE.replace("周六上午9点到11点", "昨天上午9点"))
        assert "11月21日(周六)09:00已经过了。\n什么时候？" in answer
        assert "11月28日(周六)09:00–11:00" in await group.says(OWNER, "周六上午9点到11点")

    async def test_half_a_year_ahead_is_pointed_out(self, group: Chat) -> None:
        answer = await group.says(OWNER, LINE.replace("周六", "明年10月5日"))
        assert "离现在还有半年以上，是2027年10月5日(周二)09:00吗？" in answer

    async def test_an_end_before_the_start_is_asked_again(self, group: Chat) -> None:
        line = LINE.replace("周六上午9点到11点", "周六下午3点到下午2点")
        assert "结束时间要晚于开始时间。" in await group.says(OWNER, line)

    async def test_of_a_series_the_first_one_is_published(self, group: Chat) -> None:
        answer = await group.says(OWNER, "发布活动 每周四晚上7点半 三楼活动室 合唱排练")
        assert "时间：11月26日(周四)19:30" in answer
        assert "系列活动以后会支持，这次先发第一场。" in answer


class TestStepByStep:
    async def test_asks_one_thing_at_a_time(self, group: Chat) -> None:
        assert (await group.says(OWNER, "发布活动")).startswith("什么时候？")
        assert (await group.says(OWNER, "周六上午9点到11点")).startswith("在哪里？")
        assert (await group.says(OWNER, "盐运西社区广场")).startswith("做什么？")
        assert (await group.says(OWNER, "环境整治")).startswith("名额多少人？")
        assert await group.says(OWNER, "20") == PREVIEW
        assert await group.says(OWNER, "确认") == CARD

    async def test_asks_the_hour_of_a_day(self, group: Chat) -> None:
        answer = await group.says(OWNER, "发布活动 周六 社区广场 环境整治")
        assert answer.startswith("11月28日(周六)几点到几点？")
        assert "09:00–11:00" in await group.says(OWNER, "9点到11点")

    async def test_asks_only_what_is_missing(self, group: Chat) -> None:
        assert (await group.says(OWNER, "发布活动 周六上午9点 环境整治")).startswith("在哪里？")
        assert "地点：老槐树底下" in await group.says(OWNER, "老槐树底下")

    async def test_takes_several_things_at_once(self, group: Chat) -> None:
        await group.says(OWNER, "发布活动")
        answer = await group.says(OWNER, "周六上午9点到11点 盐运西社区广场 环境整治 20人")
        assert answer == PREVIEW

    async def test_in_private_a_place_may_begin_like_a_command(self, group: Chat) -> None:
        await group.tells(OWNER, "发布活动 周六上午9点 环境整治")
        assert "地点：活动中心二楼" in await group.tells(OWNER, "活动中心二楼")

    async def test_an_earlier_answer_may_be_corrected(self, group: Chat) -> None:
        await group.says(OWNER, "发布活动 周六上午9点到11点")
        assert (await group.says(OWNER, "改成10点")).startswith("在哪里？")
        await group.says(OWNER, "社区广场")
        assert "10:00–12:00" in await group.says(OWNER, "环境整治")

    async def test_is_dropped_at_any_step(self, group: Chat) -> None:
        await group.says(OWNER, "发布活动")
        await group.says(OWNER, "周六上午9点")
        assert await group.says(OWNER, "取消") == "好的，没有发布。"
        assert await group.says(OWNER, "社区广场") == ""


class TestWhatCannotBe:
    @pytest.mark.parametrize(
        ("change", "answer", "asked"),
        [
            (("20人", "0人"), "名额要在1到2000之间，也可以说“不限人数”。", "名额多少人？"),
            (("20人", "10000人"), "名额要在1到2000之间，也可以说“不限人数”。", "名额多少人？"),
            (("环境整治", "环境整治" * 20), "标题要在1到60个字之间。", "做什么？"),
            (
                ("20人", "20人 截止下周日18点"),
                "报名截止不能晚于活动开始（11月28日(周六)09:00）。",
                "请核对",
            ),
            (("20人", "20人 每人可带12人"), "每人最多可带9人。", "请核对"),
        ],
    )
    async def test_it_threw_the_whole_line_away(
        self, group: Chat, change: tuple[str, str], answer: str, asked: str
    ) -> None:
        said, following, *_ = (await group.says(OWNER, LINE.replace(*change))).splitlines()
        assert said == answer
        assert following.startswith(asked)

    async def test_bad_seats_are_asked_and_nothing_is_published_before(self, group: Chat) -> None:
        await group.says(OWNER, LINE.replace("20人", "0人"))
        assert (await group.says(OWNER, "确认")).startswith("名额多少人？")
        assert (await group.says(OWNER, "0")).startswith("名额要在1到2000之间")
        assert await group.says(OWNER, "二十人") == PREVIEW

    @pytest.mark.parametrize("words", ["改成10点到9点", "改成昨天9点", "改成2029年1月1日", "0人"])
    async def test_a_refused_correction_destroyed_the_preview(
        self, group: Chat, words: str
    ) -> None:
        await group.says(OWNER, LINE)
        answer = await group.says(OWNER, words)
        assert len(answer.splitlines()) == 1
        assert "什么时候" not in answer
        corrected = PREVIEW.replace("09:00–11:00", "10:00–12:00")
        assert await group.says(OWNER, "改成10点") == corrected
        assert "名额：5人" in await group.says(OWNER, "名额 5")
        assert "【1号活动】环境整治" in await group.says(OWNER, "确认")


class TestTalkWhileAFormIsOpen:
    @pytest.mark.parametrize(
        "words",
        [
            "好的收到",
            "王阿姨你明天有空吗",
            "今天辛苦大家了，早点休息",
            "谢谢",
            "早上好",
            "我去不了",
            "李四来一下",
            "王阿姨",
            "+1",
            "真冷啊",
        ],
    )
    async def test_it_became_place_and_title(self, group: Chat, words: str) -> None:
        await group.says(OWNER, "发布活动 周日上午9点到11点")
        assert await group.says(OWNER, words) == ""
        assert (await group.says(OWNER, "社区广场")).startswith("做什么？")
        assert await group.says(OWNER, words) == ""
        assert "【太极拳】\n" in await group.says(OWNER, "太极拳")

    async def test_it_became_the_time(self, group: Chat) -> None:
        await group.says(OWNER, "发布活动")
        assert await group.says(OWNER, "王阿姨你周六下午有空吗") == ""

    async def test_whoever_quotes_or_addresses_or_labels_is_heard(self, group: Chat) -> None:
        await group.says(OWNER, "发布活动 周日上午9点到11点")
        place = await group.quotes(OWNER, await group.last(), "王阿姨你家楼下")
        assert place.startswith("做什么？")
        assert "【我们来扫雪吧】" in await group.says(OWNER, "我们来扫雪吧", mention=True)
        assert "地点：她家门前" in await group.says(OWNER, "地点 她家门前")

    async def test_in_private_everything_counts(self, group: Chat) -> None:
        await group.tells(OWNER, "发布活动 周日上午9点到11点 20人")
        assert (await group.tells(OWNER, "好地方，你懂的")).startswith("做什么？")


class TestSeats:
    async def test_a_number_at_the_end_was_lost(self, group: Chat) -> None:
        answer = await group.says(OWNER, "发布活动 周六3点 三单元门口 扫雪 15")
        assert "请核对：【扫雪】" in answer
        assert "名额：15人" in answer

    async def test_the_form_never_asked_for_them(self, group: Chat) -> None:
        await group.says(OWNER, "发布活动")
        await group.says(OWNER, "周六上午9点到11点")
        await group.says(OWNER, "盐运西社区广场")
        assert (await group.says(OWNER, "环境整治")).startswith("名额多少人？")
        assert "名额：不限" in await group.says(OWNER, "不限")


class TestWeekdays:
    async def test_a_correction_went_to_this_sunday(self, group: Chat) -> None:
        await group.says(OWNER, LINE)
        assert "11月29日(周日)14:00–16:00" in await group.says(OWNER, "改到周日下午2点")
        assert "11月29日(周日)09:00" in await group.says(OWNER, "改到周日上午9点")


class TestWordsToAPreview:
    async def test_a_soft_yes_was_not_heard(self, group: Chat) -> None:
        await group.says(OWNER, LINE)
        assert await group.says(OWNER, "确认吧") == CARD

    async def test_that_it_is_wrong_was_not_heard(self, group: Chat) -> None:
        await group.says(OWNER, LINE)
        assert (await group.says(OWNER, "不对")).startswith("哪里不对？")
        assert "三单元" in await group.says(OWNER, "地点 三单元")

    async def test_a_note_was_not_heard(self, group: Chat) -> None:
        await group.says(OWNER, LINE)
        assert await group.says(OWNER, "不带东西") == PREVIEW
        assert "备注：穿雨鞋" in await group.says(OWNER, "备注 穿雨鞋")

    async def test_it_is_corrected_as_people_talk(self, group: Chat) -> None:
        await group.says(OWNER, "发布活动 周六上午9点到11点")
        assert await group.says(OWNER, "还没呢，发个活动") == ""
        assert "在哪里？" in await group.says(OWNER, "环境整治")
        assert "名额：不限" in await group.says(OWNER, "社区广场")
        assert "名额：20人" in await group.says(OWNER, "二十来个人吧")
        assert "备注：自带水" in await group.says(OWNER, "备注 自带水")
        assert "备注：自带水；有盒饭" in await group.says(OWNER, "再加一条备注 有盒饭")
        assert "哪里不对？" in await group.says(OWNER, "时间错了")
        assert "11月29日(周日)09:00" in await group.says(OWNER, "算了，还是周日吧")
        assert "没有发布" in await group.says(OWNER, "算了吧")

    async def test_what_is_not_understood_gets_a_sentence(self, group: Chat) -> None:
        await group.says(OWNER, LINE)
        preview = await group.last()
        words = "让他们早点来"
        assert await group.says(OWNER, words) == ""
        assert "这句没看懂，预览没有变" in await group.quotes(OWNER, preview, words)
        assert await group.says(OWNER, "确认") == CARD
        assert "没看懂" not in await group.says(OWNER, words)
