"""待转发: what the bot can't tell people itself, as words that somebody pastes into their group."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from handlers.actions import cards, posters
from handlers.actions.authority import require_staff
from handlers.message import Lines, Text, decode_text, encode, text
from storage.store import Store
from storage.types import Activity, ActivityState, Community, Deed, Person

# What is older was either passed on or is of no use any more.
REMEMBERED = timedelta(days=7)
SHOWN = 9
# So many of the newest activities, and of the newest entries about each, are looked through.
_LOOKED_AT = 20
_NEWS = frozenset({Deed.PUBLISH, Deed.MOVE, Deed.RELOCATE, Deed.CANCEL})
_MARK = "forwarded"


@dataclass(frozen=True, slots=True)
class Item:
    """Something to be passed on: what it is about, and the words to be pasted."""

    about: Text
    words: Text | Lines

    def keep(self) -> Mapping[str, Any]:
        return {"about": encode(self.about), "words": encode(self.words)}


def pending(store: Store, person: Person, community: Community, now: datetime) -> list[Item]:
    """Return what was not passed on yet, the oldest first. Raises UserError for others than the
    staff.
    """
    require_staff(store, person, community.id, now)
    since = max(_marked(store, community), now - REMEMBERED)
    is_silent = not store.chats.groups(community.id)
    found = [
        item
        for activity in reversed(store.activities.newest(community.id, _LOOKED_AT))
        for item in _of(store, activity, since, now, is_silent=is_silent)
    ]
    return [*found, *_given_up(store, community, since)][-SHOWN:]


def settle(store: Store, community: Community, now: datetime) -> None:
    """Note that all of it was passed on."""
    store.settings.put(f"{_MARK}:{community.id}", now.isoformat())


def _marked(store: Store, community: Community) -> datetime:
    kept = store.settings.get(f"{_MARK}:{community.id}")
    if kept is None:
        return datetime.fromisoformat("2000-01-01T00:00+00:00")
    return datetime.fromisoformat(kept)


def _of(
    store: Store, activity: Activity, since: datetime, now: datetime, *, is_silent: bool
) -> Iterator[Item]:
    """What happened last to an activity whose people are in a group of WeChat, or in none of ours."""
    if activity.state is ActivityState.ENDED or activity.starts_at <= now:
        return
    by_hand = store.signups.count_by_hand(activity.id)
    if not by_hand and not is_silent:
        return
    news = [
        each.deed
        for each in store.audit.of_activity(activity.id, _LOOKED_AT)
        if each.at > since and each.deed in _NEWS
    ]
    if not news or (news[0] is Deed.PUBLISH and not is_silent):
        return
    who = text("forward-by-hand", count=by_hand) if by_hand else ""
    about = text(f"forward-about-{news[0]}", what=cards.name(activity), who=who)
    yield Item(about, _words(store, activity, news[0], now))


def _words(store: Store, activity: Activity, deed: Deed, now: datetime) -> Text | Lines:
    if deed is Deed.PUBLISH:
        return posters.words(store, activity, now)
    return text(
        f"forward-words-{deed}",
        title=activity.title,
        when=cards.span(activity),
        place=activity.place,
        reason=cards.reason(activity),
    )


def _given_up(store: Store, community: Community, since: datetime) -> Iterator[Item]:
    """Messages that a platform didn't take, which may be said by hand."""
    for each in reversed(store.outbox.given_up(community.id, since)):
        if "text" in each.content:
            about = text("forward-given-up", chat=each.chat)
            yield Item(about, decode_text(each.content["text"]))
