"""A notice as a sheet of paper: what is recognised is taken off it, part by part."""

import re
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from handlers.language.normalise import Folded
from handlers.language.numerals import NUMBER, number
from handlers.language.timing import DAYS_END, Timing, is_hour, read_timing

_CLAUSE = re.compile(r"[,;!?\n]|(?<!\d)\.|\.(?!\d)")

_HEADS = "(?:个名额|个志愿者|个人|人次|人|名|位)"
_NOT_HEADS = (
    "(?!个?小时|周岁|单元|公里|[0-9]|岁|点|分|:|月|日|号|元|米|楼|栋|幢|天|年|个?人|名|位|[-~])"
)
_LIMIT = "名额|招募人数|活动人数|参加人数|人数上限|人数|限额|上限"
_UNLIMITED = re.compile(
    r"(?:名额|人数)?(?:不限制?|不设上?限|没有限制)(?:人数|名额)?|不限制人数|no limit|unlimited"
)
_SEATS = (
    re.compile(
        rf"(?:{_LIMIT}|限|招)\s*(?:为|是|约)?[:\s]*(?P<count>{NUMBER})\s*(?:组|户|对)(?:家庭)?"
    ),
    re.compile(
        rf"(?:{_LIMIT}|限报|限招|仅限|限|招募志愿者|招募|招收|招|共需|需要|共|容纳|前)\s*(?:为|是|改为|改成|改到|约)?"
        rf"[:\s]*(?P<count>-?{NUMBER})\s*{_HEADS}(?:志愿者)?(?:以内|封顶|左右|为限|参加|报名)*"
    ),
    re.compile(
        rf"(?:{_LIMIT})\s*(?:为|是|改为|改成|改到|约)?[:\s]*(?P<count>-?{NUMBER}){_NOT_HEADS}个?"
    ),
    re.compile(
        rf"(?<![-~0-9每]|[两])(?:{NUMBER}\s*[-~到至]\s*)?(?P<count>-?{NUMBER})来?\s*{_HEADS}"
        r"(?:以内|封顶|左右|参加|报名|志愿者|即可|为限|就够|就行|满员|吧)*(?=$|[\s,;.!)\]】])"
    ),
    re.compile(r"(?:max(?:imum)?\s*)?(?P<count>-?[0-9]+)\s*(?:people|persons|seats|places)\b"),
)
_LAST = re.compile(
    r"(?:(?<=[^\W\d_])(?<!号楼)(?<!单元)(?<![栋幢座室层楼路街巷号期区门])(?<!room)(?<!building)(?<!unit)(?<!gate)(?<!hall)(?<!floor)(?<!block) +|(?P<taken>\n) *)(?P<count>[0-9]{1,5})[\s.]*$"
)
# As many as an activity may allow.
ANY_GUESTS = 9
_KIN = "(?:人|家属|家人|同伴|小孩|孩子|朋友|儿童|娃)"
_ALONE = re.compile(
    rf"\bno guests\b|(?:不可以?|不能|不许|不得|不要|请勿|勿|禁止|谢绝|不)(?:携带|带){_KIN}|不接受家属"
)
_GUESTS = re.compile(
    rf"(?:每人|每家|每户|一人)?(?:(?:最多|至多)?(?:可以|可|能|允许|准|限)|最多|至多)(?:最多|至多)?(?:携带|带)"
    rf"\s*(?P<count>{NUMBER})?\s*(?:个|名|位)?{_KIN}"
    r"|(?:up to )?(?P<english>[0-9]) guests?(?: each)?\b|\bguests:? (?P<each>[0-9])\b"
)
_NOTHING = re.compile(
    r"(?:(?:不用|不需要?|无需|不必)(?:自?带|自备|携带)(?:任何)?(?:东西|工具|物品)?"
    r"|(?:什么|啥)?(?:都|也)?不带(?:任何)?(?:东西|工具|物品))(?=$|[\s,;.!])"
)
_BRINGS = re.compile(
    r"(?:(?<=[\s,;.!、(])|^)(?:请|需要?|须|要|记得|烦请|麻烦)?(?:大家|各位|每人|自己|自行|志愿者|参加者)*"
    r"(?:请|需要?|须|要)?(?:自带|自备|携带|带上|带好|带齐|备好|带)"
    rf"(?!队|领|头|动|教|薪|娃|孩|小孩|人|家属|朋友|老|你|您|大家|着|{NUMBER})[:\s]*(?P<what>[^\s,;.!()]+)"
    r"|\b(?:please )?bring (?P<english>[a-z][^,;.\n]*)"
)
_BROUGHT = re.compile(
    r"(?:(?<=[\s,;.!(])|^)(?P<what>[^\s,;.!()]{1,12}?)(?:自备|自带)(?=$|[\s,;.!)])"
)
_WHOM = "(?:居民|家庭|党员|女性|男性|女士|老人|老年人|儿童|学生|业主|住户|志愿者|邻居|以上|以下)"
_ASIDE = re.compile(
    rf"(?:(?<=[\s,;.!])|^)(?P<what>(?:只限|仅限|限|面向)[^\s,;.!]*{_WHOM}(?:参加|报名)?"
    r"|(?:(?:联系|咨询)?电话|联系人?)[: ]*(?:[^\s,;.!0-9]{1,8} *)?[0-9][0-9 -]{5,}[0-9]|联系人[: ]*[^\s,;.!0-9]{2,8}"
    r"|(?:费用|收费|每人|人均)[: ]*[0-9]+元[^\s,;.!]*|免费(?:参加)?|1[3-9][0-9]{9})(?=$|[\s,;.!])"
)
_REMARK = re.compile(r"(?:(?<=[\s,;.!)])|^)(?:备注|remarks?|notes?) +(?P<what>[^\n;]+)")
_LEAVES = re.compile(
    r"(?:退出|退报|取消报名|取消)(?:截止|截至)(?:时间|到|至|为|于|是|改到|改为|改成)*[:\s]*"
)
_CLOSES = re.compile(
    r"(?:报名|接龙)?(?:截止|截至)(?:日期|时间|报名)?(?:到|至|为|于|是|改到|改为|改成)*[:\s]*"
    r"|之?前(?:报名|接龙)|(?:sign-?ups? ends?|\b(?:sign-?ups? )?(?:closes|closing|close|deadline))(?: is)?(?: on| at)?:? "
)
_OPENS = re.compile(
    r"(?:开放报名|开始报名|报名开始|开始接龙|起报名|起接龙)(?:时间)?(?:到|于|为|是|改到|改为|改成)*[:\s]*"
)
_OPENS_AROUND = re.compile(r"(?:报名|接龙)[:\s]*(?P<moment>[^,;\n]{2,16}?)(?:起|开始|开放)(?!报名)")
_MONTH = 31
_DAY_BEFORE = re.compile(rf"(?:提前|前)(?P<days>{NUMBER})天(?:的)?")


