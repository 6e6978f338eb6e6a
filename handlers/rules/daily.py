"""When something that happens every day happens next."""

from datetime import datetime, time, timedelta


def next_daily(at: time, now: datetime) -> datetime:
    """Return the first moment after `now` at that time of day, in the zone of `now`."""
    today = now.replace(hour=at.hour, minute=at.minute, second=0, microsecond=0)
    return today if today > now else today + timedelta(days=1)
