"""Recurrences: which days recur, how the rule is written, when it first happens."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Final

from handlers.language.when.ranges import Found, find
from handlers.language.when.said import Said
from handlers.language.when.values import BYDAY, Day, Every, Frame, Monthly, Weekly, Yearly

# Weekdays from … to …: this many in a row recur, fewer are one weekend.
_ROW: Final = 3
_FIRST_MONTHS: Final = (1, 4, 7, 10)
_LAST_MONTHS: Final = (3, 6, 9, 12)
_BY_THE_CALENDAR: Final = {"MONTHLY", "YEARLY"}
_KINDS: Final[dict[str, type[Weekly | Monthly | Yearly]]] = {
    "WEEKLY": Weekly,
    "MONTHLY": Monthly,
    "YEARLY": Yearly,
}


@dataclass(frozen=True, slots=True)
class Series:
    """The first day, the last day of that occurrence when it is another, and the rule."""

    first: date
    last: date | None
    rule: str


def _is_row_of_weekdays(said: Said) -> bool:
    """Tell whether it is 周一至周五9点: every week, though nobody said 每."""
    row = _row(said)
    return said.time is not None and not said.is_apart and len(row) >= _ROW


def is_recurring(said: Said) -> bool:
    """Tell whether a rule can say it; 每年重阳 moves with the moon and is only read as the next."""
    if said.every is None:
        return _is_row_of_weekdays(said)
    recurring, rest = _split(said.every, said.days)
    return bool(recurring or not rest or said.every.frequency not in _BY_THE_CALENDAR)


def _row(said: Said) -> tuple[Weekly, ...]:
    """Return the weekdays from one to the other; empty when it isn't said so."""
    if len(said.days) != 1 or len(said.to_days) != 1:
        return ()
    first, last = said.days[0], said.to_days[0]
    if not (isinstance(first, Weekly) and isinstance(last, Weekly)):
        return ()
    return tuple(
        Weekly((first.weekday + step) % 7) for step in range((last.weekday - first.weekday) % 7 + 1)
    )


def series(said: Said, frame: Frame) -> Series | None:
    """Return when it recurs; None when there is no such day."""
    every, to_days = said.every, said.to_days
    row = _row(said)
    if every is None or (every.frequency == "DAILY" and row):
        every, to_days = Every("WEEKLY", days=row), []
        return _series(every, said, [], [], frame)
    recurring, rest = _split(every, said.days)
    return _series(replace(every, days=tuple(recurring)), said, rest, to_days, frame)


def _split(every: Every, days: Sequence[Day]) -> tuple[list[Day], list[Day]]:
    """Return the days that recur and those that only say from when."""
    if every.days:
        return list(every.days), list(days)
    kind = _KINDS.get(every.frequency)
    recurring: list[Day] = [day for day in days if kind and isinstance(day, kind) and day.rule]
    return recurring, [day for day in days if day not in recurring]


def _series(
    every: Every, said: Said, rest: list[Day], to_days: list[Day], frame: Frame
) -> Series | None:
    frame = replace(frame, months=_months(every))
    ends_itself = bool(to_days and every.days and type(to_days[0]) is type(every.days[0]))
    whole = find(rest, [] if ends_itself else to_days, frame) if rest else None
    if whole and whole.days.first > frame.since:
        frame = replace(frame, since=whole.days.first)
    first = _first(every, frame)
    if first is None:
        return None
    ahead = replace(frame, since=first, minute=None)
    last = find(to_days, [], ahead) if to_days and (ends_itself or not rest) else None
    to = (last.days.last or last.days.first) if last else None
    if ends_itself:
        return Series(first, to, _rule(every, said, None))
    until = to or (_until(whole, said) if whole else None)
    return Series(first, None, _rule(every, said, until))


def _until(whole: Found, said: Said) -> date | None:
    return whole.to or (None if said.is_onwards else whole.days.last)


def _months(every: Every) -> Sequence[int]:
    """Return the months that a quarterly recurrence falls in."""
    if not every.is_quarterly:
        return range(1, 13)
    from_end = any(value.startswith("-") for day in every.days for _key, value in day.rule)
    return _LAST_MONTHS if from_end else _FIRST_MONTHS


def _first(every: Every, frame: Frame) -> date | None:
    if every.days:
        found = [day.find(frame) for day in every.days]
        return min((days.first for days in found if days), default=None)
    is_over = frame.since == frame.now.date() and frame.is_over()
    return frame.since + timedelta(days=1) if is_over else frame.since


def _rule(every: Every, said: Said, until: date | None) -> str:
    """Write the rule as RFC 5545 has it."""
    parts = [f"FREQ={every.frequency}"]
    if every.interval > 1:
        parts.append(f"INTERVAL={every.interval}")
    values: dict[str, list[str]] = {}
    for day in every.days:
        for key, value in day.rule:
            values.setdefault(key, []).append(value)
    parts += [f"{key}={','.join(_ordered(each))}" for key, each in values.items()]
    times = _times(every, said)
    if times:
        parts.append(f"COUNT={times}")
    elif until:
        parts.append(f"UNTIL={until:%Y%m%d}T235959")
    return ";".join(parts)


def _times(every: Every, said: Said) -> int:
    """Return how many times it recurs, said as 共8次 or as 连续4周; 0 when it doesn't say."""
    if said.count:
        return said.count.times
    if said.length is None:
        return 0
    match every.frequency:
        case "DAILY":
            return said.length.days
        case "WEEKLY":
            return len(every.days) * said.length.days // 7
        case _:
            return said.length.months


def _ordered(values: list[str]) -> list[str]:
    unique = dict.fromkeys(values)
    return sorted(unique, key=BYDAY.index) if unique.keys() <= set(BYDAY) else list(unique)