@dataclass(frozen=True, slots=True)
class Found:
    """A time and where on the sheet it stands."""

    timing: Timing
    spans: tuple[tuple[int, int], ...]

    @property
    def start(self) -> int:
        return self.spans[0][0]

    @property
    def end(self) -> int:
        return self.spans[-1][1]


class Sheet:
    """A notice from which parts are taken; what was taken reads as the end of a line."""

    def __init__(self, words: Folded, now: datetime) -> None:
        self.words = words
        self.now = now
        self.text = words.text

    def take(self, start: int, end: int) -> str:
        """Take a part off; return its original words."""
        self.text = self.text[:start] + "\n" * (end - start) + self.text[end:]
        return self.words.cut(start, end)

    def left(self, start: int = 0, end: int | None = None) -> Folded:
        """Return what is left, or a part of it, still knowing the original."""
        return Folded(self.text, self.words.original, self.words.offsets).part(start, end)

    def read_time(self, start: int = 0, end: int | None = None) -> Found | None:
        """Find a time in what is left of a part, without taking it."""
        part = self.left(start, end)
        found = read_timing(part, self.now) if part.text else None
        if found is None:
            return None
        timing, spans = found
        stop = len(self.text) if end is None else end
        skipped = len(self.text[start:stop]) - len(self.text[start:stop].lstrip())
        shift = start + skipped
        return Found(timing, tuple((shift + since, shift + until) for since, until in spans))

    def take_time(self, start: int = 0, end: int | None = None) -> Timing | None:
        """Take the time off that is found in a part."""
        found = self.read_time(start, end)
        if found is None:
            return None
        for since, until in found.spans:
            self.take(since, until)
        return found.timing


