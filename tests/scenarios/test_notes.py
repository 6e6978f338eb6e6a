"""Remarks on a card, for everybody, and notes to a sign-up, for the organiser alone."""

from collections.abc import AsyncIterator

import pytest

from tests.chat import OWNER, Chat, conversation

LINE = "发布活动 周六上午9点到11点 盐运西社区广场 环境整治 20人"


@pytest.fixture
async def group(sqlite_url: str) -> AsyncIterator[Chat]:
    async with conversation(sqlite_url) as chat:
        await chat.set_up()
        yield chat


async def test_a_remark_is_told_corrected_shown_and_taken_back(group: Chat) -> None:
    assert "备注：穿雨鞋，自带水" in await group.says(OWNER, f"{LINE} 备注 穿雨鞋，自带水")
    assert "备注" not in await group.says(OWNER, "不要备注")
    assert "备注最多200个字" in await group.says(OWNER, f"备注 {'长' * 201}")
    assert "备注：9点前到，带身份证" in await group.says(OWNER, "加个备注：9点前到，带身份证")
    assert "备注：9点前到，带身份证" in await group.says(OWNER, "确认")
    assert "备注已改：穿靴子" in await group.says(OWNER, "改备注 1 穿靴子")
    assert "备注：9点前到，带身份证" in await group.says(OWNER, "撤销")
    assert "备注：9点前到，带身份证" in await group.says("王阿姨", "活动 1")
    assert "书记或社工" in await group.says("王阿姨", "改备注 1 不要来")
    assert "备注已去掉" in await group.says(OWNER, "备注 1 无")


async def test_a_note_is_read_by_the_organiser_in_private_alone(group: Chat) -> None:
    await group.says(OWNER, LINE)
    await group.says(OWNER, "确认")
    assert await group.says("王阿姨", "备注 我吃素") == ""
    assert "报了名才能写" in await group.says("王阿姨", "备注 1 我吃素")
    await group.says("王阿姨", "我参加 带1人")
    assert "只有组织者看得到" in await group.says("王阿姨", "备注 我吃素\n2. 李四")
    assert await group.says("王阿姨", "备注") == ""
    assert "最多100个字" in await group.says("王阿姨", f"备注 {'长' * 101}")
    assert "1. 王阿姨（共2人，备注：我吃素 2. 李四）" in await group.tells(OWNER, "名单")
    for seen in (await group.says(OWNER, "名单"), await group.tells("王阿姨", "名单")):
        assert "王阿姨（共2人）" in seen
    assert "的备注：我吃素" in await group.tells("王阿姨", "备注")
    assert "已删掉" in await group.tells("王阿姨", "备注 无")
    assert "1. 王阿姨（共2人）" in await group.tells(OWNER, "名单")


async def test_with_several_sign_ups_it_asks_which(group: Chat) -> None:
    for line in (LINE, "发布活动 周日上午9点到11点 文化站 义诊"):
        await group.says(OWNER, line)
        await group.says(OWNER, "确认")
    for number in (1, 2):
        await group.says("王阿姨", f"我参加 {number}")
    assert "1. 环境整治 11月28日(周六)09:00\n2. 义诊" in await group.says("王阿姨", "备注 膝盖不好")
    assert "2号活动“义诊”" in await group.says("王阿姨", "2")
    await group.says("王阿姨", "替李奶奶报名 2")
    assert "李奶奶（2号活动“义诊”）" in await group.says("王阿姨", "备注 李奶奶 坐轮椅")
    assert "李奶奶（备注：坐轮椅）" not in await group.tells("王阿姨", "名单 2")
    roster = await group.tells(OWNER, "名单 2")
    assert "备注：膝盖不好" in roster
    assert "李奶奶（王阿姨代报，备注：坐轮椅）" in roster


async def test_what_is_confided_is_told_in_private_to_who_has_a_seat(group: Chat) -> None:
    await group.says(OWNER, LINE.replace("20人", "2人"))
    await group.says(OWNER, "确认")
    for name in ("王阿姨", "李四", "赵六"):
        await group.says(name, "我参加")
    for name in ("王阿姨", "赵六"):
        await group.tells(name, "活动")
    assert "请私下对我说" in await group.says(OWNER, "私告 1 暗号8866")
    assert await group.tells(OWNER, "私告 1 暗号8866") == (
        "已私下告诉1号活动“环境整治”报上名的1人；以后报上名的也会收到。\n没有私聊过我、收不到的：李四"
    )
    await group.clock("2026-11-22T10:01")
    assert "暗号8866" in (await group.last("王阿姨")).text
    assert "报上名的人才能看" in await group.tells("赵六", "私告 1")
    assert "只有发布人、书记或社工" in await group.tells("王阿姨", "私告 1 假的")
    await group.says("李四", "我不去了")
    await group.says("李四", "确认退出")
    await group.tells("赵六", "确认")
    assert sum("暗号8866" in each.text for each in await group.heard("赵六")) == 1
    assert not any("暗号8866" in each.text for each in await group.heard())
    assert "8866" not in await group.tells(OWNER, "操作记录 1")


async def test_a_list_hides_names_where_others_read(group: Chat) -> None:
    await group.says(OWNER, LINE)
    await group.says(OWNER, "确认")
    await group.says("王阿姨", "我参加")
    assert "不显示全名" in await group.says(OWNER, "遮名 1")
    assert "1. 王*姨" in await group.says("王阿姨", "名单")
    assert "1. 王*姨" in await group.says(OWNER, "名单")
    assert "1. 王阿姨" in await group.tells(OWNER, "名单")
    assert "显示全名" in await group.says(OWNER, "遮名 1 关")
    assert "1. 王阿姨" in await group.says(OWNER, "名单")
