"""Which of several listed things an answer picks: 2, 编号2, 第二个, 义诊吧."""

import re
from collections.abc import Mapping, Sequence

from handlers.language.numerals import NUMBER, number

# What may stand around the name of a thing where somebody picks it; not what says what to do with
# it (参加义诊), which may be something else than was asked.
_BEFORE = r"(?:我|要|就|是|选|那)*"
_AFTER = r"(?:这个|那个|这场|那场|活动|的|吧|哦|啊|呀)*"
_ORDER = re.compile(rf"{_BEFORE}(?:第(?P<place>{NUMBER})|头一)(?:个|位|场|条){_AFTER}")
_NUMBER = re.compile(rf"{_BEFORE}(?:编号|序号|第)?\s*(?P<number>{NUMBER})号?{_AFTER}")
_NAMED = re.compile(rf"{_BEFORE}(?P<name>.+?){_AFTER}")
_SEVERAL = re.compile(
    r"(?:我|两个|几个)*(?:都|全部?)(?:去|要|报名?|选|参加|取消|退出?|不去)*[了吧]?"
    r"|[0-9]{1,6}号?(?:(?:\s*[、,，和跟]\s*|\s+)[0-9]{1,6}号?)+(?:都.{1,3})?"
)
# What is read where more than one is picked.
SEVERAL = ""
# A shorter part of a name may be anything.
_SHORTEST = 2
_DIGITS = 6
# Longer ones are no answer.
_LONGEST = 40


def read_pick(said: str, keys: Sequence[str], labels: Mapping[str, Sequence[str]]) -> str | None:
    """Read which key was picked: by itself, by its place in the list, by one of its labels.

    A number that is none of the keys is returned as it is, SEVERAL where more are meant; None when
    the words are no answer.
    """
    if len(said) > _LONGEST:
        return None
    if _SEVERAL.fullmatch(said):
        return SEVERAL
    ordered = _ORDER.fullmatch(said)
    if ordered is not None:
        return _placed(number(ordered["place"] or "1"), keys)
    numbered = _NUMBER.fullmatch(said)
    if numbered is not None:
        return _numbered(numbered["number"], keys)
    return _labelled(said, labels)


def _placed(place: int | None, keys: Sequence[str]) -> str | None:
    """第三个 of two that are called 2 and 3 may be either."""
    if place is None:
        return None
    if 1 <= place <= len(keys):
        return keys[place - 1]
    return SEVERAL if str(place) in keys else str(place)


def _numbered(said: str, keys: Sequence[str]) -> str | None:
    """In figures any number is meant for an answer, in Chinese only one that is listed."""
    meant = str(number(said))
    is_figure = said.isdecimal() and len(said) <= _DIGITS
    return meant if meant in keys or is_figure else None


def _labelled(said: str, labels: Mapping[str, Sequence[str]]) -> str | None:
    found = [key for key, each in labels.items() if said in each] or [
        key for key, each in labels.items() if any(_means(said, label) for label in each)
    ]
    if not found:
        return None
    return found[0] if len(found) == 1 else SEVERAL


def _means(said: str, label: str) -> bool:
    named = _NAMED.fullmatch(said)
    name = named["name"] if named else said
    return name == label or (len(name) >= _SHORTEST and name in label)
