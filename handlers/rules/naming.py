"""What may stand as a name that somebody typed: of a community, a unit, a person."""

import unicodedata

_SILENT = frozenset({"Cc", "Cf", "Cs", "Co", "Cn"})
_AROUND = " \t\u3000.,:;，。：；、\"'“”‘’「」『』《》〈〉<>【】[]()（）@＠"


def proper_name(words: str, longest: int) -> str | None:
    """Return the name without what surrounds it; None when it is no name or too long.

    A name has at least one letter or Chinese character: digits, signs and emoji alone are none.
    """
    lines = words.strip().splitlines()
    if len(lines) != 1:
        return None
    visible = "".join(
        character for character in lines[0] if unicodedata.category(character) not in _SILENT
    )
    name = " ".join(visible.split()).strip(_AROUND)
    if len(name) > longest or not any(character.isalpha() for character in name):
        return None
    return name
