"""Judging the shape of a row of slots: a sign-up, a withdrawal, or neither.

A shape has one letter a slot (see `Slot`), names and relatives alike, gaps taken out.
"""

import re

from handlers.language.signup.reading import Act


def _any(*shapes: str) -> re.Pattern[str]:
    return re.compile("|".join(f"(?:{shape})" for shape in shapes))


_SAME = str.maketrans({"Q": "K"})
# What changes nothing: politeness, particles, times and places, the activity, how and how gladly.
_NICE = "pzcbr"
_FILL = f"{_NICE}DdaYFNsiuvCShgl"

_SUBJECT = f"[{_FILL}B]*[IWKHL]*[{_FILL}IT]*"
# 孩子发烧 in 孩子发烧我去不了; 时间冲突了 in 时间冲突了去不了
_REASON = r"(?:[xKdpD]*x[xKdpDl]*(?=[IW]|(?<=l)[nJG]|(?<=Kx)(?:n|[JG]+w)))?"
_WITHDRAWN = re.compile(
    rf"{_REASON}{_SUBJECT}(?:"
    # 不去了, 不能参加活动, 不+1了
    r"n[siuvCdhBILK]*[JGP]+[aYFNdS]*[zlp]*[aYFN]*"
    # 去不了, 参加不来了
    r"|(?:B+K+)?[JG]+(?:w|(?<=J)nG)[zlp]*"
    # 取消报名 3, 把我的名额取消了, 报名取消一下
    r"|[RTISWKJaYlgdFNHpsiubDC]*[XV]+[lzgp]*[IWSJRaYFNgTzlKLpdHXVcbD]*"
    # -1
    r"|[IWH]?M"
    # 取消报名不去了, 名额让出来吧我去不了, 我不来了你们玩
    rf")(?:[{_NICE}DldaYFN]|(?<=[zlJ])n[JG]+|(?<=[zlp])[IW]*[JG]+w|(?<=[wGJ]l)o?x$)*"
)
# 取消活动, 活动取消了, 我把活动取消了 are an organiser's, or news; so is 孩子请假了.
_NEWS = re.compile(r"[ITpzd]*(?:X[zp]*a+|a+X)[zlpD]*|[^IWR]*K[^IWR]*V.*")

_ALLOWED = re.compile(r"[IWKJGATRHjPyBLmNFSaYdsiuvCpzglhEecbrD]*")
# One of these makes a sign-up…
_STRONG = _any(
    "J|P|E",
    r"A[zugHS]*R?[IWK]",  # 算我一个, 留个名额给我
    r"[IWK][siuz]*A[zp]*[HSj]|R[IWK][siuz]*A|T[IWK](?:L[IWK])*[siugS]*[AB]",  # 我也算一个, 把我也加上
    r"B[zug]*I",  # 带上我
)
# … or one of these: coming, and bringing somebody.
_COMES = _any(r"[IWK].*G", r"H[siu]*G", r"[BL][KH]*[siu]*G")
_BRINGS = re.compile(r"[IW][siu]*B+[KHj]")
# No trigger, and still worth a question: 2人, 我俩, 带2人, 和老伴, 我和老伴2人, 留一个, 还有我, 给个名额.
_HINTS = _any(
    r"S?K?[IW]?H+|[IW]?B+[KH]+|LK+|[IW](?:[BL]+K)+H+|[BL]Im?H+|K+L+[IW]H+",
    r"AH|HS|RI?S|vRIH|S?LI|[IW]{3,}|G{2,4}",
)
# What organisers, passers-by and reporters say with the same words.
_OF_OTHERS = _any(
    r"h[usizC]*[JG]|J.*h",  # 请报名, 参加请回复
    r"^[^IWKR]*[JG]g|Jg.|g[^JGAIW]*P",  # 参加的举手, 想去的+1
    r"^[^IWKR]*u[^IWKR]*Jl|^[^IWR]*K[^IWR]*Jl",  # 都报名了, 我妈参加了
    r"G[zl]*l|^[^IWKRH]*GJ",  # 来了, 来报名
    r"^[^IWKRBJ]*m",  # 一共20人报名
    r"[JGPHnw][IWdpzcr]*C|Kr[^,]*C",  # 老王去我就去, 我老公同意我就报名
    r"[IW][siu]*(?:GD|DG)",  # 我去开会了, 我加班到十点
    r"^[^IWKRB]*[uG][^IWKR]*Jz",  # 都来报名吧
)
# Without a speaker only the bare forms are sure: 今天报名, 立即报名, 活动报名, 报名吧 are an
# organiser's as well.
_BARE = re.compile(rf"[pzNF]*H*(?:J(?![zJG])|[PHyE])[pcbrNFYHPyKLm]*[{_NICE}]*")
_TWO_FACED = _any(
    "[vlejD]|Jg|AHRI",  # 打算参加, 我参加了, 给我一份, 有事 参加, 留一个给我
    r"[AB][zugHS]*R?[IW][siuGBATRhCa]",  # 带我去, 算我快
    r"^[pzcbr]+P",  # 收到+1, 支持+1 agree with anything
    r"^E[pz]*$",
    r"m(?!H)",
)
# Words that lead to somebody, and nobody there.
_DANGLING = _any(r"R(?![IWKR])(?!J+[^IW]*K)", r"^[^T]*[BL](?![KHjIWBL])", r"T(?![IWK])", "^LH")
_GUESTS = re.compile(r"[BL]+(?:[KHj]+|L)+|K+(?=L+I)")
_FOR_THEM = _any("R[IWsu]*K", "JHK", "RJ.*K")
# 周六我能去, 我和老伴一起去. Bare 我也去 may go anywhere, and 我去 is half an exclamation.
_PROMISED = _any("[daYFN].*[su].*G", "[su].*G.*[daYFN]", "[HBL].*[su].*G", "[su].*G.*[HBL]")

