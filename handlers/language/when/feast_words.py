"""Words for festivals, solar terms and lunar dates, and for the days around them."""

import re
from datetime import datetime
from typing import Final

from handlers.language.when.almanac import HOLIDAYS, LunarDay, feasts, lunar
from handlers.language.when.entries import Entry
from handlers.language.when.values import (
    MONTHS_A_YEAR,
    Day,
    Fixed,
    Part,
    PartOfDay,
    Shift,
    Value,
    Yearly,
)
from handlers.language.when.words import NUM, ONES, YEAR, read, read_year

_LUNAR_MONTHS: Final = {"正": 1, "冬": 11, "腊": 12}
_LONGEST_MONTH: Final = 30


def _feast(found: re.Match[str], now: datetime) -> tuple[Value, ...]:
    """Read 中秋, 明年元旦, 国庆假期第三天."""
    name = found["name"]
    values: tuple[Value, ...] = _of_year(feasts()[name], found["year"], now)
    if values and name.endswith("夜") and _AT.match(found.string, found.end()):
        values = (*values, PartOfDay(Part.EVENING, 19, is_weak=True))
    if not values or not (found["nth"] or found["last"]):
        return values
    if found["nth"]:
        return (*values, Shift(read(found["nth"]) - 1))
    return (*values, Shift(HOLIDAYS[name] - 1)) if name in HOLIDAYS else ()


def _of_year(day: Yearly, word: str | None, now: datetime) -> tuple[Day, ...]:
    year = read_year(word, now)
    if year is None:
        return (day,)
    days = day.of(year)
    return (Fixed(days),) if days else ()


def _lunar(found: re.Match[str], now: datetime) -> tuple[Value, ...]:
    """Read 腊月二十三, 农历八月十五, 正月初八."""
    month = _LUNAR_MONTHS.get(found["month"]) or read(found["month"])
    day = _read_day(found)
    if not (1 <= month <= MONTHS_A_YEAR and day):
        return ()
    return _of_year(lunar(month, day), found["before"] or found["year"], now)


def _read_day(found: re.Match[str]) -> int:
    day = read(found["day"].removeprefix("初"))
    return day if day <= _LONGEST_MONTH else 0


def _new_year(found: re.Match[str], now: datetime) -> tuple[Value, ...]:
    day = _read_day(found)
    return _of_year(lunar(1, day), found["year"], now) if day else ()


def _lunar_day(found: re.Match[str], _now: datetime) -> tuple[Value, ...]:
    day = _read_day(found)
    return (LunarDay(day),) if day else ()


def _shift(found: re.Match[str], _now: datetime) -> tuple[Value, ...]:
    steps = read(found["steps"]) if found["steps"] else 1
    return (Shift(-steps if "前" in found[0] else steps),)


# 除夕夜八点 is in the evening.
_AT: Final = re.compile(rf"\s*{NUM}\s?[点:]")
# Names that also mean something else: only with a word beside them that speaks of time.
_DOUBTFUL: Final = frozenset({
    "雨水", "小雪", "大雪", "小满", "白露", "大寒", "小寒", "大暑", "小暑", "清明", "圣诞", "大年",
    "跨年", "人日", "三八", "五一", "五四", "六一", "七一", "八一", "十一",
})  # fmt: skip
_SPEAKS_OF_TIME: Final = (
    r"(?=\s*(?:当[天日晚]|那[天日]|的?前|的?后|(?:的)?第[一二三四五六七]天|上午|下午|早|晚|中午|傍晚|凌晨"
    r"|放假|假期?|长假|小长假|期间|到|至|-|\d{1,2}[点:]|[一二三四五六七八九十]{1,2}点|(?:节|节气)?(?:$|[\s,.;!)])))"
)
# 国庆路, 中秋快乐, 三八红旗手: names of places, good wishes, titles.
_NAMES: Final = (
    r"(?!路|街|村|社区|小区|巷|桥|广场|大道|新村|站|中学|小学|公园|商场|号|单元|幢|栋|楼|女|红旗|劳动|大桥|里|店"
    r"|酒|饼|粽|快乐|安康|吉祥|愉快|好(?!的)|月饼|礼|阿姨|大姐|哥|上河图|[东南西北中]路|幼儿园|学校|家园|苑|花园|菜)"
)
_NAME_PATTERN: Final = "|".join(
    re.escape(name) + (_SPEAKS_OF_TIME if name in _DOUBTFUL else "")
    for name in sorted(feasts(), key=len, reverse=True)
)
_LUNAR_NUM: Final = rf"(?:初(?:十|{ONES})|廿{ONES}?|三十|二?十{ONES}?|{ONES}(?![日号点十]))"
_CALENDAR: Final = r"(?:农历|阴历|旧历|夏历)"
_TENTH: Final = rf"初(?:十|{ONES}|10|[1-9])"

ENTRIES: Final = (
    Entry(rf"(?:(?P<before>{YEAR})的?)?{_CALENDAR}的?(?:(?P<year>{YEAR})的?)?(?P<month>正|冬|腊|{NUM})月(?P<day>初?{NUM}|{_LUNAR_NUM})[日号]?", _lunar),
    # A whole lunar month, a leap month: not read at all rather than by the other calendar.
    Entry(rf"(?:{_CALENDAR}(?:{YEAR})?闰?|闰)(?:正|冬|腊|{NUM})月"),
    Entry(rf"(?P<before>)(?:(?P<year>{YEAR})的?)?(?P<month>[正冬腊])月(?P<day>初?{NUM}|{_LUNAR_NUM})[日号]?", _lunar),
    Entry(rf"(?P<before>)(?:(?P<year>{YEAR})的?)?(?P<month>{ONES}|十[一二]?)月(?P<day>{_TENTH}|廿{ONES}?)", _lunar),
    # 八月十五 and its like are lunar unless 日 or 号 follows.
    Entry(rf"(?P<before>)(?P<year>{YEAR})?(?P<month>[二三])月(?P<day>(?<=二月)二|(?<=三月)三)(?![日号十])", _lunar),
    Entry(rf"(?P<before>)(?P<year>{YEAR})?(?P<month>[八九])月(?P<day>(?<=八月)十五|(?<=九月)九)(?![日号])", _lunar),
    Entry(rf"(?:(?P<year>{YEAR})的?)?(?:大年|年)(?P<day>{_TENTH})(?:那天)?", _new_year),
    Entry(rf"{_CALENDAR}(?:的)?(?:每月)?(?P<day>{_TENTH}|{NUM})(?!月)[日号]?", _lunar_day),
    Entry(rf"(?P<day>初(?:十|{ONES}))(?=\s*(?:早|上午|下午|晚|中午|凌晨|\d{{1,2}}[点:]|到|至))", _lunar_day),
    # 每月初一, 下月初五: of the moon, while 月初 is the calendar's.
    Entry(rf"(?:(?<=[每下这本]月)|(?<=个月)|(?<=逢))的?(?P<day>初(?:十|{ONES})|十五)", _lunar_day),
    Entry(
        rf"(?:(?P<year>{YEAR})的?)?(?P<name>{_NAME_PATTERN})(?:节气|节(?!目))?(?:{_NAMES})"
        rf"(?:(?:小长假|长假|放假|假期|假|期间)?的?(?:第(?P<nth>[一二三四五六七八1-8])天|(?P<last>最后一天))|小长假|长假|假期|期间)?",
        _feast,
    ),
    Entry(rf"的?(?:前|后)第?(?P<steps>{ONES})[天日](?!内)|的?前一?(?=[夕晚夜])夕?", _shift),
)  # fmt: skip
