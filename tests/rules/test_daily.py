"""When something that happens every day happens next."""

from datetime import UTC, datetime, time

import pytest

from handlers.rules.daily import next_daily

NOW = datetime(2026, 11, 22, 10, 0, 30, tzinfo=UTC)


@pytest.mark.parametrize(
    ("at", "day"), [(time(18), 22), (time(10, 1), 22), (time(10), 23), (time(9), 23)]
)
def test_what_happens_daily_happens_next_after_now(at: time, day: int) -> None:
    assert next_daily(at, NOW) == datetime.combine(NOW.replace(day=day), at, UTC)
