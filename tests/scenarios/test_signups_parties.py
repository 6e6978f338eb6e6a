"""With the family, and for others."""

import pytest

from tests.activity import an_activity
from tests.scenarios.conftest import Opens


class TestParties:
    @pytest.mark.parametrize(
        ("words", "size"),
        [
            ("我参加 2人", 2),
            ("+2", 2),
            ("我参加 带2个孩子", 3),
            ("我和老伴一起参加", 2),
            ("报名两位", 2),
        ],
    )
    async def test_guests_count(self, opens: Opens, words: str, size: int) -> None:
        chat = await opens(an_activity(seats=20))
        answer = await chat.says("王阿姨", words)
        assert answer == f"王阿姨已报名：环境整治（第1号，共{size}人），剩余{20 - size}个名额"

    async def test_the_organiser_says_how_many_guests_may_come(self, opens: Opens) -> None:
        chat = await opens(an_activity(max_guests=2))
        assert "每人最多带2人" in await chat.says("王阿姨", "我参加 4人")
        assert "每人最多带2人" in await chat.says("王阿姨", "我参加 100人")
        assert await chat.says("王阿姨", "我参加 0人") == "至少要有1个人参加。"
        assert "还没有人报名" in await chat.says("王阿姨", "名单")

    async def test_where_no_guests_may_come(self, opens: Opens) -> None:
        chat = await opens(an_activity(max_guests=0))
        assert await chat.says("王阿姨", "+2") == "环境整治不能带人，请各自报名。"
        assert "没有2号活动可以报名" in await chat.says("王阿姨", "我参加 2")


class TestTooFewSeats:
    async def test_the_choice_is_theirs(self, opens: Opens) -> None:
        chat = await opens(an_activity(seats=2))
        offer = await chat.says("王阿姨", "我参加 3人")
        assert offer.splitlines() == [
            "环境整治只剩2个名额，您要3个。请回复序号：",
            "1. 先报2人",
            "2. 3人一起候补",
            "3. 不报了",
        ]
        assert "还没有人报名" in await chat.says("李叔", "名单")
        assert "（第1号，共2人），名额已满" in await chat.says("王阿姨", "1")

    async def test_all_of_them_may_wait(self, opens: Opens) -> None:
        chat = await opens(an_activity(seats=2))
        await chat.says("王阿姨", "我参加 3人")
        assert "王阿姨候补第1位，共3人：环境整治" in await chat.says("王阿姨", "2")

    @pytest.mark.parametrize("words", ["3", "不用", "取消"])
    async def test_or_none_of_them_comes(self, opens: Opens, words: str) -> None:
        chat = await opens(an_activity(seats=2))
        await chat.says("王阿姨", "我参加 3人")
        assert await chat.says("王阿姨", words) == "好的，没有报名。"

    async def test_what_was_offered_may_be_gone(self, opens: Opens) -> None:
        chat = await opens(an_activity(seats=2))
        await chat.says("王阿姨", "我参加 3人")
        await chat.says("李叔", "我参加")
        assert "只剩1个名额，您要2个" in await chat.says("王阿姨", "1")
        assert "（第2号），名额已满" in await chat.says("王阿姨", "1")

    async def test_with_no_seat_left_they_wait_together(self, opens: Opens) -> None:
        chat = await opens(an_activity(seats=1))
        await chat.says("李叔", "我参加")
        assert "王阿姨候补第1位，共3人" in await chat.says("王阿姨", "我参加 3人")


