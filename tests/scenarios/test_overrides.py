"""The organiser's override: entering, removing, promoting and moving others."""

from datetime import timedelta

import pytest

from tests.activity import START, an_activity
from tests.chat import OWNER, Chat
from tests.scenarios.conftest import Opens

CLINIC = an_activity(title="义诊", seats=2)
CHOIR = an_activity(title="合唱", seats=1, starts_at=START + timedelta(days=1), ends_at=None)


async def signed_up(chat: Chat, *names: str, number: int = 1) -> None:
    for name in names:
        await chat.says(name, f"我参加 {number}")


async def told(chat: Chat, name: str, word: str) -> list[str]:
    """What somebody was told in private that has the word in it."""
    return [each.text for each in await chat.heard(name) if word in each.text]


class TestAdding:
    async def test_a_neighbour_is_entered_and_told_once(self, opens: Opens) -> None:
        chat = await opens(CLINIC)
        await chat.tells("李四", "你好")
        await chat.says("李四", "大家好")
        answer = await chat.says(OWNER, "添加 1 李四")
        assert answer == "李四已报名：义诊（第1号，林书记代报），剩余1个名额"
        await chat.clock("2026-11-22T10:05")
        [news] = await told(chat, "李四", "加进")
        assert news == (
            "林书记把您加进了1号活动“义诊”的名单：已报名第1号。"
            "11月28日(周六)09:00–11:00 社区广场。来不了请回复“取消报名 1”。"
        )
        assert [each for each in await chat.heard() if "加进" in each.text] == []

    async def test_somebody_without_an_account_too(self, opens: Opens) -> None:
        chat = await opens(CLINIC)
        answer = await chat.says(OWNER, "添加 1 王奶奶 张大爷")
        assert answer.splitlines() == [
            "王奶奶已报名：义诊（第1号，林书记代报），剩余1个名额",
            "张大爷已报名：义诊（第2号，林书记代报），名额已满",
        ]
        assert "1. 王奶奶" in await chat.says(OWNER, "名单 1")

    async def test_all_of_them_or_none(self, opens: Opens) -> None:
        chat = await opens(CLINIC)
        answer = await chat.says(OWNER, "添加 1 王奶奶、张大爷、李婶")
        assert answer == (
            "1号活动“义诊”剩余2个名额，不够添加3人。"
            "可以先说：改名额 1 3；或候补：添加 1 王奶奶 张大爷 李婶 候补"
        )
        assert "0/2" in await chat.says(OWNER, "名单 1")

    async def test_where_it_is_full_one_may_wait(self, opens: Opens) -> None:
        chat = await opens(CLINIC)
        await signed_up(chat, "王阿姨", "李叔")
        assert "名额已满，不够添加1人" in await chat.says(OWNER, "添加 1 李四")
        assert await chat.says(OWNER, "添加 1 李四 候补") == (
            "李四候补第1位：义诊，有名额按顺序通知"
        )

    async def test_who_is_in_stays_as_they_are(self, opens: Opens) -> None:
        chat = await opens(CLINIC)
        await signed_up(chat, "李四")
        assert await chat.says(OWNER, "添加 1 李四") == "李四已报名(第1号)：义诊"
        assert "1/2" in await chat.says(OWNER, "名单 1")

    async def test_closed_for_others_is_open_for_the_organiser(self, opens: Opens) -> None:
        chat = await opens(CLINIC)
        await chat.says(OWNER, "截止报名 1")
        assert "李四已报名" in await chat.says(OWNER, "添加 1 李四")

    async def test_nobody_is_put_in_two_places_at_once(self, opens: Opens) -> None:
        chat = await opens(CLINIC, an_activity())
        await signed_up(chat, "李四", number=2)
        assert await chat.says(OWNER, "添加 1 李四") == (
            "李四已报名2号活动环境整治（11月28日(周六)09:00），时间冲突，不能再报义诊。"
        )

    async def test_a_quoted_person_needs_no_name(self, opens: Opens) -> None:
        chat = await opens(CLINIC)
        await chat.says("李四", "我想来")
        said = await chat.sends("李四", "帮我报一下", chat="院里", kind="group")
        answer = await chat.says(OWNER, "添加 1", reply_to=said["message"])
        assert "李四已报名" in answer


