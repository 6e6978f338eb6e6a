"""Which activity is copied, and the words for when."""

import pytest

from handlers.language.copying import read_copy
from handlers.language.normalise import fold


@pytest.mark.parametrize(
    ("words", "number", "title", "when"),
    [
        ("3 到 下周六9点", 3, None, "下周六9点"),
        ("3到下周六9点", 3, None, "下周六9点"),
        ("3号活动 下周六", 3, None, "下周六"),
        ("3", 3, None, None),
        ("上次 清洁日 到 下周六 9点", None, "清洁日", "下周六 9点"),
        ("上次的清洁日到下周六9点到11点", None, "清洁日", "下周六9点到11点"),
        ("报到日 到 下周六9点", None, "报到日", "下周六9点"),
        ("“清洁日” 到 下周六", None, "清洁日", "下周六"),
        ("清洁日 下周六", None, "清洁日", "下周六"),
        ("清洁日", None, "清洁日", None),
        ("last Cleaning day to next Saturday 9am", None, "Cleaning day", "next Saturday 9am"),
    ],
)
def test_what_is_read(words: str, number: int | None, title: str | None, when: str | None) -> None:
    said = read_copy(fold(words))
    assert said is not None
    assert (said.number, said.title) == (number, title)
    assert (said.when.cut() if said.when else None) == when


def test_nothing_is_nothing() -> None:
    assert read_copy(fold("")) is None
