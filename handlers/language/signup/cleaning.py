"""Taking away what decorates a message and says nothing: emoji, stickers, the bot's name."""

import re
import unicodedata

from handlers.language.normalise import Folded

_STICKER = re.compile(r"\[(?!举手)[^\[\]\s]{1,8}\]")
_BOT = re.compile(r"@[^\s,!?@]*?(?:小呼|有呼|bot|机器人|小助手|助手|小助理)")
# Characters spaced out one by one (我 参 加), and the words that matter broken in two.
_SPACED = re.compile(
    r"(?:(?<=\s)|^)[\u4e00-\u9fff](?:[ ~·.]{1,3}[\u4e00-\u9fff]){2,}(?=\W|$)"
    r"|参\s+加|报\s+名(?!单|额|字)|取\s+消|接\s+龙|退\s+出"
)
_BETWEEN = frozenset(" ~·.")
_MEANT = frozenset("🙋🙌✋🤚+")
_SIGNS = str.maketrans({"➕": "+", "➖": "-", "﹢": "+", "﹣": "-"})
_PICTURES = frozenset({"So", "Sk"})


def clean(words: Folded) -> Folded:
    """Return the text with decoration blanked out and spaced-out characters drawn together."""
    text = words.text.translate(_SIGNS)
    for pattern in (_STICKER, _BOT):
        if "[" in text or "@" in text:
            text = pattern.sub(_blank, text)
    if not text.isascii():
        text = "".join(map(_plain, text))
    return _draw_together(Folded(text, words.original, words.offsets).part())


def _blank(match: re.Match[str]) -> str:
    return " " * len(match.group())


def _plain(character: str) -> str:
    if character < "\u2000" or "\u4e00" <= character <= "\u9fff" or character in _MEANT:
        return character
    return " " if unicodedata.category(character) in _PICTURES else character


def _draw_together(words: Folded) -> Folded:
    spaced = _SPACED.search(words.text)
    if spaced is None:
        return words
    kept = [
        at
        for at in range(len(words.text))
        if not (spaced.start() <= at < spaced.end() and words.text[at] in _BETWEEN)
    ]
    text = "".join(words.text[at] for at in kept)
    return Folded(text, words.original, [*(words.offsets[at] for at in kept), words.offsets[-1]])