class TestRemoving:
    async def test_with_a_reason_that_is_told(self, opens: Opens) -> None:
        chat = await opens(CLINIC)
        await chat.tells("李四", "你好")
        await signed_up(chat, "李四")
        answer = await chat.says(OWNER, "移除 1 李四 身体不适，在家休息")
        assert answer == ("已将李四移出1号活动“义诊”，原因：身体不适，在家休息。已报名 0/2，剩余 2")
        await chat.clock("2026-11-22T10:05")
        [news] = await told(chat, "李四", "移出")
        assert news == (
            "林书记把您移出了1号活动“义诊”（11月28日(周六)09:00–11:00）的名单。"
            "原因：身体不适，在家休息"
        )

    async def test_who_signed_them_up_hears_it_for_who_has_no_account(self, opens: Opens) -> None:
        chat = await opens(CLINIC)
        await chat.tells("王阿姨", "你好")
        await chat.says("王阿姨", "替王奶奶报名 1")
        await chat.says(OWNER, "移除 1 王奶奶 重复报名")
        await chat.clock("2026-11-22T10:05")
        assert "林书记把王奶奶移出了" in (await told(chat, "王阿姨", "移出"))[0]

    async def test_said_in_private_the_group_names_who_cannot_be_reached(
        self, opens: Opens
    ) -> None:
        chat = await opens(CLINIC)
        await signed_up(chat, "李四")
        assert "已将李四移出" in await chat.tells(OWNER, "移除 1 李四 重复报名")
        await chat.clock("2026-11-22T10:05")
        assert len([each for each in await chat.heard() if "请注意：李四" in each.text]) == 1

    async def test_the_seat_is_passed_on(self, opens: Opens) -> None:
        chat = await opens(CLINIC)
        await signed_up(chat, "王阿姨", "李叔", "赵姐")
        answer = await chat.says(OWNER, "移除 1 李叔 临时有事")
        assert answer.endswith("名额按顺序给候补。")

    async def test_who_waits_is_removed_from_the_waiting_list(self, opens: Opens) -> None:
        chat = await opens(CLINIC)
        await signed_up(chat, "王阿姨", "李叔", "赵姐")
        assert "已将赵姐移出" in await chat.says(OWNER, "移除 1 赵姐 临时有事")
        assert "候补" not in await chat.says(OWNER, "名单 1")

    async def test_two_of_one_name_are_a_choice(self, opens: Opens) -> None:
        chat = await opens(CLINIC)
        await chat.says("王阿姨", "替李四报名 1")
        await chat.says("李叔", "替李四报名 1")
        answer = await chat.says(OWNER, "移除 1 李四 重复报名")
        assert answer.splitlines() == [
            "叫李四的有几位，请回复序号：",
            "1. 李四：已报名第1号，王阿姨代报",
            "2. 李四：已报名第2号，李叔代报",
        ]
        assert "已将李四移出1号活动“义诊”，原因：重复报名" in await chat.says(OWNER, "2")
        assert "王阿姨代报" in await chat.says(OWNER, "名单 1")


class TestPromoting:
    async def test_out_of_order_when_a_seat_is_free(self, opens: Opens) -> None:
        chat = await opens(CLINIC)
        await chat.tells("赵姐", "你好")
        await signed_up(chat, "王阿姨")
        await chat.says("李叔", "我参加 1 2人")
        await chat.says("李叔", "2")
        await signed_up(chat, "赵姐")
        answer = await chat.says(OWNER, "递补 1 赵姐 会推轮椅")
        assert answer == "赵姐已递补：1号活动“义诊”（已报名第3号）。已报名 2/2，候补 1"
        await chat.clock("2026-11-22T10:05")
        assert len(await told(chat, "赵姐", "林书记让您递补了1号活动“义诊”：已报名第3号。")) == 1

    async def test_without_one_it_says_how_many_are_missing(self, opens: Opens) -> None:
        chat = await opens(CLINIC)
        await signed_up(chat, "王阿姨", "李叔", "赵姐")
        assert await chat.says(OWNER, "递补 1 赵姐") == (
            "1号活动“义诊”的名额还差1个，赵姐（1人）不能递补。可以先说：改名额 1 3"
        )

    async def test_who_has_a_seat_needs_none(self, opens: Opens) -> None:
        chat = await opens(CLINIC)
        await signed_up(chat, "王阿姨")
        assert "不用递补" in await chat.says(OWNER, "递补 1 王阿姨")


