"""The English words: tomorrow 3pm, every other Sat 9am-11am, Dec 5, in two hours."""

import re
from datetime import date, datetime, timedelta
from typing import Final

from handlers.language.when.almanac import fixed
from handlers.language.when.clock_words import from_now
from handlers.language.when.entries import Entry
from handlers.language.when.values import (
    BYDAY,
    LONGEST_MONTH,
    NOON,
    Clock,
    Days,
    Every,
    Fixed,
    Length,
    Monthly,
    Part,
    PartOfDay,
    Value,
    Weekly,
    add_months,
)
from handlers.language.when.words import day_of, last_of_month, nth_weekday

_WEEKDAYS: Final = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
_MONTHS: Final = (
    "jan",
    "feb",
    "mar",
    "apr",
    "may",
    "jun",
    "jul",
    "aug",
    "sep",
    "oct",
    "nov",
    "dec",
)
_NUMBERS: Final = {
    **dict.fromkeys(("a", "an", "one", "first"), 1),
    **dict.fromkeys(("two", "second", "other"), 2),
    **dict.fromkeys(("three", "third"), 3),
    **dict.fromkeys(("four", "fourth"), 4),
    "five": 5, "six": 6, "seven": 7, "eight": 8, "nine": 9, "ten": 10, "eleven": 11,
    "twelve": 12, "last": -1,
}  # fmt: skip
_PARTS: Final = {
    "morning": PartOfDay(Part.MORNING, 9),
    "afternoon": PartOfDay(Part.AFTERNOON, 14),
    "evening": PartOfDay(Part.EVENING, 19),
    "night": PartOfDay(Part.EVENING, 19),
}
_NEAR: Final = {
    "day before yesterday": -2, "yesterday": -1, "today": 0, "tonight": 0, "tomorrow": 1,
    "tmr": 1, "tmrw": 1, "day after tomorrow": 2,
}  # fmt: skip
_STEPS: Final = {"last": -1, "this": 0, "next": 1}


def _number(text: str) -> int:
    digits = re.match(r"\d+", text)
    return int(digits[0]) if digits else _NUMBERS[text]


def _day_name(text: str) -> int:
    return _WEEKDAYS.index(text[:3])


def _near(found: re.Match[str], now: datetime) -> tuple[Value, ...]:
    day = Fixed(Days(now.date() + timedelta(days=_NEAR[found["near"]])))
    return (day, _PARTS["evening"]) if found["near"] == "tonight" else (day,)


def _weekday(found: re.Match[str], now: datetime) -> tuple[Value, ...]:
    weekday = _day_name(found["weekday"])
    today = now.date()
    if found["near"] == "last":
        ago = (today.weekday() - weekday - 1) % 7 + 1
        return (Fixed(Days(today - timedelta(days=ago))),)
    if found["near"] == "next":
        return (Fixed(Days(today + timedelta(days=7 - today.weekday() + weekday))),)
    return (Weekly(weekday),)


def _weekend(found: re.Match[str], now: datetime) -> tuple[Value, ...]:
    if found["near"] != "next":
        return (Weekly(5, 2),)
    saturday = now.date() + timedelta(days=12 - now.weekday())
    return (Fixed(Days(saturday, saturday + timedelta(days=1))),)


def _week(found: re.Match[str], now: datetime) -> tuple[Value, ...]:
    monday = now.date() + timedelta(days=7 * _STEPS[found["near"]] - now.weekday())
    return (Fixed(Days(monday, monday + timedelta(days=6))),)


def _whole_month(found: re.Match[str], now: datetime) -> tuple[Value, ...]:
    year, month = add_months(now.year, now.month, _STEPS[found["near"]])
    return (Fixed(Days(date(year, month, 1), last_of_month(year, month))),)


def _date(found: re.Match[str], _now: datetime) -> tuple[Value, ...]:
    month, day = _MONTHS.index(found["month"][:3]) + 1, int(found["day"])
    if found["year"]:
        days = day_of(int(found["year"]), month, day)
        return (Fixed(days),) if days else ()
    a_leap_year = 2024
    return (fixed(month, day),) if day and day_of(a_leap_year, month, day) else ()


def _ordinal(found: re.Match[str], _now: datetime) -> tuple[Value, ...]:
    day = int(found["day"])
    rule = (("BYMONTHDAY", str(day)),)
    if not 1 <= day <= LONGEST_MONTH:
        return ()
    return (Monthly(lambda year, month: day_of(year, month, day), rule),)


