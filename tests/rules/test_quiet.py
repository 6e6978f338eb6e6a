"""The quiet hours, through the night and across midnight."""

from datetime import datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from handlers.rules.quiet import quiet_until
from storage.types import Community, CommunityId

ZONE = ZoneInfo("Asia/Shanghai")


def a_community(begins: time, ends: time) -> Community:
    return Community(CommunityId(1), "盐运西社区", "zh-Hans", ZONE.key, None, begins, ends)


NIGHT = a_community(time(22), time(7))
NOON = a_community(time(12), time(14))
NEVER = a_community(time(22), time(22))


def on(day: int, hour: int, minute: int = 0) -> datetime:
    return datetime(2026, 11, day, hour, minute, tzinfo=ZONE)


@pytest.mark.parametrize(
    ("community", "now", "ends"),
    [
        (NIGHT, on(22, 21, 59), None),
        (NIGHT, on(22, 22), on(23, 7)),
        (NIGHT, on(23, 0), on(23, 7)),
        (NIGHT, on(23, 6, 59), on(23, 7)),
        (NIGHT, on(23, 7), None),
        (NOON, on(22, 11, 59), None),
        (NOON, on(22, 12), on(22, 14)),
        (NOON, on(22, 14), None),
        (NEVER, on(22, 22), None),
        (NEVER, on(22, 3), None),
    ],
)
def test_they_end_in_the_morning(
    community: Community, now: datetime, ends: datetime | None
) -> None:
    assert quiet_until(community, now) == ends


def test_they_are_those_of_the_place_whatever_zone_the_clock_speaks() -> None:
    assert quiet_until(NIGHT, datetime.fromisoformat("2026-11-22T15:00+00:00")) == on(23, 7)


@given(st.times(), st.times(), st.integers(0, 525_600))
def test_they_end_within_a_day_and_then_it_is_not_quiet(
    begins: time, ends: time, minutes: int
) -> None:
    community, now = a_community(begins, ends), on(1, 0) + timedelta(minutes=minutes)
    until = quiet_until(community, now)
    if until is not None:
        assert now < until <= now + timedelta(days=1)
        assert quiet_until(community, until) is None
        assert quiet_until(community, until - timedelta(microseconds=1)) == until
