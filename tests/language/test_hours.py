"""An hour of the day, as people write it."""

from datetime import time

import pytest

from handlers.language.hours import read_hour
from handlers.language.normalise import fold


@pytest.mark.parametrize(
    ("words", "hour"),
    [
        ("每天18:00", time(18)),
        ("每天 ９∶３０", time(9, 30)),
        ("每日晚上七点半", time(19, 30)),
        ("下午6点", time(18)),
        ("早上8点15分", time(8, 15)),
        ("中午12点", time(12)),
        ("18点整", time(18)),
        ("daily at 9:00", time(9)),
        ("每天25点", None),
        ("每天9:75", None),
        ("每天", None),
        ("9", None),
        ("每天18:00发通知", None),
    ],
)
def test_what_hour(words: str, hour: time | None) -> None:
    assert read_hour(fold(words)) == hour
