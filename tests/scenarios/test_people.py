"""The name on the lists, and which community a private message is about."""

import pytest

from tests.chat import COMMUNITY, OWNER, Chat


class TestNames:
    @pytest.fixture(autouse=True)
    async def _group(self, chat: Chat) -> None:
        await chat.set_up()

    @pytest.mark.parametrize("name", ["王芳", "陈乾", "阿里木·买买提", "Anna Lee", "欧阳小芳"])
    async def test_a_name_is_taken_as_it_is_written(self, chat: Chat, name: str) -> None:
        assert await chat.says("王阿姨", f"我是 {name}") == f"好的，名单上写：{name}"
        assert f"{name}现在是" in await chat.says(OWNER, f"任命 社工 {name}")

    async def test_a_chosen_name_outlives_the_platforms(self, chat: Chat) -> None:
        await chat.tells("王阿姨", "我是王芳")
        await chat.says("王阿姨", "大家好")
        assert "王芳现在是" in await chat.says(OWNER, "任命 社工 王芳")

    async def test_what_is_no_name_is_asked_about(self, chat: Chat) -> None:
        assert "“志愿者”吗" in await chat.tells("王阿姨", "我是志愿者")
        assert "名单上写：志愿者" in await chat.tells("王阿姨", "确认")
        assert "“三号楼的王家妈妈”吗" in await chat.tells("王阿姨", "我是三号楼的王家妈妈")
        assert "还是写：志愿者" in await chat.tells("王阿姨", "取消")

    async def test_a_newer_name_ends_the_question_about_the_older(self, chat: Chat) -> None:
        assert "“来找人的”吗" in await chat.says("李四", "我是 来找人的")
        assert "名单上写：李四" in await chat.tells("李四", "我是 李四")
        assert await chat.says("李四", "确认") == ""
        assert "“来玩的”吗" in await chat.tells("李四", "我是 来玩的")
        assert "“来看看的”吗" in await chat.says("李四", "我是 来看看的")
        assert "“来看看的”吗" not in await chat.tells("李四", "活动")
        assert "写：来看看的" in await chat.tells("李四", "确认")
        assert await chat.says("李四", "确认") == ""

    @pytest.mark.parametrize(
        "words", ["我是 昨天问过路灯那件事的三号楼居民", "我是", "我是来帮忙的"]
    )
    async def test_talk_in_the_group_is_left_alone(self, chat: Chat, words: str) -> None:
        assert await chat.says("王阿姨", words) == ""

    @pytest.mark.parametrize("words", ["我是", "我是 🎉", "我是 " + "很" * 40, "我是 123"])
    async def test_in_private_every_try_gets_a_sentence(self, chat: Chat, words: str) -> None:
        assert "请写姓名" in await chat.tells("王阿姨", words)


class TestHome:
    async def test_a_stranger_is_told_where_to_begin(self, chat: Chat) -> None:
        await chat.set_up()
        for words in ("切换社区", "我要去", "替王奶奶报名", "去不了了", "几点开始？"):
            assert "先在社区的群里说句话" in await chat.tells("路人", words)
        assert "没看懂" in await chat.tells("路人", "周大爷")

    async def test_one_community_needs_no_choice(self, chat: Chat) -> None:
        await chat.set_up()
        await chat.says("王阿姨", "大家好")
        assert f"您只在{COMMUNITY}" in await chat.tells("王阿姨", "切换社区")

    async def test_with_several_the_bot_asks_once_and_carries_on(self, chat: Chat) -> None:
        await _two_communities(chat)
        answer = await chat.tells("王阿姨", "预告")
        assert f"1. {COMMUNITY}\n2. 桂花园社区" in answer
        assert "18:00" in await chat.tells("王阿姨", "2")
        assert "18:00" in await chat.tells("王阿姨", "预告")

    async def test_the_community_can_be_switched_by_number_and_by_name(self, chat: Chat) -> None:
        await _two_communities(chat)
        assert "1." in await chat.tells("王阿姨", "切换社区")
        assert "算桂花园社区的" in await chat.tells("王阿姨", "2")
        assert f"算{COMMUNITY}的" in await chat.tells("王阿姨", f"切换社区 {COMMUNITY}")
        assert "算桂花园社区的" in await chat.tells("王阿姨", "切换社区 桂花园")
        assert "您不在“月球社区”" in await chat.tells("王阿姨", "切换社区 月球社区")

    async def test_the_owner_may_mean_every_community(self, chat: Chat) -> None:
        await _two_communities(chat)
        assert "2. 桂花园社区" in await chat.tells(OWNER, "切换社区")

    async def test_it_is_done_in_private(self, chat: Chat) -> None:
        await chat.set_up()
        assert "私下" in await chat.says("王阿姨", "切换社区")


async def _two_communities(chat: Chat) -> None:
    await chat.set_up()
    await chat.set_up("桂花园社区", "桂花园")
    await chat.says("王阿姨", "大家好")
    await chat.says("王阿姨", "大家好", group="桂花园")
