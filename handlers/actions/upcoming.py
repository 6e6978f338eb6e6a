"""What is coming up, and the list of it that each community gets once a day."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from handlers.actions import cards, posting
from handlers.actions.activities import FAR
from handlers.actions.groups import schedule_upcoming
from handlers.message import Lines, Reply, Text, text
from handlers.rules.activities import LONGEST, is_over
from handlers.rules.daily import next_daily
from handlers.rules.upcoming import is_useful
from storage.store import Store
from storage.types import Activity, ActivityState, Community, CommunityId, Due

AHEAD = timedelta(days=7)
# Lines of one list; what is further ahead is found by its day.
LINES = 20


def upcoming_due(store: Store, due: Due, now: datetime) -> None:
    """Post the next seven days into the community's groups; nothing when nothing is coming up."""
    community = store.communities.get(CommunityId(due.subject_id))
    if community.upcoming_at is None:
        store.due.skip(due, "switched off")
        return
    here = now.astimezone(ZoneInfo(community.timezone))
    if is_useful(due.due_at, here, next_daily(community.upcoming_at, here)):
        _post(store, community, now)
    else:
        store.due.skip(due, "it was night, or the next list was near")
    schedule_upcoming(store, community, now)


def coming(store: Store, community: CommunityId, now: datetime) -> list[Activity]:
    """Return what is still to begin, the next first, one more than a list has lines."""
    return within(store, community, now, now + FAR)


def current(store: Store, community: CommunityId, now: datetime) -> list[Activity]:
    """Return what has begun and isn't over, then what is coming."""
    begun = within(store, community, now - LONGEST, now)
    return [each for each in begun if not is_over(each, now)] + coming(store, community, now)


def within(
    store: Store, community: CommunityId, since: datetime, until: datetime
) -> list[Activity]:
    """Return what begins in [since, until), the next first, one more than a list has lines."""
    return store.activities.between(community, since, until, LINES + 1)


def listed(title: Text, activities: Sequence[Activity], now: datetime) -> Lines:
    """Word a list of activities, one a line."""
    more = text("activities-more") if len(activities) > LINES else Lines(())
    return Lines((title, *(cards.line(each, now) for each in activities[:LINES]), more))


def offered(title: Text, activities: Sequence[Activity], now: datetime) -> Lines:
    """Word such a list, and how to sign up when that can be done."""
    is_open = any(each.state is ActivityState.OPEN and each.starts_at > now for each in activities)
    hint = text("upcoming-hint") if is_open else Lines(())
    return Lines((listed(title, activities, now), hint))


def _post(store: Store, community: Community, now: datetime) -> None:
    ahead = store.activities.between(community.id, now, now + AHEAD, 2 * LINES)
    shown = [each for each in ahead if not each.is_quiet]
    if not shown:
        return
    for chat in store.chats.groups(community.id):
        here = [each for each in shown if each.group_id in (None, chat.id)]
        if here and (chat.muted_until is None or chat.muted_until <= now):
            said = offered(text("upcoming-title"), here, now)
            posting.post(store, chat.id, Reply(said), now)
