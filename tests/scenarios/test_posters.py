"""An activity taken to where the bot can't speak: as a picture, and as words."""

import pytest

from tests.activity import an_activity
from tests.chat import OWNER
from tests.scenarios.conftest import Opens

CLINIC = an_activity(title="义诊", seats=5)


@pytest.mark.parametrize(
    "place", [("sandbox", "sqlite"), ("polling", "sqlite")], indirect=True, ids="-".join
)
async def test_a_poster_and_words_to_go_with_it(opens: Opens, platform: str) -> None:
    chat = await opens(CLINIC)
    await chat.says("李四", "我参加")
    shown = await chat.tells(OWNER, "海报 1")
    assert shown.startswith("1号活动“义诊”的海报。存下来发到微信群")
    # Where the platform makes links of its own there is a code, else it says why there is none.
    assert ("poster_link" in shown) is (platform == "sandbox")
    if platform == "sandbox":
        answer = await chat.sends(OWNER, "海报 1", chat=OWNER, kind="private")
        [reply] = answer["replies"]
        async with chat.session.get(chat.address + reply["image"]) as picture:
            assert (await picture.read()).startswith(b"\x89PNG")
    assert (await chat.tells(OWNER, "文案 1")).splitlines() == [
        "【义诊】",
        "时间：11月28日(周六)09:00–11:00",
        "地点：社区广场",
        "已报名 1/5，剩余 4",
        "报名请接龙，写上姓名和人数。",
    ]
    assert await chat.says("李四", "海报真好看") == ""
    assert "只有" in await chat.tells("李四", "海报 1")


@pytest.mark.parametrize("place", [("sandbox", "sqlite")], indirect=True)
async def test_what_a_wechat_group_must_hear_is_handed_out_once(opens: Opens) -> None:
    chat = await opens(CLINIC, an_activity(title="合唱", place="文化站"))
    assert await chat.tells(OWNER, "待转发") == "没有要转发的。"
    await chat.tells(OWNER, "接龙 1\n1. 张三\n2. 李四 带1人")
    await chat.tells(OWNER, "确认")
    await chat.tells(OWNER, "改地点 1 三单元")
    await chat.tells(OWNER, "改地点 2 四单元")
    assert (await chat.tells(OWNER, "待转发")).splitlines() == [
        "这些我发不到微信群，请您转发：",
        "1. 1号活动“义诊”：改地点（2位是从接龙来的，收不到提醒）",
        "回复序号，给您可以直接复制的文字；都发好了，回复：已转发",
    ]
    assert await chat.tells(OWNER, "1") == (
        "【义诊】改地点了：三单元，时间：11月28日(周六)09:00–11:00。"
    )
    assert await chat.tells(OWNER, "已转发") == "好的，都记下了。"
    assert await chat.tells(OWNER, "待转发") == "没有要转发的。"
    await chat.says("李四", "大家好")
    assert "书记或社工" in await chat.tells("李四", "待转发")
    # Where no group hears of it, the words to copy are one press away.
    await chat.says(OWNER, "停用")
    await chat.tells(OWNER, "发布活动 12月1日9点 三单元 大扫除")
    await chat.tells(OWNER, "确认")
    assert (await chat.presses(OWNER, await chat.last(OWNER), "复制文案")).startswith("【大扫除】")
    assert "3号活动“大扫除”：新活动" in await chat.tells(OWNER, "待转发")
