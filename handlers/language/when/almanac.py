"""The lunar calendar, the solar terms and the days that have names.

lunar_python is loaded when the first lunar date is asked for: it takes 20 ms.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache
from typing import Final

from handlers.language.when.values import BYDAY, Days, Frame, Rule, Yearly
from handlers.language.when.words import nth_weekday

# Years the lunar tables are trusted for.
FIRST_YEAR: Final = 1900
LAST_YEAR: Final = 2099
LUNAR_MONTH: Final = 31


@cache
def lunar_date(year: int, month: int, day: int) -> date | None:
    """Return the day of a lunar date; the 30th of a short month is its 29th."""
    from lunar_python import Lunar, LunarMonth  # noqa: PLC0415 - slow to load, rarely needed

    if not FIRST_YEAR < year < LAST_YEAR:
        return None
    days = LunarMonth.fromYm(year, month).getDayCount()
    solar = Lunar.fromYmd(year, month, min(day, days)).getSolar()
    return date(solar.getYear(), solar.getMonth(), solar.getDay())


@cache
def _lunar_day(day: date) -> int:
    from lunar_python import Solar  # noqa: PLC0415

    lunar_day: int = Solar.fromYmd(day.year, day.month, day.day).getLunar().getDay()
    return lunar_day


@cache
def solar_term(year: int, name: str) -> date | None:
    """Return the day of a solar term in a calendar year."""
    from lunar_python import Lunar  # noqa: PLC0415

    if not FIRST_YEAR < year < LAST_YEAR:
        return None
    # The table of a lunar year starts in the winter before it, so two tables cover a year.
    for lunar_year in (year, year + 1):
        solar = Lunar.fromYmd(lunar_year, 1, 1).getJieQiTable().get(name)
        if solar is not None and solar.getYear() == year:
            return date(year, solar.getMonth(), solar.getDay())
    return None


@dataclass(frozen=True, slots=True)
class LunarDay:
    """A day that every lunar month has: 农历十五."""

    day: int
    rule: Rule = ()

    def find(self, frame: Frame) -> Days | None:
        step = -1 if frame.is_past else 1
        base = frame.now.date() if frame.is_past else frame.since
        if not FIRST_YEAR < base.year < LAST_YEAR:
            return None
        for ahead in range(2 * LUNAR_MONTH):
            days = Days(base + timedelta(days=step * ahead))
            if _lunar_day(days.first) == self.day and frame.admits(days):
                return days
        return None


def lunar(month: int, day: int) -> Yearly:
    """Return a lunar date as a day of every year."""

    def of(year: int) -> Days | None:
        found = lunar_date(year, month, day)
        return Days(found) if found else None

    return Yearly(of)


def _eve(year: int) -> Days | None:
    spring = lunar_date(year + 1, 1, 1)
    return Days(spring - timedelta(days=1)) if spring else None


def _term(name: str) -> Callable[[int], Days | None]:
    def of(year: int) -> Days | None:
        found = solar_term(year, name)
        return Days(found) if found else None

    return of


def fixed(month: int, day: int) -> Yearly:
    """Return a date of every year, which can recur."""

    def of(year: int) -> Days | None:
        try:
            return Days(date(year, month, day))
        except ValueError:
            return None

    return Yearly(of, (("BYMONTH", str(month)), ("BYMONTHDAY", str(day))))


def _floating(month: int, nth: int, weekday: int) -> Yearly:
    def of(year: int) -> Days | None:
        return nth_weekday(year, month, nth, weekday)

    return Yearly(of, (("BYMONTH", str(month)), ("BYDAY", f"{nth}{BYDAY[weekday]}")))


TERMS: Final = (
    "立春", "雨水", "惊蛰", "春分", "清明", "谷雨", "立夏", "小满", "芒种", "夏至", "小暑", "大暑",
    "立秋", "处暑", "白露", "秋分", "寒露", "霜降", "立冬", "小雪", "大雪", "冬至", "小寒", "大寒",
)  # fmt: skip

_SOLAR: Final = {
    "元旦": (1, 1), "阳历年": (1, 1), "情人节": (2, 14), "学雷锋日": (3, 5), "雷锋日": (3, 5),
    "学雷锋纪念日": (3, 5), "妇女节": (3, 8), "三八": (3, 8), "三八节": (3, 8), "女神节": (3, 8),
    "植树节": (3, 12), "消费者权益日": (3, 15), "世界水日": (3, 22), "愚人节": (4, 1),
    "地球日": (4, 22), "读书日": (4, 23), "世界读书日": (4, 23), "劳动节": (5, 1), "五一": (5, 1),
    "五一节": (5, 1), "青年节": (5, 4), "五四": (5, 4), "护士节": (5, 12),
    "儿童节": (6, 1), "六一": (6, 1), "六一节": (6, 1), "环境日": (6, 5), "世界环境日": (6, 5),
    "禁毒日": (6, 26), "国际禁毒日": (6, 26), "建党节": (7, 1), "七一": (7, 1), "建军节": (8, 1),
    "八一": (8, 1), "医师节": (8, 19), "教师节": (9, 10), "国庆": (10, 1), "国庆节": (10, 1),
    "十一": (10, 1), "记者节": (11, 8), "消防日": (11, 9), "全国消防日": (11, 9),
    "双十一": (11, 11), "双11": (11, 11), "志愿者日": (12, 5), "国际志愿者日": (12, 5),
    "双十二": (12, 12), "双12": (12, 12), "宪法日": (12, 4), "国家宪法日": (12, 4), "公祭日": (12, 13), "国家公祭日": (12, 13),
    "平安夜": (12, 24), "圣诞": (12, 25), "圣诞节": (12, 25), "万圣节": (10, 31), "万圣夜": (10, 31),
    "christmas eve": (12, 24), "christmas": (12, 25), "new year's day": (1, 1), "new year's eve": (12, 31),
    "national day": (10, 1), "labor day": (5, 1), "labour day": (5, 1), "跨年": (12, 31), "跨年夜": (12, 31),
}  # fmt: skip
_LUNAR: Final = {
    "春节": (1, 1), "大年": (1, 1), "元宵": (1, 15), "元宵节": (1, 15), "上元节": (1, 15), "龙抬头": (2, 2),
    "花朝节": (2, 15), "上巳": (3, 3), "上巳节": (3, 3), "端午": (5, 5), "端午节": (5, 5), "端阳": (5, 5), "端阳节": (5, 5),
    "七夕": (7, 7), "七夕节": (7, 7), "中元节": (7, 15), "鬼节": (7, 15), "中秋": (8, 15), "中秋节": (8, 15),
    "八月节": (8, 15), "重阳": (9, 9), "重阳节": (9, 9), "老人节": (9, 9), "敬老节": (9, 9), "寒衣节": (10, 1), "下元节": (10, 15),
    "腊八": (12, 8), "腊八节": (12, 8), "小年": (12, 23), "小年夜": (12, 23),
    "破五": (1, 5), "人日": (1, 7), "spring festival": (1, 1), "chinese new year": (1, 1), "lantern festival": (1, 15),
    "mid-autumn festival": (8, 15), "dragon boat festival": (5, 5),
}  # fmt: skip
_FLOATING: Final = {
    "母亲节": (5, 2, 6), "父亲节": (6, 3, 6), "感恩节": (11, 4, 3), "thanksgiving": (11, 4, 3),
    "mother's day": (5, 2, 6), "father's day": (6, 3, 6), "助残日": (5, 3, 6), "全国助残日": (5, 3, 6),
}  # fmt: skip
_EVES: Final = ("除夕", "除夕夜", "大年夜", "年三十", "大年三十", "年夜", "chinese new year's eve")

# How many days the long holidays have; what is not here is not known before it is published.
HOLIDAYS: Final = {"国庆": 7, "十一": 7, "五一": 5}


@cache
def feasts() -> dict[str, Yearly]:
    """Return the days that have names, by every name they go by."""
    named = {name: lunar(*at) for name, at in _LUNAR.items()}
    named |= {name: fixed(*at) for name, at in _SOLAR.items()}
    named |= {name: _floating(*at) for name, at in _FLOATING.items()}
    named |= {name: Yearly(_eve) for name in _EVES}
    for name in TERMS:
        named[name] = named[f"{name}节"] = named[f"{name}节气"] = Yearly(_term(name))
    return named
