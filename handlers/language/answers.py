"""Yes and no, said alone."""

from handlers.language.normalise import Folded

_YES = frozenset(
    [
        "确认",
        "确定",
        "是",
        "是的",
        "对",
        "对的",
        "好",
        "好的",
        "可以",
        "行",
        "嗯",
        "没错",
        "yes",
        "y",
        "ok",
        "confirm",
    ]
)
_NO = frozenset(["取消", "不", "不是", "不对", "不用", "不要", "否", "算了", "no", "n", "cancel"])
_AROUND = " .!~,，！。"


def is_yes(words: Folded) -> bool:
    return words.text.strip(_AROUND) in _YES


def is_no(words: Folded) -> bool:
    return words.text.strip(_AROUND) in _NO


def yes_or_no(words: Folded) -> bool | None:
    """Read an answer to a question of yes or no; None when it is neither."""
    if is_yes(words):
        return True
    return False if is_no(words) else None
