"""One activity to decide about."""

from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from storage.types import Activity, ActivityId, ActivityState, CommunityId, PersonId

NOW = datetime(2026, 11, 22, 10, tzinfo=ZoneInfo("Asia/Shanghai"))
START = datetime(2026, 11, 28, 9, tzinfo=ZoneInfo("Asia/Shanghai"))

CLEANING = Activity(
    id=ActivityId(1),
    community_id=CommunityId(1),
    number=3,
    title="环境整治",
    place="社区广场",
    starts_at=START,
    ends_at=START + timedelta(hours=2),
    seats=20,
    taken=0,
    waiting=0,
    bring=None,
    opens_at=None,
    closes_at=None,
    leave_until=None,
    max_guests=9,
    allows_overlap=False,
    is_quiet=False,
    state=ActivityState.OPEN,
    organiser_id=PersonId(1),
    revision=1,
)


def an_activity(**facts: Any) -> Activity:
    """Return the cleaning of Saturday with some of its facts changed."""
    return replace(CLEANING, **facts)
