"""What `write` and `read` promise, on both databases."""

import asyncio
import threading
from collections.abc import AsyncIterator, Callable, Iterator
from contextlib import asynccontextmanager, contextmanager
from datetime import datetime
from functools import partial
from typing import TypeVar

import psycopg
import pytest

from storage.database import Database
from storage.errors import DatabaseBusyError
from storage.store import Store, Wake
from storage.types import ChatId, DueKind
from tests.servers import PostgresDatabases
from tests.storage.scene import LATER, NOW, committed, opened, say, settle

T = TypeVar("T")


class RefusalError(Exception):
    pass


def put(store: Store, name: str) -> str:
    store.settings.put(name, "set")
    return name


def fail(store: Store, name: str) -> str:
    put(store, name)
    raise RefusalError(name)


def handed_in(
    database: Database, work: Callable[[Store], T], lane: str | None = None
) -> asyncio.Task[T]:
    """Hand a work in without waiting for it."""
    return asyncio.ensure_future(database.write(work, lane))


@asynccontextmanager
async def busy(database: Database) -> AsyncIterator[None]:
    """Keep SQLite's writer at a work until everything that is handed in inside waits."""
    has_begun, may_go = threading.Event(), threading.Event()

    def hold(_: Store) -> bool:
        has_begun.set()
        return may_go.wait(5)

    handed = handed_in(database, hold)
    await asyncio.to_thread(has_begun.wait, 5)
    yield
    await asyncio.sleep(0)  # a task hands its work in when it first runs
    may_go.set()
    await handed


@contextmanager
def locked(url: str, table: str) -> Iterator[None]:
    """Keep everybody else from touching a table of a PostgreSQL database."""
    with psycopg.connect(url) as connection:
        connection.execute(f"LOCK TABLE {table}")
        yield


async def test_a_failing_work_is_undone_alone(database: Database, database_url: str) -> None:
    works = [fail if number == 3 else put for number in range(8)]
    answers = await asyncio.gather(
        *(database.write(partial(work, name=str(n)), "院里") for n, work in enumerate(works)),
        return_exceptions=True,
    )
    assert isinstance(answers.pop(3), RefusalError)
    assert answers == ["0", "1", "2", "4", "5", "6", "7"]
    assert committed(database_url, "SELECT name FROM settings ORDER BY name") == answers


async def test_what_the_database_refuses_is_undone_alone_too(
    database: Database, database_url: str
) -> None:
    await database.write(settle)
    before, refused, after = await asyncio.gather(
        database.write(partial(put, name="before"), "院里"),
        database.write(settle, "院里"),
        database.write(partial(put, name="after"), "院里"),
        return_exceptions=True,
    )
    assert (before, after) == ("before", "after")
    assert isinstance(refused, Exception)
    assert committed(database_url, "SELECT count(*) FROM settings") == [2]
    assert committed(database_url, "SELECT count(*) FROM chats") == [1]


async def test_an_attempt_undoes_only_what_happened_inside(database: Database) -> None:
    def work(store: Store) -> None:
        put(store, "outside")
        with pytest.raises(RefusalError), store.attempt():
            fail(store, "inside")
        put(store, "after")

    await database.write(work)
    names = ("outside", "inside", "after")
    kept = await database.read(lambda store: [store.settings.get(name) for name in names])
    assert kept == ["set", None, "set"]


async def test_works_of_one_lane_run_in_order(database: Database) -> None:
    scene = await database.write(settle)
    await asyncio.gather(
        *(
            database.write(partial(say, chat_id=scene.group.id, words=str(n)), "院里")
            for n in range(40)
        )
    )
    unsent = await database.read(lambda store: store.outbox.unsent(scene.group.id, 100))
    said = [row for row, _ in unsent]
    assert [row.content["words"] for row in said] == [str(n) for n in range(40)]
    assert [row.seq for row in said] == list(range(1, 41))


async def test_the_bell_rings_once_the_rows_stand(database: Database, database_url: str) -> None:
    scene = await database.write(settle)
    rung: list[tuple[set[ChatId], datetime | None, list[int]]] = []

    def ring(wake: Wake) -> None:
        seen = committed(database_url, "SELECT count(*) FROM outbox")
        rung.append((set(wake.chats), wake.due_at, seen))

    def work(store: Store) -> None:
        say(store, scene.group.id)
        store.due.add(DueKind.UPCOMING, 1, LATER)
        store.due.add(DueKind.UPCOMING, 1, NOW)
        assert not rung

    database.on_commit = ring
    await database.write(work)
    assert rung == [({scene.group.id}, NOW, [1])]
    await database.write(lambda store: put(store, "silent"))
    assert len(rung) == 1


