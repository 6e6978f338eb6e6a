"""When something is said before an activity begins, and until when it still helps.

What would fall into the quiet hours waits until they end, if that is at least USEFUL before the
start; otherwise it goes out AHEAD of them, the evening before. So the moment depends on nothing
but the activity and the community's hours, and is written down as a fact. With 22:00–07:00:

    start   day before        two hours before
    09:00   09:00             07:00
    08:00   08:00             07:00, where the quiet hours end
    06:00   07:00 that day    21:30 the evening before
    00:30   07:00 that day    21:30, three hours before
"""

from datetime import datetime, time, timedelta
from zoneinfo import ZoneInfo

from handlers.rules.quiet import quiet_until
from storage.types import Activity, ActivityState, Community

DAY = timedelta(hours=24)
SOON = timedelta(hours=2)
# What comes later than this before the start no longer helps.
USEFUL = timedelta(minutes=30)
AHEAD = timedelta(minutes=30)
# What comes later than this after its moment says so.
LATE = timedelta(minutes=2)
# How long the organiser has to say what becomes of an activity that is short of people, and how
# long before the start that is settled.
ANSWER = timedelta(hours=6)
SETTLED = timedelta(hours=1)


def is_ahead(activity: Activity, now: datetime) -> bool:
    """Whether an activity is to happen and hasn't begun."""
    is_on = activity.state in (ActivityState.OPEN, ActivityState.CLOSED)
    return is_on and now < activity.starts_at


def moment(community: Community, start: datetime, lead: timedelta) -> datetime:
    """Return when to say what is to be said `lead` before the start."""
    at = start - lead
    until = quiet_until(community, at)
    if until is None:
        return at
    return until if until <= start - USEFUL else _quiet_since(community, at) - AHEAD


def is_to_come(community: Community, start: datetime, lead: timedelta, now: datetime) -> bool:
    """Whether there is still time to say it: what is published later needs no such reminder."""
    return now < start - lead and now < moment(community, start, lead)


def held_until(community: Community, start: datetime, now: datetime) -> datetime | None:
    """Return when the quiet hours end that `now` lies in, None when it doesn't, or too late."""
    until = quiet_until(community, now)
    return until if until is not None and until <= start - USEFUL else None


def answer_by(community: Community, start: datetime, now: datetime) -> datetime:
    """Return until when the organiser, asked now, may say what becomes of a short activity.

    It is a full minute, as it is told. What then happens is told to people: not in the night, if there is time in the morning, or
    still in the evening.
    """
    latest = start - SETTLED
    end = min((now + ANSWER).replace(second=0, microsecond=0), latest)
    until = quiet_until(community, end)
    if until is None:
        return end
    if until <= latest:
        return until
    evening = _quiet_since(community, end)
    return evening if evening > now else end


def _quiet_since(community: Community, at: datetime) -> datetime:
    """Return when the quiet hours began that `at` lies in."""
    since: time = community.quiet_from
    here = at.astimezone(ZoneInfo(community.timezone))
    began = here.replace(hour=since.hour, minute=since.minute, second=0, microsecond=0)
    return began if began <= here else began - timedelta(days=1)