def _nth(found: re.Match[str], _now: datetime) -> tuple[Value, ...]:
    nth, weekday = _number(found["nth"]), _day_name(found["weekday"])
    rule = (("BYDAY", f"{nth}{BYDAY[weekday]}"),)
    return (Monthly(lambda year, month: nth_weekday(year, month, nth, weekday), rule),)


def _every_weekday(found: re.Match[str], _now: datetime) -> tuple[Value, ...]:
    numbers = sorted({_day_name(each) for each in re.findall(_DAY, found["list"])})
    return (Every("WEEKLY", 2 if found["other"] else 1, tuple(map(Weekly, numbers))),)


def _workdays(_found: re.Match[str], _now: datetime) -> tuple[Value, ...]:
    return (Every("WEEKLY", days=tuple(map(Weekly, range(5)))),)


def _every_weekend(_found: re.Match[str], _now: datetime) -> tuple[Value, ...]:
    return (Every("WEEKLY", days=(Weekly(5), Weekly(6))),)


_UNITS: Final = {"da": "DAILY", "we": "WEEKLY", "mo": "MONTHLY", "ye": "YEARLY"}


def _every(found: re.Match[str], _now: datetime) -> tuple[Value, ...]:
    interval = _number(found["n"]) if found["n"] else 1
    return (Every(_UNITS[found["unit"][:2]], interval),)


def _each_part(_found: re.Match[str], _now: datetime) -> tuple[Value, ...]:
    return (Every("DAILY"),)


def _read_length(found: re.Match[str]) -> Length:
    unit = found["unit"]
    if found["n"].startswith("half"):
        return Length(minutes=30)
    amount = float(found["n"]) if "." in found["n"] else float(_number(found["n"]))
    match unit[:1], unit[:2]:
        case "h", _:
            return Length(minutes=int(amount * 60))
        case "d", _:
            return Length(days=int(amount))
        case "w", _:
            return Length(days=int(amount * 7))
        case _, "mo":
            return Length(months=int(amount))
        case _:
            return Length(minutes=int(amount))


def _length(found: re.Match[str], _now: datetime) -> tuple[Value, ...]:
    return (_read_length(found),)


def _later(found: re.Match[str], now: datetime) -> tuple[Value, ...]:
    return from_now(_read_length(found), now, 1)


def _ago(found: re.Match[str], now: datetime) -> tuple[Value, ...]:
    return from_now(_read_length(found), now, -1)


def _clock(found: re.Match[str], _now: datetime) -> tuple[Value, ...]:
    """Read 3pm, 8.30 am, 9 o'clock, at 3."""
    hour, minute = _number(found["hour"]), int(found["minute"] or 0)
    half = found["half"]
    if hour > NOON:
        return ()
    if not half:
        return (Clock(hour, minute),)
    return (Clock(hour, minute, Part.AFTERNOON if half == "p" else Part.DAWN),)


def _spoken(found: re.Match[str], _now: datetime) -> tuple[Value, ...]:
    """Read half past nine, quarter to 8."""
    minute = 30 if found["by"] == "half" else 15
    hour = _number(found["hour"])
    return (Clock(hour, minute) if found["side"] == "past" else Clock(hour - 1, 60 - minute),)


def _at(found: re.Match[str], _now: datetime) -> tuple[Value, ...]:
    return (Clock(_number(found["hour"])),)


def _fixed_clock(found: re.Match[str], _now: datetime) -> tuple[Value, ...]:
    return (Clock(12, part=Part.NOON) if found["name"] == "noon" else Clock(12, part=Part.NIGHT),)


def _part(found: re.Match[str], _now: datetime) -> tuple[Value, ...]:
    return (_PARTS[found["part"]],)


def _half(found: re.Match[str], _now: datetime) -> tuple[Value, ...]:
    is_morning = found["half"] == "a"
    part = Part.DAWN if is_morning else Part.AFTERNOON
    return (PartOfDay(part, 9 if is_morning else 14, is_weak=True),)


