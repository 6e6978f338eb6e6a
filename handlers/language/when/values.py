"""What the words of a time stand for, before they are put together."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from enum import Enum, auto
from typing import Protocol

HOURS_A_DAY = 24
NOON = 12
MINUTES_AN_HOUR = 60
MINUTES_A_DAY = HOURS_A_DAY * MINUTES_AN_HOUR
MONTHS_A_YEAR = 12
LONGEST_MONTH = 31
# How many months and years an open date looks ahead: a 31st, a 29 February.
MONTHS_AHEAD = 13
YEARS_AHEAD = 9


@dataclass(frozen=True, slots=True)
class Days:
    """One day, or from the first to the last. `is_vague`: a day somewhere in there (12月上旬)."""

    first: date
    last: date | None = None
    is_vague: bool = False

    @property
    def end(self) -> date | None:
        """The last day, where the days are meant as a whole."""
        return None if self.is_vague else self.last

    def moved(self, days: int) -> "Days":
        step = timedelta(days=days)
        return Days(self.first + step, self.last + step if self.last else None)


class Towards(Enum):
    """Where an open date is looked for: ahead, or back where a question is asked about it."""

    AHEAD = auto()
    BACK = auto()
    # Back, but a date of the year that is about to come is meant: 查12月5日 in November.
    NEAREST = auto()


@dataclass(frozen=True, slots=True)
class Frame:
    """What an open date (周六, 5号) is resolved against.

    It falls on or after `since`; today only counts while `minute` (of the day) is still ahead.
    `months` are the only ones allowed.
    """

    now: datetime
    since: date
    minute: int | None = None
    towards: Towards = Towards.AHEAD
    months: Sequence[int] = range(1, 13)

    @property
    def is_past(self) -> bool:
        return self.towards is not Towards.AHEAD

    def admits(self, days: Days) -> bool:
        """Tell whether a candidate lies on the right side."""
        today = self.now.date()
        if days.first.month not in self.months:
            return False
        if self.is_past:
            return days.first <= today
        if (days.last or days.first) < self.since:
            return False
        return days.first != today or not self.is_over()

    def is_over(self) -> bool:
        """Tell whether the clock time has passed today."""
        return self.minute is not None and self.minute <= self.now.hour * 60 + self.now.minute


# A key of RFC 5545 and its value: ("BYDAY", "2SA").
Rule = tuple[tuple[str, str], ...]


class Day(Protocol):
    """A day or some days, said one way or another."""

    @property
    def rule(self) -> Rule:
        """How it reads in a recurrence; empty when it can't recur."""
        ...

    def find(self, frame: Frame) -> Days | None: ...


@dataclass(frozen=True, slots=True)
class Fixed:
    """A certain day, whatever the frame. `is_week`: named by its week (本周六)."""

    days: Days
    is_week: bool = False
    rule: Rule = ()

    def find(self, frame: Frame) -> Days | None:  # noqa: ARG002 - the protocol's
        return self.days


@dataclass(frozen=True, slots=True)
class Weekly:
    """A weekday (Monday is 0) and how many days from there: 周六, 周末."""

    weekday: int
    length: int = 1

    @property
    def rule(self) -> Rule:
        return tuple(("BYDAY", BYDAY[(self.weekday + each) % 7]) for each in range(self.length))

    def find(self, frame: Frame) -> Days | None:
        start = frame.now.date() - timedelta(days=6) if frame.is_past else frame.since
        first = start + timedelta(days=(self.weekday - start.weekday()) % 7)
        days = Days(first, first + timedelta(days=self.length - 1) if self.length > 1 else None)
        return days if frame.admits(days) else days.moved(7)


@dataclass(frozen=True, slots=True)
class Monthly:
    """Days that every month has: 5号, 第二个周六, 月底."""

    of: Callable[[int, int], Days | None]
    rule: Rule = ()

    def find(self, frame: Frame) -> Days | None:
        base = frame.now.date() if frame.is_past else frame.since
        step = -1 if frame.is_past else 1
        for ahead in range(MONTHS_AHEAD):
            year, month = add_months(base.year, base.month, step * ahead)
            days = self.of(year, month)
            if days and frame.admits(days):
                return days
        return None


