"""From what is said of a time of day to minutes after midnight; past 1440 is the next day."""

from dataclasses import replace
from typing import Final

from handlers.language.when.values import HOURS_A_DAY, MINUTES_A_DAY, NOON, Clock, Part

HALF: Final = MINUTES_A_DAY // 2
# 凌晨12点 is the start of the day; 中午1点 to 4点 and 晚上1点 to 3点 belong to the half they follow.
_LAST_NOON_HOUR: Final = 4
_LAST_EVENING_HOUR: Final = 3
_LAST_NIGHT_HOUR: Final = 5
# Without a part of the day, 1 to 6 o'clock are in the afternoon.
LAST_OPEN_HOUR: Final = 6
EARLY: Final = {Part.DAWN, Part.MORNING}
# From here on a range may go past midnight.
EVENING_STARTS: Final = 17 * 60


def minute_of(clock: Clock, part: Part | None = None) -> int:
    """Return the minute of the day; 晚上12点 is the midnight to come, 1440."""
    return _hour(clock, clock.part or part) * 60 + clock.minute


def _hour(clock: Clock, part: Part | None) -> int:
    hour = clock.hour
    match part:
        case None:
            return hour + NOON if clock.is_open and 1 <= hour <= LAST_OPEN_HOUR else hour
        case Part.DAWN:
            return 0 if hour == NOON else hour
        case Part.MORNING:
            return hour
        case Part.NOON:
            return hour + NOON if 1 <= hour <= _LAST_NOON_HOUR else hour
        case Part.AFTERNOON:
            return hour + NOON if 1 <= hour < NOON else hour
        case Part.EVENING | Part.NIGHT:
            return _late(hour, part)


def _late(hour: int, part: Part) -> int:
    last = _LAST_NIGHT_HOUR if part is Part.NIGHT else _LAST_EVENING_HOUR
    if hour in {0, NOON}:
        return HOURS_A_DAY
    if hour <= last:
        return hour + HOURS_A_DAY
    return hour + NOON if hour < NOON else hour


def range_of(start: Clock, end: Clock, part: Part | None) -> tuple[int, int | None]:
    """Return both minutes of a range; no end when it can only lie before the start.

    `part` is the part of the day said for the start. A start that could be both halves of the day
    takes the one that fits the end: 2-4pm, 6:00-18:00.
    """
    first = minute_of(start, part)
    has_part = start.part or part
    if not has_part and start.is_bare and end.part:
        as_end = minute_of(replace(start, is_open=False), end.part)
        if as_end < minute_of(end):
            first = as_end
    last = _last(first, end, start.part or part)
    literal = start.hour * 60 + start.minute
    if not has_part and literal < first:
        last = _with_start(first, end, last)
        early = _last(literal, end, None)
        if last is None or (end.hour >= NOON and early is not None and last <= first):
            return (literal, early) if early is not None else (first, None)
    return first, last


def _with_start(first: int, end: Clock, last: int | None) -> int | None:
    """Move the end to the afternoon with its start: 6:30-7:30."""
    moved = end.hour * 60 + end.minute + HALF
    if end.part or end.hour >= NOON or moved <= first:
        return last
    return min(moved, last) if last else moved


def _last(first: int, end: Clock, part: Part | None) -> int | None:
    for minute in _readings(first, end, part):
        if minute > first:
            return minute
    return None


def _readings(first: int, end: Clock, part: Part | None) -> list[int]:
    literal = end.hour * 60 + end.minute
    overnight = [literal + MINUTES_A_DAY] if first >= EVENING_STARTS and end.hour <= NOON else []
    if end.part:
        own = minute_of(end)
        past_midnight = first >= EVENING_STARTS and end.part in EARLY
        return [own, own + MINUTES_A_DAY] if past_midnight else [own]
    readings = [minute_of(end, part), literal]
    if end.hour < NOON and (first >= HALF or end.hour <= LAST_OPEN_HOUR) and end.is_open:
        readings.append(literal + HALF)
    return sorted({each for each in readings if each > 0} | set(overnight))
