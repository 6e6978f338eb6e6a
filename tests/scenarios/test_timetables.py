"""A timetable becomes activities, in one go."""

import pytest

from tests.activity import an_activity
from tests.chat import OWNER
from tests.scenarios.conftest import Opens

pytestmark = pytest.mark.parametrize("place", [("sandbox", "sqlite")], indirect=True)

PASTED = """批量发布
地点：社区广场
12/1（二）清洁 2人 8:00-12:00 李四 王五
12/2（二）清洁 2人 8:00-12:00
12/3 巡逻 14:00-16:00 东门
12/5 大扫除"""


async def test_what_is_clear_is_published_and_the_rest_shown_back(opens: Opens) -> None:
    chat = await opens(an_activity())
    assert (await chat.tells(OWNER, PASTED)).splitlines() == [
        "请核对，共2场：",
        "1. 清洁 12月1日(周二)08:00–12:00 社区广场 2人（李四、王五）",
        "2. 巡逻 12月3日(周四)14:00–16:00 东门 不限人数",
        "这2行不会发布：",
        "·“12/2（二）清洁 2人 8:00-12:00”：日期和星期对不上，是12月2日(周三)08:00吗？",
        "·“12/5 大扫除”：没写几点",
        "回复 确认 一起发布，放弃 不发。要改的请改好再贴一次。",
    ]
    assert await chat.heard() == []
    news = await chat.tells(OWNER, "确认")
    assert news.splitlines()[1:] == [
        "2. 清洁 12月1日(周二)08:00–12:00 社区广场 已满",
        "3. 巡逻 12月3日(周四)14:00–16:00 东门 名额不限",
    ]
    # The group hears of all of them at once, not of each.
    assert [each.text for each in await chat.heard()] == [news]
    assert "1. 李四" in await chat.says(OWNER, "名单 2")
    assert "已报名" in await chat.says("王阿姨", "我参加 3")
    assert "没有能发布的" in await chat.tells(OWNER, "批量发布\n12/5 9:00 大扫除")
    assert "一行一场" in await chat.tells(OWNER, "批量发布")
    assert "书记或社工" in await chat.says("王阿姨", PASTED)
