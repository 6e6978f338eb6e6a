"""复制 3 到 下周六9点, 复制上次 清洁日 到 下周六9点: which activity, and the words for when."""

import re
from dataclasses import dataclass

from handlers.language.normalise import Folded

_NUMBERED = re.compile(
    r"(?:第|#)?(?P<number>[0-9]{1,6})(?:号活动|号)?(?:\s*(?:到|至|to\b|->|:)\s*|\s+|$)"
)
_LAST = re.compile(r"(?:上次|上一次|上回|last)的?\s*")
# A gap before 到 tells it from one inside a title (报到日); without one the first is taken.
_TITLED = (
    re.compile(r"(?P<title>.+?)\s+(?:到|至|to\b|->)\s*(?P<when>.+)"),
    re.compile(r"(?P<title>.+?)(?:到|至)(?P<when>.+)"),
    re.compile(r"(?P<title>\S+)(?:\s+(?P<when>.+))?"),
)
_AROUND = "\"'“”‘’《》【】「」"


@dataclass(frozen=True, slots=True)
class Copy:
    """The activity by its number or a part of its title; `when` is None where nothing was said."""

    number: int | None
    title: str | None
    when: Folded | None


def read_copy(words: Folded) -> Copy | None:
    """Read what stands behind 复制; None for nothing."""
    numbered = _NUMBERED.match(words.text)
    if numbered is not None:
        when = words.part(numbered.end())
        return Copy(int(numbered["number"]), None, when if when.text else None)
    last = _LAST.match(words.text)
    said = words.part(last.end() if last else 0)
    for form in _TITLED:
        found = form.fullmatch(said.text)
        if found is not None:
            title = said.cut(*found.span("title")).strip(_AROUND)
            return Copy(None, title, said.part(*found.span("when")) if found["when"] else None)
    return None
