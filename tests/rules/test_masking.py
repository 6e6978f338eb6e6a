"""Names where not everybody may know them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from handlers.rules.masking import mask_name


@pytest.mark.parametrize(
    ("name", "masked"),
    [
        ("张三", "张*"),
        ("李小明", "李*明"),
        ("欧阳小明", "欧阳**"),
        ("欧阳锋", "欧阳*"),
        ("歐陽鋒", "歐陽*"),
        ("王阿姨", "王*姨"),
        ("王阿姨的妈妈", "王****妈"),
        ("Mary", "M***"),
        ("Al", "A***"),
        ("3号楼李四", "3***"),
        ("王", "*"),
        ("", "*"),
        ("  张三  ", "张*"),
    ],
)
def test_the_given_name_is_hidden(name: str, masked: str) -> None:
    assert mask_name(name) == masked


@given(st.text(st.characters(categories=["L"], include_characters="张三欧阳小明"), max_size=12))
def test_a_mask_hides_something_and_shows_at_most_two_characters(name: str) -> None:
    masked = mask_name(name)
    assert "*" in masked
    assert len(masked.replace("*", "")) <= 2
