"""The help shows only what somebody may say there, and is short."""

import re

import pytest

from handlers.commands import all_commands
from handlers.texts import LANGUAGES, sources
from tests.chat import OWNER, Chat


async def test_before_there_is_an_owner_help_tells_how_to_begin(chat: Chat) -> None:
    for words in ("帮助", "/start", "菜单", "？"):
        assert "认领 码" in await chat.tells("小赵", words)


async def test_a_neighbour_sees_few_lines(chat: Chat) -> None:
    await chat.set_up()
    answer = await chat.says("王阿姨", "帮助")
    assert answer.splitlines() == [
        "想参加，回复：我参加",
        "去不了，回复：我不去了",
        "看有什么活动，回复：活动。更多：帮助 全部",
    ]
    answer = await chat.says("王阿姨", "帮助 全部")
    assert "我的排队" in answer
    for word in ("任命", "启用", "认领", "运行状态", "切换社区"):
        assert word not in answer


async def test_everybody_sees_what_they_may_do(chat: Chat) -> None:
    await chat.set_up()
    await chat.says("周社工", "大家好")
    await chat.says(OWNER, "任命 社工 周社工")
    answer = await chat.says("周社工", "帮助")
    assert "闭嘴" in answer
    assert "任命" not in answer
    answer = await chat.says(OWNER, "帮助")
    for word in ("闭嘴", "任命", "停用", "运行状态"):
        assert word in answer
    assert "认领" not in answer


async def test_in_private_the_words_for_groups_are_left_out(chat: Chat) -> None:
    await chat.set_up()
    answer = await chat.tells(OWNER, "帮助 全部")
    assert "切换社区" in answer
    assert "停用" not in answer


async def test_one_word_is_explained(chat: Chat) -> None:
    await chat.set_up()
    assert "任命 社工 王芳" in await chat.says(OWNER, "帮助 任命")
    assert "任命 社工 王芳" in await chat.says(OWNER, "help appoint")
    assert "书记用的" in await chat.says("王阿姨", "帮助 任命")
    assert "要在社区的群里说" in await chat.tells(OWNER, "帮助 停用")
    assert "没有这个词" in await chat.tells(OWNER, "帮助 登月")


async def test_the_english_help_shows_english_words(chat: Chat) -> None:
    await chat.set_up()
    await chat.says(OWNER, "语言 English")
    answer = await chat.says(OWNER, "help all")
    assert "appoint, dismiss" in answer
    told = [answer, await chat.says("王阿姨", "help"), await chat.tells(OWNER, "help all")]
    told += [
        await chat.says(OWNER, f"help {command.words[0]}") for command in all_commands().commands
    ]
    assert not re.search("[\u4e00-\u9fff]", "".join(told))


async def test_the_traditional_help_shows_traditional_words(chat: Chat) -> None:
    await chat.set_up()
    await chat.says(OWNER, "語言 繁體")
    answer = await chat.says(OWNER, "幫助")
    assert "運行狀態" in answer
    assert "發「幫助」加那個詞" in answer


async def test_who_is_lost_or_thanks_gets_a_word_in_private(chat: Chat) -> None:
    await chat.set_up()
    await chat.says("钱大爷", "大家好")
    assert "取消报名" in await chat.tells("钱大爷", "怎么取消报名？")
    assert "环境整治 20人" in await chat.tells(OWNER, "怎么发活动")
    assert "环境整治 20人" not in await chat.tells("钱大爷", "怎么发活动")
    for words in ("怎么用", "我不会弄", "你好", "怎么弄？", "how does it work"):
        assert "想参加，回复：我参加" in await chat.tells("钱大爷", words)
        assert await chat.says("钱大爷", words) == ""
    for words in ("谢谢啊", "👍", "再见"):
        assert "不客气" in await chat.tells("钱大爷", words)
        assert await chat.says("钱大爷", words) == ""
    await chat.says(OWNER, "发布活动 周六上午9点 社区广场 环境整治")
    await chat.says(OWNER, "确认")
    assert "【1号活动】" in await chat.tells("钱大爷", "环境整治")
    assert "您还没有报名" in await chat.says("钱大爷", "我报上了吗")


@pytest.mark.parametrize("words", ["?", "？？", "start at nine", "start", "帮助 一下隔壁的老人家"])
async def test_talk_in_the_group_is_left_alone(chat: Chat, words: str) -> None:
    await chat.set_up()
    assert await chat.says("王阿姨", words) == ""


def test_every_command_has_its_help_in_every_language() -> None:
    commands = all_commands().commands
    wanted = {f"help-{each.name}{more}" for each in commands for more in ("", "-more")}
    for language in LANGUAGES:
        found = re.findall(r"^(help-[\w-]+) =", "\n".join(sources(language)), re.MULTILINE)
        assert wanted - set(found) == set()
