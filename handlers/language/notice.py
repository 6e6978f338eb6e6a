"""Reading a notice: what is to take place where and when, for how many, as secretaries write it.

One line with blanks or without, or several with 时间： 地点： 名额：. What is recognised is taken off
the sheet; what stays are the place and the title, cut from the original.
"""

import re
from dataclasses import dataclass
from datetime import datetime, time
from itertools import zip_longest

from handlers.language import sheet as parts
from handlers.language.audience import Audience, take_audience
from handlers.language.minimum import take_fewest, take_when_short
from handlers.language.naming import place_and_title
from handlers.language.normalise import Folded
from handlers.language.sheet import Sheet, moment
from handlers.language.timing import Timing


@dataclass(frozen=True, slots=True)
class Notice:
    """What was told of an activity; None where nothing was. `more` is added to the remark; `without`
    names parts that were denied.
    """

    title: str | None = None
    place: str | None = None
    when: Timing | None = None
    seats: int | None = None
    bring: str | None = None
    remark: str | None = None
    more: str | None = None
    audience: Audience | None = None
    closes_at: datetime | None = None
    opens_at: datetime | None = None
    leave_until: datetime | None = None
    max_guests: int | None = None
    allows_overlap: bool | None = None
    min_heads: int | None = None
    cancels_when_short: bool | None = None
    without: frozenset[str] = frozenset()


_LABELS = {
    "title": "活动主题|活动名称|活动内容|活动项目|主题|标题|名称|内容|题目|项目|活动|title|what",
    "place": "活动地点|集合地点|活动地址|集合地|集中地点|地点|地址|位置|地方|place|where",
    "window": "报名时间|报名日期|报名起止",
    "when": "活动时间|活动日期|开始时间|时间|日期|time|when",
    "bring": "需带物品|自带物品|携带物品|自带工具|请自带|自带|请带|携带|自备|需带|带|bring",
    "remark": "活动备注|备注|活动说明|说明|注意事项|注意|温馨提示|提示|remarks?|notes?",
    "way": "报名方式|参与方式|方式",
    "stop": "名额|人数|限额|招募人数|活动人数|参加人数|报名截止时间|报名截止|截止时间|截止|seats",
    "other": "联系人|联系电话|联系方式|咨询电话|电话|参加对象|参与对象|活动对象|招募对象|对象|"
    "面向|主办单位|主办|承办单位|承办|协办|活动积分|志愿积分|积分|活动要求|要求|服装|着装|活动流程|流程|集合时间|"
    "发布人|负责人|奖品|活动费用|费用",
}
_LABEL = re.compile("|".join(f"(?P<{name}>{words})[:]" for name, words in _LABELS.items()))
_VALUE_END = re.compile(r"[\n;]")
_PIECE_END = re.compile(r"[\n;,!?]")
_BEGINS = re.compile("起|开始|开放")
_ENDS = re.compile("至|到|止|前")


def read_notice(words: Folded, now: datetime) -> Notice:
    """Read what was told of an activity; parts that were not told stay None."""
    sheet = Sheet(words, now)
    spoken = parts.take_remark(sheet)
    values, asides = _labelled(sheet)
    remark = _value(sheet, values.get("remark"), _VALUE_END) or spoken
    bring = _value(sheet, values.get("bring"), _VALUE_END) or parts.take_bring(sheet)
    more = [sheet.take(*aside).strip(" ，,。.;；") for aside in asides]
    audience = take_audience(sheet)
    opens, closes = _window(sheet, values.get("window"))
    leaving, closes = parts.take_leaving(sheet), closes or parts.take_closing(sheet)
    opens = opens or parts.take_opening(sheet)
    fewest, cancels = take_fewest(sheet), take_when_short(sheet)
    guests = parts.take_guests(sheet)
    seats, is_unlimited = parts.take_seats(sheet)
    when = _when(sheet, values.get("when"))
    if seats is None and not is_unlimited:
        seats = parts.take_last_number(sheet, has_hour=when is not None and when.has_hour)
    more += parts.take_asides(sheet)
    place = _value(sheet, values.get("place"), _PIECE_END)
    title = _value(sheet, values.get("title"), _PIECE_END)
    place, title = place_and_title(sheet, place, title)
    starts = when.start if when is not None else None
    return Notice(
        title=title,
        place=place,
        when=when,
        seats=seats,
        bring=bring,
        remark=remark,
        more="；".join(filter(None, more)) or None,
        audience=audience,
        closes_at=moment(closes, now, starts) if closes else None,
        opens_at=moment(opens, now, starts, time()) if opens else None,
        leave_until=moment(leaving, now, starts) if leaving else None,
        max_guests=guests,
        min_heads=fewest,
        cancels_when_short=cancels,
        without=frozenset({"seats"}) if is_unlimited else frozenset(),
    )


def _labelled(sheet: Sheet) -> tuple[dict[str, tuple[int, int]], list[tuple[int, int]]]:
    """Take the labels off; return where their values stand, and what has no place of its own."""
    labels = list(_LABEL.finditer(sheet.text))
    values: dict[str, tuple[int, int]] = {}
    asides = []
    for label, follower in zip_longest(labels, labels[1:]):
        name = label.lastgroup or "other"
        bound = _VALUE_END.search(sheet.text, label.end())
        end = min(
            bound.start() if bound else len(sheet.text),
            follower.start() if follower else len(sheet.text),
        )
        if name == "other":
            asides.append((label.start(), end))
        elif name == "way":
            # People sign up here, whatever the notice says.
            sheet.take(label.start(), end)
        elif name != "stop":
            sheet.take(*label.span())
            values.setdefault(name, (label.end(), end))
    return values, asides


def _window(sheet: Sheet, value: tuple[int, int] | None) -> tuple[Folded | None, Folded | None]:
    """Take off the labelled time of sign-ups: when they begin, when they end."""
    if value is None:
        return None, None
    said = sheet.left(*value)
    sheet.take(*value)
    first, _, last = said.text.partition("至")
    at = len(first)
    if "即日" in first:
        return None, said.part(at + 1)
    if last and Sheet(said.part(0, at), sheet.now).read_time() is not None:
        return said.part(0, at), said.part(at + 1)
    if _ENDS.search(said.text) and not _BEGINS.search(said.text):
        return None, said
    return said, None


def _when(sheet: Sheet, value: tuple[int, int] | None) -> Timing | None:
    if value is not None:
        when = sheet.take_time(*value)
        if when is not None:
            sheet.take(*value)
            return when
    return sheet.take_time()


def _value(sheet: Sheet, value: tuple[int, int] | None, ends: re.Pattern[str]) -> str | None:
    """Take a labelled value off, up to where something else begins."""
    if value is None:
        return None
    start = (
        value[0]
        + len(sheet.text[value[0] : value[1]])
        - len(sheet.text[value[0] : value[1]].lstrip())
    )
    end = ends.search(sheet.text, start, value[1])
    said = sheet.take(start, end.start() if end else value[1])
    return said.strip(" ，,。.;；") or None
