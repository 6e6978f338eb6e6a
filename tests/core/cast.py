"""Who lives in the community whose life is tried out, and how they speak."""

from dataclasses import replace
from datetime import datetime, time, timedelta
from itertools import count
from typing import Any
from zoneinfo import ZoneInfo

from bot.platforms.sandbox.decode import ACCOUNT
from handlers.actions.activities import schedule
from handlers.actions.groups import schedule_upcoming
from storage.store import Store
from storage.types import (
    Activity,
    ActivityState,
    Address,
    ChatId,
    ChatKind,
    Community,
    CommunityId,
    PersonId,
    Role,
    Signup,
    SignupId,
    SignupState,
)
from tests.activity import an_activity

NOW = datetime(2026, 11, 22, 10, tzinfo=ZoneInfo("Asia/Shanghai"))
GROUP, COMMUNITY, ORGANISER = "院里", "盐运西社区", "林书记"
PEOPLE = ["王阿姨", "李叔", "赵姐", "钱伯"]
# Who wrote to the bot in private, so that it may write to them.
REACHED = (ORGANISER, "王阿姨", "李叔")
AHEAD = (timedelta(days=6), timedelta(hours=30), timedelta(hours=5))
TITLES = ("环境整治", "义诊", "读书会")

_numbers = count(1)


def settle(store: Store, seats: tuple[int, ...]) -> None:
    """Found the community, with an activity for each number of seats."""
    founded = Community(CommunityId(0), COMMUNITY, "zh-Hans", "Asia/Shanghai", time(18))
    community = store.communities.add(founded, NOW)
    schedule_upcoming(store, community, NOW)
    group = store.chats.add(Address("sandbox", ACCOUNT, GROUP), ChatKind.GROUP, GROUP)
    store.chats.enable(group.id, community.id)
    organiser, *people = [_welcome(store, name, group.id) for name in (ORGANISER, *PEOPLE)]
    store.roles.grant(organiser, Role.OWNER, None, organiser, NOW)
    here = an_activity(community_id=community.id, organiser_id=organiser, max_guests=2)
    for title, ahead, room in zip(TITLES, AHEAD, seats, strict=True):
        planned = replace(
            here,
            title=title,
            number=store.communities.take_number(community.id),
            starts_at=NOW + ahead,
            ends_at=NOW + ahead + timedelta(hours=2),
            seats=room,
        )
        schedule(store, store.activities.add(planned, NOW), NOW)
    _remember(store, here, people)


def _remember(store: Store, here: Activity, people: list[PersonId]) -> None:
    """Let everybody have taken part yesterday, so that they may be asked to stand in."""
    number = store.communities.take_number(here.community_id)
    start = NOW - timedelta(days=1)
    past = replace(here, number=number, starts_at=start, ends_at=None, state=ActivityState.ENDED)
    ended = store.activities.add(past, start)
    for person in people:
        seat = Signup(SignupId(0), ended.id, person, person, 1, (), SignupState.CONFIRMED, start)
        store.signups.add(seat)
    store.activities.count(ended.id, heads=len(people))


def _welcome(store: Store, name: str, group: ChatId) -> PersonId:
    address = Address("sandbox", ACCOUNT, name)
    person = store.people.register(address, name, NOW)
    store.people.see(person.id, group)
    if name in REACHED:
        chat = store.chats.add(address, ChatKind.PRIVATE, name)
        store.people.keep_private_chat(address, chat.id)
    return person.id


def event(who: str, words: str, *, private: bool = False, **more: Any) -> dict[str, Any]:
    """What the platform brings when somebody says something, or presses a button."""
    number = next(_numbers)
    return {
        "event": f"e{number}",
        "chat": who if private else GROUP,
        "kind": "private" if private else "group",
        "title": who if private else GROUP,
        "person": who,
        "name": who,
        "text": words,
        "message": f"m{number}",
        "reply_to": None,
        "reply_to_sender": None,
        "press": None,
        "mention": False,
        "photo": None,
        "document": None,
        **more,
    }
