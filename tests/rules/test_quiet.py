"""The hours in which nothing is pushed."""

from dataclasses import replace
from datetime import datetime, time
from zoneinfo import ZoneInfo

import pytest

from handlers.rules.quiet import quiet_until
from storage.types import Community, CommunityId

ZONE = ZoneInfo("Asia/Shanghai")
HOME = Community(CommunityId(1), "盐运西社区", "zh-Hans", "Asia/Shanghai", None)
NAP = replace(HOME, quiet_from=time(12, 30), quiet_until=time(14))
NEVER = replace(HOME, quiet_from=time(22), quiet_until=time(22))


@pytest.mark.parametrize(
    ("home", "now", "until"),
    [
        (HOME, "2026-11-22T21:59", None),
        (HOME, "2026-11-22T22:00", "2026-11-23T07:00"),
        (HOME, "2026-11-22T23:59", "2026-11-23T07:00"),
        (HOME, "2026-11-23T00:00", "2026-11-23T07:00"),
        (HOME, "2026-11-23T06:59", "2026-11-23T07:00"),
        (HOME, "2026-11-23T07:00", None),
        (NAP, "2026-11-22T12:29", None),
        (NAP, "2026-11-22T13:00", "2026-11-22T14:00"),
        (NAP, "2026-11-22T14:00", None),
        (NEVER, "2026-11-22T22:00", None),
    ],
)
def test_until(home: Community, now: str, until: str | None) -> None:
    expected = datetime.fromisoformat(until).replace(tzinfo=ZONE) if until else None
    assert quiet_until(home, datetime.fromisoformat(now).replace(tzinfo=ZONE)) == expected
