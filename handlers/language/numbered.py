"""The number of an activity at the start of what is said: 3, 第3号, 3号活动."""

import re

from handlers.language.normalise import Folded
from handlers.language.numerals import NUMBER, number

_NUMBER = re.compile(
    r"(?:第|#|no\.?\s*|(?:activity|event)\s+)?(?P<number>[0-9]{1,15})(?:号活动|号)?(?=$|[\s,:;.!])[\s,:;.!]*"
)

_ALONE = re.compile(rf"(?:第|#)?(?P<number>{NUMBER})(?:号活动|号)?[\s,:;.!]*")
_BELOW_ZERO = re.compile(r"-\s*[0-9]{1,40}(?:号活动|号)?")
# Longer ones are written for fun; they stand for a number that nothing has.
_DIGITS = 40


def read_number(words: Folded) -> int | None:
    """Read words that are nothing but a number, in figures or in Chinese: 六, 第6号, 六号活动."""
    found = _ALONE.fullmatch(words.text) if len(words.text) <= _DIGITS else None
    return number(found["number"]) if found is not None else None


def is_below_zero(words: Folded) -> bool:
    """Whether the words are a number that no activity has: -1."""
    return _BELOW_ZERO.fullmatch(words.text) is not None


def split_number(words: Folded) -> tuple[int | None, Folded]:
    """Cut the number off; None when the words begin with something else (3号楼, 9点)."""
    found = _NUMBER.match(words.text)
    if found is None:
        return None, words
    return int(found["number"]), words.part(found.end())
