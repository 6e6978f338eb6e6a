"""What is corrected in a preview of 28 November, 9 to 11. Now is Sunday, 22 November, 10:00."""

from datetime import datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from handlers.language.corrections import Preview, read_correction
from handlers.language.normalise import fold
from handlers.language.notice import Notice
from tests.language.test_notice import spanned


def at(moment: str) -> datetime:
    return datetime.fromisoformat(f"2026-{moment}+08:00")


PREVIEW = Preview(at("11-22T10:00"), at("11-28T09:00"), at("11-28T11:00"))


def read(words: str) -> Notice | None:
    return read_correction(fold(words), PREVIEW)


@pytest.mark.parametrize(
    ("words", "span"),
    [
        ("改成10点", "11-28 10:00-12:00"),
        ("改为10点吧", "11-28 10:00-12:00"),
        ("时间改成10点", "11-28 10:00-12:00"),
        ("10点", "11-28 10:00-12:00"),
        ("下午3点", "11-28 15:00-17:00"),
        ("10点到12点", "11-28 10:00-12:00"),
        ("改时间：10点到12点", "11-28 10:00-12:00"),
        ("改到周日", "11-29 09:00-11:00"),
        ("改期 周日", "11-29 09:00-11:00"),
        ("改到下周日下午2点", "11-29 14:00-16:00"),
        ("12月5日", "12-05 09:00-11:00"),
        ("推迟半小时", "11-28 09:30-11:30"),
        ("推迟一个半小时", "11-28 10:30-12:30"),
        ("提前1小时", "11-28 08:00-10:00"),
        ("推迟一天", "11-29 09:00-11:00"),
        ("往后推一周", "12-05 09:00-11:00"),
        ("到12点", "11-28 09:00-12:00"),
        ("11点半结束", "11-28 09:00-11:30"),
        ("结束时间改到12点", "11-28 09:00-12:00"),
        ("延期到12月5日上午9点", "12-05 09:00-11:00"),
        ("算了，还是周日吧", "11-29 09:00-11:00"),
        ("三个半小时", "11-28 09:00-12:30"),
        ("to 1pm", "11-28 09:00-13:00"),
        ("move to 10am", "11-28 10:00-12:00"),
    ],
)
def test_time(words: str, span: str) -> None:
    notice = read(words)
    assert notice is not None
    assert spanned(notice) == span


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("地点 三单元", Notice(place="三单元")),
        ("地点改到3号楼前", Notice(place="3号楼前")),
        ("改地点：社区廣場", Notice(place="社区廣場")),
        ("改到三单元门口", Notice(place="三单元门口")),
        ("在社区大厅集合", None),
        ("换个地方，文化站门口", Notice(place="文化站门口")),
        ("改名叫大扫除", Notice(title="大扫除")),
        ("叫大扫除", Notice(title="大扫除")),
        ("叫大家早点来", None),
        ("要二十来个人", Notice(seats=20)),
        ("去掉名额", Notice(without=frozenset({"seats"}))),
        ("可以带家属", Notice(max_guests=9)),
        ("备注：穿雨鞋，9点前到", Notice(remark="穿雨鞋，9点前到")),
        ("再加一条备注 有盒饭", Notice(more="有盒饭")),
        ("guests 2", Notice(max_guests=2)),
        ("标题 大扫除", Notice(title="大扫除")),
        ("主题改成大扫除", Notice(title="大扫除")),
        ("带 铁锹", Notice(bring="铁锹")),
        ("带铁锹 手套", Notice(bring="铁锹 手套")),
        ("请自带铁锹、手套", Notice(bring="铁锹、手套")),
        ("带铁锹，手套", Notice(bring="铁锹、手套")),
        ("不用带工具", Notice(without=frozenset({"bring"}))),
        ("30人", Notice(seats=30)),
        ("改成三十人", Notice(seats=30)),
        ("名额 30", Notice(seats=30)),
        ("名额改成30人", Notice(seats=30)),
        ("人数改为30", Notice(seats=30)),
        ("限30人", Notice(seats=30)),
        ("0人", Notice(seats=0)),
        ("不限人数", Notice(without=frozenset({"seats"}))),
        ("不限", Notice(without=frozenset({"seats"}))),
        ("可带2人", Notice(max_guests=2)),
        ("每人最多带1个孩子", Notice(max_guests=1)),
        ("不可带人", Notice(max_guests=0)),
        ("截止 周五18点", Notice(closes_at=at("11-27T18:00"))),
        ("报名截止改到周五18点", Notice(closes_at=at("11-27T18:00"))),
        ("前一天18点截止", Notice(closes_at=at("11-27T18:00"))),
        ("不设截止", Notice(without=frozenset({"closes_at"}))),
        ("报名 周四9点开始", Notice(opens_at=at("11-26T09:00"))),
        ("周四9点开始报名", Notice(opens_at=at("11-26T09:00"))),
        ("马上开始报名", Notice(without=frozenset({"opens_at"}))),
        ("退出截止 前一天12点", Notice(leave_until=at("11-27T12:00"))),
        ("允许时间冲突", Notice(allows_overlap=True)),
        ("不允许冲突", Notice(allows_overlap=False)),
        ("地点三单元，带铁锹，30人", Notice(place="三单元", bring="铁锹", seats=30)),
    ],
)
def test_anything_else(words: str, expected: Notice | None) -> None:
    assert read(words) == expected


@pytest.mark.parametrize(
    "words",
    [
        "王阿姨你家水管修好了吗",
        "我参加",
        "我带孩子参加",
        "带2个孩子",
        "30",
        "好的，我知道了",
        "10点我有事",
        "下午3点开会别忘了",
        "我家有3个人",
        "",
        "🎉",
        "改成10点，王阿姨你好",
        "今天天气真好",
        "在吗",
        "到了",
    ],
)
def test_talk_corrects_nothing(words: str) -> None:
    assert read(words) is None


AMOUNTS = [
    "9",
    "半",
    "99999999",
    "999999999999",
    "九千万",
    "9999年",
    "1年",
    "个",
    "小时",
    "天",
    "周",
]
MOVES = [
    "推迟",
    "提前",
    "改成",
    "到",
    "至",
    "结束",
    "截止",
    "前一天",
    "12月31日",
    "23点",
    "周日",
    "每",
]


@given(st.text(max_size=30) | st.lists(st.sampled_from(AMOUNTS + MOVES), max_size=6).map("".join))
def test_anything_may_be_written(words: str) -> None:
    read(words)
