"""What stays of a notice once times and numbers are taken off: the place, and what is done there."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from handlers.language import latin
from handlers.language.places import is_deed, is_place, place_end
from handlers.language.sheet import Sheet

_CHUNK = re.compile(r"(?:[^\s,;:!?.()\[\]【】~]|(?<=\d)\.(?=\d))+(?:\([^()\n]*\))?")
_GENERIC = re.compile(
    r"(?:社区|志愿者?|活动|志愿服务|居民|温馨|紧急|重要)*(?:活动)?(?:通知|公告|预告|招募|招募令|招募通知|招募公告|活动|接龙|报名|预报|提示|提醒|启事|出发|来啦|来了)*"
)
# Talk around the facts.
_TALK = re.compile(
    "报名|欢迎|踊跃|从速|接龙|谢谢|感谢|辛苦|大家|各位|你好|您好|如下|志愿者们|邻居|居民们|朋友们|同志们|家人们|回复|扣1|有意|有兴趣|"
    "收到|转发|周知|不见不散|先到先得|额满|满员|风雨无阻|准时|提前|参加|免费$|详情|咨询|集合完毕|签到|联系"
)
_AT = re.compile(
    r".*?(?:在|于|到|去)(?P<place>.{2,}?)(?:开展|举行|举办|进行|组织|召开|集合|集中|参加|搞)(?P<title>.{2,})"
)
_AT_ENGLISH = re.compile(r"\bat (?P<place>(?:the )?[a-z][a-z0-9 '#-]*)(?=$|[,\n.;])")
_BRACKETS = re.compile(
    r"【([^】\n]+)】|\[([^\]\n]+)\]|「([^」\n]+)」|(?:开展|举办|举行|组织|召开)\"([^\"\n]+)\"(?:活动)?"
)
_LEAD = re.compile(
    r"(?:兹定于|社区定于|定于|拟定于|拟于|我们|本社区|我社区|社区将|社区拟|计划|准备|打算|集合地点|地点|请到|请于|请|集合|集中|开展|举行|举办|进行|召开|一起|"
    r"[0-9]{1,2}[.、)]|[-*·•、]|\)|就)+"
)
_TO = re.compile("[在到去@]")
_TAIL = re.compile(r"(?:集合|出发|集中|举行|举办|开展|进行|召开|碰头|见|等|开始|的|了|啦|哦|\()+$")
_NOTE = re.compile(r"\([^()]*\)$")
_LETTER = re.compile(r"[^\W\d_]")


@dataclass(frozen=True, slots=True)
class _Chunk:
    """Some words between two breaks; `run` counts the stretches that only blanks divide."""

    start: int
    end: int
    run: int
    text: str


def place_and_title(
    sheet: Sheet, place: str | None, title: str | None
) -> tuple[str | None, str | None]:
    """Find in what is left what was not labelled."""
    if place is not None and title is not None:
        return place, title
    title = title or _bracketed(sheet)
    place, title = _in_a_sentence(sheet, place, title)
    if latin.is_latin(sheet.text):
        return latin.place_and_title(sheet, place, title)
    chunks: Sequence[_Chunk] = _chunks(sheet)
    if place is None:
        place, chunks = _place(sheet, chunks, has_title=title is not None)
    return place, title or _title(sheet, chunks)


def _bracketed(sheet: Sheet) -> str | None:
    """Take a title off that stands in brackets; 【活动通知】 says nothing."""
    title = None
    for found in _BRACKETS.finditer(sheet.text):
        words = sheet.take(*found.span(found.lastindex or 0))
        sheet.take(*found.span())
        if title is None and not _GENERIC.fullmatch(found[found.lastindex or 0]):
            title = words
    return title


def _in_a_sentence(
    sheet: Sheet, place: str | None, title: str | None
) -> tuple[str | None, str | None]:
    """Take 在……开展…… off."""
    english = _AT_ENGLISH.search(sheet.text)
    if english is not None and place is None:
        place = sheet.words.cut(*english.span("place"))
        sheet.take(*english.span())
    for chunk in _CHUNK.finditer(sheet.text):
        found = _AT.fullmatch(sheet.text, *chunk.span())
        if found is not None:
            place = place or sheet.words.cut(*found.span("place"))
            title = title or sheet.words.cut(*_trimmed(sheet.text, *found.span("title")))
            sheet.take(*chunk.span())
            break
    return place, title


def _chunks(sheet: Sheet) -> list[_Chunk]:
    """Return what is left, between breaks, without the talk around it."""
    chunks: list[_Chunk] = []
    run, last = 0, 0
    for found in _CHUNK.finditer(sheet.text):
        if sheet.text[last : found.start()].strip(" "):
            run += 1
        last = found.end()
        start, end = _trimmed(sheet.text, *found.span())
        text = sheet.text[start:end]
        if _LETTER.search(text) and not _TALK.search(text) and not _GENERIC.fullmatch(text):
            chunks.append(_Chunk(start, end, run, text))
        else:
            run += 1
    return chunks


def _trimmed(text: str, start: int, end: int) -> tuple[int, int]:
    """Leave out the words that only lead to a place or a title, or away from it."""
    lead = _LEAD.match(text, start, end)
    start = lead.end() if lead else start
    for to in _TO.finditer(text, start, end):
        rest = text[to.end() : end]
        if (to.start() == start and is_place(rest)) or place_end(rest):
            start = to.end()
            break
    tail = _TAIL.search(text, start, end)
    return start, tail.start() if tail is not None else end


def _place(
    sheet: Sheet, chunks: Sequence[_Chunk], *, has_title: bool
) -> tuple[str | None, Sequence[_Chunk]]:
    """Find the place; return it and the chunks that are not part of it."""
    for at, chunk in enumerate(chunks):
        if is_place(_NOTE.sub("", chunk.text)):
            last = _last_of_place(chunks, at)
            place = sheet.words.cut(chunk.start, chunks[last].end)
            # The place parts its neighbours.
            behind = [replace(each, run=each.run + len(sheet.text)) for each in chunks[last + 1 :]]
            return place, [*chunks[:at], *behind]
    split = next(_splits(sheet, chunks), None)
    if split is not None:
        at, end = split
        start, stop = _trimmed(sheet.text, end, chunks[at].end)
        rest = _Chunk(start, stop, chunks[at].run, sheet.text[start:stop])
        return sheet.words.cut(chunks[at].start, end), [*chunks[:at], rest, *chunks[at + 1 :]]
    if (has_title and len(chunks) == 1) or _is_place_and_deed(chunks[:2]):
        return sheet.words.cut(chunks[0].start, chunks[0].end), chunks[1:]
    return None, chunks


def _splits(sheet: Sheet, chunks: Sequence[_Chunk]) -> Iterator[tuple[int, int]]:
    """Find chunks that begin with a place, and where it ends; those told with 在 come first."""
    ends = [(at, chunk.start + place_end(chunk.text)) for at, chunk in enumerate(chunks)]
    found = [(at, end) for at, end in ends if end > chunks[at].start]
    yield from (each for each in found if _TO.fullmatch(sheet.text[: chunks[each[0]].start][-1:]))
    yield from found


def _last_of_place(chunks: Sequence[_Chunk], at: int) -> int:
    """A place may be told in several words: 盐运西社区 3号楼前."""
    while at + 1 < len(chunks) and chunks[at + 1].run == chunks[at].run:
        if not is_place(chunks[at + 1].text):
            break
        at += 1
    return at


def _is_place_and_deed(chunks: Sequence[_Chunk]) -> bool:
    """Of two chunks the first is the place when only the second sounds like something to do."""
    if len(chunks) < 2:  # noqa: PLR2004
        return False
    return not is_deed(chunks[0].text) and is_deed(chunks[1].text)


def _title(sheet: Sheet, chunks: Sequence[_Chunk]) -> str | None:
    """Return what is to be done: the first chunk that sounds so, with its neighbours."""
    if not chunks:
        return None
    first = last = next((at for at, each in enumerate(chunks) if is_deed(each.text)), 0)
    while first > 0 and chunks[first - 1].run == chunks[first].run:
        first -= 1
    while last + 1 < len(chunks) and chunks[last + 1].run == chunks[last].run:
        last += 1
    return sheet.words.cut(chunks[first].start, chunks[last].end)