def take_seats(sheet: Sheet) -> tuple[int | None, bool]:
    """Take the seats off; the second says that there is to be no limit."""
    unlimited = _UNLIMITED.search(sheet.text)
    if unlimited is not None:
        sheet.take(*unlimited.span())
        return None, True
    for pattern in _SEATS:
        found = pattern.search(sheet.text)
        if found is not None:
            sheet.take(*found.span())
            return _signed(found["count"]), False
    return None, False


def take_last_number(sheet: Sheet, *, has_hour: bool) -> int | None:
    """Take off the number at the very end, which counts heads: 扫雪 15.

    Right behind a day it may be the hour, unless that was said.
    """
    found = _LAST.search(sheet.text)
    if found is None or (found["taken"] and not has_hour):
        return None
    sheet.take(*found.span("count"))
    return number(found["count"])


def take_guests(sheet: Sheet) -> int | None:
    """Take off how many one may bring along."""
    alone = _ALONE.search(sheet.text)
    if alone is not None:
        sheet.take(*alone.span())
        return 0
    found = _GUESTS.search(sheet.text)
    if found is None:
        return None
    sheet.take(*found.span())
    said = found["count"] or found["english"] or found["each"]
    return number(said) if said else ANY_GUESTS


def take_nothing(sheet: Sheet) -> bool:
    """Take off that nothing is to be brought along."""
    found = _NOTHING.search(sheet.text)
    if found is not None:
        sheet.take(*found.span())
    return found is not None


def take_bring(sheet: Sheet) -> str | None:
    """Take off what to bring."""
    if take_nothing(sheet):
        return None
    found = _BRINGS.search(sheet.text) or _BROUGHT.search(sheet.text)
    if found is None:
        return None
    group = "english" if "english" in found.re.groupindex and found["english"] else "what"
    what = sheet.words.cut(*found.span(group))
    sheet.take(*found.span())
    return what


def take_remark(sheet: Sheet) -> str | None:
    """Take off a remark that follows its word after a blank, up to the end of the line."""
    found = _REMARK.search(sheet.text)
    if found is None:
        return None
    what = sheet.words.cut(*found.span("what"))
    sheet.take(*found.span())
    return what


def take_asides(sheet: Sheet) -> list[str]:
    """Take off what has no place of its own: whom it is for, what it costs, whom to call."""
    said = []
    for found in _ASIDE.finditer(sheet.text):
        said.append(sheet.words.cut(*found.span("what")))
        sheet.take(*found.span("what"))
    return said


def take_leaving(sheet: Sheet) -> Folded | None:
    """Take off until when one may leave; `moment` resolves it."""
    return _take_moment(sheet, _LEAVES)


def take_closing(sheet: Sheet) -> Folded | None:
    """Take off when sign-ups end; `moment` resolves it."""
    return _take_moment(sheet, _CLOSES)


