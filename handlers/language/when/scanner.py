"""Cuts a text into the tokens of time, by one pattern made of all the vocabulary."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
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
_ENTRIES: Final = (
    *guards.FIRST,
    *recurrence_words.ENTRIES,
    *clock_words.LENGTHS,
    *feast_words.ENTRIES,
    *day_words.ENTRIES,
    *clock_words.ENTRIES,
    *english.ENTRIES,
    *guards.LAST,
)
_NAMES: Final = re.compile(r"\(\?P<\w+>")


class Scanner:
    """One pattern made of many; a group for each entry tells which one was met."""

    def __init__(self, entries: Sequence[Entry]) -> None:
        self._entries = entries
        self._patterns = [re.compile(entry.pattern) for entry in entries]
        self._any = re.compile("|".join(f"({_NAMES.sub('(?:', each.pattern)})" for each in entries))

    def scan(self, text: str, now: datetime) -> list[Token]:
        """Return the tokens of time in order; what only looks like one is stepped over."""
        tokens = []
        for found in self._any.finditer(text):
            index = (found.lastindex or 1) - 1
            build = self._entries[index].build
            again = build and self._patterns[index].match(text, found.start())
            values = build(again, now) if build and again else ()
            if values:
                tokens.append(Token(*found.span(), values))
        return tokens


ORDINARY: Final = Scanner(_ENTRIES)
# Only questions mean whole years: 统计今年的积分.
OF_QUERIES: Final = Scanner(
    (*_ENTRIES[: len(_ENTRIES) - len(guards.LAST)], *day_words.YEARS, *guards.LAST)
)
