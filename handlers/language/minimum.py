"""How many must come for an activity to take place, and what happens when fewer do."""

import re
from dataclasses import dataclass

from handlers.language.numerals import NUMBER, number
from handlers.language.sheet import Sheet

_HEADS = "(?:个人|人|名|位|个)"
_HAPPENS = "(?:(?:就|才|方可|方能|即可)?(?:成行|成团|开班|开课|开办|举办|举行|开展|出发|开始|办))"
_FEWEST = re.compile(
    rf"(?:最少|至少|起码|不少于|不低于|满)(?:要|需要?|得|有|为|是)*[:\s]*(?P<least>{NUMBER})\s*{_HEADS}"
    rf"(?:以上|参加|报名)*{_HAPPENS}?(?![岁\d])"
    rf"|(?:最少|最低|成行|成团|开班)(?:成行|参加|参与)?(?:人数)(?:改为|改成|为|是|:|\s)*(?P<fewest>{NUMBER})\s*{_HEADS}?(?![岁\d])"
    rf"|(?P<enough>{NUMBER})\s*{_HEADS}(?:以上)?(?:成行|成团|开班|起办)"
    r"|(?:at least|min(?:imum)?)(?: of)?\s*:?\s*(?P<english>\d+)(?:\s*(?:people|persons))?\b"
)
_SHORT = (
    r"(?:人(?:数|手)?(?:不够|不足|不满|少了|太少)|不够(?:人(?:数)?)?|不足(?:人数)?|凑不够人?)"
    r"(?:的话|时)?[,\s]*"
)
_WHEN_SHORT = re.compile(
    rf"{_SHORT}(?:(?P<off>(?:就|则|便|自动)*取消(?:活动)?)|(?:也|还|照样|仍|仍然|就|都)*(?:照办|办|照常(?:进行|举行)?|进行|举行|不取消|保留))"
    r"|(?P<cancels>cancel (?:it )?(?:if|when) (?:too few|short))|keep (?:it )?(?:if|when) (?:too few|short)"
)
_ANY = re.compile(
    r"(?:最少|最低|至少)(?:人数)?不限|(?:不设|不要|去掉|取消|没有)(?:最少|最低)人数(?:限制)?|几个人都(?:行|可以|办)|no minimum"
)
_NONE = re.compile("不限.*|没有|无|取消|几个人都(?:行|可以|办)|none|any")
_COUNT = re.compile(rf"(?:到|为|成|改|:|\s)*(?P<count>{NUMBER})\s*{_HEADS}?(?:成行|以上|起)?")


def take_fewest(sheet: Sheet) -> int | None:
    """Take off how many must come at least."""
    found = _FEWEST.search(sheet.text)
    if found is None:
        return None
    sheet.take(*found.span())
    said = found["least"] or found["fewest"] or found["enough"] or found["english"]
    return number(said) or 0


def take_when_short(sheet: Sheet) -> bool | None:
    """Take off whether fewer mean that it is cancelled, when the organiser doesn't answer."""
    found = _WHEN_SHORT.search(sheet.text)
    if found is None:
        return None
    sheet.take(*found.span())
    return bool(found["off"] or found["cancels"])


def is_any_number(words: str) -> bool:
    """Whether the words say that it takes place however many come."""
    return _ANY.fullmatch(words) is not None


@dataclass(frozen=True, slots=True)
class Minimum:
    """How many must come, None for any number; `cancels` as far as it was said."""

    heads: int | None
    cancels: bool | None


def read_minimum(words: str) -> Minimum | None:
    """Read what follows an activity's number: 8, 8人, 不限, 8人 人不够就取消."""
    short = _WHEN_SHORT.search(words)
    cancels = bool(short["off"] or short["cancels"]) if short else None
    rest = (words[: short.start()] + words[short.end() :] if short else words).strip(" ,.;!")
    if _NONE.fullmatch(rest):
        return Minimum(None, cancels)
    found = _COUNT.fullmatch(rest)
    return Minimum(number(found["count"]) or 0, cancels) if found is not None else None
