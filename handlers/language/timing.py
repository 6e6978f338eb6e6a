"""When something is to take place, as far as it was told, and moving it in words.

What is said of a time that stands already is read against it: 改成10点 keeps the day, 改到周日 the
hour, 推迟半小时 both.
"""

import re
from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta, tzinfo

from handlers.language.normalise import Folded
from handlers.language.numerals import NUMBER, number
from handlers.language.when import Ask, When, read_when


@dataclass(frozen=True, slots=True)
class Timing:
    """A span to be confirmed: `start` is a date while nobody said the hour.

    `doubt` is why it needs a closer look; `start` and `end` are then what is proposed, `said` what
    was said literally. `recurs` when a series was meant; the span is its first occurrence.
    """

    start: datetime | date
    end: datetime | None = None
    doubt: Ask | None = None
    said: datetime | date | None = None
    recurs: bool = False

    @property
    def has_hour(self) -> bool:
        """Whether the hour was said."""
        return isinstance(self.start, datetime)


_LEAD = re.compile(
    r"\s*(?:(?:move|change|postpone|reschedule)(?: it)?(?: to)?\s)?(?:把|(?:改|调整)(?=活动|时间|日期))?(?:活动)?(?:时间|日期|开始时间)?\s*(?:改期|调整|改|换|挪|推迟|提前|延期|延|定|调)?(?:到|成|为|在|至|是)?[\s:]*"
)
_END = re.compile(
    r"(?:(?:到|至|(?:ends? (?:at )?|to |until |till )|结束(?:时间)?(?:改成|改到|改为|为|是)?)[\s:]*(?P<after>.+)"
    r"|(?P<before>.+?)(?:结束|散场|收工))"
)
_BY = re.compile(
    rf"(?:(?P<later>推迟|延后|延迟|晚|往后推|后推|顺延)|(?P<earlier>提前|提早|早|往前提))\s*"
    rf"(?P<count>半|{NUMBER})\s*(?:个)?(?P<half>半)?(?P<unit>分钟|小时|钟头|天|日|周|星期|礼拜)"
)
_UNITS = {
    "分钟": timedelta(minutes=1),
    "小时": timedelta(hours=1),
    "钟头": timedelta(hours=1),
    "天": timedelta(days=1),
    "日": timedelta(days=1),
}
_WEEK = timedelta(days=7)
# For what is on a Sunday 周五 is two days before it, 周一 the day after.
_NEAR = timedelta(days=3)
# Where only a day was said something lasts through it.
DAYS_END = time(23, 59)
# Nothing is put off by more of anything than this.
_MOST = 1000
# 周日, Sunday: no week is named, so it is the one of the day that stands. Not 本周日, 每周日, next Sunday.
_BARE_WEEKDAY = re.compile(
    r"(?<![本这下上个每隔])(?:周|星期|礼拜)[一二三四五六日天1-6](?![至到和、-])"
    r"|(?<!this )(?<!next )(?<!last )(?<!every )\b(?:mon|tues?|wed(?:nes)?|thu(?:rs)?|fri|sat(?:ur)?|sun)(?:day)?\b"
)
_DATE = re.compile(r"[0-9一二三四五六七八九十]+[月日号/]|[今明后昨前]")
# What may stand around the words of a time without being more than that.
_FILLER = re.compile(
    r"[\s,.:;!~()·]*(?:吧|了|哦|呢|啊|举行|进行|开始|集合|可以|好吗)?[\s,.:;!~()·]*"
)


def settle(when: When) -> Timing | None:
    """Take a reading as it is meant: with its suggestion where there is one."""
    if when.start is None:
        return None
    start, end = when.start, when.end
    if when.suggestion is not None and type(when.suggestion) is type(start):
        by = when.suggestion - start
        start, end = when.suggestion, end + by if end is not None else None
    moment = end if isinstance(end, datetime) else None
    said = when.start if when.ask else None
    return Timing(start, moment, when.ask, said, when.rrule is not None)


def read_timing(words: Folded, now: datetime) -> tuple[Timing, tuple[tuple[int, int], ...]] | None:
    """Find a time anywhere in the words; where it stood comes along."""
    when = read_when(words, now)
    timing = settle(when) if when is not None else None
    return (timing, when.spans) if when is not None and timing is not None else None


