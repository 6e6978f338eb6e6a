"""What the chosen chains say, each thing in its place: from when, until when, how often."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from handlers.language.when.phrases import Chain, Phrase
from handlers.language.when.values import (
    Clock,
    Count,
    Day,
    Every,
    Instant,
    Length,
    Part,
    PartOfDay,
)


@dataclass(slots=True)
class Time:
    """A time of day as it was said."""

    part: PartOfDay | None
    clock: Clock | None

    @property
    def half(self) -> Part | None:
        return self.part.part if self.part else None


@dataclass(slots=True)
class Said:
    """One time with all that was said about it."""

    days: list[Day] = field(default_factory=list)
    to_days: list[Day] = field(default_factory=list)
    time: Time | None = None
    to_time: Time | None = None
    every: Every | None = None
    instant: Instant | None = None
    length: Length | None = None
    count: Count | None = None
    # 12月5日8点到12月6日18点: the end has a day and a time of its own.
    is_apart: bool = False
    # 12月1日到3日上午9点: the one time said after both days is for both.
    is_shared: bool = False
    # 下周起每周二: the first days only say from when.
    is_onwards: bool = False


def gather(chosen: Sequence[Chain]) -> Said:
    """Put what the chains say into its places."""
    said = Said()
    for chain in chosen:
        for index, phrase in enumerate(chain.phrases):
            _keep_rest(said, phrase)
            if index == 0:
                _start(said, phrase)
            else:
                _end(said, phrase)
    return said


def _time(phrase: Phrase) -> Time | None:
    return Time(phrase.part, phrase.clock) if phrase.has_clock else None


def _keep_rest(said: Said, phrase: Phrase) -> None:
    said.every = said.every or phrase.every
    said.instant = said.instant or phrase.instant
    said.length = said.length or phrase.length
    said.count = said.count or phrase.count
    said.to_days = said.to_days or phrase.until
    said.is_onwards = said.is_onwards or phrase.is_onwards


def _start(said: Said, phrase: Phrase) -> None:
    said.days = said.days or phrase.days
    said.time = _more_exact(said.time, _time(phrase))


def _more_exact(time: Time | None, other: Time | None) -> Time | None:
    """Keep the first time, but 周六下午 … 3点 is at three."""
    if time is None or other is None:
        return time or other
    if time.clock is None and other.clock is not None:
        return Time(other.part or time.part, other.clock)
    return time


def _end(said: Said, phrase: Phrase) -> None:
    time = _time(phrase)
    if phrase.days and phrase.is_day_last and not said.days and not said.every:
        said.days, said.to_time = phrase.days, said.to_time or time
    elif phrase.days:
        said.to_days = said.to_days or phrase.days
        if time and said.time is None:
            said.time, said.is_shared = time, True
        elif time and said.to_time is None:
            said.to_time, said.is_apart = time, True
    elif said.time is None:
        said.time = time
    else:
        said.to_time = said.to_time or time