@dataclass(frozen=True, slots=True)
class Yearly:
    """Days that every year has: 12月5日, 中秋, 国庆."""

    of: Callable[[int], Days | None]
    rule: Rule = ()

    def find(self, frame: Frame) -> Days | None:
        base = frame.now.date() if frame.is_past else frame.since
        years = range(base.year - 1, base.year + YEARS_AHEAD)
        if frame.is_past:
            years = range(base.year + 1, base.year - YEARS_AHEAD, -1)
        candidates = (self.of(year) for year in years)
        found = next((days for days in candidates if days and frame.admits(days)), None)
        if frame.towards is not Towards.NEAREST:
            return found
        return _nearest(found, self.find(replace(frame, towards=Towards.AHEAD)), base)


def _nearest(back: Days | None, ahead: Days | None, today: date) -> Days | None:
    if back is None or ahead is None:
        return back or ahead
    return ahead if ahead.first - today < today - back.first else back


@dataclass(frozen=True, slots=True)
class Nowhere:
    """A date that no calendar has: 2月30日. What is built on it is no time."""

    rule: Rule = ()

    def find(self, frame: Frame) -> Days | None:  # noqa: ARG002 - the protocol's
        return None


@dataclass(frozen=True, slots=True)
class Following:
    """The day after the one a range started on: 到第二天."""

    rule: Rule = ()

    def find(self, frame: Frame) -> Days | None:
        return Days(frame.since + timedelta(days=1))


@dataclass(frozen=True, slots=True)
class Shifted:
    """Some days before or after another day: 元旦前一天."""

    day: Day
    by: int
    rule: Rule = ()

    def find(self, frame: Frame) -> Days | None:
        found = self.day.find(frame)
        return found and Days(found.first + timedelta(days=self.by))


@dataclass(frozen=True, slots=True)
class Shift:
    """Moves the day before it by some days."""

    by: int


class Part(Enum):
    """A part of the day: which half of the clock an hour belongs to."""

    DAWN = auto()
    MORNING = auto()
    NOON = auto()
    AFTERNOON = auto()
    EVENING = auto()
    NIGHT = auto()


@dataclass(frozen=True, slots=True)
class PartOfDay:
    """A part of the day and the hour meant when no clock time follows.

    `is_weak`: one character (早, 晚), which means a time only beside a day or an hour.
    """

    part: Part
    hour: int
    is_weak: bool = False


@dataclass(frozen=True, slots=True)
class Clock:
    """A time on the clock face. `is_open`: 1 to 6 may mean the afternoon.

    `is_bare`: only a number, which takes its half of the day from the end of its range.
    `is_doubtful`: 一点, which also means a little: a time only beside something that is one.
    """

    hour: int
    minute: int = 0
    part: Part | None = None
    is_open: bool = True
    is_bare: bool = False
    is_doubtful: bool = False


@dataclass(frozen=True, slots=True)
class Onwards:
    """Says that the day before it only begins something: 下周起每周二."""


@dataclass(frozen=True, slots=True)
class Until:
    """Says that the day before it ends something: 每周四2点, 12月31日结束."""


@dataclass(frozen=True, slots=True)
class Length:
    """How long: minutes, or whole days, or months."""

    minutes: int = 0
    days: int = 0
    months: int = 0


@dataclass(frozen=True, slots=True)
class Instant:
    """A moment counted from now: 半小时后."""

    at: datetime


@dataclass(frozen=True, slots=True)
class Every:
    """A recurrence; the days it falls on may stand beside it (每年 3月5日)."""

    frequency: str
    interval: int = 1
    days: tuple[Day, ...] = ()
    is_quarterly: bool = False


@dataclass(frozen=True, slots=True)
class Count:
    """How many times something recurs."""

    times: int


Value = Day | Shift | PartOfDay | Clock | Length | Instant | Every | Count | Onwards | Until

BYDAY = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")


def add_months(year: int, month: int, by: int) -> tuple[int, int]:
    """Count months across years."""
    index = year * MONTHS_A_YEAR + month - 1 + by
    return index // MONTHS_A_YEAR, index % MONTHS_A_YEAR + 1


def with_part(clock: Clock, part: Part | None) -> Clock:
    """Give a clock time the part of the day said beside it, unless it has its own."""
    return clock if clock.part or not part else replace(clock, part=part)