class TestTransferring:
    async def test_a_seat_there_and_the_seat_here_is_passed_on(self, opens: Opens) -> None:
        chat = await opens(CLINIC, CHOIR)
        await chat.tells("李四", "你好")
        await signed_up(chat, "王阿姨", "李四", "赵姐")
        answer = await chat.says(OWNER, "换到 1 2 李四 那边缺人")
        assert answer == "李四已从1号活动“义诊”换到2号活动“合唱”：已报名第1号。"
        await chat.clock("2026-11-22T10:05")
        assert len(await told(chat, "李四", "从1号活动“义诊”换到了2号活动“合唱”")) == 1
        assert "李四" not in await chat.says(OWNER, "名单 1")

    async def test_as_a_whole_or_waiting_as_a_whole(self, opens: Opens) -> None:
        chat = await opens(CLINIC, CHOIR)
        await chat.says("李四", "我参加 1 2人")
        assert "候补第1位" in await chat.says(OWNER, "换到 1 2 李四")
        assert "0/1" in await chat.says(OWNER, "名单 2")

    async def test_the_one_left_is_no_conflict_but_a_third_is(self, opens: Opens) -> None:
        chat = await opens(CLINIC, an_activity(title="清洁"), CHOIR, CHOIR)
        await signed_up(chat, "李四")
        assert "换到2号活动“清洁”：已报名第1号" in await chat.says(OWNER, "换到 1 2 李四")
        await signed_up(chat, "李四", number=3)
        assert "时间冲突" in await chat.says(OWNER, "换到 2 4 李四")
        assert "1. 李四" in await chat.says(OWNER, "名单 2")

    @pytest.mark.parametrize(
        ("words", "answer"),
        [
            ("换到 1 李四", "请写两个活动的编号和姓名"),
            ("换到 1 9 李四", "没有9号活动"),
            ("换到 1 1 李四", "同一个活动"),
            ("换到 1 2", "把谁换过去"),
            ("换到 1 2 王五", "王五不在1号活动“义诊”的名单上"),
        ],
    )
    async def test_what_cannot_be(self, opens: Opens, words: str, answer: str) -> None:
        chat = await opens(CLINIC, CHOIR)
        await signed_up(chat, "李四")
        assert answer in await chat.says(OWNER, words)


@pytest.mark.parametrize(
    ("words", "answer"),
    [
        ("添加 9 李四", "没有9号活动"),
        ("添加 1", "添加谁？"),
        ("添加 1 2人", "“2人”不像姓名"),
        ("添加 1 别人", "不像姓名"),
        ("移除 1 李四", "请写明原因"),
        ("移除 1 王五 有事", "王五不在1号活动“义诊”的名单上"),
        ("移除 1", "移除谁？"),
        ("移除 1 李四 " + "累" * 101, "原因最多100个字"),
        ("递补 1 王五", "王五不在1号活动“义诊”的名单上"),
        ("递补 1", "谁来递补？"),
        ("改名额 1 0 没人来", "名额要在1到2000之间"),
    ],
)
async def test_one_clear_sentence_for_bad_input(opens: Opens, words: str, answer: str) -> None:
    chat = await opens(CLINIC)
    await signed_up(chat, "李四")
    said = await chat.says(OWNER, words)
    assert answer in said
    assert "\n" not in said


@pytest.mark.parametrize(
    "words", ["添加 1 李四", "移除 1 李四 有事", "递补 1 李四", "换到 1 2 李四"]
)
async def test_only_who_runs_it_may(opens: Opens, words: str) -> None:
    chat = await opens(CLINIC, CHOIR)
    await signed_up(chat, "李四")
    assert "只有" in await chat.says("王阿姨", words)
    assert "1/2" in await chat.says(OWNER, "名单 1")


async def test_among_neighbours_the_words_are_talk(opens: Opens) -> None:
    chat = await opens(CLINIC)
    for words in ("添加 我的微信吧", "换到 明天可以吗", "移除 那个广告", "递补 谁来"):
        assert await chat.says("王阿姨", words) == ""


