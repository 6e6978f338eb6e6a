"""Notices as secretaries write them, and what is read from them. Now is Sunday, 22 November, 10:00."""

from datetime import datetime
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from handlers.language.normalise import fold
from handlers.language.notice import Notice, read_notice
from handlers.language.when import Ask

NOW = datetime.fromisoformat("2026-11-22T10:00+08:00")


def rows() -> list[tuple[str, tuple[str, ...]]]:
    """Return each notice of the table with title, place, span and seats; "-" for what wasn't told."""
    lines = Path(__file__).with_name("notices.tsv").read_text("utf-8").splitlines()
    cells = [line.replace("\\n", "\n").split("\t") for line in lines[1:]]
    return [(notice, tuple(expected)) for notice, *expected in cells]


def spanned(notice: Notice) -> str:
    if notice.when is None:
        return ""
    start, end = notice.when.start, notice.when.end
    if not isinstance(start, datetime):
        return f"{start:%m-%d}"
    return f"{start:%m-%d %H:%M}" + (f"-{end:%H:%M}" if end else "")


@pytest.mark.parametrize(("notice", "expected"), rows())
def test_notice(notice: str, expected: tuple[str, ...]) -> None:
    read = read_notice(fold(notice), NOW)
    told = (read.title, read.place, spanned(read), read.seats)
    assert tuple("-" if each in (None, "") else str(each) for each in told) == expected


def moments(notice: str) -> tuple[str | None, ...]:
    read = read_notice(fold(notice), NOW)
    all_of_them = (read.opens_at, read.closes_at, read.leave_until)
    return tuple(f"{each:%m-%d %H:%M}" if each else None for each in all_of_them)


@pytest.mark.parametrize(
    ("told", "expected"),
    [
        ("报名截止周五18点", (None, "11-27 18:00", None)),
        ("截止 周五18点", (None, "11-27 18:00", None)),
        ("周五18点截止", (None, "11-27 18:00", None)),
        ("周五 18点 截止报名", (None, "11-27 18:00", None)),
        ("报名截止时间：11月27日18:00", (None, "11-27 18:00", None)),
        ("报名截止：11月27日", (None, "11-27 23:59", None)),
        ("请于11月27日18:00前报名", (None, "11-27 18:00", None)),
        ("截止 11月27日 18:00", (None, "11-27 18:00", None)),
        ("提前一天截止", (None, "11-27 23:59", None)),
        ("前一天18点截止报名", (None, "11-27 18:00", None)),
        ("报名 周五9点开始", ("11-27 09:00", None, None)),
        ("周五9点开始报名", ("11-27 09:00", None, None)),
        ("报名时间：11月25日9:00至11月27日18:00", ("11-25 09:00", "11-27 18:00", None)),
        ("报名时间：即日起至11月27日", (None, "11-27 23:59", None)),
        ("报名时间：周五9点", ("11-27 09:00", None, None)),
        ("退出截止 周五12点", (None, None, "11-27 12:00")),
        ("截止 周五18点 退出截止 周五12点", (None, "11-27 18:00", "11-27 12:00")),
        ("", (None, None, None)),
    ],
)
@pytest.mark.parametrize(
    "shape",
    ["周六上午9点到11点 社区广场 环境整治 {}", "环境整治，社区广场，周六上午9点到11点，{}，20人"],
)
def test_window(shape: str, told: str, expected: tuple[str | None, ...]) -> None:
    notice = shape.format(told)
    assert moments(notice) == expected
    read = read_notice(fold(notice), NOW)
    assert (read.title, read.place, spanned(read)) == ("环境整治", "社区广场", "11-28 09:00-11:00")


@pytest.mark.parametrize(
    ("told", "bring", "guests"),
    [
        ("带铁锹", "铁锹", None),
        ("带 铁锹", "铁锹", None),
        ("请自带工具、手套", "工具、手套", None),
        ("每人带水彩笔", "水彩笔", None),
        ("自备水杯", "水杯", None),
        ("工具自备", "工具", None),
        ("请大家带好口罩", "口罩", None),
        ("可带2人", None, 2),
        ("每人最多可带2名家属", None, 2),
        ("最多带1个孩子", None, 1),
        ("不可带人", None, 0),
        ("请勿带小孩", None, 0),
        ("不用带工具", None, None),
    ],
)
def test_bring_and_guests(told: str, bring: str | None, guests: int | None) -> None:
    read = read_notice(fold(f"周六上午9点 社区广场 环境整治 {told} 20人"), NOW)
    assert (read.bring, read.max_guests) == (bring, guests)
    assert (read.title, read.place, read.seats) == ("环境整治", "社区广场", 20)


def test_a_saturday_that_is_over_is_read_as_the_next_one() -> None:
    read = read_notice(fold("本周六上午9点到11点 社区广场 环境整治"), NOW)
    assert read.when is not None
    assert read.when.doubt is Ask.WEEK
    assert spanned(read) == "11-28 09:00-11:00"
    assert read.when.said == datetime.fromisoformat("2026-11-21T09:00+08:00")


def test_a_series_is_noticed() -> None:
    read = read_notice(fold("每周四晚上7点半 三楼活动室 合唱排练"), NOW)
    assert read.when is not None
    assert read.when.recurs
    assert spanned(read) == "11-26 19:30"


MARKS = "在到限带0，。（）【】“”🎉\n"


def test_what_has_no_place_of_its_own_is_told_with_the_remark() -> None:
    lines = "周日上午9点\n地点：文化站\n内容：包饺子\n备注：带围裙\n费用：10元\n联系人：李姐 139\n报名方式：接龙"
    read = read_notice(fold(lines), NOW)
    assert (read.place, read.title, read.remark) == ("文化站", "包饺子", "带围裙")
    assert read.more == "费用：10元；联系人：李姐 139"
    line = "周六9点 社区广场 义诊 免费 仅限本社区居民 20人 电话13800000000"
    read = read_notice(fold(line), NOW)
    assert (read.title, read.seats) == ("义诊", 20)
    assert read.more == "免费；仅限本社区居民；电话13800000000"
    for title in ("电话诈骗讲座", "免费理发", "面向老人的手机课堂"):
        assert read_notice(fold(f"周六9点 社区广场 {title} 20人"), NOW).title == title


def test_what_nobody_sees_is_left_out() -> None:
    read = read_notice(fold("周六9点 社区广场 环\u200b境\u202e整治"), NOW)
    assert read.title == "环境整治"


TIMES = ["周六", "上午9点", "到11点", "12月5日", "前一天", "周五18点", "每周"]
THINGS = [
    "社区广场",
    "3号楼",
    "三单元",
    "集合",
    "开展",
    "举办",
    "环境整治",
    "读书会",
    "陳乾",
    "铁锹",
]
FACTS = [
    "20人",
    "名额",
    "不限",
    "-5",
    "99999999",
    "报名",
    "截止",
    "开始",
    "退出",
    "可带2人",
    "不可带人",
]
LABELS = ["时间：", "地点：", "主题：", "备注：", "名额：", "报名时间："]
WORDS = st.sampled_from([*MARKS, *TIMES, *THINGS, *FACTS, *LABELS])


@given(st.lists(WORDS | st.text(max_size=6), max_size=14), st.sampled_from(["", " "]))
def test_whatever_is_written_title_and_place_are_cut_from_it(words: list[str], gap: str) -> None:
    folded = fold(gap.join(words))
    read, notice = read_notice(folded, NOW), folded.cut()
    assert (read.title or "") in notice
    assert (read.place or "") in notice
    assert (read.bring or "") in notice
    assert read.title != ""
