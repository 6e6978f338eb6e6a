"""Who is appointed by whom, how a person is named, and who hears of it."""

import pytest

from tests.chat import COMMUNITY, OWNER, Chat


@pytest.fixture(autouse=True)
async def _group(chat: Chat) -> None:
    await chat.set_up()
    await chat.says("王芳", "大家好")


async def test_somebody_is_appointed_by_name_and_told_once(chat: Chat) -> None:
    await chat.tells("王芳", "你好")
    before = len(await chat.heard("王芳"))
    assert await chat.says(OWNER, "任命 社工 王芳") == f"王芳现在是{COMMUNITY}的社工。"
    told = [message.text for message in (await chat.heard("王芳"))[before:]]
    assert told == [f"{OWNER}请您担任{COMMUNITY}的社工。\n发“帮助”看能做什么。"]
    assert "已经是" in await chat.says(OWNER, "任命 社工 王芳")
    assert len(await chat.heard("王芳")) == before + 1


async def test_who_can_not_be_reached_in_private_hears_it_in_the_group_once(chat: Chat) -> None:
    before = len(await chat.heard())
    await chat.says(OWNER, "任命 社工 王芳")
    assert len(await chat.heard()) == before + 1
    await chat.tells(OWNER, "任命 队长 王芳")
    told = (await chat.last()).text
    assert "王芳" in told
    assert "队长" in told


async def test_somebody_is_appointed_by_quoting_their_message(chat: Chat) -> None:
    message = (await chat.sends("陈奶奶", "我来了", chat="院里", kind="group"))["message"]
    assert "陈奶奶现在是" in await chat.says(OWNER, "任命 网格员", reply_to=message)
    assert "陈奶奶不再是" in await chat.says(OWNER, "免去 网格员", reply_to=message)


@pytest.mark.parametrize(
    "words",
    [
        "任命 社工 @王芳",
        "任命王芳为社工",
        "任命 王芳 担任 社工",
        "任命 社工王芳",
        "任命：社工，王芳",
    ],
)
async def test_the_order_of_the_words_is_free(chat: Chat, words: str) -> None:
    assert "王芳现在是" in await chat.says(OWNER, words, mention=True)


@pytest.mark.parametrize(
    ("said", "role"),
    [
        ("书记", "书记"),
        ("網格員", "网格员"),
        ("网格长", "网格员"),
        ("队长", "队长"),
        ("和事佬", "调解员"),
        ("审计", "审计"),
        ("social worker", "社工"),
    ],
)
async def test_roles_have_several_words(chat: Chat, said: str, role: str) -> None:
    assert f"的{role}。" in await chat.says(OWNER, f"任命 {said} 王芳")


async def test_who_never_spoke_in_the_group_must_say_a_word_first(chat: Chat) -> None:
    assert "先在社区的群里说句话" in await chat.says(OWNER, "任命 社工 赵敏")


async def test_of_two_people_with_one_name_the_bot_asks_which(chat: Chat) -> None:
    await chat.says("王芳", "我也叫王芳", person="wang-2", group="志愿者群")
    await chat.says(OWNER, f"启用 {COMMUNITY}", group="志愿者群")
    answer = await chat.says(OWNER, "任命 社工 王芳")
    assert "1. 王芳（院里）" in answer
    assert "2. 王芳（志愿者群）" in answer
    assert await chat.says("王芳", "2") == ""
    assert await chat.says(OWNER, "3") == ""
    assert "王芳现在是" in await chat.says(OWNER, "2")
    assert await chat.says(OWNER, "2") == ""
    answer = await chat.says("王芳", "帮助", person="wang-2", group="志愿者群")
    assert "闭嘴" in answer
    assert "闭嘴" not in await chat.says("王芳", "帮助")


async def test_the_choice_ends_after_ten_minutes(chat: Chat) -> None:
    await chat.says("王芳", "我也叫王芳", person="wang-2", group="院里")
    await chat.says(OWNER, "任命 社工 王芳")
    await chat.clock("2026-11-22T10:11")
    assert await chat.says(OWNER, "1") == ""


async def test_a_role_can_hold_in_one_unit(chat: Chat) -> None:
    await chat.says(OWNER, "新建 网格 3号网格")
    assert "3号网格的网格员" in await chat.says(OWNER, "任命 网格员 王芳 3号网格")
    assert "没有“5号网格”" in await chat.says(OWNER, "任命 网格员 王芳 5号网格")
    assert "王芳不再是" in await chat.says(OWNER, "免去 网格员 王芳 3号网格")


async def test_nobody_grants_above_themselves(chat: Chat) -> None:
    await chat.says("周书记", "大家好")
    await chat.says(OWNER, "任命 书记 周书记")
    assert "王芳现在是" in await chat.says("周书记", "任命 社工 王芳")
    assert "管理员" in await chat.says("周书记", "任命 书记 王芳")
    assert "管理员" in await chat.says("周书记", "免去 书记 周书记")
    assert "书记" in await chat.says("王芳", "任命 队长 王芳")
    assert "书记" in await chat.says("路人", "任命 书记 我")


async def test_the_secretary_of_a_grid_decides_nothing_for_the_community(chat: Chat) -> None:
    await chat.says(OWNER, "新建 网格 3号网格")
    await chat.says(OWNER, "任命 书记 王芳 3号网格")
    await chat.says("陈奶奶", "大家好")
    assert "本社区的书记" in await chat.says("王芳", "任命 社工 陈奶奶")


async def test_the_owner_may_be_secretary_too(chat: Chat) -> None:
    assert f"{OWNER}现在是" in await chat.says(OWNER, "任命 书记 我")


async def test_a_role_that_ended_gives_nothing(chat: Chat) -> None:
    await chat.says(OWNER, "任命 社工 王芳")
    assert "闭嘴" in await chat.says("王芳", "帮助")
    assert "王芳不再是" in await chat.says(OWNER, "免去 社工 王芳")
    assert "闭嘴" not in await chat.says("王芳", "帮助")
    assert "王芳不是社工" in await chat.says(OWNER, "免去 社工 王芳")


@pytest.mark.parametrize("words", ["任命", "任命 王芳", "任命 皇帝 王芳"])
async def test_a_role_is_needed(chat: Chat, words: str) -> None:
    assert "书记、社工" in await chat.says(OWNER, words)


async def test_a_person_is_needed(chat: Chat) -> None:
    assert "请写上名字" in await chat.says(OWNER, "任命 社工")
    assert "请写上名字" in await chat.says(OWNER, "免去 社工")
