"""Words for the time of day, for how long, and for so long from now."""

import re
from datetime import UTC, datetime, timedelta
from typing import Final

from handlers.language.when.clocks import LAST_OPEN_HOUR
from handlers.language.when.entries import Entry
from handlers.language.when.values import (
    HOURS_A_DAY,
    MINUTES_AN_HOUR,
    NOON,
    Clock,
    Count,
    Days,
    Fixed,
    Instant,
    Length,
    Part,
    PartOfDay,
    Value,
    add_months,
)
from handlers.language.when.words import (
    LENGTH,
    MANY,
    ONES,
    day_of,
    last_of_month,
    read,
    read_length,
)

HOUR: Final = (
    rf"(?:[01]?\d(?!\d)|2[0-4](?!\d)|二十[一二三四]?|十[一二三四五六七八九]?|[零〇]|{ONES})"
)
_CHINESE_MINUTE: Final = rf"(?:[零〇]{ONES}|[二三四五]?十{ONES}?)"
# What a number after 点 may be counting instead of minutes: 9点20人.
_COUNTED: Final = r"(?![\d零一二三四五六七八九十]|\s?[人名位个户元号组张家岁米楼栋幢块件份分%])"
_DOT: Final = r"(?:点钟?|时(?![间段候长区代期节令常]))"
# 有两点建议, 早一点: no clock times.
_POINTS: Final = r"(?!建议|意见|要求|内容|注意|说明|希望|原因|问题|提示|感受|看法|好处|心得|水|体会|疑问|之间|[一-九]、)"
RANGED: Final = r"(?=\s*(?:-+|~+|到|至|to|till|until)\s*"

_PARTS: Final = {
    "凌晨": PartOfDay(Part.DAWN, 3), "拂晓": PartOfDay(Part.DAWN, 5), "黎明": PartOfDay(Part.DAWN, 5),
    "大清早": PartOfDay(Part.MORNING, 7), "一大早": PartOfDay(Part.MORNING, 7), "一清早": PartOfDay(Part.MORNING, 7),
    "大早上": PartOfDay(Part.MORNING, 8), "清早": PartOfDay(Part.MORNING, 7), "清晨": PartOfDay(Part.MORNING, 7),
    "一早": PartOfDay(Part.MORNING, 8), "早晨": PartOfDay(Part.MORNING, 8), "早上": PartOfDay(Part.MORNING, 8),
    "早间": PartOfDay(Part.MORNING, 8), "晨间": PartOfDay(Part.MORNING, 8), "上午": PartOfDay(Part.MORNING, 9),
    "头晌": PartOfDay(Part.MORNING, 9), "前半晌": PartOfDay(Part.MORNING, 9),
    "中午": PartOfDay(Part.NOON, 12), "正午": PartOfDay(Part.NOON, 12), "晌午": PartOfDay(Part.NOON, 12), "午间": PartOfDay(Part.NOON, 12),
    "下午": PartOfDay(Part.AFTERNOON, 14), "午后": PartOfDay(Part.AFTERNOON, 14), "后晌": PartOfDay(Part.AFTERNOON, 14), "后半晌": PartOfDay(Part.AFTERNOON, 14),
    "傍晚": PartOfDay(Part.EVENING, 18), "黄昏": PartOfDay(Part.EVENING, 18), "傍黑": PartOfDay(Part.EVENING, 18),
    "晚上": PartOfDay(Part.EVENING, 19), "晚间": PartOfDay(Part.EVENING, 19), "夜晚": PartOfDay(Part.EVENING, 19),
    **dict.fromkeys(("早饭后", "早餐后", "吃完早饭", "吃过早饭"), PartOfDay(Part.MORNING, 8)),
    **dict.fromkeys(("午饭后", "午餐后", "中饭后", "吃完午饭", "吃过午饭"), PartOfDay(Part.AFTERNOON, 13)),
    "放学后": PartOfDay(Part.AFTERNOON, 16), "放学以后": PartOfDay(Part.AFTERNOON, 16),
    **dict.fromkeys(("下班后", "下班以后"), PartOfDay(Part.EVENING, 18)),
    **dict.fromkeys(("晚饭后", "晚餐后", "吃完晚饭", "吃过晚饭", "天黑后", "天黑以后"), PartOfDay(Part.EVENING, 19)),
    "夜里": PartOfDay(Part.NIGHT, 22), "夜间": PartOfDay(Part.NIGHT, 21), "深夜": PartOfDay(Part.NIGHT, 23),
    "午夜": PartOfDay(Part.NIGHT, 24), "半夜": PartOfDay(Part.NIGHT, 24), "大半夜": PartOfDay(Part.NIGHT, 24), "后半夜": PartOfDay(Part.NIGHT, 26),
}  # fmt: skip
WEAK: Final = {
    "早": PartOfDay(Part.MORNING, 8, is_weak=True),
    "晨": PartOfDay(Part.MORNING, 7, is_weak=True),
    "午": PartOfDay(Part.NOON, 12, is_weak=True),
    "晚": PartOfDay(Part.EVENING, 19, is_weak=True),
    "夜": PartOfDay(Part.EVENING, 21, is_weak=True),
}
_MINUTES: Final = {"半": 30, "一刻": 15, "1刻": 15, "三刻": 45, "3刻": 45, "整": 0, "正": 0}


