"""Chinese and Arabic numbers as people write them: 20, 二十, 两百零五, 廿八, 〇."""

import re

_DIGITS = {
    **{character: value for value, character in enumerate("零一二三四五六七八九")},
    "〇": 0,
    "两": 2,
    "俩": 2,
    "仨": 3,
    "壹": 1,
    "贰": 2,
    "叁": 3,
    "肆": 4,
    "伍": 5,
    "陆": 6,
    "柒": 7,
    "捌": 8,
    "玖": 9,
}
_UNITS = {"十": 10, "拾": 10, "百": 100, "佰": 100, "千": 1000, "仟": 1000}
_TENS = {"廿": 20, "卅": 30}

# A character class of everything `number` reads, for building patterns.
CHARACTERS = "0-9" + "".join((*_DIGITS, *_UNITS, *_TENS)) + "万"
NUMBER = f"(?:[0-9]+|[{CHARACTERS[3:]}]+)"
_WELL_FORMED = re.compile(NUMBER)


def number(text: str) -> int | None:
    """Read one folded number token; None when it is not a number.

    A run of digits without units is read digit by digit (二〇二六 is 2026).
    """
    if not _WELL_FORMED.fullmatch(text):
        return None
    if text.isdecimal() and text.isascii():
        return int(text)
    if all(character in _DIGITS for character in text):
        return int("".join(str(_DIGITS[character]) for character in text))
    if "万" in text:
        head, _, tail = text.partition("万")
        return (_below_ten_thousand(head) or 1) * 10_000 + (
            _below_ten_thousand(tail) if tail else 0
        )
    return _below_ten_thousand(text)


def _below_ten_thousand(text: str) -> int:
    total, digit = 0, 0
    for character in text:
        if character in _UNITS:
            total += (digit or 1) * _UNITS[character]
            digit = 0
        elif character in _TENS:
            total += _TENS[character]
        else:
            digit = _DIGITS[character]
    return total + digit
