"""One person who writes from two accounts."""

import re
from datetime import timedelta

from tests.activity import START, an_activity
from tests.chat import Chat
from tests.scenarios.conftest import Opens

LATER = START + timedelta(days=1)


async def _code(chat: Chat) -> str:
    """Let 王阿姨 ask for a code."""
    found = re.search(r"\d{6}", await chat.tells("王阿姨", "关联账号"))
    assert found is not None
    return found[0]


async def test_two_accounts_become_one_person_and_two_again(opens: Opens) -> None:
    chat = await opens(an_activity(), an_activity(number=2, title="读书会", starts_at=LATER))
    for words, say in (("关联账号", "关联账号"), ("绑定", "关联账号"), ("取消关联", "取消关联")):
        assert await chat.says("王阿姨", words) == f"请私下对我说：{say}"
    assert await chat.says("王阿姨", "绑定 微信的那张卡") == ""
    assert "关联账号 " in await chat.tells("王阿姨", "绑定")
    await chat.says("王阿姨", "我参加 1")
    await chat.says("小王", "我参加 2")
    await chat.says("小王", "我是 王芳")
    code = await _code(chat)
    wrong = "111111" if code != "111111" else "222222"
    assert "还可以试4次" in await chat.tells("小王", f"关联账号 {wrong}")
    sure = await chat.tells("小王", f"关联账号 {code}")
    assert "把“王芳”（这个账号）并入“王阿姨”" in sure
    assert "报名1次" in sure
    assert "没有关联" in await chat.tells("小王", "取消")
    assert "不对" in await chat.tells("小王", f"关联账号 {code}")
    code = await _code(chat)
    await chat.tells("小王", f"关联账号 {code}")
    assert "以后都是王芳" in await chat.tells("小王", "确认")
    mine = await chat.tells("小王", "我的活动")
    assert "环境整治" in mine
    assert "读书会" in mine
    assert "1. 王芳" in await chat.says("王阿姨", "名单 1")
    assert "同一个人" in await chat.tells("小王", f"关联账号 {await _code(chat)}")


async def test_what_was_linked_comes_apart_and_nobody_is_on_a_list_twice(opens: Opens) -> None:
    chat = await opens(an_activity())
    await chat.says("王阿姨", "帮助")
    await chat.says("小王", "我参加 1")
    await chat.tells("小王", f"关联账号 {await _code(chat)}")
    await chat.tells("小王", "确认")
    assert "环境整治" in await chat.tells("王阿姨", "我的活动")
    assert "已分开" in await chat.tells("王阿姨", "取消关联")
    assert "环境整治" not in await chat.tells("王阿姨", "我的活动")
    assert "环境整治" in await chat.tells("小王", "我的活动")
    assert "没有关联过" in await chat.tells("王阿姨", "取消关联")
    await chat.says("王阿姨", "我参加 1")
    assert "两个账号都报了1号活动" in await chat.tells("小王", f"关联账号 {await _code(chat)}")
