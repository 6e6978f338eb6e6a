"""A PostgreSQL server that ends connections, or restarts, under the running bot."""

import asyncio
from functools import partial

import psycopg
import pytest
from aiohttp.test_utils import TestClient, TestServer

from bot.web.server import application
from storage import postgres as engine
from storage.database import open_database
from storage.errors import DatabaseAwayError, DatabaseRefusedError
from storage.store import Store
from tests.servers import PostgresDatabases
from tests.storage.scene import committed, opened

END = "SELECT count(pg_terminate_backend(pid))"
OTHERS = "FROM pg_stat_activity WHERE datname = current_database() AND pid <> pg_backend_pid()"
ADVISORY = "(SELECT pid FROM pg_locks WHERE locktype = 'advisory' AND granted)"
HOLDER = f"{OTHERS} AND pid IN {ADVISORY}"
WAITS = f"{OTHERS} AND wait_event_type = 'Lock'"


def put(store: Store, name: str) -> str:
    store.settings.put(name, "set")
    return name


def read(store: Store) -> str | None:
    return store.settings.get("before")


async def test_connections_that_the_server_ended_are_opened_anew(
    postgres: PostgresDatabases,
) -> None:
    with postgres.copied() as url:
        async with opened(url) as database:
            await asyncio.gather(*(database.write(partial(put, name=n)) for n in "abcdefgh"))
            await database.write(partial(put, name="before"))
            assert await database.read(read) == "set"
            assert committed(url, f"{END} {OTHERS}")[0] > 2
            names = [str(number) for number in range(20)]
            works = [database.write(partial(put, name=name)) for name in names]
            assert await asyncio.gather(*works) == names
            assert await database.read(read) == "set"
            with pytest.raises(DatabaseRefusedError, match="Another process"):
                await open_database(url)
        assert committed(url, "SELECT count(*) FROM settings") == [29]


async def test_what_was_under_way_runs_again_unless_it_may_stand(
    postgres: PostgresDatabases,
) -> None:
    """Over a commit nobody knows: the asker hears so, and asks again."""
    runs: list[str] = []

    def look_and_put(store: Store) -> str:
        runs.append("run")
        store.settings.get("first")
        return put(store, "first")

    with postgres.copied() as url:
        async with opened(url) as database:
            with psycopg.connect(url) as other:
                other.execute("LOCK TABLE settings")
                works = look_and_put, partial(put, name="second")
                under_way = [asyncio.ensure_future(database.write(work)) for work in works]
                await asyncio.to_thread(until_they_wait, url, len(works))
                committed(url, f"{END} {WAITS}")
            answers = await asyncio.gather(*under_way, return_exceptions=True)
            assert answers[0] == "first"
            assert isinstance(answers[1], DatabaseAwayError)
            assert await database.write(partial(put, name="second")) == "second"
        assert committed(url, "SELECT name FROM settings ORDER BY name") == ["first", "second"]
        assert runs == ["run", "run"]


async def test_who_finds_the_database_taken_ends_with_a_sentence(
    postgres: PostgresDatabases, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(engine, "LOOK", 0.05)
    monkeypatch.setattr(engine, "PATIENCE", "200ms")
    monkeypatch.setattr(engine, "PAUSES", (0,))
    with postgres.copied() as url:
        async with opened(url) as database:
            watching = asyncio.ensure_future(database.watch())
            await database.write(partial(put, name="before"))
            with psycopg.connect(url) as other:
                other.execute(f"{END} {HOLDER}")
                other.execute("SELECT pg_advisory_lock(%s)", (engine.HOLD,))
                other.commit()
                with pytest.raises(DatabaseRefusedError, match="Another process is using"):
                    await asyncio.wait_for(watching, 10)
                other.execute(f"{END} {OTHERS}")
                other.commit()
                for name in ("after", "again"):
                    with pytest.raises(DatabaseRefusedError):
                        await database.write(partial(put, name=name))


async def test_a_server_that_stays_away_is_said_to_be(
    postgres: PostgresDatabases, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(engine, "PAUSES", (0, 0.01))
    with postgres.copied() as url:
        async with opened(url) as database:
            await database.write(partial(put, name="before"))
            name = url.rpartition("/")[2].partition("?")[0]
            with psycopg.connect(url, dbname="postgres", autocommit=True) as admin:
                admin.execute(f"ALTER DATABASE {name} ALLOW_CONNECTIONS false")
                admin.execute(f"{END} FROM pg_stat_activity WHERE datname = %s", (name,))
                for ask in (database.write(partial(put, name="x")), database.read(read)):
                    with pytest.raises(DatabaseAwayError):
                        await ask
                async with TestClient(TestServer(application(database, []))) as client:
                    assert (await client.get("/healthz")).status == 503
                admin.execute(f"ALTER DATABASE {name} ALLOW_CONNECTIONS true")
            assert await database.write(partial(put, name="x")) == "x"


def until_they_wait(url: str, count: int) -> None:
    """Return when so many wait for a lock in the database."""
    while committed(url, f"SELECT count(*) {WAITS}") != [count]:
        pass