class TestChangingTheParty:
    @pytest.mark.parametrize(
        ("words", "size"), [("改为2人", 2), ("改为+1", 1), ("改成带3人", 4), ("改为 两位", 2)]
    )
    async def test_the_number_changes_and_the_place_stays(
        self, opens: Opens, words: str, size: int
    ) -> None:
        chat = await opens(an_activity(seats=20))
        await chat.says("王阿姨", "我参加 5人")
        await chat.says("李叔", "我参加")
        left = 20 - 1 - size
        answer = await chat.says("王阿姨", words)
        assert answer == f"王阿姨已改为{size}人：环境整治（第1号），剩余{left}个名额"

    async def test_signing_up_again_with_another_number_changes_it(self, opens: Opens) -> None:
        chat = await opens(an_activity())
        await chat.says("王阿姨", "我参加")
        assert "王阿姨已改为3人" in await chat.says("王阿姨", "我参加 带2人")
        assert await chat.says("王阿姨", "我参加 3人") == "您已报名(第1号，共3人)：环境整治"
        assert await chat.says("王阿姨", "我参加") == "您已报名(第1号，共3人)：环境整治"

    async def test_what_is_given_back_goes_to_who_waits(self, opens: Opens) -> None:
        chat = await opens(an_activity(seats=3))
        await chat.says("王阿姨", "我参加 3人")
        await chat.says("李叔", "我参加")
        await chat.says("王阿姨", "改为2人")
        assert "李叔已报名：环境整治（第2号），名额已满" in await chat.says("李叔", "确认")
        assert "您已报名(第2号)" in await chat.says("李叔", "我参加")

    async def test_there_may_be_room_for_some_of_them(self, opens: Opens) -> None:
        chat = await opens(an_activity(seats=3))
        await chat.says("王阿姨", "我参加")
        await chat.says("李叔", "我参加")
        assert "最多改为2人。改吗？" in await chat.says("王阿姨", "改为4人")
        assert "王阿姨已改为2人" in await chat.says("王阿姨", "确认")
        assert "名额已满，仍为2人" in await chat.says("王阿姨", "改为3人")
        assert await chat.says("王阿姨", "改为2人") == "已经是2人：环境整治"

    async def test_nobody_grows_past_who_waits(self, opens: Opens) -> None:
        chat = await opens(an_activity(seats=2))
        await chat.says("王阿姨", "我参加")
        await chat.says("李叔", "我参加 2人")
        await chat.says("李叔", "2")
        assert "剩余1个名额留给候补，仍为1人" in await chat.says("王阿姨", "改为2人")

    async def test_guests_get_their_names(self, opens: Opens) -> None:
        chat = await opens(an_activity())
        await chat.says("王阿姨", "我参加 3人")
        assert "已记下同行的人：张三、李四（环境整治，共3人）" in await chat.says(
            "王阿姨", "同行 张三 李四"
        )
        assert "1. 王阿姨（共3人：张三、李四）" in await chat.says("李叔", "名单")
        assert "请先说：改为4人" in await chat.says("王阿姨", "同行 张三 李四 钱五")
        await chat.says("王阿姨", "改为2人")
        assert "1. 王阿姨（共2人：张三）" in await chat.says("李叔", "名单")

    async def test_who_is_not_in_has_nothing_to_change(self, opens: Opens) -> None:
        chat = await opens(an_activity())
        for words in ("改为2人", "改为+1", "同行 张三"):
            assert "您没有报名" in await chat.says("李叔", words)
        assert "您没有报名" in await chat.tells("李叔", "改为2人")