async def test_readers_see_what_stands_and_cannot_write(database: Database) -> None:
    await database.write(lambda store: put(store, "seen"))
    assert await database.read(lambda store: store.settings.get("seen")) == "set"
    with pytest.raises(Exception, match=r"(?i)read-?\s?only"):
        await database.read(lambda store: put(store, "hidden"))
    assert await database.read(lambda store: store.settings.get("hidden")) is None
    assert await database.write(lambda store: put(store, "later")) == "later"


async def test_a_naive_moment_is_refused(database: Database) -> None:
    naive = NOW.replace(tzinfo=None)
    with pytest.raises(ValueError, match="time zone"):
        await database.write(lambda store: store.due.add(DueKind.UPCOMING, 1, naive))
    with pytest.raises(ValueError, match="time zone"):
        await database.read(lambda store: store.due.now_due(naive, 10))


async def test_works_that_come_while_the_writer_is_busy_share_the_next_commit(
    sqlite_url: str,
) -> None:
    async with opened(sqlite_url) as database:
        wakes: list[Wake] = []
        database.on_commit = wakes.append
        scene = await database.write(settle)
        async with busy(database):
            works = [
                handed_in(database, lambda store: say(store, scene.group.id)) for _ in range(9)
            ]
        await asyncio.gather(*works)
        assert len(wakes) == 1


async def test_a_full_queue_is_refused_at_once(
    sqlite_url: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("storage.sqlite.QUEUE", 2)
    async with opened(sqlite_url) as database:
        async with busy(database):
            works = [handed_in(database, partial(put, name="name")) for _ in range(4)]
        answers = await asyncio.gather(*works, return_exceptions=True)
    assert answers[:2] == ["name", "name"]
    assert [type(answer) for answer in answers[2:]] == [DatabaseBusyError, DatabaseBusyError]


async def test_who_gives_up_waiting_for_the_writer_takes_nobody_along(sqlite_url: str) -> None:
    async with opened(sqlite_url) as database:
        async with busy(database):
            quitter = handed_in(database, partial(put, name="quitter"))
            neighbour = handed_in(database, partial(put, name="neighbour"))
            await asyncio.sleep(0)
            quitter.cancel()
        assert await neighbour == "neighbour"
        assert quitter.cancelled()


async def test_who_gives_up_waiting_takes_nobody_along(postgres: PostgresDatabases) -> None:
    with postgres.copied() as url:
        async with opened(url) as database:
            scene = await database.write(settle)
            reached = threading.Event()

            def rename(store: Store) -> str:
                reached.set()
                store.people.rename(scene.secretary.id, "林姐", own=True)
                return "renamed"

            def look_up(store: Store) -> str:
                return store.people.get(scene.secretary.id).name

            with locked(url, "people"):
                first = handed_in(database, partial(put, name="first"), "院里")
                quitter = handed_in(database, partial(put, name="quitter"), "院里")
                neighbour = handed_in(database, rename, "院里")
                await asyncio.to_thread(reached.wait, 5)
                reader = asyncio.ensure_future(database.read(look_up))
                await asyncio.sleep(0)
                for giving_up in (quitter, reader):
                    giving_up.cancel()
                    with pytest.raises(asyncio.CancelledError):
                        await giving_up
                assert not neighbour.done()
            assert await asyncio.wait_for(first, 5) == "first"
            assert await asyncio.wait_for(neighbour, 5) == "renamed"
            assert await database.write(partial(put, name="later"), "院里") == "later"
            assert await database.read(look_up) == "林姐"


async def test_a_deadlock_is_run_again_whoever_catches(postgres: PostgresDatabases) -> None:
    with postgres.copied() as url:
        async with opened(url) as database:
            scene = await database.write(settle)
            reached, caught = threading.Event(), list[Exception]()

            def rename_both(store: Store) -> str:
                try:
                    with store.attempt():
                        store.people.rename(scene.secretary.id, "林姐", own=True)
                        reached.set()
                        put(store, "both")
                except Exception as error:  # noqa: BLE001 as who answers the person does
                    caught.append(error)
                return "renamed"

            with psycopg.connect(url) as other:
                # Whoever waits longer than this is the victim: it must be the bot.
                other.execute("SET deadlock_timeout = '1min'")
                other.execute("INSERT INTO settings (name, value) VALUES ('both', 'other')")
                renamed = handed_in(database, rename_both)
                await asyncio.to_thread(reached.wait, 5)
                await asyncio.to_thread(other.execute, "UPDATE people SET name = '林叔'")
            assert await asyncio.wait_for(renamed, 5) == "renamed"
            assert caught == []
            assert await database.read(lambda store: store.settings.get("both")) == "set"
