"""How the bot behaves in a group, and what a community has set."""

import pytest

from tests.chat import OWNER, Chat


@pytest.fixture(autouse=True)
async def _group(chat: Chat) -> None:
    await chat.set_up()


@pytest.mark.parametrize(
    ("words", "until"),
    [
        ("闭嘴 1小时", "11月22日(周日)11:00"),
        ("闭嘴", "11月22日(周日)11:00"),
        ("閉嘴 半小時", "11月22日(周日)10:30"),
        ("闭嘴 一个半小时", "11月22日(周日)11:30"),
        ("闭嘴两天", "11月24日(周二)10:00"),
        ("mute 90 min", "11月22日(周日)11:30"),
    ],
)
async def test_the_bot_says_until_when_it_starts_nothing(
    chat: Chat, words: str, until: str
) -> None:
    assert f"{until}之前我在这个群里不主动说话" in await chat.says(OWNER, words, mention=True)


async def test_a_mute_bot_still_answers(chat: Chat) -> None:
    assert "候补有名额" in await chat.says(OWNER, "闭嘴 1小时")
    assert "我参加" in await chat.says("王阿姨", "帮助")
    assert "照常说话" in await chat.says(OWNER, "开口")


@pytest.mark.parametrize("words", ["闭嘴 很久", "闭嘴 0分钟", "闭嘴 8天", "闭嘴 100000小时"])
async def test_how_long_has_its_bounds(chat: Chat, words: str) -> None:
    assert "从1分钟到7天" in await chat.says(OWNER, words)


@pytest.mark.parametrize("words", ["闭嘴", "开口", "预告 关", "语言 English"])
async def test_neighbours_change_nothing(chat: Chat, words: str) -> None:
    assert "书记" in await chat.says("王阿姨", words)


async def test_a_social_worker_mutes_but_changes_no_rules(chat: Chat) -> None:
    await chat.says("周社工", "大家好")
    await chat.says(OWNER, "任命 社工 周社工")
    assert "不主动说话" in await chat.says("周社工", "闭嘴")
    assert "本社区的书记" in await chat.says("周社工", "预告 每天9:00")


async def test_how_many_one_may_sign_up_is_the_secretarys_to_say(chat: Chat) -> None:
    await chat.says(OWNER, "发布活动 周六上午9点 社区广场 环境整治")
    await chat.says(OWNER, "确认")
    assert "最多替5人" in await chat.says("王阿姨", "代报上限")
    assert "书记" in await chat.says("王阿姨", "代报上限 9")
    assert "0到50之间" in await chat.says(OWNER, "代报上限 99")
    assert "最多替1人" in await chat.says(OWNER, "代报上限 1人")
    assert "已报名" in await chat.says("王阿姨", "替李奶奶报名")
    assert "最多替1人报名" in await chat.says("王阿姨", "替张奶奶报名")


async def test_the_hour_of_the_daily_list_is_set_and_shown(chat: Chat) -> None:
    assert "每天18:00" in await chat.says("王阿姨", "预告")
    assert "每天09:30" in await chat.says(OWNER, "预告 每天9:30")
    assert "每天09:30" in await chat.says("王阿姨", "预告")
    assert "不再每天" in await chat.says(OWNER, "预告 关")
    assert "不再每天" in await chat.says("王阿姨", "预告")
    for words in ("预告 25点", "预告 每天", "预告 每周六 18:00"):
        assert "请写每天几点" in await chat.says(OWNER, words)
    assert "每天19:30" in await chat.says(OWNER, "预告 晚上七点半")


@pytest.mark.parametrize(
    ("words", "answer"),
    [
        ("语言 繁體", "好的，以後我在本社區說繁體中文。"),
        ("语言 English", "Fine, I speak English in this community from now on."),
        ("set language 简体", "好的，以后我在本社区说简体中文。"),
    ],
)
async def test_the_bot_answers_in_the_language_that_was_chosen(
    chat: Chat, words: str, answer: str
) -> None:
    assert await chat.says(OWNER, words) == answer


async def test_an_unknown_language_is_refused(chat: Chat) -> None:
    assert "语言 繁體" in await chat.says(OWNER, "语言 火星文")