async def test_the_history_is_closed_to_everybody(opens: Opens) -> None:
    chat = await opens(CLINIC)
    await signed_up(chat, "李四")
    await chat.clock("2026-11-28T11:30")
    assert "已经结束了" in await chat.says(OWNER, "移除 1 李四 没来")


class TestHeldSeats:
    async def test_whose_seat_is_held_may_be_seated_at_once(self, opens: Opens) -> None:
        chat = await opens(CLINIC)
        await signed_up(chat, "王阿姨", "李叔", "赵姐", "钱伯")
        await chat.says(OWNER, "移除 1 李叔 临时有事")
        assert await chat.says(OWNER, "递补 1 赵姐") == (
            "赵姐已递补：1号活动“义诊”（已报名第3号）。已报名 2/2，候补 1"
        )
        await chat.clock("2026-11-23T12:00")
        roster = await chat.says(OWNER, "名单 1")
        assert "3. 赵姐" in roster
        await chat.says(OWNER, "移除 1 赵姐 联系不上")
        held = await chat.says(OWNER, "添加 1 钱伯")
        assert held == "钱伯的名额已保留，等待确认：义诊"
        assert "2/2" in roster

    async def test_who_is_removed_meanwhile_leaves_it_to_the_next(self, opens: Opens) -> None:
        chat = await opens(CLINIC)
        await signed_up(chat, "王阿姨", "李叔", "赵姐", "钱伯")
        await chat.says(OWNER, "移除 1 李叔 临时有事")
        answer = await chat.says(OWNER, "移除 1 赵姐 联系不上")
        assert answer.endswith("名额按顺序给候补。")
        assert await chat.says("赵姐", "确认") == "您没有报名义诊。"
        assert "钱伯" in await chat.says("钱伯", "确认")

    async def test_a_held_seat_is_not_given_to_another(self, opens: Opens) -> None:
        chat = await opens(CLINIC)
        await signed_up(chat, "王阿姨", "李叔", "赵姐", "钱伯")
        await chat.says(OWNER, "移除 1 李叔 临时有事")
        assert "还差1个" in await chat.says(OWNER, "递补 1 钱伯")
        assert "名额已满" in await chat.says(OWNER, "添加 1 李四")


class TestTakingBack:
    @pytest.mark.parametrize(
        ("words", "what"),
        [
            ("添加 1 王五", "添加王五到义诊"),
            ("移除 1 李四 有事", "从义诊移除李四"),
            ("换到 1 2 李四", "换李四（原在义诊）"),
        ],
    )
    async def test_everything_is_as_before(self, opens: Opens, words: str, what: str) -> None:
        chat = await opens(CLINIC, CHOIR)
        await signed_up(chat, "李四")
        before = await chat.says(OWNER, "名单 1"), await chat.says(OWNER, "名单 2")
        await chat.says(OWNER, words)
        assert f"已撤销：{what}。" in await chat.says(OWNER, "撤销")
        assert (await chat.says(OWNER, "名单 1"), await chat.says(OWNER, "名单 2")) == before

    async def test_who_moved_up_out_of_order_waits_again(self, opens: Opens) -> None:
        chat = await opens(CLINIC)
        await chat.tells("赵姐", "你好")
        await signed_up(chat, "王阿姨")
        await chat.says("李叔", "我参加 1 2人")
        await chat.says("李叔", "2")
        await signed_up(chat, "赵姐")
        await chat.says(OWNER, "递补 1 赵姐")
        assert await chat.says(OWNER, "撤销") == ("已撤销：让赵姐递补义诊。赵姐在候补第2位")
        await chat.clock("2026-11-22T10:03")
        assert await told(chat, "赵姐", "撤销") == ["林书记撤销了：让赵姐递补义诊。赵姐在候补第2位"]

    async def test_a_seat_that_went_to_another_stays_there(self, opens: Opens) -> None:
        chat = await opens(CLINIC)
        await signed_up(chat, "李四", "王阿姨", "李叔")
        await chat.says(OWNER, "移除 1 李四 有事")
        assert "名额已给了别人" in await chat.says(OWNER, "撤销")
