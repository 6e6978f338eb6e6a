"""Cutting a message into slots: the longest reading at each place, left to right."""

import re
from collections.abc import Sequence
from functools import lru_cache
from typing import NamedTuple

from handlers.language.names import FULL
from handlers.language.normalise import Folded, fold
from handlers.language.numerals import number
from handlers.language.signup.lexicon import LEXICON, LONGEST, Slot
from handlers.language.signup.patterns import MOST_HEADS, NUMBERS, PAIR, PATTERN, SLOTS


class Piece(NamedTuple):
    """A slot and where it stands; `value` is its number, `title` the activity it names."""

    slot: Slot
    start: int
    end: int
    value: int | None = None
    title: str | None = None


class Row(NamedTuple):
    """A message as slots, and the same as a word of letters to match shapes against."""

    words: Folded
    pieces: tuple[Piece, ...]
    shape: str


_TWO = frozenset({"pair_", "parents_"})
_LATIN = re.compile(r"[a-z]+")
_DIGITS = re.compile(r"[0-9]+")
_FULL = re.compile(
    rf"(?!车[位库]|钱包|水[果管]|时间|安全|毛[巾线]|牛[奶肉]|汤圆|白[菜糖]|花[盆草]){FULL}(?=$|[\s,.!、和跟与同也都+(0-9算不一二两三四五六七八九十俩仨让叫托]|参加|报|接龙|登记|取消|退|一起|一个|一位|两|去$|来$)"
)
# Before a full name stands one of these, or nothing.
_BEFORE_NAME = frozenset(
    [
        Slot.SEAT,
        Slot.RELATIVE,
        Slot.GAP,
        Slot.LINK,
        Slot.FOR,
        Slot.WITH,
        Slot.DETAIL,
        Slot.NUMBER,
        Slot.HEADS,
        Slot.TAKE,
        Slot.ADD,
    ]
)


def scan(words: Folded, titles: Sequence[str]) -> Row:
    """Read the whole text as slots; what nothing knows becomes UNKNOWN."""
    text, parts = words.text, _parts(tuple(titles)) if titles else {}
    pieces: list[Piece] = []
    at = 0
    while at < len(text):
        piece = _longest(text, at, parts, pieces)
        if piece.slot is Slot.OTHERS and pieces and pieces[-1].slot is Slot.FOR:
            # 帮她报名: whoever was spoken of.
            piece = piece._replace(slot=Slot.RELATIVE)
        if pieces and _goes_on(text, pieces[-1], piece):
            pieces[-1] = pieces[-1]._replace(end=piece.end)
        else:
            pieces.append(piece)
        at = piece.end
    return row_of(words, pieces)


def _goes_on(text: str, last: Piece, piece: Piece) -> bool:
    """Unknown after unknown is one piece; so is a word said twice (参加参加)."""
    if piece.slot is Slot.JOIN and last.slot is Slot.JOIN:
        return text[last.start : last.end].endswith(text[piece.start : piece.end])
    return piece.slot is Slot.UNKNOWN and last.slot is Slot.UNKNOWN


def row_of(words: Folded, pieces: Sequence[Piece]) -> Row:
    """Make a row of some pieces of a message."""
    return Row(words, tuple(pieces), "".join(piece.slot for piece in pieces))


def _longest(text: str, at: int, parts: dict[str, str | None], before: list[Piece]) -> Piece:
    """The lexicon wins over a pattern of the same length, both over a part of a title."""
    found = _word(text, at)
    pattern = _pattern(text, at)
    if pattern and (found is None or pattern.end > found.end):
        found = pattern
    part = _part_of_title(text, at, parts, longer_than=found.end - at if found else 1)
    if part:
        return part
    if found is None or found.end - at == 1:
        return _name(text, at, before) or found or _unknown(text, at)
    return found


def _word(text: str, at: int) -> Piece | None:
    latin = _LATIN.match(text, at)
    if latin:
        slot = LEXICON.get(latin.group())
        return Piece(slot, at, latin.end()) if slot else None
    for end in range(min(at + LONGEST, len(text)), at, -1):
        slot = LEXICON.get(text[at:end])
        if slot:
            return Piece(slot, at, end)
    return None


def _pattern(text: str, at: int) -> Piece | None:
    match = PATTERN.match(text, at)
    if match is None or match.lastgroup is None:
        return None
    slot = SLOTS[match.lastgroup]
    if slot is Slot.PLUS and match["tally"]:
        return Piece(slot, at, match.end(), match["tally"].count("+"))
    values = [_exact(match[name]) for name in NUMBERS if match[name]]
    if not values:
        return Piece(slot, at, match.end(), PAIR if match.lastgroup in _TWO else None)
    if None in values:
        return Piece(Slot.UNKNOWN, at, match.end())
    value = sum(filter(None, values))
    if slot is Slot.PLUS and value > MOST_HEADS:
        return Piece(Slot.UNKNOWN, at, match.end())
    return Piece(slot, at, match.end(), value)


def _exact(token: str) -> int | None:
    """A number that says one thing: 三四个 is no count."""
    if len(token) > 1 and not token.isdecimal() and not set(token) & set("十百拾佰廿卅"):
        return None
    return number(token)


def _name(text: str, at: int, before: list[Piece]) -> Piece | None:
    if before and before[-1].slot not in _BEFORE_NAME:
        return None
    match = _FULL.match(text, at)
    return Piece(Slot.NAMED, at, match.end()) if match else None


def _unknown(text: str, at: int) -> Piece:
    run = _LATIN.match(text, at) or _DIGITS.match(text, at)
    return Piece(Slot.UNKNOWN, at, run.end() if run else at + 1)


def _part_of_title(
    text: str, at: int, parts: dict[str, str | None], longer_than: int
) -> Piece | None:
    if not parts:
        return None
    for end in range(min(len(text), at + _LONGEST_TITLE), at + longer_than, -1):
        if text[at:end] in parts:
            return Piece(Slot.TITLE, at, end, None, parts[text[at:end]])
    return None


_LONGEST_TITLE = 40


@lru_cache(maxsize=64)
def _parts(titles: tuple[str, ...]) -> dict[str, str | None]:
    """Every stretch of two characters and more of the titles, with the one title it belongs to."""
    parts: dict[str, str | None] = {}
    for title in titles:
        folded = fold(title).text[:_LONGEST_TITLE]
        for start in range(len(folded) - 1):
            for end in range(start + 2, len(folded) + 1):
                stretch = folded[start:end]
                parts[stretch] = title if parts.get(stretch, title) == title else None
    return parts
