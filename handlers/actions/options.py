"""Several things to choose from: what is shown of them, and what an answer may call them."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from handlers.message import Text, text
from handlers.rules.pointing import Withdrawable
from storage.types import Activity


@dataclass(frozen=True, slots=True)
class Options:
    """Lines with a number each; `how` asks for that number, by its right name.

    `payload` is kept with the question: what each number means, and what else it is called.
    """

    how: Text
    lines: tuple[Text, ...]
    payload: Mapping[str, Any]


def of_activities(activities: Sequence[Activity]) -> Options:
    """Let activities be chosen by their numbers, or by their titles."""
    ordered = sorted(activities, key=lambda activity: activity.number)
    lines = (
        text("option", number=each.number, title=each.title, when=each.starts_at)
        for each in ordered
    )
    payload = {
        "choices": {str(each.number): each.id for each in ordered},
        "labels": {str(each.number): [each.title] for each in ordered},
    }
    return Options(text("option-by-number"), tuple(lines), payload)


def of_signups(found: Sequence[Withdrawable]) -> Options:
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
        "labels": {str(number): _called(each) for number, each in numbered},
    }
    lines = tuple(_line(number, each) for number, each in numbered)
    return Options(text("option-by-order" if is_counted else "option-by-number"), lines, payload)


def _called(one: Withdrawable) -> list[str]:
    return [one.activity.title] if one.is_own else [one.name, one.activity.title]


def _line(number: int, one: Withdrawable) -> Text:
    title, when = one.activity.title, one.activity.starts_at
    if one.is_own:
        return text("option", number=number, title=title, when=when)
    return text("option-other", number=number, name=one.name, title=title, when=when)
