"""How the bot behaves in a group, and what a community has set."""

from datetime import datetime, time, timedelta
from zoneinfo import ZoneInfo

from handlers.actions.authority import require_secretary, require_staff
from handlers.errors import UserError
from handlers.rules.daily import next_daily
from storage.store import Store
from storage.types import Chat, Community, DueKind, Person

MOST_OTHERS = 50
LONGEST_MUTE = timedelta(days=7)


def mute(store: Store, chat: Chat, person: Person, lasting: timedelta, now: datetime) -> datetime:
    """Keep the bot from starting to speak in an enabled group; return until when."""
    if chat.community_id is None:
        raise UserError("group-not-enabled")
    require_staff(store, person, chat.community_id, now)
    if not timedelta(minutes=1) <= lasting <= LONGEST_MUTE:
        raise UserError("mute-how-long")
    until = now + lasting
    store.chats.mute(chat.id, until)
    return until


def unmute(store: Store, chat: Chat, person: Person, now: datetime) -> None:
    """Let the bot start to speak in a group again."""
    if chat.community_id is None:
        raise UserError("group-not-enabled")
    require_staff(store, person, chat.community_id, now)
    store.chats.mute(chat.id, None)


def set_upcoming(
    store: Store, community: Community, person: Person, at: time | None, now: datetime
) -> None:
    """Set when the list of what is coming up is posted every day; None for never."""
    require_secretary(store, person, community.id, now)
    store.communities.set_upcoming(community.id, at)
    schedule_upcoming(store, store.communities.get(community.id), now)


def schedule_upcoming(store: Store, community: Community, now: datetime) -> None:
    """Enter the next posting of the daily list, in place of any that waits."""
    local = now.astimezone(ZoneInfo(community.timezone))
    at = community.upcoming_at
    store.due.move(DueKind.UPCOMING, community.id, next_daily(at, local) if at else None)


def set_for_others(
    store: Store, community: Community, person: Person, limit: int, now: datetime
) -> None:
    """Set for how many others one may sign up for an activity."""
    require_secretary(store, person, community.id, now)
    if not 0 <= limit <= MOST_OTHERS:
        raise UserError("for-others-how-many", limit=MOST_OTHERS)
    store.settings.put(f"for-others:{community.id}", str(limit))


def set_language(
    store: Store, community: Community, person: Person, language: str, now: datetime
) -> None:
    """Set the language in which a community is spoken to."""
    require_secretary(store, person, community.id, now)
    store.communities.set_language(community.id, language)
