"""Several things to choose from: what is shown of them, and what an answer may call them."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from handlers.message import Text, text
from handlers.rules.pointing import Withdrawable
from storage.types import Activity

# Sunday goes by two names.
_WEEKDAYS = ("一", "二", "三", "四", "五", "六", "日天")


@dataclass(frozen=True, slots=True)
class Options:
    """Lines with a number each; `how` asks for that number, by its right name.

    `payload` is kept with the question: what each number means, and what else it is called.
    """

    how: Text
    lines: tuple[Text, ...]
    payload: Mapping[str, Any]


def of_activities(activities: Sequence[Activity], now: datetime) -> Options:
    """Let activities be chosen by their numbers, titles, or days in the zone of `now`."""
    ordered = sorted(activities, key=lambda activity: activity.number)
    lines = (
        text("option", number=each.number, title=each.title, when=each.starts_at)
        for each in ordered
    )
    payload = {
        "choices": {str(each.number): each.id for each in ordered},
        "labels": {str(each.number): [each.title, *_days(each, now)] for each in ordered},
    }
    return Options(text("option-by-number"), tuple(lines), payload)


def of_signups(found: Sequence[Withdrawable], now: datetime) -> Options:
    """Let sign-ups be chosen by the numbers of their activities; where two are of one activity
    they are counted.
    """
    ordered = sorted(found, key=lambda each: (each.activity.number, each.signup.id))
    numbers = [each.activity.number for each in ordered]
    is_counted = len(set(numbers)) < len(numbers)
    if is_counted:
        numbers = list(range(1, len(ordered) + 1))
    numbered = list(zip(numbers, ordered, strict=True))
    payload = {
        "choices": {str(number): each.signup.id for number, each in numbered},
        "labels": {str(number): _called(each, now) for number, each in numbered},
    }
    lines = tuple(_line(number, each) for number, each in numbered)
    return Options(text("option-by-order" if is_counted else "option-by-number"), lines, payload)


def _called(one: Withdrawable, now: datetime) -> list[str]:
    name = [] if one.is_own else [one.name]
    return [*name, one.activity.title, *_days(one.activity, now)]


def _days(activity: Activity, now: datetime) -> tuple[str, ...]:
    """Return what the day of an activity may be called in an answer: 周日, 11月29日."""
    day = activity.starts_at.astimezone(now.tzinfo)
    names = _WEEKDAYS[day.weekday()]
    weekdays = (f"{week}{name}" for week in ("周", "星期", "礼拜") for name in names)
    return (*weekdays, f"{day.month}月{day.day}日", f"{day.month}月{day.day}号")


def _line(number: int, one: Withdrawable) -> Text:
    title, when = one.activity.title, one.activity.starts_at
    if one.is_own:
        return text("option", number=number, title=title, when=when)
    return text("option-other", number=number, name=one.name, title=title, when=when)
