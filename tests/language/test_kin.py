"""What somebody's relatives are called until they are named."""

import pytest

from handlers.language.kin import called


@pytest.mark.parametrize(
    ("other", "name"),
    [
        ("我妈", "王阿姨的妈妈"),
        ("我媽", "王阿姨的妈妈"),
        ("我家老伴", "王阿姨的老伴"),
        ("俺爹", "王阿姨的爹"),
        ("老伴", "王阿姨的老伴"),
        ("奶奶", "王阿姨的奶奶"),
        ("我邻居", "王阿姨的邻居"),
        ("my mom", "王阿姨's mom"),
        ("王奶奶", None),
        ("老张", None),
        ("李秀英", None),
        ("我", None),
    ],
)
def test_a_relative_is_called_after_who_speaks(other: str, name: str | None) -> None:
    assert called(other, "王阿姨") == name
