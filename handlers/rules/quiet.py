"""The quiet hours of a community: what can wait is told when they are over."""

from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from storage.types import Community


def quiet_until(community: Community, now: datetime) -> datetime | None:
    """Return when the quiet hours end that it is now; None outside of them.

    They begin with `quiet_from` and are over at `quiet_until`; where both are the same there are
    none.
    """
    here = now.astimezone(ZoneInfo(community.timezone))
    begins, ends = community.quiet_from, community.quiet_until
    at = here.time()
    if begins < ends:
        is_quiet, is_next_day = begins <= at < ends, False
    else:
        is_quiet, is_next_day = begins != ends and (at >= begins or at < ends), at >= begins
    if not is_quiet:
        return None
    day = here.date() + timedelta(days=1) if is_next_day else here.date()
    return datetime.combine(day, ends, here.tzinfo)
