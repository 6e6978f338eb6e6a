"""Judging the shape of a row of slots: a sign-up, a withdrawal, or neither."""

import re

from handlers.language.signup.reading import Act

# Shapes are read with names and relatives alike; gaps are taken out or kept on purpose.
_SAME = str.maketrans({"Q": "K"})

_FILL = "pzdaYFNsiuvCShglcbr"
_SUBJECT = f"[{_FILL}B]*[IWKHL]*[{_FILL}IT]*"
_NEGATED = r"n[siuvCdhBILK]*[JGP]+[aYFNdS]*[zlp]*(?:[aYFN]*)"
_FAILED = r"[JG]+(?:w|(?<=J)nG)[zlp]*"
_QUIT = r"[RTISWKJaYlgdFNHpsiubC]*X+[lzgp]*[IWSJRaYFNgTzlKQLpdHXcb]*"
# 孩子发烧我去不了; 时间冲突了去不了
_REASON = r"(?:[xKdp]*x[xKdpl]*(?=[IW]|(?<=l)[nJG]))?"
_WITHDRAWN = re.compile(
    rf"{_REASON}{_SUBJECT}(?:{_NEGATED}|{_FAILED}|{_QUIT}|[IWH]?M)(?:[zlpdaYFNcbr]|(?:n+[JG]+))*"
)
_BARE_QUIT_OF_ACTIVITY = re.compile(r"[ITpzd]*(?:Xa+|a+X)[zlp]*")

_ALLOWED = re.compile(r"[IWKJGATRHjPyBLmNFSaYdsiuvCpzglhEecbr]*")
_STRONG = re.compile(r"J|P|A[zugHS]*R?(?:[IW]|K)|[IWK][siuz]*A|T[IWK][siugS]*[AB]|B[zug]*I|E")
_GUESTS = re.compile(r"[BL]+(?:[KHj]+|L)+|K+(?=L+I)")
_ORGANISER = re.compile(
    # 请报名; 参加的举手; 都报名了; 来了
    r"h[usizC]*[JG]|^[^IWKR]*[JG]g|Jg.|^[^IWKR]*u[^IWKR]*Jl|^[^IWR]*K[^IWR]*Jl|G[zl]*l|g[^JGAIW]*P|^[^IWKRBJ]*m|[JGPHnw][IWdpzcr]*C|J.*h|^[^IWKRB]*[uG][^IWKR]*Jz"
)


def core(shape: str) -> str:
    """Drop the gaps and read names and relatives alike."""
    return shape.translate(_SAME).replace(",", "")


def is_withdrawal(shape: str) -> bool:
    """Whether a shape without gaps says nothing but that somebody will not come."""
    return bool(_WITHDRAWN.fullmatch(shape)) and not _BARE_QUIT_OF_ACTIVITY.fullmatch(shape)


def judge_signup(shape: str) -> Act:
    """Judge a whole message, gaps out: act on it, ask about it, or leave it."""
    if not _ALLOWED.fullmatch(shape) or _is_organising(shape):
        return Act.IGNORE
    if not _has_trigger(shape):
        return _judge_without_trigger(shape)
    return Act.ASK if _is_doubtful(shape) else Act.ACT


def _has_trigger(shape: str) -> bool:
    return (
        bool(_STRONG.search(shape))
        or ("G" in shape and bool(re.search("[IWK].*G|H[siu]*G|[BL][KH]*[siu]*G", shape)))
        or _brings(shape)
    )


def _brings(shape: str) -> bool:
    """我带1个小朋友: the speaker comes along with somebody."""
    return bool(re.search(r"[IW][siu]*B+[KHj]", shape))


def _is_organising(shape: str) -> bool:
    return bool(_ORGANISER.search(shape))


def _judge_without_trigger(shape: str) -> Act:
    bare = re.sub("[pzdaYFcbr]", "", shape)
    if (
        re.fullmatch(
            r"S?K?[IW]?H+|[IW]?B+[KH]+|LK+|[IW](?:[BL]+K)+H+|AH|[IW]{3,}|G{2,4}|S?LI|H?S|RI?S|[BL]Im?H+|vRIH",
            bare,
        )
        and bare != ""
    ):
        return Act.ASK
    return Act.IGNORE


# No speaker: only the bare forms. 今天报名, 立即报名, 活动报名, 报名吧 are an organiser's as well.
_BARE = re.compile(r"[pzcbr]*[NF]*H*(?:J(?![zJG])|[PHyE])[pcbrNFYHPyKLm]*[pzcbr]*")
_AGREEING = re.compile(r"[pzc]*r[pzcbr]*P[pzcbr]*|E[pz]*")
_MAY_MEAN_OTHERWISE = re.compile("[vlej]|Jg|BIG|AHRI")
_PROMISED = re.compile("[su].*G")


def _is_doubtful(shape: str) -> bool:
    bare = re.sub("[pcbrdaYFNSyi]", "", shape)
    rest = _GUESTS.sub("", bare)
    if _MAY_MEAN_OTHERWISE.search(shape) or _AGREEING.fullmatch(shape):
        return True
    if "K" in rest and not re.search(r"R[IWsu]*K|JHK|RJ.*K", bare):
        return True
    if "W" in rest and not re.search("[HP]|[BL]", bare):
        return True
    if not re.search("[IW]|R.*K|[BL][KH]", bare):
        return not _BARE.fullmatch(shape)
    return not _STRONG.search(shape) and not _brings(shape) and not _PROMISED.search(shape)


# 给隔壁独居的刘奶奶报名: who it is for stays clear.
_FOR_SOMEBODY = re.compile(r"(?<=R)[xdIWg]+(?=K)")
_CLEAR_END = re.compile(
    r"(?:x[pdazFYcr]*)?(?P<clear>(?:A[IW][^xktnwXoCf]*|[IW][^xktnwXoCf]*|I?Rx*[^xktnwXoCf]*))"
)


def is_clear(shape: str) -> bool:
    """Whether a clause beside other talk is a sign-up of its own: strong, and not 我去."""
    match = _CLEAR_END.fullmatch(shape)
    clear = _FOR_SOMEBODY.sub("", match["clear"] if match else shape)
    if judge_signup(clear) is Act.IGNORE:
        return False
    return bool(_STRONG.search(clear)) or bool(re.search("[IW].*[suBL].*G", clear))


def is_of_others(shape: str) -> bool:
    """Whether a withdrawal speaks of somebody else only."""
    return "K" in shape and not re.search("[IWR]", shape)


def is_certain(shape: str) -> bool:
    """Whether a withdrawal is the speaker's own, or for somebody on purpose."""
    return not set("vx") & set(shape) and ("K" not in shape or bool(re.search("[IWR]", shape)))
