"""Putting messages into the outbox: notices, live cards; telling people."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from handlers.actions import cards, finding, tickets
from handlers.message import Reply, Text, Wanted, encode, text
from storage.outbox import Outgoing
from storage.store import Store
from storage.tellings import Telling, TellingId
from storage.types import (
    Activity,
    ActivityId,
    Chat,
    ChatId,
    CommunityId,
    Due,
    DueKind,
    OutboxId,
    OutboxKind,
    Person,
    PersonId,
)

# So many are told in one transaction: others' answers go in between.
AT_ONCE = 300


def groups(store: Store, activity: Activity) -> list[Chat]:
    """Return the enabled groups that an activity is for."""
    found = store.chats.groups(activity.community_id)
    return [each for each in found if activity.group_id in (None, each.id)]


@dataclass(frozen=True, slots=True)
class Told:
    """How many people were told in private, and by being named in a group; `missed`: how many can't
    be told at all.
    """

    in_private: int = 0
    in_groups: int = 0
    missed: int = 0


NOBODY = Told()


def post(store: Store, chat_id: ChatId, reply: Reply, now: datetime) -> OutboxId:
    """Enter a notice for a chat."""
    outgoing = Outgoing(chat_id, OutboxKind.NOTICE, content(reply), reply.activity)
    return store.outbox.add(outgoing, now)


def post_card(
    store: Store,
    chat_id: ChatId,
    activity: ActivityId,
    now: datetime,
    beside: str | None = None,
) -> OutboxId:
    """Enter a card that from now on shows how the activity stands in that chat.

    It belongs in the thread of the message `beside`, where the chat has threads.
    """
    kept = {} if beside is None else {"beside": beside}
    outbox_id = store.outbox.add(Outgoing(chat_id, OutboxKind.CARD, kept, activity), now)
    store.cards.put(activity, chat_id, outbox_id)
    return outbox_id


def tell(
    store: Store,
    community: CommunityId,
    people: Iterable[Person | PersonId],
    what: Text | Reply,
    now: datetime,
) -> None:
    """Tell each person once: in private where they can be reached, the others in a group they
    speak in, by one message there that names them all. What is about an activity of one group is
    told nowhere else.
    """
    told = Reply(what) if isinstance(what, Text) else what
    ids = dict.fromkeys(each.id if isinstance(each, Person) else each for each in people)
    if ids:
        telling = store.tellings.open(community, told.activity, content(told))
        store.tellings.add(telling, ids)
        _begin(store, telling, now)


def tell_participants(
    store: Store, activity: Activity, what: Text, besides: Iterable[PersonId], now: datetime
) -> Told:
    """Tell everybody who is signed up or waits, in the same way; but not those who know already."""
    kept = content(Reply(what, activity=activity.id))
    telling = store.tellings.open(activity.community_id, activity.id, kept)
    store.tellings.add_participants(telling, activity.id)
    for person in besides:
        store.tellings.leave_out(telling, person)
    told = _reach(store, telling)
    _begin(store, telling, now)
    return told


def _reach(store: Store, telling: Telling) -> Told:
    """Return how many of the hearers are told, and how."""
    count = store.tellings.count(telling)
    in_private = store.tellings.count_reached(telling)
    if store.chats.groups(telling.community_id):
        return Told(in_private, count - in_private)
    return Told(in_private, missed=count - in_private)


def how_told(told: Told) -> Text | str:
    """Word how many were told, and how; nothing where there was nobody to tell."""
    reached = told.in_private + told.in_groups
    missed = text("how-told-missed", count=told.missed) if told.missed else ""
    if not reached:
        return missed
    ways = (
        "both" if told.in_private and told.in_groups else "group" if told.in_groups else "private"
    )
    return text(
        f"how-told-{ways}",
        count=reached,
        private=told.in_private,
        group=told.in_groups,
        missed=missed,
    )


def telling_due(store: Store, due: Due, now: datetime) -> None:
    """Tell the next ones; what has begun meanwhile needs no news."""
    telling = store.tellings.get(TellingId(due.subject_id))
    if telling is None:
        store.due.skip(due, "everybody has been told")
    elif _has_begun(store, telling, now):
        store.tellings.drop(telling)
        store.due.skip(due, "the activity had begun")
    elif not store.tellings.is_next(telling, now) or _tell_some(store, telling, now):
        store.due.again(due)


def _begin(store: Store, telling: Telling, now: datetime) -> None:
    """Tell the first ones at once, unless others still hear something earlier; the rest in turn."""
    if not store.tellings.is_next(telling, now) or _tell_some(store, telling, now):
        store.due.add(DueKind.TELLING, telling.id, now)


def _tell_some(store: Store, telling: Telling, now: datetime) -> bool:
    """Tell so many as fit into one transaction; whether others are left."""
    last = store.tellings.last_of(telling, AT_ONCE)
    if last is None:
        store.tellings.drop(telling)
        return False
    store.tellings.enter(telling, last, now)
    about = telling.activity_id
    only = store.activities.get(about).group_id if about is not None else None
    unreached: dict[ChatId, list[str]] = {}
    for found, name in store.tellings.unreached(telling, last):
        group = only or found
        if group is not None:
            unreached.setdefault(group, []).append(name)
    for group, names in unreached.items():
        kept = _in_group(store, telling, names)
        store.outbox.add(Outgoing(group, OutboxKind.NOTICE, kept, about), now)
    return store.tellings.strike_off(telling, last)


def _in_group(store: Store, telling: Telling, names: list[str]) -> Mapping[str, Any]:
    """Return the message that names those it is for, with a way into a private chat."""
    named = encode(text("told-in-group", names="、".join(names)))
    kept = {**telling.content, "text": {"lines": [named, telling.content["text"]]}}
    if telling.activity_id is not None:
        door = tickets.door(store, telling.activity_id, "button-private")
        buttons = (*telling.content.get("buttons", ()), [encode(door.label), door.press])
        kept["buttons"] = list(buttons)
    return kept


def _has_begun(store: Store, telling: Telling, now: datetime) -> bool:
    about = telling.activity_id
    return about is not None and store.activities.get(about).starts_at <= now


def to_nobody(store: Store, community: CommunityId | None, now: datetime) -> Reply:
    """Answer who hides behind a group or a channel: a press shows who they are."""
    opened = finding.open_in(store, community, now) if community is not None else []
    buttons = (cards.join_button(opened[0]),) if len(opened) == 1 else ()
    return Reply(text("sender-hidden"), buttons)


def content(reply: Reply, quote: str | None = None) -> Mapping[str, Any]:
    """Return a reply as the outbox keeps it."""
    kept: dict[str, Any] = {"text": encode(reply.text)}
    if reply.buttons:
        kept["buttons"] = [[encode(button.label), button.press] for button in reply.buttons]
    if reply.question is not None:
        kept["question"] = reply.question
    if reply.is_nod:
        kept["nod"] = True
    if quote is not None:
        kept["quote"] = quote
    if reply.poster is not None:
        kept["poster"] = _poster(reply.poster)
    return kept


def _poster(wanted: Wanted) -> Mapping[str, Any]:
    return {
        "texts": {name: encode(each) for name, each in wanted.texts.items()},
        "lines": [encode(each) for each in wanted.lines],
        "ticket": wanted.ticket,
        "link": wanted.link,
    }
