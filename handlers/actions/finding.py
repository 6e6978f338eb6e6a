"""Finding the activity somebody means by a press, a quote or a number."""

from collections.abc import Iterable, Sequence
from datetime import datetime, timedelta

from handlers.actions import cards
from handlers.errors import UserError
from handlers.language.normalise import fold
from handlers.rules.activities import NUMBER
from handlers.rules.pointing import Pointer
from storage.store import Store
from storage.types import (
    Activity,
    ActivityId,
    Chat,
    ChatKind,
    CommunityId,
    OutboxRow,
    Person,
    Signup,
    SignupId,
)

# More than this is not listed; the others are found by their number.
LISTED = 20
# Who asks for a list of an activity that has just begun stands there with the phone in hand.
JUST_NOW = timedelta(hours=12)
AHEAD = timedelta(days=365)
# Longer numbers are no activity's.
DIGITS = 15


def open_in(store: Store, community: CommunityId, now: datetime) -> list[Activity]:
    """Return the activities that take sign-ups, or will, the next one first."""
    return store.activities.open_in(community, now, LISTED)


def here(store: Store, person: Person, chat: Chat, found: Sequence[Activity]) -> list[Activity]:
    """Return those of the activities that are for this group, or in private for this person."""
    return [each for each in found if is_for(store, person, chat, each)]


def is_for(store: Store, person: Person, chat: Chat, activity: Activity) -> bool:
    """Whether an activity is for everybody, for this group, or in private for one of theirs."""
    if activity.group_id is None or activity.group_id == chat.id:
        return True
    is_private = chat.kind is ChatKind.PRIVATE
    return is_private and store.people.speaks_in(person.id, activity.group_id)


def require_here(store: Store, person: Person, chat: Chat, activity: Activity) -> None:
    """Raise UserError for an activity of another group, unless the organiser asks in private."""
    is_hers = chat.kind is ChatKind.PRIVATE and person.id == activity.organiser_id
    if activity.group_id is None or is_hers or is_for(store, person, chat, activity):
        return
    group = store.chats.get(activity.group_id)
    raise UserError("activity-elsewhere", what=cards.name(activity), group=group.title)


def current(store: Store, community: CommunityId, now: datetime) -> list[Activity]:
    """Return the activities that will happen or have just begun, the next one first."""
    return store.activities.between(community, now - JUST_NOW, now + AHEAD, LISTED)


def quoted(store: Store, about: OutboxRow | None) -> Activity | None:
    """Return the activity that a quoted message of the bot is about."""
    return store.activities.get(about.activity_id) if about and about.activity_id else None


def numbered(store: Store, community: CommunityId, number: int) -> Activity | None:
    """Return the activity of that number, whatever has become of it."""
    return store.activities.numbered(community, number) if number <= NUMBER else None


def pointed(store: Store, community: CommunityId, pointer: Pointer) -> Activity | None:
    """Return the activity of the number that was named, else the quoted one."""
    if pointer.number is not None:
        return numbered(store, community, pointer.number)
    return pointer.quoted


def newest(store: Store, community: CommunityId) -> list[Activity]:
    """Return what was published last, whatever has become of it, the newest first."""
    return store.activities.newest(community, LISTED)


def titled(words: str, known: Iterable[Activity], listed: Iterable[Activity]) -> Activity | None:
    """Return the first activity known whose title is in the folded words; none that is listed."""
    titles = [activity.title for activity in listed]
    for activity in known:
        if activity.title not in titles and fold(activity.title).text in words:
            return activity
    return None


def missed(store: Store, community: CommunityId, now: datetime) -> Activity | None:
    """Return what somebody may mean who comes too late: the only one that is still ahead, else
    the only one that has just begun.
    """
    ahead = store.activities.between(community, now, now + AHEAD, 2)
    found = ahead or store.activities.between(community, now - JUST_NOW, now, 2)
    return found[0] if len(found) == 1 else None


def pressed(store: Store, community: CommunityId, argument: str) -> Activity:
    """Return the activity a button belongs to. Raises UserError for a button nobody was given."""
    activity = asked_about(store, argument)
    if activity.community_id != community:
        raise UserError("button-unknown")
    return activity


def asked_about(store: Store, argument: str) -> Activity:
    """Return the activity a button belongs to that was shown to one person, wherever they are.

    Raises UserError for a button nobody was given.
    """
    known = argument.isdecimal() and len(argument) <= DIGITS
    activity = store.activities.find(ActivityId(int(argument))) if known else None
    if activity is None:
        raise UserError("button-unknown")
    return activity


def pressed_signup(store: Store, argument: str) -> Signup:
    """Return the sign-up a button belongs to. Raises UserError for a button nobody was given."""
    known = argument.isdecimal() and len(argument) <= DIGITS
    signup = store.signups.get(SignupId(int(argument))) if known else None
    if signup is None:
        raise UserError("button-unknown")
    return signup
