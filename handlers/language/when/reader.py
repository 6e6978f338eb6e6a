"""Reads the time that a text speaks of."""

from datetime import datetime

from handlers.language.normalise import Folded
from handlers.language.when.choice import choose, direction
from handlers.language.when.phrases import chains
from handlers.language.when.reading import When
from handlers.language.when.resolve import resolve
from handlers.language.when.scanner import OF_QUERIES, ORDINARY
from handlers.language.when.values import Towards


def read_when(words: Folded, now: datetime) -> When | None:
    """Return the time that the words speak of, read against an aware `now`; None when of none.

    The words may be a whole command; of several times the one meant is chosen (改到 …, not the
    sign-up deadline).
    """
    text = words.text
    towards = direction(text)
    scanner = ORDINARY if towards is Towards.AHEAD else OF_QUERIES
    chosen = choose(text, chains(text, scanner.scan(text, now)))
    return resolve(chosen, now, towards) if chosen else None
