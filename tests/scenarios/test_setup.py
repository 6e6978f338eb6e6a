"""From nothing to a working group, and what the bot refuses on the way."""

import pytest

from tests.chat import CODE, COMMUNITY, GROUP, OWNER, Chat


async def test_two_messages_make_a_working_group(chat: Chat) -> None:
    assert "启用 社区名" in await chat.tells(OWNER, f"认领 {CODE}")
    answer = await chat.says(OWNER, f"启用 {COMMUNITY}")
    assert f"{COMMUNITY}已启用" in answer
    assert "发布活动" in answer
    assert len(answer.splitlines()) == 2


async def test_a_group_nobody_enabled_hears_nothing(chat: Chat) -> None:
    assert await chat.says("王阿姨", "帮助") == ""
    assert await chat.says("王阿姨", "大家好") == ""
    assert "启用" in await chat.says("王阿姨", "你是谁", mention=True)


async def test_enabling_needs_an_owner_first(chat: Chat) -> None:
    assert "认领" in await chat.says(OWNER, f"启用 {COMMUNITY}")


class TestClaiming:
    async def test_a_wrong_code_says_how_many_tries_are_left(self, chat: Chat) -> None:
        assert "还可以试4次" in await chat.tells(OWNER, "认领 1234")
        assert "还可以试3次" in await chat.tells(OWNER, "认领 1234")
        assert "管理员" in await chat.tells(OWNER, f"认领 {CODE}")

    async def test_after_five_wrong_codes_the_right_one_waits_an_hour(self, chat: Chat) -> None:
        for _ in range(5):
            await chat.tells("小赵", "认领 1234")
        assert "11:00以后再试" in await chat.tells("小赵", f"认领 {CODE}")
        await chat.clock("2026-11-22T11:00:01")
        assert "您现在是管理员了" in await chat.tells("小赵", f"认领 {CODE}")

    async def test_somebody_elses_wrong_codes_do_not_count(self, chat: Chat) -> None:
        for _ in range(5):
            await chat.tells("小赵", "认领 1234")
        assert "您现在是管理员了" in await chat.tells(OWNER, f"认领 {CODE}")

    async def test_there_is_one_owner(self, chat: Chat) -> None:
        await chat.tells(OWNER, f"认领 {CODE}")
        assert "您已经是管理员了" in await chat.tells(OWNER, f"认领 {CODE}")
        assert "已经有管理员了" in await chat.tells("小赵", f"认领 {CODE}")

    async def test_phones_change_width_and_case(self, chat: Chat) -> None:
        assert "您现在是管理员了" in await chat.tells(OWNER, "認領　ＴＥＳＴ-Code")

    async def test_a_code_does_not_belong_in_a_group(self, chat: Chat) -> None:
        assert "私下" in await chat.says(OWNER, f"认领 {CODE}")
        await chat.set_up()
        assert await chat.says("王阿姨", "认领 快递") == ""
        assert "没有可以认领的" in await chat.says("王阿姨", "认领 5", mention=True)
        await chat.says(OWNER, "停用")
        assert await chat.says("王阿姨", "启用") == ""
        assert "归入" in await chat.says(OWNER, "启用")

    async def test_without_a_code_it_is_asked_for(self, chat: Chat) -> None:
        assert "请带上认领码" in await chat.tells(OWNER, "认领")


class TestEnabling:
    @pytest.fixture(autouse=True)
    async def _owner(self, chat: Chat) -> None:
        await chat.tells(OWNER, f"认领 {CODE}")

    async def test_only_the_owner_makes_a_new_community(self, chat: Chat) -> None:
        assert "管理员" in await chat.says("王阿姨", "启用 我的社区")
        assert await chat.says("王阿姨", "帮助") == ""

    @pytest.mark.parametrize("name", ["", "社区名", "<社区名>"])
    async def test_a_name_is_needed(self, chat: Chat, name: str) -> None:
        assert "请带上社区名" in await chat.says(OWNER, f"启用 {name}")

    @pytest.mark.parametrize("name", ["123", "🎉🎉", "\u200b", "很" * 31])
    async def test_a_name_has_letters_and_an_end(self, chat: Chat, name: str) -> None:
        answer = await chat.says(OWNER, f"启用 {name}")
        assert "社区名" in answer
        assert "\n" not in answer

    async def test_twice_is_once(self, chat: Chat) -> None:
        await chat.says(OWNER, f"启用 {COMMUNITY}")
        assert "已经启用了" in await chat.says(OWNER, f"启用 {COMMUNITY}")
        assert "已经启用了" in await chat.says(OWNER, "启用")

    async def test_a_second_group_shares_the_community(self, chat: Chat) -> None:
        await chat.says(OWNER, f"启用 {COMMUNITY}")
        assert "共用" in await chat.says(OWNER, "启用 盐运西", group="志愿者群")

    async def test_another_community_must_be_left_first(self, chat: Chat) -> None:
        await chat.says(OWNER, f"启用 {COMMUNITY}")
        answer = await chat.says(OWNER, "启用 桂花园社区")
        assert f"现在属于{COMMUNITY}" in answer
        assert "停用" in answer
        await chat.says(OWNER, "停用")
        assert "桂花园社区已启用" in await chat.says(OWNER, "启用 桂花园社区")

    async def test_a_disabled_group_is_silent_until_it_is_enabled_again(self, chat: Chat) -> None:
        await chat.says(OWNER, f"启用 {COMMUNITY}")
        assert "停用了" in await chat.says(OWNER, "停用")
        assert await chat.says(OWNER, "帮助") == ""
        assert COMMUNITY in await chat.says(OWNER, "启用")
        assert "我参加" in await chat.says(OWNER, "帮助")

    async def test_a_secretary_enables_groups_of_her_own_community_only(self, chat: Chat) -> None:
        await chat.says(OWNER, f"启用 {COMMUNITY}")
        await chat.says(OWNER, "启用 桂花园社区", group="桂花园")
        await chat.says("周书记", "大家好")
        await chat.says(OWNER, "任命 书记 周书记")
        assert COMMUNITY in await chat.says("周书记", f"启用 {COMMUNITY}", group="舞蹈队")
        assert "书记" in await chat.says("周书记", "启用 桂花园社区", group="合唱队")
        assert "书记" in await chat.says("周书记", "停用", group="桂花园")
        assert "停用了" in await chat.says("周书记", "停用", group="舞蹈队")

    async def test_neighbours_can_not_switch_the_bot_off(self, chat: Chat) -> None:
        await chat.says(OWNER, f"启用 {COMMUNITY}")
        assert "书记" in await chat.says("王阿姨", "停用")
        assert "我参加" in await chat.says("王阿姨", "帮助")

    async def test_enabling_belongs_in_a_group(self, chat: Chat) -> None:
        assert "群里" in await chat.tells(OWNER, f"启用 {COMMUNITY}")


async def test_the_owner_sees_how_the_service_does(chat: Chat) -> None:
    await chat.set_up()
    await chat.settled()
    assert await chat.tells(OWNER, "运行状态") == "等待发送：0\n发送失败：0\n没处理好的消息：0"
    assert "管理员" in await chat.says("王阿姨", "运行状态", group=GROUP)
