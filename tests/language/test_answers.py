"""Yes and no, said alone."""

import pytest

from handlers.language.answers import yes_or_no
from handlers.language.normalise import fold


@pytest.mark.parametrize(
    ("words", "answer"),
    [
        ("确认", True),
        ("好的！", True),
        ("OK", True),
        ("取消", False),
        ("不是", False),
        ("也许", None),
    ],
)
def test_yes_and_no(words: str, answer: bool | None) -> None:  # noqa: FBT001
    assert yes_or_no(fold(words)) is answer
