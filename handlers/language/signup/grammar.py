"""Judging the shape of a row of slots: a sign-up, a withdrawal, or neither."""

import re

from handlers.language.signup.reading import Act

# Shapes are read with names and relatives alike; gaps are taken out or kept on purpose.
_SAME = str.maketrans({"Q": "K"})

_FILL = "pzdaFNsuvCShgl"
_SUBJECT = f"[{_FILL}B]*[IWKHL]*[{_FILL}IT]*"
_NEGATED = r"n+[nsuvCdhBILK]*[JG]+[aFNdS]*[zlp]*(?:[aFN]*)"
_FAILED = r"[JG]+[JG]*w[zlp]*"
_QUIT = r"[RTISWKJalgdFNHpsu]*X+[lzgp]*[IWSJRaFNgTzlKQLpdHX]*"
_WITHDRAWN = re.compile(
    rf"{_SUBJECT}(?:{_NEGATED}|{_FAILED}|{_QUIT}|[IWH]?M)(?:[zlpdaFN]|(?:n+[JG]+))*"
)
_BARE_QUIT_OF_ACTIVITY = re.compile(r"[ITpzd]*(?:Xa+|a+X)[zlp]*")

_ALLOWED = re.compile(r"[IWKJGATRHjPyBLmNFSadsuvCpzglhEe]*")
_STRONG = re.compile(r"J|P|A[zugH]*(?:[IW]|K)|[IWK][suz]*A|T[IWK][sugS]*[AL]|[BL]I|E")
_GUESTS = re.compile(r"[BL]+(?:[KHj]+|L)+|K+(?=L+I)")
_ORGANISER = re.compile(
    # 请报名; 参加的举手; 都报名了; 来了
    r"h[uszC]*[JG]|^[^IWKR]*[JG]g|Jg.|^[^IWKR]*u[^IWKR]*Jl|G[zl]*l|g[^JGAIW]*P|^[^IWKRBJ]*m|[JGPHnw][IWdpz]*C"
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
        or ("G" in shape and bool(re.search("[IWK].*G|HG|[BL][KH]*[su]*G", shape)))
        or _brings(shape)
    )


def _brings(shape: str) -> bool:
    """我带1个小朋友: the speaker comes along with somebody."""
    return bool(re.search(r"[IW][su]*B+[KHj]", shape))


def _is_organising(shape: str) -> bool:
    return bool(_ORGANISER.search(shape))


def _judge_without_trigger(shape: str) -> Act:
    bare = re.sub("[pzdaF]", "", shape)
    if (
        re.fullmatch(r"S?K?[IW]?H+|[IW]?B+[KH]+|LK+|[IW](?:[BL]+K)+H+|AH|[IW]{3,}|G{1,4}|H?S", bare)
        and bare != ""
    ):
        return Act.ASK
    return Act.IGNORE


def _is_doubtful(shape: str) -> bool:
    bare = re.sub("[pdaFNSy]", "", shape)
    rest = _GUESTS.sub("", bare)
    if "v" in shape or "l" in shape or "e" in shape or re.fullmatch("[pz]*E+[pz]*", shape):
        return True
    if re.fullmatch(r"[BL]+[KH]+[G]*", bare):
        return True
    if "K" in rest and not re.search(r"R[IWsu]*K|JHK|RJ", bare):
        return True
    if "W" in rest and not re.search("[HP]|[BL]", bare):
        return True
    if re.search("^[^IWKR]*HG", bare):
        return True
    has_speaker = re.search("[IWHPKR]", bare)
    return not has_speaker and bool(re.search(r"[uz]", bare.replace("J", "", 1)))


_CLEAR_END = re.compile(r"(?:x[pdazF]*)?(?P<clear>[IW][^xktnwXkoCf]*)")


def is_clear(shape: str) -> bool:
    """Whether a clause beside other talk is a sign-up of its own: strong, and not 我去."""
    match = _CLEAR_END.fullmatch(shape)
    clear = match["clear"] if match else shape
    if judge_signup(clear) is Act.IGNORE:
        return False
    return bool(_STRONG.search(clear)) or bool(re.search("[IW].*[sudBL].*G", clear))


def is_certain(shape: str) -> bool:
    """Whether a withdrawal is the speaker's own, or for somebody on purpose."""
    return "v" not in shape and ("K" not in shape or bool(re.search("[IWR]", shape)))
