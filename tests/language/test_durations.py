"""How long something lasts, as people write it."""

from datetime import timedelta

import pytest

from handlers.language.durations import read_duration
from handlers.language.normalise import fold


@pytest.mark.parametrize(
    ("words", "minutes"),
    [
        ("1小时", 60),
        ("１小時", 60),
        ("一个小时", 60),
        ("两小时", 120),
        ("半小时", 30),
        ("半个小时", 30),
        ("半个钟头", 30),
        ("一个半小时", 90),
        ("1.5小时", 90),
        ("45分钟", 45),
        ("一天", 1440),
        ("半天", 720),
        ("两天半", 3600),
        ("1h", 60),
        ("90 min", 90),
        ("2 hours", 120),
        ("很久", None),
        ("", None),
        ("1小时以后再说", None),
        ("99999999小时", None),
        ("小时", None),
    ],
)
def test_how_long(words: str, minutes: int | None) -> None:
    expected = None if minutes is None else timedelta(minutes=minutes)
    assert read_duration(fold(words)) == expected
