"""A list from a WeChat group: pasted, compared, entered, taken back, and given out again."""

import base64
import io

import pytest
from openpyxl import Workbook

from tests.activity import an_activity
from tests.chat import OWNER
from tests.scenarios.conftest import Opens

on_sandbox = pytest.mark.parametrize("place", [("sandbox", "sqlite")], indirect=True)

CLINIC = an_activity(title="义诊", seats=5)
PASTED = "#接龙\n义诊\n周六上午9点\n1. 李四\n2. 张三 13912345678\n3. 3栋 王奶奶 带1人\n4. 2人\n5. 孙八\n6. 钱七"


@on_sandbox
async def test_pasting_reconciles_and_pasting_again_changes_nothing(opens: Opens) -> None:
    chat = await opens(CLINIC)
    await chat.says("李四", "我参加")
    await chat.says("赵六", "我参加")
    assert (await chat.tells(OWNER, PASTED)).splitlines() == [
        "核对1号活动“义诊”（11月28日(周六)09:00–11:00）",
        "新：2（张三、王奶奶+1）",
        "已在：1",
        "接龙里缺：1（赵六）",
        "超出名额：2（孙八、钱七）进候补",
        "看不清：1（不会写入）",
        "·“2人”：是谁？",
        "回复 确认 写入，放弃 不改；缺的人不动，要移除请回复：确认并移除",
    ]
    assert "2/5" in await chat.says(OWNER, "名单 1")
    # Somebody comes in between: what was shown is no longer what would be done.
    await chat.says("周九", "我参加")
    assert (await chat.tells(OWNER, "确认")).splitlines()[:3] == [
        "名单刚有变化，请再看一遍：",
        "核对1号活动“义诊”（11月28日(周六)09:00–11:00）",
        "新：1（张三）",
    ]
    await chat.says("周九", "我不去了")
    assert "名单刚有变化" in await chat.tells(OWNER, "确认")
    assert (await chat.tells(OWNER, "确认")).splitlines() == [
        "1号活动“义诊”已更新：写入2位，候补2位。",
        "已报名 5/5，候补 2。30分钟内可说“撤销”。",
    ]
    again = await chat.tells(OWNER, PASTED)
    assert "新：0\n已在：5" in again
    assert "没有要写入的" in again
    ours = await chat.tells(OWNER, "导出接龙 1")
    assert ours.splitlines()[:2] == ["#接龙", "1号活动“义诊”"]
    assert "王奶奶 +1" in ours
    assert "钱七（候补）" in ours
    same = await chat.tells(OWNER, ours)
    assert same.splitlines()[1:] == ["新：0", "已在：6", "和名单一致，不用改。"]
    assert "139" not in await chat.tells(OWNER, "名单 1")


@on_sandbox
async def test_one_step_back_whatever_was_done(opens: Opens) -> None:
    chat = await opens(CLINIC)
    await chat.says("赵六", "我参加")
    await chat.says("李四", "我和老伴一起参加")
    shown = await chat.tells(OWNER, "接龙 1\n1. 张三 带2人\n2. 李四 1人")
    assert "改人数：1（李四 2→1人）" in shown
    assert (await chat.presses(OWNER, await chat.last(OWNER), "确认写入")).splitlines()[0] == (
        "1号活动“义诊”已更新：写入1位，改人数1位。"
    )
    assert "5/5" in await chat.says(OWNER, "名单 1")
    await chat.tells(OWNER, "接龙 1\n1. 张三 带2人\n2. 李四")
    assert "移除1位" in await chat.tells(OWNER, "确认并移除")
    assert any("接龙名单里没有" in each.text for each in await chat.heard())
    assert "1. 赵六" not in await chat.says(OWNER, "名单 1")
    assert "接龙写入义诊（1处）" in await chat.tells(OWNER, "撤销")
    assert "接龙写入义诊（2处）" in await chat.tells(OWNER, "撤销")
    roster = await chat.says(OWNER, "名单 1")
    assert "已报3/5人\n1. 赵六\n2. 李四（共2人）" in roster


@on_sandbox
async def test_who_may_and_which_activity_is_meant(opens: Opens) -> None:
    chat = await opens(CLINIC, an_activity(title="合唱", seats=None))
    several = "接龙 1\n上午组\n1. 张三\n2. 李四\n下午组\n1. 王五\n2. 赵六"
    # A neighbour's list is not for the bot, nor one of something else.
    assert await chat.says("王阿姨", PASTED) == ""
    assert await chat.says(OWNER, "#接龙\n团购鸡蛋\n1. 张三\n2. 李四") == ""
    assert "书记和社工" in await chat.tells("王阿姨", PASTED)
    assert "没看到人" in await chat.tells(OWNER, "#接龙\n1.\n2. 待定")
    assert "哪个活动" in await chat.tells(OWNER, "#接龙\n周日的义诊\n1. 张三\n2. 李四")
    assert "核对2号活动" in await chat.tells(OWNER, "2")
    assert "好的" in await chat.tells(OWNER, "放弃")
    assert "1. 上午组（2行）" in await chat.tells(OWNER, several)
    assert "新：2（王五、赵六）" in await chat.tells(OWNER, "2")
    assert "核对1号活动" in await chat.says(OWNER, PASTED)


def a_table() -> bytes:
    book = Workbook()
    for row in (
        ["社区报名表"],
        ["序号", "姓名", "人数", "电话"],
        [1, "张三", 2, 13912345678],
        [2, "李四"],
    ):
        book.active.append(row)
    written = io.BytesIO()
    book.save(written)
    return written.getvalue()


@pytest.mark.parametrize(
    "place", [("sandbox", "sqlite"), ("polling", "sqlite")], indirect=True, ids="-".join
)
async def test_a_document_says_what_stands_in_it(opens: Opens) -> None:
    chat = await opens(CLINIC)
    documents = (
        ("接龙.txt", "#接龙\n义诊\n1. 张三+1\n2. 李四".encode("gb18030"), ""),
        ("义诊.xlsx", a_table(), ""),
        ("名单.xlsx", a_table(), "接龙 1"),
        ("义诊.csv", "姓名,电话,人数\n张三,13912345678,2\n李四,,\n".encode(), ""),
    )
    for name, data, said in documents:
        document = {"name": name, "data": base64.b64encode(data).decode()}
        assert "新：2（张三+1、李四）" in await chat.tells(OWNER, said, document=document), name
    broken = {"name": "坏.xlsx", "data": base64.b64encode(b"PK no table").decode()}
    assert "新" not in await chat.tells(OWNER, "", document=broken)
