"""What reading a time results in."""

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum


class Ask(StrEnum):
    """Why a time should be confirmed before anything is built on it."""

    PAST = "past"  # it lies before now
    WEEK = "week"  # 本周六 said on Sunday: that Saturday is over
    FAR = "far"  # more than half a year ahead
    ORDER = "order"  # the end said lies before the start; no end is given
    EARLIER = "earlier"  # a weekday before the day that stands already, in the same week
    WEEKDAY = "weekday"  # the date and the weekday beside it don't agree; the date is given


@dataclass(frozen=True, slots=True)
class When:
    """A time as it was said, literally, even where `ask` says to confirm it first.

    `start` and `end` are aware and in the zone of the `now` they were read against, or plain dates
    when no clock time was said. With `rrule` (RFC 5545) they are the first occurrence.
    `suggestion` is the other reading to offer with `ask`. `spans` are the parts of the folded text
    that were read as time, in order.
    """

    start: datetime | date | None
    end: datetime | date | None
    rrule: str | None
    ask: Ask | None
    suggestion: datetime | date | None
    spans: tuple[tuple[int, int], ...]
