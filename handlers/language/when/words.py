"""The pieces that patterns of time are made of, and how they are read."""

from datetime import date, datetime
from typing import Final

from handlers.language.numerals import number
from handlers.language.when.values import Days, Length, add_months

ONES: Final = "[一二两三四五六七八九]"
# 1 to 99, in digits or characters.
NUM: Final = rf"(?:\d{{1,2}}(?!\d)|[二三四五六七八九]?十{ONES}?|廿{ONES}?|卅一?|{ONES})"
# Lengths may be longer: 100天, and halves: 1.5小时.
MANY: Final = rf"(?:\d{{1,3}}(?:\.5)?(?!\d)|[二三四五六七八九]?十{ONES}?|{ONES}百|{ONES}|几)"
_DIGIT: Final = "[〇零一二三四五六七八九]"
WEEK: Final = "(?:周|星期|礼拜)"
WEEKDAY: Final = r"(?:[一二三四五六日天]|[1-7](?![\d点:时.-]))"
YEAR: Final = rf"(?:(?:19|20)\d\d年|20\d\d|[一二][〇零九]{_DIGIT}{{2}}年|(?:\d\d|{_DIGIT}{{2}})年(?={NUM}月|[底末初上下第])|[今明后去前]年)"
# Which month, named or counted from this one.
MONTH: Final = (
    rf"(?:(?P<year>{YEAR})的?\s*)?"
    rf"(?:(?P<month>{NUM}\s?|元)月份?|(?P<near>本|这个?|下+一?个?|上+一?个?|当)月份?)的?\s*"
)
NUMBERED: Final = r"(?:一|二|三|四|五|[1-5])"
# The last day of a month, as RFC 5545 writes it.
LAST_DAY: Final = -1
_CENTURY: Final = 100
# From here on two digits mean the 20th century: 98年.
_LAST_CENTURY: Final = 70


def read(text: str) -> int:
    """Read a number that a pattern has already found well-formed."""
    return number(text) or 0


def read_weekday(text: str) -> int:
    """Read 一 to 日, 天, 1 to 7; Monday is 0."""
    return "一二三四五六日1234567天".index(text) % 7 if text != "天" else 6


def read_steps(word: str | None) -> int | None:
    """Read how far 上, 这, 下, 下下 is from this week or month; None when nothing was said."""
    if not word:
        return None
    return word.count("下") - word.count("上")


def read_year(text: str | None, now: datetime) -> int | None:
    """Read 2026年, 二〇二六年, 26年, 明年."""
    if not text:
        return None
    near = {"前": -2, "去": -1, "今": 0, "明": 1, "后": 2}.get(text[0])
    if near is not None:
        return now.year + near
    year = read(text.removesuffix("年"))
    if year >= _CENTURY:
        return year
    return year + (1900 if year >= _LAST_CENTURY else 2000)


def day_of(year: int, month: int, day: int) -> Days | None:
    """Return that day; None when the month doesn't have it."""
    if day == LAST_DAY:
        return Days(last_of_month(year, month))
    try:
        return Days(date(year, month, day))
    except ValueError:
        return None


def last_of_month(year: int, month: int) -> date:
    following = date(*add_months(year, month, 1), 1)
    return date.fromordinal(following.toordinal() - 1)


def nth_weekday(year: int, month: int, nth: int, weekday: int) -> Days | None:
    """Return the nth such weekday of a month, -1 the last; None when there is none."""
    if nth < 0:
        last = last_of_month(year, month)
        return Days(date.fromordinal(last.toordinal() - (last.weekday() - weekday) % 7))
    first = date(year, month, 1)
    return day_of(year, month, 1 + (weekday - first.weekday()) % 7 + 7 * (nth - 1))


# A length of time; its groups are read by `read_length`.
LENGTH: Final = (
    rf"(?:(?P<hours>{MANY})个?(?P<half>半)?(?:小时|钟头)(?!候)(?:(?P<more>半|{MANY}分钟?))?"
    rf"|(?P<short>半)个?(?:小时|钟头)"
    rf"|(?P<minutes>{MANY})分钟|(?P<quarters>[一三])刻钟"
    rf"|(?P<days>{MANY})天(?P<noon>半)?"
    rf"|(?P<weeks>{MANY})(?:个?(?:星期|礼拜)|周)(?!年|岁|期)"
    rf"|(?P<months>{MANY})个(?P<more_month>半)?月|(?P<half_month>半)个?月"
    rf"|(?P<years>{MANY})年(?!级|代|终|底|度|末|初|{NUM}月|[上下]半)|(?P<half_year>半)年)"
)


def read_length(groups: dict[str, str | None]) -> Length | None:
    """Read the groups of LENGTH; None for 几天."""
    if any(text and "几" in text for text in groups.values()):
        return None
    minutes = _minutes(groups)
    if minutes:
        return Length(minutes=minutes)
    if groups["days"] or groups["weeks"] or groups["half_month"]:
        days = _float(groups["days"]) + 7 * _float(groups["weeks"])
        return Length(days=int(days) or 15)
    months = _float(groups["months"]) + 12 * _float(groups["years"])
    return Length(months=int(months) or 6)


def _minutes(groups: dict[str, str | None]) -> int:
    hours = _float(groups["hours"]) + (0.5 if groups["half"] or groups["short"] else 0)
    more = groups["more"]
    extra = 30 if more == "半" else _float(more and more.rstrip("分钟"))
    return int(hours * 60 + extra + _float(groups["minutes"]) + 15 * _float(groups["quarters"]))


def _float(text: str | None) -> float:
    if not text:
        return 0
    return float(text) if "." in text else float(read(text))
