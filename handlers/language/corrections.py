"""Reading what somebody corrects in a preview: 改成10点，地点 三单元，带铁锹."""

import re
from dataclasses import dataclass, fields, replace
from datetime import date, datetime, time, timedelta
from itertools import pairwise

from handlers.language import sheet as parts
from handlers.language.audience import Audience, is_everybody, take_audience
from handlers.language.minimum import is_any_number, take_fewest, take_when_short
from handlers.language.normalise import Folded
from handlers.language.notice import Notice
from handlers.language.numerals import NUMBER, number
from handlers.language.places import is_deed, is_place
from handlers.language.sheet import Sheet, moment
from handlers.language.timing import Timing, read_move

_BREAK = re.compile(r"[,;\n]+|(?<!\d)\.(?!\d)")
_TO = r"\s*(?:改成|改为|改到|改在|改|换成|换到|换|叫做|叫|是|为|在|to)?[\s:]*"
_TITLE = re.compile(
    rf"(?:把|改|换)?(?:活动)?(?:标题|主题|名称|名字|题目|title){_TO}(?P<value>\S.*)"
)
_PLACE = re.compile(
    rf"(?:把|改|换)?(?:集合|活动|集中)?(?:地点|地址|地方|位置|place){_TO}(?P<value>\S.*)"
)
_MOVED = re.compile(r"(?:地点)?(?:改到|改在|改成|换到|换成|挪到|搬到|在|到)[\s:]*(?P<value>\S.*)")
_ELSEWHERE = re.compile(
    r"(?:要|得)?(?:换|改)一?个?(?:地方|地点|位置)[,:\s]*(?:改?[到在去])?(?P<value>[^,;\n]{2,30})"
)
_CALLED = re.compile(r"(?:活动)?(?:改名|改叫|名字叫|叫)(?:叫|做|成|为)*[:\s]*(?P<value>\S.*)")
_LASTS = re.compile(
    rf"(?:一共|总共|共|大概|大约|约|持续|时长|就)*[:\s]*(?P<count>半|{NUMBER})\s*个?(?P<half>半)?(?:小时|钟头)(?:左右|吧|就行|就够)*"
    r"|(?P<hours>[0-9]{1,2}) hours?"
)
_NO_LIMIT = re.compile(
    r"(?:去掉|不要|取消|不设|不用)(?:人数|名额)(?:限制|上限)?|(?:人数|名额)(?:不要了|取消)"
)
_BRING = re.compile(
    r"(?:请|需要?|要|记得|大家|每人|加上|再)*(?:自带|自备|携带|带上|带好|带|bring)[:\s]*"
    r"(?![0-9一二两三四五六七八九几]*\s*(?:个|名|位)?(?:人|家属|家人|孩子|小孩|朋友|娃))(?P<value>\S.*)"
)
_REMARK = re.compile(
    r"(?P<more>(?:再|另外|还要?)(?:加|写|添)(?:上|个|一?条|一个)?)?(?:加|写|改|换|添)?(?:个|上|一条|活动)?(?:备注|说明|注意事项|注意|温馨提示|提示|remarks?|notes?)"
    r"(?:\s*(?:改成|改为|换成|是|为|写|:)+\s*|\s+)(?P<value>\S.*)",
    re.DOTALL,
)
_NO_REMARK = re.compile(
    r"(?:不要|去掉|取消|删掉|删除|不用|没有|不写|无)(?:活动)?备注|备注\s*:?\s*(?:无|没有|不要|取消|删除|去掉)|no (?:remarks?|notes?)"
)
# 算了，还是周六.
_LEAD = re.compile(r"(?:(?:算了|还是|那就|那|嗯+|哦|噢|等等|等一下|不对|错了|应该)[,\s.!]*)*(?=.)")
_ANYTIME = re.compile(
    r"(?:不设|不要|去掉|取消|没有)(?:报名)?截止(?:时间)?|(?:报名)?截止到?(?:活动)?开始(?:时|前|为止)?|不截止"
)
_AT_ONCE = re.compile(r"(?:马上|现在|立即|立刻|发布后|发布就)(?:就)?(?:可以)?(?:开始|开放)?报名")
_OVERLAP = re.compile(r"(?P<no>不)?(?:允许|可以|可)(?:时间)?(?:冲突|重叠)")
_COUNT = re.compile(
    rf"(?:就|要|大概|大约|约|限|最多|名额|人数|[:\s])*(?P<count>-?{NUMBER})来?\s*(?:个名额|个人|人|名|位|个)?(?:以内|左右|吧|就行|就够)*[.!\s]*"
    r"|(?:名额|人数)?(?P<free>不限.{0,6}|没有?限制|不设上?限|随便|都行|多少都行|no limit|unlimited)[.!\s]*"
)
_FILLER = re.compile(
    r"[\s,.:;!~]*(?:把|改成|改为|改到|改|换成|换|就|再|请|要|为|是|吧|了|哦|好了)*[\s,.:;!~]*"
)
# Nobody says more hours than these.
_LONGEST = 1000
_END = "!。.吧了 "


@dataclass(frozen=True, slots=True)
class Preview:
    """What the correction is about: the span as it stands, and the moment it is read."""

    now: datetime
    start: datetime | date | None = None
    end: datetime | None = None


def read_correction(words: Folded, preview: Preview) -> Notice | None:
    """Read words that only correct; None when they are, or contain, anything else."""
    lead = _LEAD.match(words.text)
    if lead is not None and lead.end():
        words = words.part(lead.end())
    notice = _remark(words) or _elsewhere(words)
    if notice is not None:
        return notice
    for clause in _clauses(words):
        part = _read(clause, preview)
        if part is None and notice is not None and notice.bring and len(clause.text) <= _THING:
            part = Notice(bring=f"{notice.bring}、{clause.cut()}")
        if part is None:
            return None
        notice = joined(notice, part)
        preview = (
            replace(preview, start=part.when.start, end=part.when.end) if part.when else preview
        )
    return notice


