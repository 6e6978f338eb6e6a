"""操作记录: who did what, when, and why."""

import pytest

from tests.activity import an_activity
from tests.chat import GROUP, OWNER
from tests.scenarios.conftest import OUTSIDER, Opens

CLINIC = an_activity(title="义诊", seats=2)


async def test_what_was_done_about_an_activity(opens: Opens) -> None:
    chat = await opens(CLINIC)
    await chat.says("李四", "大家好")
    for words in (
        "改期 1 10点",
        "改地点 1 三单元",
        "改名额 1 3 场地变大了",
        "截止报名 1",
        "重开报名 1",
        "安静 1",
        "添加 1 李四",
        "移除 1 李四 身体不适",
        "取消活动 1 下雨",
        "撤销",
    ):
        await chat.says(OWNER, words)
    answer = await chat.tells(OWNER, "操作记录 1")
    assert answer.splitlines() == [
        "1号活动“义诊”的操作记录（新的在前）：",
        "11月22日(周日)10:00 林书记 撤销（取消活动）",
        "11月22日(周日)10:00 林书记 取消活动，原因：下雨",
        "11月22日(周日)10:00 林书记 移除：李四（1人，已报名），原因：身体不适",
        "11月22日(周日)10:00 林书记 添加：李四（1人，已报名）",
        "11月22日(周日)10:00 林书记 改预告（预告 → 不预告）",
        "11月22日(周日)10:00 林书记 重开报名",
        "11月22日(周日)10:00 林书记 截止报名",
        "11月22日(周日)10:00 林书记 改名额（2个名额 → 3个名额），原因：场地变大了",
        "11月22日(周日)10:00 林书记 改地点（社区广场 → 三单元）",
        "11月22日(周日)10:00 林书记 改期（11月28日(周六)09:00 → 11月28日(周六)10:00）",
    ]


async def test_what_was_done_in_a_community(opens: Opens) -> None:
    chat = await opens()
    await chat.says("王芳", "大家好")
    await chat.says(OWNER, "任命 社工 王芳")
    await chat.says("王芳", "发布活动 周六上午9点到11点 社区广场 环境整治 20人")
    await chat.says("王芳", "确认")
    await chat.says(OWNER, "免去 社工 王芳")
    answer = await chat.tells(OWNER, "操作记录")
    assert answer.splitlines() == [
        "操作记录（新的在前）：",
        "11月22日(周日)10:00 林书记 免去：王芳（社工，盐运西社区）",
        "11月22日(周日)10:00 王芳 1号活动 发布活动（环境整治，11月28日(周六)09:00，社区广场，20个名额）",
        "11月22日(周日)10:00 林书记 任命：王芳（社工，盐运西社区）",
    ]


async def test_both_activities_know_of_a_transfer(opens: Opens) -> None:
    chat = await opens(CLINIC, CLINIC)
    await chat.says("李四", "我参加 1")
    await chat.says(OWNER, "换到 1 2 李四 那边缺人")
    for number in (1, 2):
        assert "林书记 换活动：李四（1号活动 → 2号活动），原因：那边缺人" in await chat.says(
            OWNER, f"操作记录 {number}"
        )


async def test_fifteen_a_page(opens: Opens) -> None:
    chat = await opens(CLINIC)
    for seats in range(3, 20):
        await chat.says(OWNER, f"改名额 1 {seats}")
    first = await chat.says(OWNER, "操作记录 1")
    assert len(first.splitlines()) == 17
    assert first.endswith("更早的请回复：下一页")
    shown = await chat.last()
    await chat.says(OWNER, "改名额 1 30")
    assert "（3个名额 → 4个名额）" in await chat.says(OWNER, "下一页")
    assert len((await chat.presses(OWNER, shown, "下一页")).splitlines()) == 3


@pytest.mark.parametrize("words", ["操作记录", "操作记录 1"])
async def test_only_who_may_reads_it(opens: Opens, words: str) -> None:
    chat = await opens(CLINIC)
    await chat.says(OWNER, "改名额 1 5")
    await chat.says("李四", "大家好")
    await chat.says("王芳", "大家好")
    await chat.says(OWNER, "任命 社工 王芳")
    for name in ("李四", "王芳"):
        assert await chat.says(name, words) == "操作记录只有书记、管理员和审计能看。"
    await chat.says(OWNER, "任命 审计 李四")
    assert "林书记" in await chat.says("李四", words)


async def test_a_button_is_only_for_who_may(opens: Opens) -> None:
    chat = await opens(CLINIC)
    for seats in range(3, 20):
        await chat.says(OWNER, f"改名额 1 {seats}")
    await chat.says(OWNER, "操作记录")
    assert "只有" in await chat.presses("李四", await chat.last(), "下一页")


async def test_an_auditor_who_speaks_in_no_group_sees_no_full_names(opens: Opens) -> None:
    chat = await opens(CLINIC)
    await chat.says(OWNER, "改名额 1 5")
    said = (await chat.sends(OUTSIDER, "你好", chat=GROUP, kind="group"))["message"]
    await chat.says(OWNER, "任命 审计", reply_to=said)
    assert " 林书记 改名额" in await chat.tells(OUTSIDER, "操作记录 1")
    await chat.says(OWNER, "停用")
    assert " 林*记 改名额" in await chat.tells(OUTSIDER, "操作记录 1")


@pytest.mark.parametrize(
    ("words", "answer"),
    [
        ("操作记录 9", "没有9号活动"),
        ("操作记录 昨天", "请这样说"),
        ("操作记录 1", "还没有操作记录"),
    ],
)
async def test_one_clear_sentence_for_bad_input(opens: Opens, words: str, answer: str) -> None:
    chat = await opens(CLINIC)
    assert answer in await chat.says(OWNER, words, mention=True)
