"""The number of an activity at the start of what is said: 3, 第3号, 3号活动."""

import re

from handlers.language.normalise import Folded

_NUMBER = re.compile(
    r"(?:第|#|no\.?\s*)?(?P<number>[0-9]{1,15})(?:号活动|号)?(?=$|[\s,:;.!])[\s,:;.!]*"
)


def split_number(words: Folded) -> tuple[int | None, Folded]:
    """Cut the number off; None when the words begin with something else (3号楼, 9点)."""
    found = _NUMBER.match(words.text)
    if found is None:
        return None, words
    return int(found["number"]), words.part(found.end())
