"""From what was said to a time: against now, with what should be asked first."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta
from typing import Final

from handlers.language.when.clocks import EARLY, EVENING_STARTS, HALF, minute_of, range_of
from handlers.language.when.phrases import Chain
from handlers.language.when.ranges import Found, find
from handlers.language.when.reading import Ask, When
from handlers.language.when.recurrence import is_recurring, series
from handlers.language.when.said import Said, Time, gather
from handlers.language.when.values import (
    MINUTES_A_DAY,
    Days,
    Fixed,
    Frame,
    Length,
    Towards,
    with_part,
)

FAR: Final = timedelta(days=180)
_LAST_MINUTE: Final = MINUTES_A_DAY - 1
_FIRST_MORNING_HOUR: Final = 7
Moment = datetime | date


@dataclass(frozen=True, slots=True)
class Minutes:
    """When in the day it starts and ends; `is_reversed`: the end said lies before the start."""

    start: int | None = None
    end: int | None = None
    is_reversed: bool = False


def resolve(chosen: Sequence[Chain], now: datetime, towards: Towards) -> When | None:
    """Return the time that the chains say; None when there is no such day."""
    said = gather(chosen)
    minutes = _minutes(said)
    frame = Frame(now, now.date(), minutes.start, towards)
    found: When | None
    if said.instant:
        found = _exactly(said.instant.at, said, now)
    elif is_recurring(said):
        found = _recurring(said, frame, minutes)
    else:
        found = _single(said, frame, minutes)
    if found is None:
        return None
    spans = tuple((each.start, each.end) for each in chosen)
    if minutes.is_reversed or (found.end and found.start and _day(found.end) < _day(found.start)):
        return replace(found, end=None, ask=Ask.ORDER, suggestion=None, spans=spans)
    return replace(found, spans=spans)


def _minutes(said: Said) -> Minutes:
    if said.time is None:
        return Minutes()
    start, end = _minute(said.time), _minute(said.to_time)
    if said.to_time is None:
        return Minutes(start, start if said.is_shared else None)
    if said.is_apart:
        return Minutes(start, _overnight(said.to_time, start, end))
    if said.time.clock and said.to_time.clock:
        clock = with_part(said.to_time.clock, said.to_time.half)
        start, end = range_of(said.time.clock, clock, said.time.half)
        return Minutes(start, end, is_reversed=end is None)
    if said.to_time.half in EARLY and end is not None and (start or 0) >= EVENING_STARTS:
        end += MINUTES_A_DAY
    is_reversed = start is not None and end is not None and end <= start
    return Minutes(start, None if is_reversed else end, is_reversed=is_reversed)


def _overnight(said: Time, start: int | None, end: int | None) -> int | None:
    """Read the end of 晚上10点到次日6点 as the morning."""
    is_late = start is not None and start >= EVENING_STARTS
    if said.clock is None or said.half or said.clock.part or not is_late:
        return end
    return minute_of(replace(said.clock, is_open=False))


def _minute(said: Time | None) -> int | None:
    if said is None:
        return None
    if said.clock:
        return minute_of(said.clock, said.half)
    return said.part.hour * 60 if said.part else None


def _exactly(at: datetime, said: Said, now: datetime) -> When:
    ask = Ask.PAST if at < now.replace(second=0, microsecond=0) else None
    return When(at, _lengthened(at, said.length), None, ask, None, ())


def _recurring(said: Said, frame: Frame, minutes: Minutes) -> When | None:
    found = series(said, replace(frame, towards=Towards.AHEAD))
    if found is None:
        return None
    if said.is_shared and said.to_time is None:
        minutes = replace(minutes, end=None)
    start = _moment(found.first, minutes.start, frame)
    end = _end(said, start, found.last, minutes)
    return When(start, end, found.rule, None, None, ())


def _single(said: Said, frame: Frame, minutes: Minutes) -> When | None:
    found = find(said.days, said.to_days, frame) if said.days else _next(said, frame)
    if found is None:
        return None
    minutes = _this_evening(said, found, frame, minutes)
    start = _moment(found.days.first, minutes.start, frame)
    to = found.to
    if minutes.start is None:
        to = to or found.days.end
    elif not said.to_days:
        to = None
    end = _end(said, start, to, minutes)
    ask, suggestion = _asked(start, found, frame)
    return When(start, end, None, ask, suggestion, ())


def _next(said: Said, frame: Frame) -> Found:
    """Return the day on which a time without a day comes next."""
    today = frame.now.date()
    day = Fixed(Days(today + timedelta(days=1) if frame.is_over() else today))
    return find([day], said.to_days, frame) or Found(day, day.days)


def _this_evening(said: Said, found: Found, frame: Frame, minutes: Minutes) -> Minutes:
    """Read 今天8点, said at ten in the morning, as eight in the evening."""
    clock = said.time.clock if said.time else None
    if clock is None or said.to_time or said.length or not clock.is_open or minutes.start is None:
        return minutes
    is_today = isinstance(found.day, Fixed) and found.days.first == frame.now.date()
    has_half = clock.part or (said.time and said.time.half)
    if has_half or not is_today or not frame.is_over() or clock.hour < _FIRST_MORNING_HOUR:
        return minutes
    later = minutes.start + HALF
    return minutes if replace(frame, minute=later).is_over() else replace(minutes, start=later)


def _moment(day: date, minute: int | None, frame: Frame) -> Moment:
    if minute is None:
        return day
    return datetime.combine(day, time(), frame.now.tzinfo) + timedelta(minutes=minute)


def _end(said: Said, start: Moment, to: date | None, minutes: Minutes) -> Moment | None:
    if not isinstance(start, datetime):
        return to or _lengthened(start, said.length)
    if minutes.is_reversed:
        return None
    if to is None and minutes.end is None:
        return _lengthened(start, said.length)
    minute = _LAST_MINUTE if minutes.end is None else minutes.end
    midnight = datetime.combine(to or _first_day(start, minutes), time(), start.tzinfo)
    return midnight + timedelta(minutes=minute)


def _first_day(start: datetime, minutes: Minutes) -> date:
    """Return the day that the minutes count from: 晚上12点 already lies on the next."""
    return start.date() - timedelta(days=(minutes.start or 0) // MINUTES_A_DAY)


def _lengthened(start: Moment, length: Length | None) -> Moment | None:
    if length is None:
        return None
    if isinstance(start, datetime):
        return start + timedelta(minutes=length.minutes) if length.minutes else None
    if length.days:
        return start + timedelta(days=length.days - 1)
    return None


def _day(moment: Moment) -> datetime:
    """Return the moment, or the start of the day, for comparing; without a zone."""
    if isinstance(moment, datetime):
        return moment.replace(tzinfo=None)
    return datetime.combine(moment, time())


def _asked(start: Moment, found: Found, frame: Frame) -> tuple[Ask | None, Moment | None]:
    """Return why it would be confirmed and the other reading to offer."""
    now = _day(frame.now)
    if found.is_doubtful:
        return Ask.WEEKDAY, None
    begins = _day(start)
    if begins - now > FAR:
        return (None if frame.is_past else Ask.FAR), None
    if not isinstance(start, datetime):
        now = _day(frame.now.date())
    if begins >= now or frame.is_past or _is_under_way(start, found, frame):
        return None, None
    if isinstance(found.day, Fixed) and found.day.is_week:
        return Ask.WEEK, _following_week(start, frame)
    if found.days.first == frame.now.date():
        return Ask.PAST, start + timedelta(days=1)
    return Ask.PAST, None


def _is_under_way(start: Moment, found: Found, frame: Frame) -> bool:
    """Tell whether it is a week or month that today belongs to."""
    last = found.days.last
    is_period = isinstance(found.day, Fixed) and not found.day.is_week
    return not isinstance(start, datetime) and is_period and bool(last and last >= frame.now.date())


def _following_week(start: Moment, frame: Frame) -> Moment:
    later = start
    while _day(later) <= _day(frame.now):
        later += timedelta(days=7)
    return later