class TestForOthers:
    async def test_a_neighbour_without_a_phone(self, opens: Opens) -> None:
        chat = await opens(an_activity())
        await chat.says("王阿姨", "我参加")
        answer = await chat.says("王阿姨", "替王奶奶报名")
        assert answer == "王奶奶已报名：环境整治（第2号，王阿姨代报），剩余18个名额"
        again = await chat.says("王阿姨", "替王奶奶报名")
        assert again == "王奶奶已报名(第2号)：环境整治"
        assert "王奶奶已取消报名" in await chat.says("王阿姨", "替王奶奶取消报名")
        assert "您已报名(第1号)" in await chat.says("王阿姨", "我参加")

    async def test_a_mother_is_named_later_or_never(self, opens: Opens) -> None:
        chat = await opens(an_activity())
        answer = await chat.says("王阿姨", "帮我妈报个名")
        assert answer.splitlines() == [
            "王阿姨的妈妈已报名：环境整治（第1号，王阿姨代报），剩余19个名额",
            "王阿姨的妈妈怎么称呼？方便时回复姓名，不回复也没关系。",
        ]
        for chatter in ("谢谢", "好的", "马上到", "高兴", "我参加"):
            await chat.says("王阿姨", chatter)
        assert "1. 王阿姨的妈妈" in await chat.says("李叔", "名单")
        named = await chat.says("王阿姨", "李秀英")
        assert named == "已记下：李秀英（环境整治，第1号）"
        assert "1. 李秀英" in await chat.says("李叔", "名单")
        assert await chat.says("王阿姨", "赵小红") == ""
        assert "要取消李秀英在环境整治的报名吗" in await chat.says("王阿姨", "帮我妈退掉")
        assert "李秀英已取消报名" in await chat.says("王阿姨", "确认")

    async def test_the_name_may_come_in_a_sentence_or_in_private(self, opens: Opens) -> None:
        chat = await opens(an_activity(seats=1))
        await chat.says("李叔", "我参加")
        await chat.says("王阿姨", "帮我妈报个名")
        named = await chat.says("王阿姨", "她叫李秀英")
        assert named == "已记下：李秀英（环境整治，候补第1位）"
        await chat.tells("王阿姨", "帮我爸报个名")
        assert "已记下：王大山" in await chat.tells("王阿姨", "王大山")

    async def test_a_neighbour_with_an_account_is_the_same_person(self, opens: Opens) -> None:
        chat = await opens(an_activity(seats=1))
        await chat.says("李叔", "大家好")
        assert "李叔已报名：环境整治（第1号，王阿姨代报）" in await chat.says(
            "王阿姨", "替李叔报名"
        )
        assert "您已报名(第1号)" in await chat.says("李叔", "我参加")
        assert "李叔已取消报名" in await chat.says("李叔", "我不去了")

    async def test_a_doubtful_one_is_asked_by_name(self, opens: Opens) -> None:
        chat = await opens(an_activity())
        asked = await chat.says("王阿姨", "我妈参加")
        assert asked == "您是要替王阿姨的妈妈报名环境整治（11月28日(周六)09:00）吗？回复 确认"
        assert "王阿姨的妈妈已报名" in await chat.says("王阿姨", "确认")

    async def test_a_list_needs_a_name(self, opens: Opens) -> None:
        chat = await opens(an_activity())
        assert await chat.says("王阿姨", "替他报名") == "请说出他的名字，如：替王奶奶报名"
        assert "还没有人报名" in await chat.says("王阿姨", "名单")

    async def test_two_of_one_name_are_told_apart(self, opens: Opens) -> None:
        chat = await opens(an_activity())
        for person in ("li1", "li2"):
            await chat.says("李叔", "大家好", person=person)
        asked = await chat.says("王阿姨", "替李叔报名")
        assert asked.splitlines() == [
            "叫李叔的有几位，请回复序号：",
            "1. 李叔（院里）",
            "2. 李叔（院里）",
        ]
        assert "李叔已报名：环境整治（第1号，王阿姨代报）" in await chat.says("王阿姨", "2")
        assert "已报1/20人" in await chat.says("王阿姨", "名单")

    async def test_who_is_signed_up_unseen_is_told(self, opens: Opens) -> None:
        chat = await opens(an_activity())
        await chat.says("李叔", "大家好")
        await chat.tells("李叔", "你好")
        await chat.says("王阿姨", "大家好")
        await chat.tells("王阿姨", "替李叔报名")
        await chat.clock("2026-11-22T10:05")
        assert "王阿姨替您报名了：环境整治" in (await chat.last("李叔")).text

    async def test_one_person_signs_up_five_others(self, opens: Opens) -> None:
        chat = await opens(an_activity(max_guests=0))
        for surname in "张李赵钱孙":
            assert "已报名" in await chat.says("王阿姨", f"替{surname}奶奶报名")
        assert "每人最多替5人报名" in await chat.says("王阿姨", "替周奶奶报名")
        for surname in "张李赵钱孙吴":
            await chat.says("林书记", f"替{surname}爷爷报名")
        assert "已报11/20人" in await chat.says("王阿姨", "名单")

    async def test_who_signed_up_only_others_is_asked(self, opens: Opens) -> None:
        chat = await opens(an_activity())
        await chat.says("王阿姨", "替王奶奶报名")
        await chat.says("王阿姨", "替李奶奶报名")
        asked = await chat.says("王阿姨", "取消报名")
        assert "1. 王奶奶：环境整治" in asked
        assert "李奶奶已取消报名" in await chat.says("王阿姨", "2")


