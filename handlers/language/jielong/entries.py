"""Who stands on a line of a list, and how many they are: 3栋 王阿姨 带1人 13900000000."""

import re
from dataclasses import dataclass

from handlers.language.jielong.values import Entry
from handlers.language.names import FULL, read_name, split_names
from handlers.language.normalise import Folded, fold
from handlers.language.numerals import NUMBER, number

# More heads than this nobody means.
MOST = 20
_LONGEST_NAME = 14
_LONGEST_REMARK = 60
_SHORT = 3
# A, AA: put before a nickname so that it stands at the top of everybody's contacts.
_PREFIX = 2

# Telephone and identity numbers: dropped before anything else is read.
_PHONE = re.compile(
    r"(?:(?:电话|手机号?码?|联系电话|联系方式|tel|phone|mobile)\s*[:.]?\s*)?"
    r"(?<![0-9])(?:\+?86[\s-]?)?(?:1[3-9][0-9](?:[\s-]?[0-9]{4}){2}|0[0-9]{2,3}[\s-]?[0-9]{7,8}|[0-9]{17}[0-9x]|[0-9]{7,12})(?![0-9])"
)
_OUT = re.compile(
    r"[(\[]?(?:已?取消(?:报名|接龙)?|已?退出|不去了|请假|来不了了?|去不了了?|有事不去|作废|删除|❌|✖)[)\]]?"
)
_EXAMPLE = re.compile(r"(?:举?例(?:如|子)?|示例|样例|格式|模板|example|e\.g)(?=[\s.:,]|$)")
_BLANK = re.compile(r"[\s.,:;、_/\\-]*(?:空|空缺|待定|暂无|无|虚位以待|等你来?)?[\s.,:;、_/\\-]*")
_HOME = (
    r"(?:[0-9一二三四五六七八九十a-z]{1,4}(?:号楼|栋|幢|座|单元|号院|区|期|楼|层|弄|巷|室|门)[-\s]*)+(?:[0-9]{1,4}(?:室|号|户)?)?"
    r"|[0-9]{1,3}(?:[-#][0-9]{1,4}){1,3}|[0-9]{1,2}#[0-9]{0,4}"
)
_SIGN_BEFORE = re.compile(rf"\s*[(\[]?\s*(?P<sign>{_HOME})\s*[)\]]?\s*的?[\s,:、_/-]*(?=\S)")
_SIGN_BEHIND = re.compile(rf"[\s,、(\[/-]+(?P<sign>{_HOME})\s*[)\]]?(?=[\s,;)]|$)")
_WHO = r"(?:个|位|名)?(?:人|大人|孩子|小孩|娃|家属|家人|朋友|老人|邻居|小朋友)?"
_MORE = (
    re.compile(
        rf"[(\[,，、]?\s*(?:另|还|再)?(?:带|携|加|外加)\s*(?P<more>{NUMBER})\s*{_WHO}\s*[)\]]?"
    ),
    re.compile(rf"[(\[]?\s*\+\s*(?P<more>[0-9]{{1,2}})(?![0-9])\s*{_WHO}\s*[)\]]?"),
)
_BIG_AND_SMALL = re.compile(rf"[(\[]?(?P<big>{NUMBER})大(?P<small>{NUMBER})小[)\]]?")
_FAMILY = re.compile(rf"[(\[]?(?:一家|全家)(?P<all>{NUMBER})口?[)\]]?")
_COUPLE = re.compile(
    r"[(\[]?(?:夫妻|夫妇|两口子|俩口子|父子|母子|母女|父女|姐妹)(?:俩|二人|两人|2人)?[)\]]?"
)
_ALL = re.compile(
    rf"[(\[,:*x×]*\s*(?:一?共|总共|合计|计)?\s*(?P<all>{NUMBER})\s*(?:个人|人|位|名|份|个)(?:参加|报名)?\s*[)\]]?(?=$|[\s,;.)])"
    r"|\s*[x×*]\s*(?P<times>[0-9]{1,2})(?=$|[\s,;.)])"
)
# A figure at the very end counts heads, too: 李四 2, 王五(2).
_LAST = re.compile(r"[\s:,(\[]+(?P<all>[0-9]{1,2})\s*[)\]]?\s*$")
_KIN = "老公|老婆|老伴|爱人|媳妇|先生|太太|孩子|小孩|娃|儿子|女儿|孙子|孙女|爸爸?|妈妈?|父亲|母亲|宝宝|家属|朋友|闺蜜|邻居"
_WITH = re.compile(
    rf"[(\[,]?\s*(?:带着?|携|和|跟|与|[+＋&])\s*(?:一个|1个|个)?(?P<kin>{_KIN})\s*[)\]]?(?=$|[\s,;.)])"
)
_NAMED = re.compile(r"\s*(?:[+&、和与跟]|带)\s*(?P<names>[^\s()\[\],;]+)")
_IN_BRACKETS = re.compile(r"[(\[（【](?P<what>[^()\[\]]*)[)\]）】]")
_JOINS = re.compile(
    r"^(?:我?(?:报名|参加|接龙)|我来)\s*[:：,，]?\s*|[\s,:，：]*(?:报名|参加|接龙|已报|来|去)[\s.!]*$"
)
_GAP = re.compile(r"[\s,;:、/|_-]+")
_FULL = re.compile(FULL)
# Whose words these are is nobody's guess: 李四代张三, 谁有空, 几点集合?
_TALK = re.compile(
    r"[?!]|[代替帮](?=\S)(?<!^[代替帮])|谁|什么|怎么|几点|请|大家|谢谢|通知|截止|记得|注意"
)
_SEEN = re.compile(r"\w")


@dataclass(frozen=True, slots=True)
class _Party:
    size: int | None = None
    companions: tuple[str, ...] = ()


