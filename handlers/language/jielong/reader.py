"""From a pasted text to its lists."""

import re
from dataclasses import dataclass, field

from handlers.language.jielong.entries import (
    clean,
    is_blank,
    is_example,
    is_out,
    read_rest,
)
from handlers.language.jielong.numbering import fold_line, split_lines, take_number
from handlers.language.jielong.values import Entry, Listing
from handlers.language.names import FULL, TITLED
from handlers.language.normalise import Folded

_HEAD = re.compile(r"\s*#\s*(?:群?接龙|jielong)(?=$|[\s:.,!]|[0-9])[\s:.,!]*")
# 接龙 3, then the list.
_FOR = re.compile(r"\s*/?(?:接龙|jielong)\s*(?P<number>[0-9]{1,6})\s*号?\s*(?:[:：]|\n|(?=[#＃]))")
_LABEL = re.compile(
    r"(?:主题|标题|活动|时间|日期|地点|地址|集合|要求|备注|说明|内容|名额|人数|截止|联系人|组织者|费用|携带)[^\s:]{0,4}\s*:"
)
# What people write around a list that is nobody's name.
_AROUND = re.compile(
    r"接龙|报名|谢谢|感谢|请|大家|各位|欢迎|截止|注意|温馨提示|通知|名单|以上|以下|如下|满员|名额|候补|[-=_*~·—]{3,}|[!?]"
)
_SOMEBODY = re.compile(rf"(?:{FULL}|{TITLED})")
# A title ends a list where the next one starts at one again.
_FIRST = 1
_FEW = 2


@dataclass(slots=True)
class _Open:
    """A list being read."""

    header: list[str] = field(default_factory=list)
    entries: list[Entry] = field(default_factory=list)
    unclear: list[str] = field(default_factory=list)
    dropped: list[str] = field(default_factory=list)
    # Lines without a number since the last one that had one.
    loose: list[str] = field(default_factory=list)
    numbers: int = 0

    def closed(self) -> Listing:
        self.keep_loose()
        return Listing(
            tuple(self.header), tuple(self.entries), tuple(self.unclear), tuple(self.dropped)
        )

    def keep_loose(self) -> None:
        """Take lines without a number for people where they plainly are, else for unclear ones."""
        for line in self.loose:
            words = fold_line(line)
            entry = read_rest(line)
            if is_example(words) or is_out(words) or not clean(line):
                continue
            if entry is not None and _SOMEBODY.fullmatch(entry.name):
                self.entries.append(entry)
            elif not _is_around(words):
                self.unclear.append(clean(line))
        self.loose.clear()

    def take(self, line: str, words: Folded) -> None:
        """Take a numbered line."""
        self.keep_loose()
        self.numbers += 1
        if is_blank(words) or is_example(words) or is_out(words):
            self.dropped.append(clean(line))
            return
        entry = read_rest(line)
        if entry is None:
            self.unclear.append(clean(line))
        else:
            self.entries.append(entry)


def has_head(words: Folded) -> bool:
    """Whether a text begins like a list of WeChat: #接龙."""
    return _HEAD.match(words.text) is not None


def split_target(text: str) -> tuple[int | None, str]:
    """Cut off which activity a list is said to be of: 接龙 3, then the list."""
    found = _FOR.match(text)
    return (int(found["number"]), text[found.end() :]) if found is not None else (None, text)


def looks_like_list(text: str) -> bool:
    """Whether a text is a pasted list: with a head and somebody on it, or in numbered lines under
    a title.
    """
    target, text = split_target(text)
    lines = [fold_line(each) for each in split_lines(text)]
    numbered = sum(take_number(words)[0] is not None for words in lines)
    if target is not None or any(has_head(words) for words in lines):
        return numbered > 0
    return numbered > _FEW and numbered * 2 > len([each for each in lines if each.text])


def read_lists(text: str) -> tuple[Listing, ...]:
    """Read every list of a text, in order; lists without anybody on them drop out."""
    found: list[Listing] = []
    at = _Open()
    for line in split_lines(text):
        words = fold_line(line)
        head = _HEAD.match(words.text)
        if head is not None:
            found.append(at.closed())
            at = _Open()
            words = words.part(head.end())
        if not words.text:
            continue
        number, rest = take_number(words)
        if number is not None and not _is_label(words):
            if number == _FIRST and at.numbers > 1 and at.loose:
                at = _next(found, at)
            at.take(rest.cut(), rest)
        elif at.numbers:
            at.loose.append(line.strip())
        elif not is_example(words):
            at.header.append(words.cut())
    found.append(at.closed())
    peopled = [each for each in found if each.entries or each.unclear]
    # Somebody may be called what else is nobody: 空.
    return tuple(peopled or [each for each in found if each.dropped])


def _next(found: list[Listing], at: _Open) -> _Open:
    """Close a list; the lines without a number before the next one are its title."""
    titles = [each for each in at.loose if not _SOMEBODY.fullmatch(fold_line(each).text)]
    at.loose = [each for each in at.loose if each not in titles]
    if not titles:
        return at
    found.append(at.closed())
    return _Open(header=titles)


def _is_label(words: Folded) -> bool:
    return _LABEL.match(words.text) is not None


def _is_around(words: Folded) -> bool:
    """Whether a line without a number is nobody's: a title, a label, thanks."""
    return _is_label(words) or _AROUND.search(words.text) is not None