_CLEAR = re.compile(
    r"(?:x[pdazFYcr]*)?(?P<clear>[IW][^xktnwXoCf]*|A[IW][^xktnwXoCf]*|I?R[xdIWgpa]*K[^xktnwXoCf]*)"
)
# 给隔壁独居的刘奶奶报名: who it is for stays clear.
_DESCRIBED = re.compile(r"(?<=R)[xdIWgpa]+(?=K)")
_CLEARLY_COMES = re.compile("[IW].*[suBL].*G")


def core(shape: str) -> str:
    """Drop the gaps and read names and relatives alike."""
    return shape.translate(_SAME).replace(",", "")


def is_withdrawal(shape: str) -> bool:
    """Whether a shape says nothing but that somebody will not come."""
    return bool(_WITHDRAWN.fullmatch(shape)) and not _NEWS.fullmatch(shape)


def is_certain(shape: str) -> bool:
    """Whether a withdrawal is the speaker's own, or for somebody on purpose."""
    return not set("vxV") & set(shape) and not is_of_others(shape)


def plainness(shape: str) -> tuple[bool, bool]:
    """Order the withdrawals of a message: the certain ones last, the speaker's own after them."""
    return is_certain(shape), bool(set("IWR") & set(shape))


def is_of_others(shape: str) -> bool:
    """Whether a withdrawal speaks of somebody else only."""
    return "K" in shape and not set("IWR") & set(shape)


def judge_signup(shape: str) -> Act:
    """Judge a whole message: act on it, ask about it, or leave it."""
    if not _ALLOWED.fullmatch(shape) or _OF_OTHERS.search(shape):
        return Act.IGNORE
    if not (_STRONG.search(shape) or _COMES.search(shape) or _BRINGS.search(shape)):
        hint = re.sub("[pzdaYFcbr]", "", shape)
        return Act.ASK if _HINTS.fullmatch(hint) else Act.IGNORE
    return Act.ASK if _is_doubtful(shape) else Act.ACT


def is_clear(shape: str) -> bool:
    """Whether a clause beside other talk is a sign-up of its own: strong, and not 我去."""
    match = _CLEAR.fullmatch(shape)
    clear = _DESCRIBED.sub("", match["clear"] if match else shape)
    if judge_signup(clear) is Act.IGNORE:
        return False
    return bool(_STRONG.search(clear) or _CLEARLY_COMES.search(clear))


def _is_doubtful(shape: str) -> bool:
    """Whether a shape with a trigger may mean something else, or nobody knows whom."""
    if _TWO_FACED.search(shape):
        return True
    bare = re.sub("[pcbrdaYFNSyi]", "", shape)
    outside = _GUESTS.sub("", bare)
    if _DANGLING.search(bare):
        return True
    if "K" in outside and not _FOR_THEM.search(bare):
        return True
    if "W" in outside and not set("HBL") & set(bare):
        return True
    if not re.search("[IW]|R.*K|[BL][KH]", bare):
        return not _BARE.fullmatch(shape)
    return not (_STRONG.search(shape) or _BRINGS.search(shape) or _PROMISED.search(shape))
