"""For which groups an activity is: 本群, 只发 院里, 所有群."""

import re
from dataclasses import dataclass

from handlers.language.sheet import Sheet

_HERE = re.compile(
    r"(?:只|仅|限|就)(?:限|在|发|到|对|面向)*(?:本群|这个群|此群)(?:内|里)?(?:的?(?:成员|居民|邻居|群友|人))?(?:可以|可)?(?:报名|参加|参与|有效)?"
    r"|(?:(?<=[\s,;.])|^)本群(?:内部?|里|活动|专属|报名)?(?=$|[\s,;.!])"
    r"|(?:for |in )?this group only|only (?:for |in )?this group"
)
_NAMED = re.compile(
    r"(?:(?:只|仅)发(?:到|在|给)?|\bonly to )\s*[\"「]?(?P<name>[^\s,;.!\"」]{1,20})[\"」]?"
)
_ALL = re.compile(
    r"(?:所有的?|全部|各个?|每个|全社区的?)群(?:里|都|也)*(?:可以|可|能)?(?:发|报名|参加|发布)?|(?:全社区|不限群|不限本群|都发)|(?:for |in )?all groups"
)


@dataclass(frozen=True, slots=True)
class Audience:
    """The group where it is said, the one of that `name`, or every group."""

    is_here: bool = False
    name: str | None = None


def take_audience(sheet: Sheet) -> Audience | None:
    """Take off that it is for one group."""
    found = _HERE.search(sheet.text)
    if found is not None:
        sheet.take(*found.span())
        return Audience(is_here=True)
    found = _NAMED.search(sheet.text)
    if found is None:
        return None
    name = sheet.words.cut(*found.span("name"))
    sheet.take(*found.span())
    return Audience(name=name)


def is_everybody(words: str) -> bool:
    """Whether the words say that it is for every group."""
    return _ALL.fullmatch(words.strip(" .!")) is not None
