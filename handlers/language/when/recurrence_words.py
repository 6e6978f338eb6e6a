"""Words for what recurs: 每周六, 隔周, 每月, 每个工作日, 每季度."""

import re
from datetime import datetime
from typing import Final

from handlers.language.when.entries import Entry
from handlers.language.when.values import Every, Onwards, Until, Value, Weekly
from handlers.language.when.words import ONES, WEEK, read, read_weekday

_WORKDAYS: Final = tuple(Weekly(day) for day in range(5))
_WEEKEND: Final = (5, 6)


def _interval(found: re.Match[str]) -> int:
    """Read 每两周 as 2; 每隔一周, 隔周, 双周 too."""
    if found["apart"] is not None:
        return (read(found["apart"]) if found["apart"] else 1) + 1
    return read(found["each"]) if found["each"] else 1


def _daily(found: re.Match[str], _now: datetime) -> tuple[Value, ...]:
    return (Every("DAILY", _interval(found)),)


def _every_day(_found: re.Match[str], _now: datetime) -> tuple[Value, ...]:
    return (Every("DAILY"),)


def _workdays(_found: re.Match[str], _now: datetime) -> tuple[Value, ...]:
    return (Every("WEEKLY", days=_WORKDAYS),)


def _weekly(found: re.Match[str], _now: datetime) -> tuple[Value, ...]:
    if found["from"]:
        numbers = range(read_weekday(found["from"]), read_weekday(found["to"]) + 1)
        return (Every("WEEKLY", _interval(found), tuple(map(Weekly, numbers))),)
    return (Every("WEEKLY", _interval(found), _listed(found["list"] or "")),)


def _listed(text: str) -> tuple[Weekly, ...]:
    numbers: set[int] = set()
    for each in re.findall(_ONE, text.replace("双休日", "末")):
        numbers.update(_WEEKEND if each == "末" else (read_weekday(each),))
    return tuple(map(Weekly, sorted(numbers)))


def _fortnightly(_found: re.Match[str], _now: datetime) -> tuple[Value, ...]:
    return (Every("WEEKLY", 2),)


def _monthly(found: re.Match[str], _now: datetime) -> tuple[Value, ...]:
    return (Every("MONTHLY", _interval(found)),)


def _quarterly(_found: re.Match[str], _now: datetime) -> tuple[Value, ...]:
    return (Every("MONTHLY", 3, is_quarterly=True),)


def _yearly(_found: re.Match[str], _now: datetime) -> tuple[Value, ...]:
    return (Every("YEARLY"),)


def _onwards(_found: re.Match[str], _now: datetime) -> tuple[Value, ...]:
    return (Onwards(),)


def _until(_found: re.Match[str], _now: datetime) -> tuple[Value, ...]:
    return (Until(),)


_ONE: Final = r"(?:[一二三四五六日天末]|[1-7](?!\d))"
# 每周一次, 每周三四点: the last character belongs to the next word.
_WHOLE: Final = r"(?![点时刻次回场期节讲课趟遍堂:]|个[小半月]|气|常|天)"
_LIST: Final = rf"(?P<list>{_ONE}{_WHOLE}(?:(?:[、,和及与跟/\s]|以及)*(?:{WEEK})?{_ONE}{_WHOLE})*)"
_RANGE: Final = rf"(?P<from>[一二三四五六1-6])(?:到|至|-+|~+)(?:{WEEK})?(?P<to>{_ONE}){_WHOLE}"
_EACH: Final = rf"(?:(?:每?间隔|每?隔)(?P<apart>(?:{ONES}|\d)?)个?|(?:(?:每逢|每到|逢)个?|每(?P<each>{ONES}|\d)?个?))"

ENTRIES: Final = (
    Entry(r"每个?小时|每小?时|每[一二三四五六七八九十两\d]+[个小]?[时分]钟?"),
    Entry(r"(?:(?:每|逢)个?)?(?:工作日|平日)(?![志记程])", _workdays),
    Entry(rf"{_EACH}(?:{WEEK})?的?(?:{WEEK})?(?P<from>)(?P<to>)(?P<list>双休日)", _weekly),
    Entry(rf"{_EACH}{WEEK}的?(?:{WEEK})?(?:{_RANGE}|{_LIST})", _weekly),
    Entry(rf"{_EACH}{WEEK}(?P<from>)(?P<list>)(?![年岁边围])", _weekly),
    Entry(rf"[双单]周(?=的?{WEEK})", _fortnightly),
    Entry(rf"{_EACH}[天日](?!都|游|均)", _daily),
    Entry(r"天天(?=\s*(?:早|上午|下午|晚|\d))|每(?=[早晚](?!点))|每个?(?=(?:早上|晚上|上午|下午|中午|傍晚|早晨|清晨))", _every_day),
    Entry(rf"{_EACH}月份?", _monthly),
    Entry(r"(?:每个?|逢)季度?", _quarterly),
    Entry(r"(?:每|逢)年(?!级)", _yearly),
    Entry(r"(?:起|开始)(?=[,\s]*的?(?:每|隔|逢|天天|工作日))", _onwards),
    Entry(r"(?:结束|截止|为止|止)(?!报名)", _until),
    Entry(r"每半年", lambda _found, _now: (Every("MONTHLY", 6),)),
)  # fmt: skip
