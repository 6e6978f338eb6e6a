"""The hours in which nothing is pushed that can wait."""

from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from storage.types import Community


def quiet_until(community: Community, now: datetime) -> datetime | None:
    """Return when the quiet hours end that `now` lies in; None outside of them."""
    since, until = community.quiet_from, community.quiet_until
    here = now.astimezone(ZoneInfo(community.timezone))
    at = here.time()
    if since == until:
        return None
    is_quiet = since <= at < until if since < until else at >= since or at < until
    if not is_quiet:
        return None
    ends = here.replace(hour=until.hour, minute=until.minute, second=0, microsecond=0)
    return ends if ends > here else ends + timedelta(days=1)
