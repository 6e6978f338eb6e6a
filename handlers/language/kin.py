"""What to call somebody's mother until she is named."""

import re

from handlers.language.names import KIN
from handlers.language.normalise import fold

_MINE = re.compile(r"(?:(?:我们?|俺们?|咱们?|自己)(?:家里?)?的?|家里的?)|my\s+")
_KIN = frozenset(KIN)
_ANYBODY = frozenset(
    ["他", "她", "它", "ta", "他们", "她们", "人家", "别人", "大家", "him", "her", "them"]
)
_SPOKEN = {"妈": "妈妈", "爸": "爸爸", "爷": "爷爷", "奶": "奶奶", "哥": "哥哥", "姐": "姐姐"}


def is_anybody(other: str) -> bool:
    """Whether the words name nobody by themselves: 他, 别人."""
    return fold(other).text in _ANYBODY


def called(other: str, speaker: str) -> str | None:
    """Return what 我妈 is called when `speaker` says it (王阿姨的妈妈); None for a name of its own."""
    words = fold(other)
    mine = _MINE.match(words.text)
    relation = words.part(mine.end() if mine else 0)
    if not relation.text or not (mine or relation.text in _KIN):
        return None
    if mine and mine[0].startswith("my"):
        return f"{speaker}'s {relation.cut()}"
    return f"{speaker}的{_SPOKEN.get(relation.text, relation.cut())}"
