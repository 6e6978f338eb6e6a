"""What may stand as a name that somebody typed."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from handlers.rules.naming import proper_name


@pytest.mark.parametrize(
    ("words", "name"),
    [
        ("盐运西社区", "盐运西社区"),
        ("  “盐运西社区”。 ", "盐运西社区"),
        ("盐运\u200b西社区", "盐运西社区"),
        ("Garden  Court", "Garden Court"),
        ("3号网格", "3号网格"),
        ("<社区名>", "社区名"),
        ("", None),
        ("123", None),
        ("🎉", None),
        ("\u200b\u2060", None),
        ("两行\n名字", None),
        ("一二三四五六七八九十一", None),
    ],
)
def test_a_name_has_letters_and_an_end(words: str, name: str | None) -> None:
    longest = 10 if words.startswith("一二") else 20
    assert proper_name(words, longest) == name


@given(st.text())
def test_a_name_is_visible_and_short(words: str) -> None:
    name = proper_name(words, 20)
    assert name is None or (0 < len(name) <= 20 and name == proper_name(name, 20))
