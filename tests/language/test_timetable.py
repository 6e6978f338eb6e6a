"""Timetables as secretaries paste them; everybody on them is made up."""

from datetime import datetime

from handlers.language.timetable import Slot, read_timetable
from handlers.language.when import Ask

NOW = datetime.fromisoformat("2026-02-22T10:00+08:00")
PASTED = """3月值班表
地点：社区广场
-----------
1. 3/10（二）清洁 2人 8:00-12:00 李四 王五
3月11日 | 周三 | 义诊 | 文化站 | 10人 | 9:00-11:00
3/12（四）
  巡逻 3人 14:00-16:00 负责人：赵六
  包饺子 19:00
3/14 大扫除
谢谢大家
3/16(一) 9点 理发 文化站（陈师傅）"""


def told(slot: Slot) -> tuple[str | None, str, int | None, tuple[str, ...]]:
    assert slot.notice.when is not None
    start = slot.notice.when.start
    shown = start.strftime("%d %H:%M" if isinstance(start, datetime) else "%d")
    return slot.notice.title, shown, slot.notice.seats, slot.names


def test_lines_below_one_day_are_on_one_day() -> None:
    found = read_timetable("周日\n义诊 文化站 10人 9:00-11:00\n巡逻 3人 14:00-16:00", NOW)
    past, coming = (slot.notice.when for slot in found.slots)
    assert past is not None
    assert past.doubt is Ask.PAST
    assert past.said == datetime.fromisoformat("2026-02-22T09:00+08:00")
    assert coming is not None
    assert coming.start == datetime.fromisoformat("2026-02-22T14:00+08:00")


def test_each_line_is_an_activity_and_a_day_holds_for_the_lines_below() -> None:
    found = read_timetable(PASTED, NOW)
    assert found.common.place == "社区广场"
    assert [told(slot) for slot in found.slots] == [
        ("清洁", "10 08:00", 2, ("李四", "王五")),
        ("义诊", "11 09:00", 10, ()),
        ("巡逻", "12 14:00", 3, ("赵六",)),
        ("包饺子", "12 19:00", None, ()),
        ("大扫除", "14", None, ()),
        ("理发", "16 09:00", None, ("陈师傅",)),
    ]
    assert [slot.notice.place for slot in found.slots][1::4] == ["文化站", "文化站"]
    assert found.unclear == ()


def test_an_hour_without_a_day_is_nothing_to_publish() -> None:
    assert read_timetable("清洁 2人 8:00-12:00", NOW).slots == ()