def take_opening(sheet: Sheet) -> Folded | None:
    """Take off when sign-ups begin; `moment` resolves it."""
    around = _OPENS_AROUND.search(sheet.text)
    if around is not None:
        found = sheet.read_time(*around.span("moment"))
        if found is not None and found.start <= around.start("moment") + 1:
            words = sheet.left(*around.span("moment"))
            sheet.take(*around.span())
            return words
    return _take_moment(sheet, _OPENS)


def moment(
    words: Folded, now: datetime, starts: datetime | date | None, at: time = DAYS_END
) -> datetime | None:
    """Resolve the words of a deadline; `at` is the hour when only the day was said.

    前一天 counts back from the day on which the activity `starts`.
    """
    before = _DAY_BEFORE.search(words.text)
    if before is not None:
        return _day_before(words, before, now, starts, at)
    found = read_timing(words, now)
    return _at(found[0].start, at, now) if found is not None else None


def _day_before(
    words: Folded, before: re.Match[str], now: datetime, starts: datetime | date | None, at: time
) -> datetime | None:
    if starts is None:
        return None
    day = starts.date() if isinstance(starts, datetime) else starts
    day -= timedelta(days=min(number(before["days"]) or 1, _MONTH))
    hour = read_timing(words.part(before.end()), datetime.combine(day, time(), now.tzinfo))
    return _at(hour[0].start if hour is not None else day, at, now)


def _at(said: datetime | date, at: time, now: datetime) -> datetime:
    if isinstance(said, datetime):
        return said
    return datetime.combine(said, at, now.tzinfo)


def _take_moment(sheet: Sheet, pattern: re.Pattern[str]) -> Folded | None:
    """Take off a time together with the words that say what it is for, before or behind it."""
    for mark in pattern.finditer(sheet.text):
        is_glued = mark.start() > 0 and not sheet.text[mark.start() - 1].isspace()
        before, after = _before(sheet, mark.start()), _after(sheet, mark.end())
        region = (before or after) if is_glued else (after or before)
        if region is not None:
            words = sheet.left(*region)
            sheet.take(min(region[0], mark.start()), max(region[1], mark.end()))
            return words
    return None


def _after(sheet: Sheet, at: int) -> tuple[int, int] | None:
    """Return where a time stands that begins here; its hour may be a word of its own."""
    clause = _CLAUSE.search(sheet.text, at)
    ends = _ends_of_words(sheet.text, at, clause.start() if clause else len(sheet.text))
    best: tuple[int, int] | None = None
    for end in ends[:2]:
        before = _DAY_BEFORE.match(sheet.text, at)
        found = sheet.read_time(before.end() if before else at, end)
        if found is not None and found.start <= (before.end() if before else at) + 1:
            best = (at, found.end)
            if isinstance(found.timing.start, datetime):
                break
        elif before is not None:
            best = best or (at, before.end())
    return best


def _before(sheet: Sheet, at: int) -> tuple[int, int] | None:
    """Return where a time stands that ends here; its day may be a word of its own."""
    since = max((found.end() for found in _CLAUSE.finditer(sheet.text, 0, at)), default=0)
    starts = _starts_of_words(sheet.text, since, at)
    best: tuple[int, int] | None = None
    for start in starts[:2]:
        before = _DAY_BEFORE.search(sheet.text, start, at)
        found = sheet.read_time(before.end() if before else start, at)
        if found is None or at - found.end > 2:  # noqa: PLR2004 之前
            return (before.start(), at) if before and found is None else best
        best = (before.start() if before else found.start, at)
        if before or not is_hour(sheet.left(start, at), sheet.now):
            break
    return best


def _ends_of_words(text: str, since: int, until: int) -> list[int]:
    return [found.end() + since for found in re.finditer(r"\S+", text[since:until])]


def _starts_of_words(text: str, since: int, until: int) -> list[int]:
    return [found.start() + since for found in re.finditer(r"\S+", text[since:until])][::-1]


def _signed(count: str) -> int:
    """Read a number of heads; below nothing there is nothing."""
    return 0 if count.startswith("-") else number(count) or 0
