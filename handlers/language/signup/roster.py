"""Lines of a WeChat 接龙: 8. 刘敏 +1, or the whole list pasted."""

import re

from handlers.language.names import FULL, TITLED
from handlers.language.normalise import Folded
from handlers.language.signup.reading import Act, Meaning, SignupReading

_LINE = re.compile(
    rf"\s*[0-9]{{1,3}}\s*(?P<dot>[.、,:)]?)\s*(?P<name>{FULL}|[A-Za-z]{{2,15}})"
    r"\s*(?:(?P<join>报名|参加)|\+\s*(?P<more>[0-9]{1,2})|(?P<all>[0-9]{1,2})\s*(?:个|人|位)|带\s*(?P<with>[0-9]{1,2})\s*(?:个|人|位)?(?:孩子|小孩|娃|家属)?)?\s*"
)
# 张三+1 李四+1: several on one line.
_PERSON = rf"(?:{FULL}|{TITLED})"
_SEVERAL = re.compile(rf"(?:{_PERSON}\s*\+\s*[1-9](?![0-9])[\s,.;]*){{2,}}")
_EACH = re.compile(rf"(?P<name>{_PERSON})\s*\+\s*(?P<heads>[1-9])")
_HEAD = re.compile(r"\s*#?\s*接龙")
_ENTRY = re.compile(r"(?:^|\s)[0-9]{1,3}\s*[.、]\s*\S")


def read_roster(words: Folded) -> SignupReading | None:
    """Read one line of a list as its person, a pasted list as its heads; None when it is neither.

    A list is never acted on unasked: it is compared with the roster first.
    """
    if _HEAD.match(words.text):
        heads = len(_ENTRY.findall(words.text))
        return SignupReading(Meaning.SIGNUP, Act.ASK, size=heads) if heads else None
    line = _LINE.fullmatch(words.text)
    if line is None:
        return _read_several(words)
    size = int(line["all"] or 0) or 1 + int(line["more"] or line["with"] or 0)
    person = words.cut(line.start("name"), line.end("name"))
    return SignupReading(Meaning.SIGNUP, Act.ASK, size=size, other=person)


def _read_several(words: Folded) -> SignupReading | None:
    if "+" not in words.text or not _SEVERAL.fullmatch(words.text):
        return None
    people = list(_EACH.finditer(words.text))
    first, *others = (words.cut(*each.span("name")) for each in people)
    size = sum(int(each["heads"]) for each in people)
    return SignupReading(Meaning.SIGNUP, Act.ASK, size=size, other=first, companions=tuple(others))