def _remark(words: Folded) -> Notice | None:
    """Read a remark, which goes on to the end whatever stands in it."""
    if _NO_REMARK.fullmatch(words.text.strip(_END)):
        return Notice(without=frozenset({"remark"}))
    found = _REMARK.fullmatch(words.text)
    if found is None:
        return None
    said = words.cut(*found.span("value"))
    return Notice(more=said) if found["more"] else Notice(remark=said)


def _elsewhere(words: Folded) -> Notice | None:
    """Read 换个地方，文化站门口: the place stands in the next clause."""
    found = _ELSEWHERE.fullmatch(words.text.strip(_END))
    return Notice(place=words.cut(*found.span("value"))) if found is not None else None


# What is brought along is told in so few characters.
_THING = 8


def read_seats(words: Folded) -> Notice | None:
    """Read the answer to how many may come: 20, 二十人, 不限."""
    found = _COUNT.fullmatch(words.text)
    if found is None:
        return None
    if found["free"]:
        return Notice(without=frozenset({"seats"}))
    # Fewer than nobody is nobody, which the rules refuse.
    return Notice(seats=number(found["count"]) or 0)


def joined(notice: Notice | None, told: Notice) -> Notice:
    """Lay what was told over an earlier notice."""
    if notice is None:
        return told
    changes = {
        field.name: getattr(told, field.name)
        for field in fields(Notice)
        if getattr(told, field.name) not in (None, frozenset())
    }
    kept = frozenset(name for name in notice.without if name not in changes)
    return replace(notice, **changes | {"without": kept | told.without})


def _clauses(words: Folded) -> list[Folded]:
    breaks = [
        (0, 0),
        *(found.span() for found in _BREAK.finditer(words.text)),
        (len(words.text),) * 2,
    ]
    stretches = ((end, start) for (_, end), (start, _) in pairwise(breaks))
    return [part for part in (words.part(*stretch) for stretch in stretches) if part.text]


def _read(words: Folded, preview: Preview) -> Notice | None:
    remark = _remark(words)
    if remark is not None:
        return remark
    found = _TITLE.fullmatch(words.text)
    if found is not None:
        return Notice(title=words.cut(*found.span("value")))
    found = _PLACE.fullmatch(words.text)
    if found is not None:
        return Notice(place=words.cut(*found.span("value")))
    settled = _settled(words.text)
    if settled is not None:
        return settled
    numbers = _numbers(words, preview)
    if numbers is not None:
        return numbers
    when = _lasting(words, preview) or read_move(words, preview.now, preview.start, preview.end)
    return Notice(when=when) if when is not None else _loose(words)


def _lasting(words: Folded, preview: Preview) -> Timing | None:
    """Read how long it lasts, for what has an hour to begin."""
    found = _LASTS.fullmatch(words.text.strip(_END))
    if found is None or not isinstance(preview.start, datetime):
        return None
    said = found["count"] or found["hours"]
    hours = 0.5 if said == "半" else (number(said) or 0) + (0.5 if found["half"] else 0)
    return Timing(preview.start, preview.start + timedelta(hours=min(hours, _LONGEST)))


def _settled(words: str) -> Notice | None:
    """Read what is said in set phrases."""
    if _ANYTIME.fullmatch(words):
        return Notice(without=frozenset({"closes_at"}))
    if _AT_ONCE.fullmatch(words):
        return Notice(without=frozenset({"opens_at"}))
    if _NO_LIMIT.fullmatch(words):
        return Notice(without=frozenset({"seats"}))
    if is_everybody(words):
        return Notice(audience=Audience())
    if is_any_number(words):
        return Notice(without=frozenset({"min_heads"}))
    overlap = _OVERLAP.fullmatch(words)
    return Notice(allows_overlap=overlap["no"] is None) if overlap is not None else None


def _numbers(words: Folded, preview: Preview) -> Notice | None:
    """Read seats, guests, deadlines: whatever a notice says in a few words, and nothing besides."""
    sheet = Sheet(words, preview.now)
    fewest, cancels = take_fewest(sheet), take_when_short(sheet)
    leaving, closing = parts.take_leaving(sheet), parts.take_closing(sheet)
    opening, guests = parts.take_opening(sheet), parts.take_guests(sheet)
    seats, is_unlimited = parts.take_seats(sheet)
    nothing, audience = parts.take_nothing(sheet), take_audience(sheet)
    if sheet.text == words.text or not _FILLER.fullmatch(sheet.text):
        return None
    without = {"seats"} if is_unlimited else set()
    return Notice(
        seats=seats,
        max_guests=guests,
        min_heads=fewest,
        cancels_when_short=cancels,
        audience=audience,
        closes_at=moment(closing, preview.now, preview.start) if closing else None,
        opens_at=moment(opening, preview.now, preview.start, time()) if opening else None,
        leave_until=moment(leaving, preview.now, preview.start) if leaving else None,
        without=frozenset(without | ({"bring"} if nothing else set())),
    )


def _loose(words: Folded) -> Notice | None:
    """Read what to bring, and a place that is told by a verb alone."""
    called = _CALLED.fullmatch(words.text)
    if called is not None and (not words.text.startswith("叫") or is_deed(called["value"])):
        return Notice(title=words.cut(*called.span("value")))
    found = _BRING.fullmatch(words.text)
    if found is not None:
        return Notice(bring=words.cut(*found.span("value")))
    found = _MOVED.fullmatch(words.text)
    if found is not None and is_place(found["value"].rstrip(_END)):
        return Notice(place=words.cut(*found.span("value")))
    return None
