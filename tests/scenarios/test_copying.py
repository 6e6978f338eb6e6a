"""复制: an activity that is done again."""

from datetime import timedelta

import pytest

from storage.types import ActivityState
from tests.activity import START, an_activity
from tests.chat import OWNER
from tests.scenarios.conftest import Opens

CLEANING = an_activity(
    title="清洁日",
    bring="铁锹",
    max_guests=2,
    opens_at=START - timedelta(days=5),
    closes_at=START - timedelta(hours=15),
)
PREVIEW = """请核对：【清洁日】
时间：12月5日(周六)09:00–11:00
地点：社区广场
名额：20人
报名开始：11月30日(周一)09:00
报名截止：12月4日(周五)18:00
请带：铁锹
每人可带2人
"""


@pytest.mark.parametrize(
    "words",
    [
        "复制 1 到 12月5日9点",
        "复制1到12月5日9点",
        "复制 1号活动 到 12月5日",
        "复制 1 推迟一周",
        "复制上次 清洁日 到 12月5日9点",
        "复制上次清洁日到12月5日 9点",
        "复制 上次的清洁 到 12月5日9点",
        "複製上次 清潔日 到 12月5日9點",
    ],
)
async def test_everything_is_kept_but_the_time(opens: Opens, words: str) -> None:
    chat = await opens(CLEANING)
    assert (await chat.says(OWNER, words, mention=True)).startswith(PREVIEW)


async def test_it_is_corrected_and_confirmed_like_any_other(opens: Opens) -> None:
    chat = await opens(CLEANING)
    await chat.says(OWNER, "复制 1 到 12月5日9点")
    assert "地点：三单元" in await chat.says(OWNER, "地点 三单元")
    card = await chat.says(OWNER, "确认")
    assert card.startswith("【2号活动】清洁日\n时间：12月5日(周六)09:00–11:00\n地点：三单元")
    assert "0/20" in card


async def test_another_hour_keeps_how_long_it_lasts(opens: Opens) -> None:
    chat = await opens(CLEANING)
    answer = await chat.says(OWNER, "复制 1 到 12月6日下午3点")
    assert "时间：12月6日(周日)15:00–17:00" in answer
    assert "报名截止：12月6日(周日)00:00" in answer


async def test_the_last_one_is_meant_that_took_place(opens: Opens) -> None:
    past = START - timedelta(days=14)
    chat = await opens(
        an_activity(title="清洁日", place="三单元", starts_at=past, ends_at=None, seats=7),
        an_activity(title="清洁日", place="五单元"),
        an_activity(title="清洁日", place="六单元", state=ActivityState.CANCELLED, starts_at=past),
    )
    assert "地点：三单元" in await chat.says(OWNER, "复制上次 清洁日 到 下周六9点")


async def test_a_window_that_would_be_past_is_left_out(opens: Opens) -> None:
    chat = await opens(CLEANING)
    answer = await chat.says(OWNER, "复制 1 到 明天9点")
    assert "报名开始" not in answer
    assert "报名截止：今天" not in answer


@pytest.mark.parametrize(
    ("words", "answer"),
    [
        ("复制 9 到 下周六9点", "没有9号活动"),
        ("复制上次 义诊 到 下周六9点", "没有标题含“义诊”的活动。"),
        ("复制 1", "把1号活动“清洁日”复制到什么时候？"),
        ("复制 1 到 铁锹", "把1号活动“清洁日”复制到什么时候？"),
        ("复制 1 到 昨天9点", "已经过了"),
        ("复制", "请这样说：复制 3 到"),
    ],
)
async def test_one_clear_sentence_for_bad_input(opens: Opens, words: str, answer: str) -> None:
    chat = await opens(CLEANING)
    said = await chat.tells(OWNER, words)
    assert answer in said
    assert "\n" not in said


async def test_only_staff_may(opens: Opens) -> None:
    chat = await opens(CLEANING)
    assert "书记或社工" in await chat.says("王阿姨", "复制 1 到 下周六9点")
    assert await chat.says("王阿姨", "复制 一下这段话") == ""
    assert await chat.says("王阿姨", "复制 1") == ""
    assert "复制到什么时候？" in await chat.says(OWNER, "复制 1")
