"""Whether the daily list of what is coming up is still worth posting."""

from datetime import datetime, time, timedelta

# A list that comes late still helps, but not in the night, and not right before the next one.
LATE = timedelta(minutes=30)
MORNING = time(7)
NIGHT = time(22)
SOON = timedelta(hours=1)


def is_useful(due_at: datetime, now: datetime, following: datetime) -> bool:
    """Whether a list that was due then should be posted now; `now` is in the community's zone."""
    if now - due_at <= LATE:
        return True
    return MORNING <= now.time() < NIGHT and following - now > SOON