def clean(line: str) -> str:
    """Return a line without telephone and identity numbers, its blanks joined."""
    words = fold(line)
    kept, at = [], 0
    for found in _PHONE.finditer(words.text):
        kept.append(words.cut(at, found.start()))
        at = found.end()
    kept.append(words.cut(at))
    return " ".join(" ".join(kept).split())


def is_example(words: Folded) -> bool:
    """Whether a line only shows how one writes: 例 张三 1人."""
    return _EXAMPLE.match(words.text.lstrip("(【[ ")) is not None


def is_blank(words: Folded) -> bool:
    """Whether nobody stands on the line."""
    return _BLANK.fullmatch(words.text) is not None


def is_out(words: Folded) -> bool:
    """Whether who stood on the line has struck themselves out."""
    return _OUT.search(words.text) is not None


def read_rest(line: str) -> Entry | None:
    """Read what stands behind the number; None when nobody can be sure who that is."""
    said = clean(line)
    if not said:
        return None
    rest, sign = _take_sign(fold(said))
    rest, remarks = _take_brackets(rest)
    party, rest = _take_party(rest)
    name, more = _split_name(_JOINS.sub("", rest))
    name = name.strip(" .,:;、，：。-*·~")
    if party is None or not _is_name(name) or _names_another(more):
        return None
    remark = " ".join(filter(None, (*remarks, more)))[:_LONGEST_REMARK]
    return Entry(name, said, party.size, party.companions, sign, remark)


def _take_sign(words: Folded) -> tuple[str, str]:
    """Take off where somebody lives, in front of the name or behind it."""
    found = _SIGN_BEFORE.match(words.text)
    if found is not None and found.end() < len(words.text):
        return words.cut(found.end()), _joined(words.cut(*found.span("sign")))
    found = _SIGN_BEHIND.search(words.text)
    if found is None or found.start() == 0:
        return words.cut(), ""
    rest = f"{words.cut(0, found.start())} {words.cut(found.end())}".strip()
    return rest, _joined(words.cut(*found.span("sign")))


def _take_brackets(rest: str) -> tuple[str, list[str]]:
    """Take off remarks in brackets; what counts heads stays."""
    remarks = []
    for found in _IN_BRACKETS.finditer(rest):
        what = found["what"].strip()
        if _count(fold(found[0])) is None and not _NAMED.match(fold(what).text):
            remarks.append(what)
            rest = rest.replace(found[0], " ", 1)
    return rest.strip(), remarks


def _take_party(rest: str) -> tuple[_Party | None, str]:
    """Take off how many come; None for a number that nobody means."""
    words = fold(rest)
    found = _count(words)
    if found is None:
        return _take_companions(words)
    size, (start, end) = found
    if start == 0 or not 1 <= size <= MOST:
        return None, rest
    return _Party(size), f"{words.cut(0, start)} {words.cut(end)}".strip()


def _take_companions(words: Folded) -> tuple[_Party | None, str]:
    """Take off who comes along by name: 张三+李四, 张三、李四."""
    named = _FULL.match(words.text)
    found = _NAMED.match(words.text, named.end()) if named is not None else None
    if found is None:
        return _Party(), words.cut()
    names = split_names(words.part(*found.span("names")))
    if not names or read_name(fold(names[0])) is None:
        return _Party(), words.cut()
    rest = f"{words.cut(0, found.start())} {words.cut(found.end())}"
    return _Party(1 + len(names), names), rest.strip()


def _count(words: Folded) -> tuple[int, tuple[int, int]] | None:
    """Find how many heads a line counts, and where it says so."""
    text = words.text
    if found := _BIG_AND_SMALL.search(text):
        return _number(found["big"]) + _number(found["small"]), found.span()
    for pattern in _MORE:
        if found := pattern.search(text):
            return 1 + _number(found["more"]), found.span()
    if found := _FAMILY.search(text):
        return _number(found["all"]), found.span()
    if found := _ALL.search(text):
        return _number(found["all"] or found["times"]), found.span()
    if found := _WITH.search(text) or _COUPLE.search(text):
        return 2, found.span()
    if found := _LAST.search(text):
        return _number(found["all"]), found.span()
    return None


def _number(said: str) -> int:
    return number(said) or 0


def _split_name(rest: str) -> tuple[str, str]:
    """Split 张三 靠窗 into the name and the rest; Linda Wang and 张 三 are one name."""
    pieces = [each for each in _GAP.split(rest) if each]
    if len(pieces) < 2:  # noqa: PLR2004 there is nothing to split
        return (pieces[0] if pieces else ""), ""
    first, second, *others = pieces
    if first.isascii() and len(first) <= _PREFIX and not second.isascii():
        return f"{first} {second}", " ".join(others)
    if len(first) == 1 and len(second) <= 2:  # noqa: PLR2004 张 三, A 王磊
        return first + second, " ".join(others)
    latin = [each for each in pieces if each.isascii() and each.isalpha()]
    if latin == pieces[: len(latin)] and latin:
        return " ".join(latin), " ".join(pieces[len(latin) :])
    return first, " ".join((second, *others))


def _is_name(name: str) -> bool:
    """Whether something may stand on a list as a name: in a 接龙 that is any nickname."""
    if not 0 < len(name) <= _LONGEST_NAME or not _SEEN.search(name):
        return False
    return not name.isdecimal() and _TALK.search(fold(name).text) is None


def _names_another(rest: str) -> bool:
    """Whether a second person seems to stand on the line."""
    first = rest.split(" ", 1)[0] if rest else ""
    return bool(first) and len(first) <= _SHORT and _FULL.fullmatch(first) is not None


def _joined(sign: str) -> str:
    return "".join(sign.split())
