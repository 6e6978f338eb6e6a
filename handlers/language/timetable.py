"""A timetable of several activities, one a line: 3/10（二）清洁 2人 8:00-12:00 李四 王五."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import datetime

from handlers.language.names import FULL, TITLED, split_names
from handlers.language.normalise import Folded, fold
from handlers.language.notice import Notice, read_notice
from handlers.language.places import is_place

# What tells a day; a line without it is on the day of the line above that stands alone.
_DAY = re.compile(
    r"[0-9]{1,2}\s*[/.]\s*[0-9]{1,2}(?![0-9]|:)|月|[0-9一二三四五六七八九十]\s*[日号]|周|星期|礼拜|今天|明天|后天|大后天"
)
_NUMBER = re.compile(r"\s*(?:[(\[]?[0-9]{1,2}[)\]、]|[0-9]{1,2}\.(?![0-9])|[-*•·])\s*")
# What stands above a timetable, though it may name a month.
_TITLE = re.compile(r".*(?:表|安排|计划|排班|通知|名单|公告|预告)[\s:!]*")
_RULE = re.compile(r"[\s|:_=*·.+-]*")
_BARS = re.compile(r"\s*[|｜\t]\s*")
# 李四 王五, or 负责：李四、王五, at the end of a line.
_SOMEBODY = rf"(?:{FULL}|{TITLED})"
_NAMES = re.compile(
    rf"(?:^|[\s,;:、(\[|]+)(?:人员|负责人?|值班人?|名单|志愿者|参加)?\s*:?\s*(?P<names>{_SOMEBODY}(?:[\s,、和]+{_SOMEBODY})*)\s*[)\]]?\s*$"
)


@dataclass(frozen=True, slots=True)
class Slot:
    """One line: what it tells of an activity, and who was put down for it already."""

    line: str
    notice: Notice
    names: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Timetable:
    """`common`: what stands above the lines and holds for all; `unclear`: lines without a time."""

    common: Notice
    slots: tuple[Slot, ...]
    unclear: tuple[str, ...] = ()


def read_timetable(text: str, now: datetime) -> Timetable:
    """Read every line; a day that stands alone holds for the lines below it."""
    header: list[str] = []
    slots: list[Slot] = []
    unclear: list[str] = []
    day = ""
    for line in _lines(text):
        slot = _slot(line, day, now)
        notice = slot.notice
        if _TITLE.fullmatch(line) and (notice.when is None or not notice.when.has_hour):
            header.append(line)
        elif notice.when is None:
            (unclear if slots or day else header).append(line)
        elif not notice.when.has_hour and (notice.title, notice.seats) == (None, None):
            # Thanks and the like say nothing.
            day = _day(line, notice) if _DAY.search(fold(line).text) else day
        elif slots or notice.title or notice.seats:
            slots.append(slot)
        else:
            header.append(line)
    common = read_notice(fold("\n".join(header)), now) if header else Notice()
    return Timetable(common, tuple(slots), tuple(unclear))


def _lines(text: str) -> Iterator[str]:
    """Yield the lines with something on them, without numbers, bars and ruled lines."""
    for line in text.splitlines():
        words = fold(line)
        if _RULE.fullmatch(words.text):
            continue
        mark = _NUMBER.match(words.text)
        said = words.cut(mark.end()) if mark is not None else words.cut()
        yield _BARS.sub(" ", said).strip()


def _slot(line: str, day: str, now: datetime) -> Slot:
    words = fold(line)
    rest, names = _take_names(words)
    notice = _read(rest, day, now)
    if names and notice.title is None:
        # What looked like somebody is what is done: 包饺子.
        return Slot(line, _read(line, day, now))
    return Slot(line, notice, names)


def _day(line: str, notice: Notice) -> str:
    """Return the day that stands alone as one date for all lines below: read again beside a past
    hour, 周日 would mean the next one. What is in doubt stays as it was said.
    """
    when = notice.when
    if when is None or when.doubt is not None or notice.place is not None:
        return line
    return f"{when.start.year}年{when.start.month}月{when.start.day}日"


def _read(line: str, day: str, now: datetime) -> Notice:
    has_day = _DAY.search(fold(line).text) is not None
    notice = read_notice(fold(line if has_day or not day else f"{day} {line}"), now)
    if not has_day and not day and notice.when is not None:
        # An hour without a day is no time to publish anything for.
        return replace(notice, when=None)
    return notice


def _take_names(words: Folded) -> tuple[str, tuple[str, ...]]:
    found = _NAMES.search(words.text)
    if found is None:
        return words.cut(), ()
    names = split_names(words.part(*found.span("names")))
    if any(is_place(fold(each).text) for each in names):
        return words.cut(), ()
    return words.cut(0, found.start()), names
