"""A small community to test the repositories in, and a look past them into the database."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from itertools import count
from typing import Any

from sqlalchemy import create_engine, make_url, text

from storage.database import Database, open_database
from storage.outbox import Outgoing
from storage.store import Store
from storage.types import (
    Activity,
    Address,
    Chat,
    ChatId,
    ChatKind,
    Community,
    CommunityId,
    OutboxId,
    OutboxKind,
    Person,
    PersonId,
    Signup,
    SignupId,
    SignupState,
)
from tests.activity import an_activity

NOW = datetime(2026, 11, 22, 2, tzinfo=UTC)
LATER = NOW + timedelta(days=6)

_numbers = count(1)


@dataclass(frozen=True, slots=True)
class Scene:
    community: Community
    group: Chat
    secretary: Person


def settle(store: Store, name: str = "盐运西社区") -> Scene:
    """Found a community with an enabled group and a secretary without roles."""
    community = store.communities.add(
        Community(CommunityId(0), name, "zh-Hans", "Asia/Shanghai", None), NOW
    )
    group = add_group(store, f"{name}的院里")
    store.chats.enable(group.id, community.id)
    return Scene(community, group, add_person(store, "林书记"))


def address(external_id: str) -> Address:
    return Address("sandbox", "demo", external_id)


def add_group(store: Store, title: str) -> Chat:
    return store.chats.add(address(f"group-{title}"), ChatKind.GROUP, title)


def add_person(store: Store, name: str) -> Person:
    """Enter a new person, whoever else has that name."""
    return store.people.register(address(f"person-{next(_numbers)}"), name, NOW)


def add_activity(
    store: Store, scene: Scene, *, seats: int | None = 20, starts_at: datetime = LATER
) -> Activity:
    number = store.communities.take_number(scene.community.id)
    return store.activities.add(
        an_activity(
            community_id=scene.community.id,
            number=number,
            place="文化广场",
            starts_at=starts_at,
            ends_at=None,
            seats=seats,
            max_guests=5,
            organiser_id=scene.secretary.id,
        ),
        NOW,
    )


def add_signup(
    store: Store,
    activity: Activity,
    person: Person,
    state: SignupState = SignupState.CONFIRMED,
    registrar: PersonId | None = None,
) -> SignupId:
    """Enter a sign-up of one head, without counting it."""
    return store.signups.add(
        Signup(SignupId(0), activity.id, person.id, registrar or person.id, 1, (), state, NOW)
    )


def say(store: Store, chat_id: ChatId, words: str = "好") -> OutboxId:
    return store.outbox.add(Outgoing(chat_id, OutboxKind.ANSWER, {"words": words}), NOW)


@asynccontextmanager
async def opened(url: str) -> AsyncIterator[Database]:
    database = await open_database(url)
    try:
        yield database
    finally:
        await database.close()


def committed(url: str, query: str) -> list[Any]:
    """Return the first column of what stands in the database, seen from another connection."""
    parsed = make_url(url)
    if parsed.get_backend_name() == "postgresql":
        parsed = parsed.set(drivername="postgresql+psycopg")
    engine = create_engine(parsed)
    try:
        with engine.connect() as connection:
            return list(connection.execute(text(query)).scalars())
    finally:
        engine.dispose()
