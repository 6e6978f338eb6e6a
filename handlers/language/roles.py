"""The words for roles, and where a role stands in what was said."""

from dataclasses import dataclass

from handlers.language.normalise import Folded
from storage.types import Role

_WORDS = {
    "书记": Role.SECRETARY,
    "secretary": Role.SECRETARY,
    "社工": Role.SOCIAL_WORKER,
    "social worker": Role.SOCIAL_WORKER,
    "网格员": Role.GRID_WORKER,
    "网格长": Role.GRID_WORKER,
    "grid worker": Role.GRID_WORKER,
    "队长": Role.CAPTAIN,
    "captain": Role.CAPTAIN,
    "调解员": Role.MEDIATOR,
    "和事佬": Role.MEDIATOR,
    "mediator": Role.MEDIATOR,
    "审计员": Role.AUDITOR,
    "审计": Role.AUDITOR,
    "auditor": Role.AUDITOR,
}
# Longest first, so that 审计员 isn't read as 审计 with a name behind it.
_LONGEST_FIRST = sorted(_WORDS, key=len, reverse=True)
_LINKS = ("担任", "为", "做", "当", "是", "as ")


@dataclass(frozen=True, slots=True)
class RoleSaid:
    """A role, and the words about whom and where."""

    role: Role
    rest: Folded


def read_role(words: Folded) -> RoleSaid | None:
    """Read `社工 王芳 …` or `王芳 为 社工`; None when no role is named."""
    line = words.text
    for word in _LONGEST_FIRST:
        if line.startswith(word):
            return RoleSaid(_WORDS[word], words.part(len(word)))
    for word in _LONGEST_FIRST:
        if line.endswith(word):
            return RoleSaid(_WORDS[word], _without_link(words.part(0, len(line) - len(word))))
    return None


def _without_link(words: Folded) -> Folded:
    for link in _LINKS:
        stem = link.rstrip()
        if words.text.endswith(stem):
            return words.part(0, len(words.text) - len(stem))
    return words