_END: Final = r"(?![a-z])"
_DAY: Final = (
    r"(?:mon(?:day)?|tue(?:s(?:day)?)?|wed(?:nesday)?|thu(?:r(?:s(?:day)?)?)?|fri(?:day)?"
    r"|sat(?:urday)?|sun(?:day)?)"
)
_MONTH: Final = (
    r"(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?"
    r"|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)"
)
_WORD: Final = r"(?:one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve)"
_N: Final = rf"(?P<n>\d{{1,3}}(?:\.5)?|an?|{_WORD}|half\s+an?)"
_UNIT: Final = r"(?P<unit>minutes?|mins?|hours?|hrs?|days?|weeks?|months?)"
_NTH: Final = r"(?P<nth>first|second|third|fourth|last|1st|2nd|3rd|4th)"
_YEAR: Final = r"(?:,?\s*(?P<year>20\d\d))?"
_HOUR: Final = rf"(?P<hour>1?\d(?!\d)|{_WORD})"

ENTRIES: Final = (
    Entry(rf"(?:the\s+)?(?P<near>{'|'.join(sorted(_NEAR, key=len, reverse=True))}){_END}", _near),
    Entry(rf"(?:every|each)\s+(?P<other>other\s+|second\s+|alternate\s+)?(?P<list>{_DAY}s?(?:(?:\s|,|and|&)+(?:every\s+)?{_DAY}s?)*){_END}", _every_weekday),
    Entry(rf"(?:on\s+)?(?P<other>)(?P<list>{_DAY}s(?:(?:\s|,|and|&)+{_DAY}s)*)(?<!tues|hurs){_END}", _every_weekday),
    Entry(rf"(?:every\s+|on\s+)?(?:weekdays|week\s?days|workdays)|every\s+(?:weekday|workday){_END}", _workdays),
    Entry(rf"every\s+weekend{_END}", _every_weekend),
    Entry(rf"(?:every|each)\s+(?:(?P<n>other|two|three|four|six|\d)\s+)?(?P<unit>day|week|month|year)s?{_END}", _every),
    Entry(rf"(?P<n>)(?P<unit>daily|weekly|monthly|yearly){_END}", _every),
    Entry(r"everyday|every(?=\s+(?:morning|afternoon|evening|night))", _each_part),
    Entry(rf"(?:the\s+)?{_NTH}\s+(?P<weekday>{_DAY}){_END}", _nth),
    Entry(rf"(?:(?P<near>this|next|last|coming)\s+)?(?P<weekday>{_DAY})\.?{_END}", _weekday),
    Entry(rf"(?:(?P<near>this|next|the)\s+)?weekend{_END}", _weekend),
    Entry(rf"(?P<near>this|next|last)\s+week{_END}", _week),
    Entry(rf"(?P<near>this|next|last)\s+month{_END}", _whole_month),
    Entry(rf"(?P<month>{_MONTH})\.?\s*(?P<day>\d{{1,2}})(?:st|nd|rd|th)?(?![\d:a-z]){_YEAR}", _date),
    Entry(rf"(?:the\s+)?(?P<day>\d{{1,2}})(?:st|nd|rd|th)?\s*(?:of\s+)?(?P<month>{_MONTH}){_END}\.?{_YEAR}", _date),
    Entry(rf"(?:the\s+)?(?P<day>\d{{1,2}})(?:st|nd|rd|th){_END}(?!\s+(?:floor|place|time|building))", _ordinal),
    Entry(rf"(?:in|after)\s+{_N}\s*{_UNIT}{_END}", _later),
    Entry(rf"{_N}\s*{_UNIT}\s+(?:later|from\s+now){_END}", _later),
    Entry(rf"{_N}\s*{_UNIT}\s+ago{_END}", _ago),
    Entry(rf"(?:for\s+|lasts?\s+|lasting\s+)?{_N}\s*{_UNIT}{_END}", _length),
    Entry(rf"(?:at\s+)?{_HOUR}(?:[:.](?P<minute>[0-5]\d))?\s*(?P<half>[ap])\.?m\.?{_END}", _clock),
    Entry(rf"(?:at\s+)?{_HOUR}(?P<minute>)(?P<half>)\s*o'?clock{_END}", _clock),
    Entry(rf"(?:at\s+)?(?:a\s+)?(?P<by>half|quarter)\s+(?P<side>past|to)\s+{_HOUR}{_END}", _spoken),
    Entry(rf"at\s+{_HOUR}(?![\d:.a-z])", _at),
    Entry(rf"(?:at\s+)?(?P<name>noon|midnight){_END}", _fixed_clock),
    Entry(rf"(?:(?:in\s+)?the\s+|at\s+)?(?P<part>morning|afternoon|evening|night){_END}", _part),
    Entry(r"(?P<half>[ap])\.?m\.?(?=\s*\d)", _half),
)  # fmt: skip
