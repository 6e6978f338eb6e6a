"""What a time asks to be confirmed, and what today makes of it."""

import subprocess
import sys
import time
from datetime import date, datetime
from zoneinfo import ZoneInfo

import pytest

from handlers.language.normalise import fold
from handlers.language.understand import understand_time
from handlers.language.when import Ask, When, read_when

SHANGHAI = ZoneInfo("Asia/Shanghai")


def at(moment: str) -> datetime:
    return datetime.fromisoformat(moment).replace(tzinfo=SHANGHAI)


def read(phrase: str, now: str = "2026-11-22T10:00") -> When:
    when = read_when(fold(phrase), at(now))
    assert when is not None
    return when


@pytest.mark.parametrize(
    ("phrase", "ask", "suggestion"),
    [
        ("周六上午9点", None, None),
        ("本周六上午9点", Ask.WEEK, "2026-11-28T09:00"),
        ("本周日上午9点", Ask.WEEK, "2026-11-29T09:00"),
        ("昨天下午三点", Ask.PAST, None),
        ("今天上午9:00", Ask.PAST, "2026-11-23T09:00"),
        ("2025年12月5日上午9点", Ask.PAST, None),
        ("10月5日上午9点", Ask.FAR, None),
        ("5月21日", None, None),
        ("5月22日", Ask.FAR, None),
        ("周六上午11点到9点", Ask.ORDER, None),
        ("12月5日周日上午9点", Ask.WEEKDAY, None),
        ("12月5日周六上午9点", None, None),
        ("每年10月1日上午8点", None, None),
    ],
)
def test_doubt(phrase: str, ask: Ask | None, suggestion: str | None) -> None:
    when = read(phrase)
    assert when.ask == ask
    assert when.suggestion == (at(suggestion) if suggestion else None)


def test_a_week_that_is_over_is_offered_as_a_date_too() -> None:
    when = read("本周六")
    assert (when.start, when.suggestion) == (date(2026, 11, 21), date(2026, 11, 28))


@pytest.mark.parametrize(
    "phrase",
    ["统计10月的积分", "查昨天的签到", "查上周六的名单", "这周有什么活动", "导出去年的时长"],
)
def test_questions_about_the_past_need_no_confirming(phrase: str) -> None:
    assert read(phrase).ask is None


@pytest.mark.parametrize(
    ("now", "phrase", "start", "end"),
    [
        ("2026-11-28T08:00", "周六上午9点", "2026-11-28T09:00", None),
        ("2026-11-28T09:00", "周六上午9点", "2026-12-05T09:00", None),
        ("2026-11-28T08:00", "周末", "2026-11-28", "2026-11-29"),
        ("2026-11-28T08:00", "本周日下午2点", "2026-11-29T14:00", None),
        ("2026-11-30T08:00", "11月28日至12月2日", "2026-11-28", "2026-12-02"),
        ("2026-11-30T08:00", "28号到30号", "2026-11-28", "2026-11-30"),
        ("2026-12-03T08:00", "11月28日至12月2日", "2027-11-28", "2027-12-02"),
        ("2026-12-28T08:00", "1月3日上午9点", "2027-01-03T09:00", None),
        ("2026-12-31T23:30", "晚上12点", "2027-01-01T00:00", None),
        ("2027-01-31T08:00", "30号", "2027-03-30", None),
        ("2026-11-22T19:00", "今晚8点到10点", "2026-11-22T20:00", "2026-11-22T22:00"),
        ("2026-11-22T10:00", "今天8点", "2026-11-22T20:00", None),
        ("2026-11-22T21:00", "今天8点", "2026-11-22T08:00", None),
        ("2028-02-20T08:00", "2月29日", "2028-02-29", None),
        ("2026-02-20T08:00", "2月29日", "2028-02-29", None),
    ],
)
def test_today_decides(now: str, phrase: str, start: str, end: str | None) -> None:
    said = understand_time(phrase, at(now))
    assert (said["start"], said["end"]) == (start, end)


def test_the_zone_is_that_of_now() -> None:
    now = datetime(2026, 11, 22, 10, 0, tzinfo=ZoneInfo("America/New_York"))
    when = read_when(fold("两小时后"), now)
    assert when is not None
    assert when.start == datetime(2026, 11, 22, 12, 0, tzinfo=ZoneInfo("America/New_York"))


@pytest.mark.parametrize("piece", [" ", "9点", "周六 ", "一", "每周一、", "的", "到", "move to "])
def test_a_long_text_is_read_at_once(piece: str) -> None:
    words = fold("周六" + piece * 2000 + "x9点")
    read_when(words, at("2026-11-22T10:00"))
    started = time.perf_counter()
    read_when(words, at("2026-11-22T10:00"))
    assert time.perf_counter() - started < 1


def test_the_lunar_tables_load_only_when_asked_for() -> None:
    code = (
        "import sys; from datetime import datetime, UTC\n"
        "from handlers.language.understand import understand_time\n"
        "understand_time('周六上午9点', datetime(2026, 11, 22, tzinfo=UTC))\n"
        "sys.exit('lunar_python' in sys.modules)"
    )
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0
