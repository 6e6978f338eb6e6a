"""The number in front of a line: 1. 2、 （3） ④ 5️⃣ 第6位; and lines that hold several."""

import re

from handlers.language.normalise import Folded, fold
from handlers.language.numerals import number

# What folding leaves as it is: filled circles, and the keycap of ten, which is one character.
_DRAWN = {chr(0x2776 + at): f"{at + 1}." for at in range(10)}
_DRAWN |= {chr(0x24EB + at): f"{at + 11}." for at in range(10)}
_DRAWN["🔟"] = "10."
_TRANSLATED = str.maketrans(_DRAWN)

# Behind a figure these make it part of an address, a time, a count: 3栋 王阿姨, 9点, 2人.
_NOT_BEHIND = (
    r"(?!\s*(?:栋|幢|座|单元|室|楼|层|巷|弄|号(?:楼|院|房|门|活动)|区|期|点|月|日|年|个|人|份|岁|元|块|排)"
    r"|[:/]\s*[0-9]|\.[0-9]|[0-9])"
)
_FIGURES = rf"(?P<number>[0-9]{{1,3}}){_NOT_BEHIND}"
_NUMBERED = re.compile(
    rf"\s*(?:[-*•·>]\s*)?(?:第\s*{_FIGURES.replace('number', 'place')}\s*(?:位|个|名|号)?"
    rf"|[(\[【]\s*(?P<inside>[0-9]{{1,3}}|[一二三四五六七八九十]{{1,3}})\s*[)\]】]"
    rf"|{_FIGURES}\s*(?:号(?![楼院房门活]))?"
    r"|(?P<spelt>[一二三四五六七八九十]{1,3})(?=[.、]))"
    r"\s*[.、,:;)\]】·_-]*\s*"
)
# 1.张三 2.李四 on one line; the mark is what tells a number from part of a name.
_INNER = re.compile(rf"(?:^|(?<=[\s,;]))[0-9]{{1,3}}{_NOT_BEHIND}\s*[.、)](?=\s*[^\s0-9])")


def fold_line(line: str) -> Folded:
    """Fold a line for recognition; numbers that are drawn become figures."""
    return fold(line.translate(_TRANSLATED))


def split_lines(text: str) -> list[str]:
    """Return the lines of a text, those that hold several numbered people taken apart."""
    found: list[str] = []
    for line in text.splitlines():
        words = fold_line(line)
        starts = [mark.start() for mark in _INNER.finditer(words.text)]
        if len(starts) < 2:  # noqa: PLR2004 one is a line of its own
            found.append(line)
            continue
        ends = [*starts[1:], len(words.text)]
        head = [words.cut(0, starts[0])] if starts[0] else []
        found += head + [words.cut(*piece) for piece in zip(starts, ends, strict=True)]
    return found


def take_number(words: Folded) -> tuple[int | None, Folded]:
    """Cut the number off a line; None where it has none."""
    mark = _NUMBERED.match(words.text)
    if mark is None:
        return None, words
    said = mark["number"] or mark["place"] or mark["inside"] or mark["spelt"]
    return number(said), words.part(mark.end())
