"""Reads the time that a text speaks of."""

from datetime import datetime
from typing import Final

from handlers.language.normalise import Folded
from handlers.language.when.choice import choose, direction
from handlers.language.when.phrases import chains
from handlers.language.when.reading import When
from handlers.language.when.resolve import resolve
from handlers.language.when.scanner import Token, scan
from handlers.language.when.values import Fixed, Towards

_WHOLE_YEAR: Final = 364


def read_when(words: Folded, now: datetime) -> When | None:
    """Return the time that the words speak of, read against an aware `now`; None when of none.

    The words may be a whole command; of several times the one meant is chosen (改到 …, not the
    sign-up deadline).
    """
    text = words.text
    towards = direction(text)
    tokens = scan(text, now)
    if towards is Towards.AHEAD:
        tokens = [token for token in tokens if not _is_year(token)]
    chosen = choose(text, chains(text, tokens))
    return resolve(chosen, now, towards) if chosen else None


def _is_year(token: Token) -> bool:
    """Tell a whole year; only questions mean one: 统计今年的积分."""
    value = token.values[0]
    if not isinstance(value, Fixed) or value.days.last is None:
        return False
    return (value.days.last - value.days.first).days >= _WHOLE_YEAR
