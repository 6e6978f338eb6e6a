"""Whether a late daily list is still posted. It was due at six in the evening."""

from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from handlers.rules.daily import next_daily
from handlers.rules.upcoming import is_useful

ZONE = ZoneInfo("Asia/Shanghai")
DUE = datetime(2026, 11, 22, 18, tzinfo=ZONE)


@pytest.mark.parametrize(
    ("late", "expected"),
    [
        (timedelta(0), True),
        (timedelta(minutes=20), True),
        (timedelta(hours=2), True),
        (timedelta(hours=3, minutes=59), True),
        (timedelta(hours=4), False),
        (timedelta(hours=12, minutes=59), False),
        (timedelta(hours=13), True),
        (timedelta(days=3, hours=-5), True),
        (timedelta(days=3, minutes=-50), False),
    ],
)
def test_late(late: timedelta, expected: bool) -> None:  # noqa: FBT001
    now = DUE + late
    assert is_useful(DUE, now, next_daily(DUE.time(), now)) is expected


def test_on_time_the_hour_does_not_matter() -> None:
    at_night = DUE.replace(hour=23)
    assert is_useful(at_night, at_night, at_night + timedelta(days=1))
