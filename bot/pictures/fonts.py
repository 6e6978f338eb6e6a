"""The typeface of pictures, in which every Chinese character stands."""

import unicodedata
from functools import cache
from pathlib import Path

import manimgx_fonts_cjk
from PIL import ImageFont

REGULAR, BOLD = 400, 700
# Which face of the collection has simplified forms.
_SIMPLIFIED = 2
# Drawn by no text font: emoji and other signs, and what joins or colours them.
_UNDRAWN = frozenset({"So", "Sk", "Cs", "Cf", "Cc", "Cn", "Co", "Mn", "Me"})


@cache
def font(size: int, weight: int = REGULAR) -> ImageFont.FreeTypeFont:
    """Return the typeface in a size in pixels."""
    path = Path(manimgx_fonts_cjk.__file__).with_name("NotoSansCJK-VF.otf.ttc")
    loaded = ImageFont.truetype(str(path), size, index=_SIMPLIFIED)
    loaded.set_variation_by_axes([weight])
    return loaded


def drawable(words: str) -> str:
    """Return words without what would come out as a box."""
    kept = (each for each in words if unicodedata.category(each) not in _UNDRAWN)
    return " ".join("".join(kept).split())


def wrap(words: str, face: ImageFont.FreeTypeFont, width: int) -> list[str]:
    """Break a line so that each part is at most so wide; words of letters stay whole if they fit."""
    lines: list[str] = []
    line = ""
    for piece in _pieces(words):
        if line and face.getlength(line + piece.rstrip()) > width:
            lines.append(line.rstrip())
            line = ""
        for each in [piece] if face.getlength(piece.rstrip()) <= width else piece:
            if line and face.getlength(line + each) > width:
                lines.append(line)
                line = ""
            line += each
    return [*lines, line.rstrip()] if line.strip() else lines


def _pieces(words: str) -> list[str]:
    """Split between Chinese characters, and behind blanks."""
    pieces: list[str] = []
    for each in words:
        is_glued = (
            pieces and each.isascii() and pieces[-1][-1:].isascii() and pieces[-1][-1:] != " "
        )
        # No line begins with what closes something.
        if is_glued or (pieces and each in "，。、；：！？）》”’,.;:!?)"):
            pieces[-1] += each
        else:
            pieces.append(each)
    return pieces
