"""Folding for recognition, with the way back to what was written.

Rules match the folded text; names, titles and free text are cut from the original, because
folding is lossy (OpenCC turns 陈乾 into 陈干).
"""

import unicodedata
from collections.abc import Sequence
from functools import cache, lru_cache

from opencc import OpenCC

from storage.records import record

# What NFKC leaves alone and Chinese notices use: the ratio sign as a colon, dashes of every
# length, the enclosing keycap of "1️⃣".
_ALSO = {
    "∶": ":",
    "：": ":",
    "—": "-",
    "–": "-",
    "－": "-",
    "〜": "~",
    "～": "~",
    "。": ".",
    "、": "、",
    "“": '"',
    "”": '"',
    "‘": "'",
    "’": "'",
    "\u20e3": "",
    "\r": "",
    "\u3000": " ",
    "〇": "〇",
}
# Format characters (zero width, bidi), surrogates, variation selectors and controls say nothing.
_SILENT = frozenset({"Cf", "Cc", "Cs", "Mn", "Me"})

# Zero width, bidi and controls, which in a title or a name would only deceive.
_HIDDEN = frozenset({"Cf", "Cc", "Cs"})
_JOINER = "\u200d"


@record
class Folded:
    """A text to match against, which knows where each character stood in the original.

    `offsets` has one entry more than `text`: the last is the end of the original part.
    """

    text: str
    original: str
    offsets: Sequence[int]

    def cut(self, start: int = 0, end: int | None = None) -> str:
        """Return the original words behind `text[start:end]`, trimmed, less what nobody sees."""
        stop = len(self.text) if end is None else end
        words = self.original[self.offsets[start] : self.offsets[stop]]
        if not words.isprintable():
            words = "".join(each for each in words if each.isspace() or _is_seen(each))
        return words.strip()

    def part(self, start: int = 0, end: int | None = None) -> "Folded":
        """Return `text[start:end]` as a text of its own, without blanks around it."""
        stop = len(self.text) if end is None else end
        while start < stop and self.text[start].isspace():
            start += 1
        while stop > start and self.text[stop - 1].isspace():
            stop -= 1
        return Folded(self.text[start:stop], self.original, self.offsets[start : stop + 1])


def _is_seen(character: str) -> bool:
    """Whether a character shows; what joins the parts of one emoji does."""
    return character == _JOINER or unicodedata.category(character) not in _HIDDEN


@lru_cache(256)
def fold(text: str) -> Folded:
    """Fold width, case, traditional forms and silent characters; blanks become spaces."""
    pieces = [_fold_character(character) for character in text]
    folded = "".join(pieces)
    if len(folded) == len(text) and all(pieces):
        return Folded(folded, text, range(len(text) + 1)).part()
    offsets = [at for at, piece in enumerate(pieces) for _ in piece]
    return Folded(folded, text, [*offsets, len(text)]).part()


@cache
def _simplify() -> OpenCC:
    return OpenCC("t2s")


@cache
def _fold_character(character: str) -> str:
    """Fold one character; unbounded cache, bounded by the characters people write."""
    if character in _ALSO:
        return _ALSO[character]
    if character == "\n":
        return "\n"
    if character == "\t":
        return " "
    if unicodedata.category(character) in _SILENT:
        return ""
    compatible = unicodedata.normalize("NFKC", character).casefold()
    simplified: str = _simplify().convert(compatible)
    return _ALSO.get(simplified, simplified)
