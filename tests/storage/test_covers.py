"""Requests for a stand-in: one a seat, ended once, and who may be asked."""

import asyncio
from datetime import timedelta

from storage.covers import Cover
from storage.database import Database
from storage.store import Store
from storage.types import Activity, ChatKind, Person, SignupState
from tests.storage.scene import (
    NOW,
    Scene,
    add_activity,
    add_person,
    add_signup,
    address,
    settle,
)

DAY = timedelta(days=1)
RESTED = NOW - 7 * DAY


def ask_around(store: Store) -> tuple[Scene, Activity, Cover]:
    """Let somebody look for a stand-in."""
    scene = settle(store)
    activity = add_activity(store, scene)
    asker = add_person(store, "王阿姨")
    signup = add_signup(store, activity, asker)
    cover = store.covers.open(activity, signup, asker.id, NOW)
    assert cover is not None
    assert store.covers.open(activity, signup, asker.id, NOW) is None
    assert store.covers.of_signup(signup) == cover
    return scene, activity, cover


def reachable(store: Store, name: str) -> Person:
    """Enter somebody who once wrote to the bot in private."""
    account = address(f"account-{name}")
    person = store.people.register(account, name, NOW)
    chat = store.chats.add(address(f"private-{name}"), ChatKind.PRIVATE, name)
    store.people.keep_private_chat(account, chat.id)
    return person


async def test_of_many_who_end_a_request_one_does(database: Database) -> None:
    _, _, cover = await database.write(ask_around)
    ended = await asyncio.gather(
        *(database.write(lambda store: store.covers.close(cover.id)) for _ in range(5))
    )
    assert sorted(ended) == [False, False, False, False, True]
    assert await database.read(lambda store: store.covers.of_signup(cover.signup_id)) is None
    found = await database.read(lambda store: store.covers.get(cover.id))
    assert found is not None
    assert not found.is_open


async def test_answers_are_kept(database: Database) -> None:
    _, _, cover = await database.write(ask_around)

    def ask(store: Store) -> list[bool | None]:
        for name, willing in (("孙一", True), ("孙二", False), ("孙三", None)):
            person = add_person(store, name)
            store.covers.ask(cover.id, person.id, NOW)
            if willing is not None:
                store.covers.answer(cover.id, person.id, willing=willing)
        return [each.willing for each in store.covers.asked(cover.id)]

    assert await database.write(ask) == [True, False, None]


async def test_who_may_be_asked(database: Database) -> None:
    scene, activity, cover = await database.write(ask_around)

    def names(store: Store) -> list[str]:
        same = add_activity(store, scene, starts_at=NOW - 30 * DAY)
        for name in ("孙一", "孙二"):
            add_signup(store, same, reachable(store, name))
        add_signup(store, same, add_person(store, "没有私聊"))
        add_signup(store, same, reachable(store, "只候补"), SignupState.WAITING)
        there = reachable(store, "已在名单")
        add_signup(store, same, there)
        add_signup(store, activity, there, SignupState.WAITING)
        lately = reachable(store, "刚问过")
        add_signup(store, same, lately)
        store.covers.ask(cover.id, lately.id, NOW - 30 * DAY)
        found = store.covers.candidates(cover, activity, NOW, RESTED, 10)
        return [each.name for each in found]

    assert await database.write(names) == ["孙一", "孙二"]


async def test_elsewhere_nobody_is_asked(database: Database) -> None:
    _, activity, cover = await database.write(ask_around)

    def names(store: Store) -> list[Person]:
        other = settle(store, "万科社区")
        past = add_activity(store, other, starts_at=NOW - DAY)
        add_signup(store, past, reachable(store, "孙一"))
        return store.covers.candidates(cover, activity, NOW, RESTED, 10)

    assert await database.write(names) == []
