"""How long: 1小时, 半小时, 一个半小时, 1.5小时, 两天, 90 min."""

import re
from datetime import timedelta

from handlers.language import numerals
from handlers.language.normalise import Folded

_UNITS = (
    (r"分钟|分|minutes?|mins?|m", timedelta(minutes=1)),
    (r"小时|钟头|钟|hours?|h", timedelta(hours=1)),
    (r"天|日|days?|d", timedelta(days=1)),
)
_UNIT = "|".join(f"(?P<u{at}>{pattern})" for at, (pattern, _) in enumerate(_UNITS))
_AMOUNT = rf"(?P<half>半)|(?P<decimal>\d+\.\d+)|(?P<whole>{numerals.NUMBER})"
_DURATION = re.compile(rf"(?:{_AMOUNT})\s*个?(?P<more>半)?\s*(?:{_UNIT})(?P<tail>半)?")
LARGEST = 1000


def read_duration(words: Folded) -> timedelta | None:
    """Read words that are a duration and nothing else; None when they are not."""
    found = _DURATION.fullmatch(words.text.strip(" .!,，"))
    if found is None:
        return None
    amount = _amount(found)
    if amount is None or amount > LARGEST:
        return None
    unit = next(unit for at, (_, unit) in enumerate(_UNITS) if found[f"u{at}"])
    return amount * unit


def _amount(found: re.Match[str]) -> float | None:
    if found["half"]:
        return 0.5
    if found["decimal"]:
        return float(found["decimal"])
    whole = numerals.number(found["whole"])
    return None if whole is None else whole + (0.5 if found["more"] or found["tail"] else 0)
