"""Putting messages into the outbox: notices, live cards; telling people."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from handlers.actions import cards, finding, tickets
from handlers.message import Lines, Reply, Text, encode, text
from storage.outbox import Outgoing
from storage.store import Store
from storage.types import (
    Activity,
    ActivityId,
    Chat,
    ChatId,
    CommunityId,
    OutboxId,
    OutboxKind,
    Person,
)


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
    people: Iterable[Person],
    what: Text | Reply,
    now: datetime,
) -> Told:
    """Tell each person once: in private where they can be reached, the others in a group they
    speak in, by one message there that names them all. What is about an activity of one group is
    told nowhere else.
    """
    told = Reply(what) if isinstance(what, Text) else what
    only = store.activities.get(told.activity).group_id if told.activity else None
    unreached: dict[ChatId, list[str]] = {}
    everybody = dict.fromkeys(people)
    in_private = 0
    for person in everybody:
        private = store.people.private_chat(person.id)
        if private is not None:
            post(store, private, told, now)
            in_private += 1
            continue
        group = only or store.people.group_of(person, community)
        if group is not None:
            unreached.setdefault(group, []).append(person.name)
    for group, names in unreached.items():
        named = text("told-in-group", names="、".join(names))
        said = replace(told, text=Lines((named, told.text)))
        if told.activity is not None:
            door = tickets.door(store, told.activity, "button-private")
            said = replace(said, buttons=(*told.buttons, door))
        post(store, group, said, now)
    in_groups = sum(map(len, unreached.values()))
    return Told(in_private, in_groups, len(everybody) - in_private - in_groups)


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
    return kept