def read_move(
    words: Folded, now: datetime, start: datetime | date | None, end: datetime | None
) -> Timing | None:
    """Read words that are nothing but a (new) time for what takes place from `start` to `end`."""
    if isinstance(start, datetime):
        start = start.astimezone(now.tzinfo)
        by = _shift(words.text)
        if by is not None:
            return Timing(start + by, end + by if end else None)
        ending = _ending(words, start)
        if ending is not None:
            return Timing(start, ending)
    lead = _LEAD.match(words.text)
    said = words.part(lead.end() if lead else 0)
    on_the_day = _clock(said, _day(start), now.tzinfo) if start is not None else None
    near = _near(said, now, start) if start is not None and on_the_day is None else None
    timing = on_the_day or near or _ahead(said, now, start)
    return _kept(timing, start, end) if timing is not None else None


def is_hour(words: Folded, now: datetime) -> bool:
    """Whether words name an hour, but no day."""
    return _clock(words, now.date(), now.tzinfo) is not None


def _kept(timing: Timing, start: datetime | date | None, end: datetime | None) -> Timing:
    """Keep of the old span what was not said: the hour, and how long it lasts."""
    if not isinstance(start, datetime):
        return timing
    said = timing.start
    moved = (
        said if isinstance(said, datetime) else datetime.combine(said, start.time(), start.tzinfo)
    )
    keeps_end = timing.end is None and end is not None and timing.doubt is not Ask.ORDER
    return replace(
        timing, start=moved, end=moved + (end - start) if end and keeps_end else timing.end
    )


def _near(words: Folded, now: datetime, start: datetime | date) -> Timing | None:
    """Read a bare weekday in the week of the day that stands, else as the next one after it."""
    if not _BARE_WEEKDAY.search(words.text) or _DATE.search(words.text):
        return None
    day = _day(start)
    monday = day - timedelta(days=day.weekday())
    timing = _whole(words, datetime.combine(monday, time(), now.tzinfo))
    if timing is None or timing.doubt is not None or timing.recurs:
        return None
    back = day - _day(timing.start)
    if _begins(timing, start, now) <= now or back > _NEAR:
        return _whole(words, datetime.combine(max(day, now.date()), time(), now.tzinfo))
    if back > timedelta(0):
        return replace(timing, doubt=Ask.EARLIER, said=timing.start)
    return timing


def _begins(timing: Timing, start: datetime | date, now: datetime) -> datetime:
    """When it would begin, with the hour kept that was not said."""
    if isinstance(timing.start, datetime):
        return timing.start
    hour = start.time() if isinstance(start, datetime) else DAYS_END
    return datetime.combine(timing.start, hour, now.tzinfo)


def _ahead(words: Folded, now: datetime, start: datetime | date | None) -> Timing | None:
    """Read a time; 周日, said on a Sunday after the hour that is kept, is the next one."""
    timing = _whole(words, now)
    if timing is None or not isinstance(start, datetime) or "今" in words.text:
        return timing
    if timing.start != now.date() or start.time() > now.time():
        return timing
    tomorrow = datetime.combine(now.date() + timedelta(days=1), time(), now.tzinfo)
    return _whole(words, tomorrow) or timing


def _clock(words: Folded, day: date, zone: tzinfo | None) -> Timing | None:
    """Read words that name an hour but no day as an hour of that day.

    They name none if the reading moves along with the day it is read on.
    """
    if "今" in words.text:
        return None
    readings = []
    for shift in (timedelta(0), timedelta(1), timedelta(7)):
        reading = _whole(words, datetime.combine(day + shift, time(), zone))
        if reading is None or not isinstance(reading.start, datetime):
            return None
        if reading.start.date() != day + shift:
            return None
        readings.append(reading)
    return readings[0]


def _whole(words: Folded, now: datetime) -> Timing | None:
    found = read_timing(words, now)
    if found is None:
        return None
    timing, spans = found
    at = 0
    for since, until in spans:
        if not _FILLER.fullmatch(words.text[at:since]):
            return None
        at = until
    return timing if _FILLER.fullmatch(words.text[at:]) else None


def _shift(words: str) -> timedelta | None:
    found = _BY.fullmatch(words.strip(" .!了吧"))
    if found is None:
        return None
    is_half = found["count"] == "半"
    counted = 0 if is_half else number(found["count"]) or 0
    if counted > _MOST:
        return None
    by = _UNITS.get(found["unit"], _WEEK) * (counted + (is_half or bool(found["half"])) / 2)
    return by if found["later"] else -by


def _ending(words: Folded, start: datetime) -> datetime | None:
    found = _END.fullmatch(words.text)
    if found is None:
        return None
    group = "after" if found["after"] else "before"
    timing = _clock(words.part(*found.span(group)), start.date(), start.tzinfo)
    return (
        timing.start if timing and isinstance(timing.start, datetime) and not timing.end else None
    )


def _day(start: datetime | date) -> date:
    return start.date() if isinstance(start, datetime) else start
