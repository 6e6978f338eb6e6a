"""Cuts a text into the tokens of time, by one pattern made of all the vocabulary."""

import re
from dataclasses import dataclass
from datetime import datetime
from functools import cache
from typing import Final

from handlers.language.when import (
    clock_words,
    day_words,
    english,
    feast_words,
    guards,
    recurrence_words,
)
from handlers.language.when.entries import Entry
from handlers.language.when.values import Value


@dataclass(frozen=True, slots=True)
class Token:
    """Words that say something about time, and where they stand."""

    start: int
    end: int
    values: tuple[Value, ...]


# What comes first wins: what only looks like a time, then the longer words before the shorter.
_BLOCKS: Final = (
    guards.FIRST,
    recurrence_words.ENTRIES,
    clock_words.LENGTHS,
    feast_words.ENTRIES,
    day_words.ENTRIES,
    clock_words.ENTRIES,
    english.ENTRIES,
    guards.LAST,
)
_NAMES: Final = re.compile(r"\(\?P<\w+>")


def scan(text: str, now: datetime) -> list[Token]:
    """Return the tokens of time in order; what only looks like one is stepped over."""
    tokens = []
    for found in _anything().finditer(text):
        block = _BLOCKS[(found.lastindex or 1) - 1]
        values = _values(block, found, now)
        if values:
            tokens.append(Token(*found.span(), values))
    return tokens


@cache
def _anything() -> re.Pattern[str]:
    """Return the pattern of all entries, with one group for each block.

    A group for each entry would keep the engine from telling by its first character that an entry
    can't match, which halves the speed. Built when first needed: it takes 60 ms.
    """
    blocks = ("|".join(_NAMES.sub("(?:", each.pattern) for each in block) for block in _BLOCKS)
    return re.compile("|".join(f"({block})" for block in blocks))


@cache
def _pattern(entry: Entry) -> re.Pattern[str]:
    return re.compile(entry.pattern)


def _values(block: tuple[Entry, ...], found: re.Match[str], now: datetime) -> tuple[Value, ...]:
    if block is guards.FIRST or block is guards.LAST:
        return ()
    for entry in block:
        again = _pattern(entry).match(found.string, found.start())
        if again:
            return entry.build(again, now) if entry.build else ()
    return ()