_SPEAKS_OF_TIME: Final = re.compile(r"\s*(?:$|[,.;]|到|至|-|~|开|集合|出发|见|准|左右|前|后)")


def part_of(word: str) -> PartOfDay:
    """Return the part of the day a word names; the word is one of the patterns'."""
    return _PARTS.get(word) or WEAK[word]


def _part(found: re.Match[str], _now: datetime) -> tuple[Value, ...]:
    return (part_of(found[0]),)


def _clock(found: re.Match[str], _now: datetime) -> tuple[Value, ...]:
    """Read 9点, 9点半, 八点零五分, 差一刻九点."""
    hour = read(found["hour"])
    minute = _minute(found["minute"]) - _minute(found["less"] or found["lack"])
    if minute < 0:
        hour, minute = hour - 1, minute + MINUTES_AN_HOUR
    if not (0 <= hour <= HOURS_A_DAY and minute < MINUTES_AN_HOUR):
        return ()
    is_open = not found["hour"].startswith("0") and hour > 0
    is_doubtful = found[0] == "一点" and not _SPEAKS_OF_TIME.match(found.string, found.end())
    return (Clock(hour, minute, is_open=is_open, is_doubtful=is_doubtful),)


def _minute(text: str | None) -> int:
    if not text:
        return 0
    word = text.rstrip("分多")
    return _MINUTES[word] if word in _MINUTES else read(word.lstrip("零〇") or "0")


def _digital(found: re.Match[str], _now: datetime) -> tuple[Value, ...]:
    """Read 9:00, 09:00, 2:30pm, 14:30:00."""
    written = found["hour"] or found["typed"]
    hour, minute = int(written), int(found["minute"])
    part = _latin_part(found["half"])
    if hour > HOURS_A_DAY or (part is Part.DAWN and hour > NOON):
        return ()
    # In figures 7:00 to 11:00 are the morning, while 7点 may be either.
    is_open = 1 <= hour <= LAST_OPEN_HOUR and not written.startswith("0")
    return (Clock(hour, minute, part, is_open=is_open),)


def _latin_part(half: str | None) -> Part | None:
    if not half:
        return None
    return Part.AFTERNOON if half[0] == "p" else Part.DAWN


def _bare(found: re.Match[str], _now: datetime) -> tuple[Value, ...]:
    hour = read(found[0])
    return (Clock(hour, is_bare=True),) if hour <= HOURS_A_DAY else ()


def _guessed(found: re.Match[str], _now: datetime) -> tuple[Value, ...]:
    """Read 三四点 as its first; only neighbours make one time."""
    first, second = read(found["first"]), read(found["second"])
    if second != first + 1:
        return ()
    return (Clock(first + (10 if found["ten"] else 0)),)


def _later(found: re.Match[str], now: datetime) -> tuple[Value, ...]:
    return from_now(read_length(found.groupdict()), now, 1)


def _days_later(found: re.Match[str], now: datetime) -> tuple[Value, ...]:
    return from_now(Length(days=read(found["days"])), now, 1)


def _ago(found: re.Match[str], now: datetime) -> tuple[Value, ...]:
    return from_now(read_length(found.groupdict()), now, -1)


def from_now(length: Length | None, now: datetime, sign: int) -> tuple[Value, ...]:
    """Return the moment, or the day, that far from now."""
    if length is None:
        return ()
    if length.minutes:
        at = now.astimezone(UTC) + timedelta(minutes=sign * length.minutes)
        return (Instant(at.astimezone(now.tzinfo).replace(second=0, microsecond=0)),)
    today = now.date()
    if length.days:
        return (Fixed(Days(today + timedelta(days=sign * length.days))),)
    year, month = add_months(today.year, today.month, sign * length.months)
    day = min(today.day, last_of_month(year, month).day)
    there = day_of(year, month, day)
    return (Fixed(there),) if there else ()


def _length(found: re.Match[str], _now: datetime) -> tuple[Value, ...]:
    length = read_length(found.groupdict())
    return (length,) if length else ()


def _count(found: re.Match[str], _now: datetime) -> tuple[Value, ...]:
    return (Count(read(found["times"])),)


