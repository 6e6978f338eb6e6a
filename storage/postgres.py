"""PostgreSQL: the same functions through SQLAlchemy's async engine on psycopg 3."""

import asyncio
from collections.abc import Callable
from pathlib import Path
from typing import Any, TypeVar

from sqlalchemy import URL, text
from sqlalchemy import Connection as SyncConnection
from sqlalchemy.exc import DBAPIError, OperationalError
from sqlalchemy.ext.asyncio import AsyncConnection, AsyncEngine, create_async_engine

from storage.connection import Connection
from storage.errors import DatabaseRefusedError
from storage.migrations import migrate
from storage.store import Store, Wake

T = TypeVar("T")

POOL = 16
TRIES = 5
# serialization_failure, deadlock_detected: the same work may simply run again.
AGAIN = frozenset({"40001", "40P01"})
# Any number of our own: one process at a time holds it as an advisory lock on the database.
HOLD = 0x79_6F_75_68_75


class PostgresDatabase:
    """A PostgreSQL database held by this process alone."""

    def __init__(self, engine: AsyncEngine, holder: AsyncConnection) -> None:
        self.on_commit: Callable[[Wake], None] = lambda _: None
        self._engine = engine
        self._holder = holder
        self._cache: dict[Any, Any] = {}

    @classmethod
    async def open(cls, url: URL) -> "PostgresDatabase":
        url = url.set(drivername="postgresql+psycopg")
        engine = create_async_engine(
            url, pool_size=POOL, max_overflow=0, connect_args={"options": "-c timezone=UTC"}
        )
        try:
            holder = await engine.connect()
        except OperationalError as error:
            await engine.dispose()
            raise DatabaseRefusedError(
                f"PostgreSQL at {url.host or 'its socket'} does not answer: {error.orig}"
            ) from error
        try:
            await _hold(holder, url)
            await asyncio.to_thread(migrate, url)
        except BaseException:
            await holder.close()
            await engine.dispose()
            raise
        return cls(engine, holder)

    async def write(self, work: Callable[[Store], T]) -> T:
        for attempt in range(1, TRIES + 1):
            async with self._engine.connect() as connection:
                # Begun by hand: the work runs on the driver's cursor, which SQLAlchemy can't see.
                transaction = await connection.begin()
                try:
                    result, wake = await connection.run_sync(self._run, work)
                    await transaction.commit()
                except Exception as error:
                    await transaction.rollback()
                    if attempt == TRIES or _state(error) not in AGAIN:
                        raise
                    continue
            if wake:
                self.on_commit(wake)
            return result
        raise AssertionError("the last try returns or raises")

    async def read(self, work: Callable[[Store], T]) -> T:
        async with self._engine.connect() as connection:
            result, _ = await connection.run_sync(self._run, work)
            return result

    async def backup(self, path: Path) -> None:
        raise DatabaseRefusedError(
            f"Back PostgreSQL up with pg_dump --format=custom --file={path}."
        )

    async def close(self) -> None:
        await self._holder.close()
        await self._engine.dispose()

    def _run(self, connection: SyncConnection, work: Callable[[Store], T]) -> tuple[T, Wake]:
        cursor = connection.connection.cursor()
        try:
            store = Store(Connection(cursor, connection.dialect, self._cache))
            return work(store), store.wake
        finally:
            cursor.close()


async def _hold(holder: AsyncConnection, url: URL) -> None:
    held = await holder.scalar(text("SELECT pg_try_advisory_lock(:key)"), {"key": HOLD})
    await holder.commit()
    if not held:
        raise DatabaseRefusedError(
            f"Another process is using the database {url.database}: stop it first."
        )


def _state(error: Exception) -> str | None:
    original = error.orig if isinstance(error, DBAPIError) else error
    state: str | None = getattr(original, "sqlstate", None)
    return state
