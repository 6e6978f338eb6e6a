"""Words that are nothing but an answer: yes, no, and what else closes a question."""

from handlers.language.normalise import Folded

YES = frozenset(
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
NO = frozenset(
    [
        "取消",
        "不",
        "不是",
        "不对",
        "不用",
        "不要",
        "否",
        "算了",
        "放弃",
        "no",
        "n",
        "cancel",
        "drop",
    ]
)
# Said to who asks for a favour, beside those.
_GLADLY = frozenset(["我可以", "我来", "我去", "方便", "没问题", "我能去"])
_SORRY = frozenset(["不方便", "不可以", "不行", "没空", "没时间", "去不了", "我不方便", "来不了"])
# Said where words are asked for: there are to be none.
NOTHING = frozenset(["取消", "无", "没有", "不要", "清空", "删除", "none", "nothing", "off"])
# With no question open these are no message to the bot.
BARE = YES | NO | {"留下", "不退", "不退了", "确认退出", "收到", "下一页", "decline", "stay"}
_AROUND = " .!~,，！。\"'「」『』"


def bare(words: Folded) -> str:
    """Return the words without what people put around an answer."""
    return words.text.removeprefix("/").strip(_AROUND)


def yes_or_no(words: Folded) -> bool | None:
    """Read an answer to a question of yes or no; None when it is neither."""
    said = bare(words)
    if said in YES:
        return True
    return False if said in NO else None


def gladly_or_not(words: Folded) -> bool | None:
    """Read an answer to who asks for a favour; None when it is neither yes nor no."""
    said = bare(words)
    if said in _GLADLY:
        return True
    return False if said in _SORRY else yes_or_no(words)
