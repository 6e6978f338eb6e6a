"""From the days that were said to days of the calendar, one or a range."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Final

from handlers.language.when.values import (
    Day,
    Days,
    Fixed,
    Frame,
    Monthly,
    Towards,
    Weekly,
    Yearly,
)

# A range of dates may have begun this long ago and still be the one that is meant.
_LONGEST_RUNNING: Final = timedelta(days=62)


@dataclass(frozen=True, slots=True)
class Found:
    """The days meant; `is_doubtful`: the weekday said beside the date is another."""

    day: Day
    days: Days
    to: date | None = None
    is_doubtful: bool = False


def find(days: Sequence[Day], to_days: Sequence[Day], frame: Frame) -> Found | None:
    """Return the days said, up to the last of `to_days`; None when there is no such day."""
    found = _find_one(days, frame)
    if found is None or not to_days:
        return found and _with_neighbour(found, days, frame)
    to = _find_to(to_days, frame, found)
    return _running(found, days, to_days, frame) or replace(found, to=to)


def _find_one(said: Sequence[Day], frame: Frame) -> Found | None:
    day, beside = _main(said)
    if isinstance(day, Fixed) and day.days.last and beside:
        # 下周 周三, 下个月 5号: the second is looked for within the first.
        within = beside[0].find(replace(frame, since=day.days.first, towards=Towards.AHEAD))
        return Found(day, within) if within else None
    days = day.find(frame)
    if days is None:
        return None
    weekday = next((each for each in beside if isinstance(each, Weekly)), None)
    doubtful = weekday is not None and weekday.weekday != days.first.weekday()
    return Found(day, days, is_doubtful=doubtful and not isinstance(day, Weekly))


def _main(said: Sequence[Day]) -> tuple[Day, list[Day]]:
    """Return the day that decides and the ones that only stand beside it."""
    dated = [day for day in said if not isinstance(day, Weekly)]
    exact = [
        day for day in dated if not (isinstance(day, Fixed) and (day.is_week or day.days.last))
    ]
    main = (exact or dated or said)[0]
    period = next((day for day in dated if isinstance(day, Fixed) and day.days.last), None)
    if period is not None and not isinstance(main, Fixed | Yearly):
        main = period
    if main is period and len(said) == 1:
        return main, []
    return main, [day for day in said if day is not main]


def _with_neighbour(found: Found, said: Sequence[Day], frame: Frame) -> Found:
    """Read 周六、周日 and 28、29号 as one range, when the days follow each other."""
    kinds = (type(found.day), Monthly)
    others = [day for day in said if isinstance(day, kinds) and day is not found.day]
    if isinstance(found.day, Fixed) and not found.day.is_week:
        return found
    last = found.days.first
    for day in others:
        following = day.find(replace(frame, since=last, minute=None))
        if following is None or following.first - last != timedelta(days=1):
            return found
        last = following.first
    return replace(found, to=last) if others else found


def _find_to(to_days: Sequence[Day], frame: Frame, found: Found) -> date | None:
    later = replace(frame, since=found.days.first, minute=None, towards=Towards.AHEAD)
    to = _find_one(to_days, later)
    return (to.days.last or to.days.first) if to else None


def _running(
    found: Found, days: Sequence[Day], to_days: Sequence[Day], frame: Frame
) -> Found | None:
    """Return the range that today lies in, where looking ahead found the next one."""
    today = frame.now.date()
    if not isinstance(found.day, Monthly | Yearly) or frame.is_past or found.days.first <= today:
        return None
    earlier = _find_one(days, replace(frame, towards=Towards.BACK))
    if earlier is None or today - earlier.days.first > _LONGEST_RUNNING:
        return None
    to = _find_to(to_days, frame, earlier)
    return replace(earlier, to=to) if to and to >= today else None