class TestSeveralInOneSentence:
    async def test_the_second_neighbour_was_lost_and_the_first_resized(self, opens: Opens) -> None:
        chat = await opens(an_activity(seats=20))
        await chat.says("王阿姨", "替王奶奶报名 1")
        answer = await chat.says("王阿姨", "替王奶奶、李奶奶报名 1")
        assert answer == (
            "王奶奶已报名(第1号)：环境整治\n人数没有改。要改请先说：替王奶奶取消报名 1"
        )
        assert "王奶奶已取消报名" in await chat.says("王阿姨", "替王奶奶取消报名 1")
        assert "第2号，共2人" in await chat.says("王阿姨", "替王奶奶、李奶奶报名 1")
        assert "王奶奶（共2人：李奶奶）" in await chat.says("王阿姨", "名单 1")

    async def test_somebody_is_taken_off_by_the_name_on_the_list(self, opens: Opens) -> None:
        chat = await opens(an_activity(seats=20))
        assert "王阿姨的妈妈已报名" in await chat.says("王阿姨", "帮我妈报个名")
        await chat.says("王阿姨", "替王奶奶报名")
        assert "王阿姨的妈妈已取消" in await chat.says("王阿姨", "替王阿姨的妈妈取消报名 1")

    async def test_the_second_of_two_without_a_break_was_lost(self, opens: Opens) -> None:
        chat = await opens(an_activity(seats=20))
        assert "共2人" in await chat.says("王阿姨", "替赵大爷钱大妈两个人报名")
        assert "赵大爷（共2人：钱大妈）" in await chat.says("王阿姨", "名单")

    async def test_a_number_and_heads_signed_up_one(self, opens: Opens) -> None:
        chat = await opens(an_activity(), an_activity(title="义诊", seats=20))
        answer = await chat.says("王阿姨", "我参加 2 3")
        assert answer == "王阿姨已报名：义诊（第1号，共3人），剩余17个名额"

    @pytest.mark.parametrize("words", ["我参加 -1", "我参加 1 0", "我参加 +0", "我参加 0人"])
    async def test_nobody_was_signed_up_as_one(self, opens: Opens, words: str) -> None:
        chat = await opens(an_activity())
        assert await chat.says("王阿姨", words) == "至少要有1个人参加。"
        assert await chat.says("王阿姨", "+0") == ""
        assert "还没有人报名" in await chat.says("王阿姨", "名单")


async def test_a_wish_not_to_come_took_the_seat_at_once(opens: Opens) -> None:
    chat = await opens(an_activity())
    await chat.says("王阿姨", "我参加")
    assert await chat.says("王阿姨", "我不想参加") == "要取消王阿姨在环境整治的报名吗？回复 确认"
    assert "王阿姨已取消报名" in await chat.says("王阿姨", "确认")


@pytest.mark.parametrize("words", ["候补", "我候补", "有我", "我参加，要带什么"])
async def test_who_believed_to_be_in_heard_nothing(opens: Opens, words: str) -> None:
    chat = await opens(an_activity())
    assert "您是要报名环境整治" in await chat.says("王阿姨", words)


@pytest.mark.parametrize("words", ["@有呼 名单", "@有呼 活动"])
async def test_a_command_behind_the_name_of_the_bot_asked_to_sign_up(
    opens: Opens, words: str
) -> None:
    chat = await opens(an_activity())
    assert "您是要报名" not in await chat.says("王阿姨", words)
