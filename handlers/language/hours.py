"""An hour of the day for something that happens daily: 每天18:00, 晚上七点半."""

import re
from datetime import time

from handlers.language import numerals
from handlers.language.normalise import Folded

_HOUR = re.compile(
    rf"(?:每[天日]|daily|every day)?\s*(?:at\s*)?(?P<half>早上|上午|中午|下午|傍晚|晚上)?\s*"
    rf"(?P<hour>{numerals.NUMBER})(?::(?P<digits>\d\d)|[点时](?P<spoken>半|整|{numerals.NUMBER}分?)?)"
)
_NOON = 12


def read_hour(words: Folded) -> time | None:
    """Read words that are an hour of the day and nothing else; None when they are not."""
    found = _HOUR.fullmatch(words.text.strip(" .,"))
    if found is None:
        return None
    hour, minute = numerals.number(found["hour"]), _minute(found)
    if hour is not None and found["half"] in ("中午", "下午", "傍晚", "晚上") and hour < _NOON:
        hour += _NOON
    if hour is None or minute is None or not (hour < 24 and minute < 60):  # noqa: PLR2004 clocks
        return None
    return time(hour, minute)


def _minute(found: re.Match[str]) -> int | None:
    if found["digits"]:
        return int(found["digits"])
    match found["spoken"]:
        case None | "整":
            return 0
        case "半":
            return 30
        case spoken:
            return numerals.number(spoken.removesuffix("分"))