_LATER_MARK: Final = r"(?:之|以|过|过了)?后(?!天|年|门|面)"
LENGTHS: Final = (
    Entry(rf"(?:再?过)?(?P<days>{MANY})日(?:之|以)?后(?!天|年)", _days_later),
    Entry(rf"(?:再?过|再等)\s*{LENGTH}(?:{_LATER_MARK})?", _later),
    Entry(rf"(?:大约|大概|约)?{LENGTH}(?:左右)?{_LATER_MARK}", _later),
    Entry(rf"{LENGTH}(?:之|以)?前(?!台|门|面|后|往)", _ago),
    Entry(rf"(?:一?共|总共|连续|连开|连办|连上|分)(?P<times>{MANY})(?:次|期|场|节课?|讲|课)", _count),
    Entry(rf"(?:(?:时长|历时|为时|为期|持续|活动时间|一?共|总共|大?约|连续|大概)\s*)?{LENGTH}(?:的?时间)?(?!热线|之?内|以内|生活|多|以上|一次|课|党|游|制|营业|服务热|有效|超市|便利|学分|自助|监控|值班|[打晒])", _length),
)  # fmt: skip

_WORDS: Final = "|".join(sorted(_PARTS, key=len, reverse=True))
_AFTER_PART: Final = r"(?!好|安|茶(?!话)|觉|饭|场|餐|课堂|托管|班)"
ENTRIES: Final = (
    Entry(rf"(?:{_WORDS}){_AFTER_PART}", _part),
    # 早8点, 晚7:30, and beside a day: 周五晚, 明早.
    Entry(
        r"早晚|[早晚]就|[早晚](?:一点|点|些|安|饭|餐|会|报|班|宴|霞|辈|年|婚|操|市|教|读|已|日|期|高峰|退)(?!钟)"
    ),
    Entry(
        r"[早晨晚夜午](?=\s*(?:\d{1,2}[:点时]|[一二三四五六七八九十]{1,3}[点时]|\d{1,2}\s*[-~]))",
        _part,
    ),
    Entry(r"(?<=[一二三四五六日天号末旦夕秋节])[早晨晚夜]", _part),
    Entry(
        rf"(?:差(?P<lack>一刻|{ONES}分|[五十]分|十?五分|\d{{1,2}}分)钟?(?:到|就)?)?"
        rf"(?P<hour>{HOUR})\s?{_DOT}{_POINTS}(?:差(?P<less>一刻|{ONES}分|\d{{1,2}}分|十分)"
        rf"|(?P<minute>半|[一三13]刻|整|正(?!式)|(?:[0-5]?\d|{_CHINESE_MINUTE}|{ONES})分(?!之|钟后|别|享|组)"
        rf"|(?:[0-5]\d|{_CHINESE_MINUTE}){_COUNTED}))?(?:多(?!人|名)|来钟)?",
        _clock,
    ),
    Entry(rf"(?P<ten>十)?(?P<first>{ONES})(?P<second>{ONES})点(?:多|钟)?", _guessed),
    Entry(
        r"(?P<hour>[0-2]?\d):(?P<minute>[0-5]\d)(?::[0-5]\d)?(?!\d|:)(?:[点时](?!间)|分)?"
        r"(?:\s*(?P<half>[ap])\.?m\.?(?![a-z]))?",
        _digital,
    ),
    # 下午2.30 is a clock time only right after a part of the day, 9;30 beside a day too.
    Entry(
        r"(?:(?<=[午上晚早])(?P<hour>[0-2]?\d)\.|(?<=[午上晚早一二三四五六日天号])(?P<typed>[0-2]?\d);)"
        r"(?P<minute>[0-5]\d)(?P<half>)(?!\d|小时|元)",
        _digital,
    ),
    # 周六1400-1600.
    Entry(
        r"(?:(?<=[午上晚早一二三四五六日天号])|(?<=[午上晚早一二三四五六日天号]\s)|(?<=\d{4}[-~到至]))"
        r"(?P<hour>[01]\d|2[0-3])(?P<minute>[0-5][05])(?P<half>)(?!\d|年|元|室|户|人|号|米)",
        _digital,
    ),
    # The 9 of 9-11点, 9到11:30.
    Entry(rf"(?:{HOUR}){RANGED}{HOUR}(?:\s?[点时](?!间)|:\d\d|\s*[ap]\.?m))", _bare),
    # 上午9-11, 周六9-11, 9:00-11.
    Entry(
        rf"(?:(?<=[午上晚早])|(?<=[周期拜][一二三四五六日天]))(?:{HOUR}){RANGED}{HOUR}(?:$|[\s,.;)]))",
        _bare,
    ),
    Entry(rf"(?<=[-~到至])(?:{HOUR})(?=$|[\s,.;)])", _bare),
)
