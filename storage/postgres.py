"""PostgreSQL: the same functions through SQLAlchemy's async engine on psycopg 3."""

import asyncio
from collections import deque
from collections.abc import Callable, Coroutine, Hashable
from contextlib import suppress
from typing import Any, TypeVar

from sqlalchemy import URL, text
from sqlalchemy import Connection as SyncConnection
from sqlalchemy.exc import DBAPIError, OperationalError
from sqlalchemy.ext.asyncio import AsyncConnection, AsyncEngine, create_async_engine

from storage.batch import Request, Run, run_all
from storage.connection import AGAIN, Connection
from storage.errors import DatabaseBusyError, DatabaseRefusedError, TransactionLostError
from storage.migrations import migrate
from storage.store import Store, Wake

T = TypeVar("T")

POOL = 16
TRIES = 5
BATCH = 64
QUEUE = 4096
# Any number of our own: one process at a time holds it as an advisory lock on the database.
HOLD = 0x79_6F_75_68_75
PATIENCE = "2s"
LOCKED = "55P03"


class PostgresDatabase:
    """A PostgreSQL database held by this process alone."""

    def __init__(self, engine: AsyncEngine, holder: AsyncConnection) -> None:
        self.on_commit: Callable[[Wake], None] = lambda _: None
        self._engine = engine
        self._holder = holder
        self._cache: dict[Any, Any] = {}
        self._lanes: dict[Hashable, deque[Request]] = {}
        self._tasks: set[asyncio.Task[Any]] = set()

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

    async def write(self, work: Callable[[Store], T], lane: Hashable = None) -> T:
        request = Request(work, asyncio.get_running_loop().create_future())
        waiting = self._waiting_in(object() if lane is None else lane)
        if len(waiting) >= QUEUE:
            raise DatabaseBusyError
        waiting.append(request)
        result: T = await request.done
        return result

    def _waiting_in(self, lane: Hashable) -> deque[Request]:
        """Return what waits in a lane; a task of its own works it off."""
        waiting = self._lanes.get(lane)
        if waiting is None:
            waiting = self._lanes[lane] = deque()
            _ = self._apart(self._work_off(lane, waiting))
        return waiting

    async def _work_off(self, lane: Hashable, waiting: deque[Request]) -> None:
        """Commit what waits, together what waits together, until nothing does."""
        while waiting:
            await self._commit([waiting.popleft() for _ in range(min(BATCH, len(waiting)))])
        del self._lanes[lane]

    async def _commit(self, batch: list[Request]) -> None:
        """Run the works in one transaction; again, all of them, when they were a deadlock's victim."""
        wake = Wake()
        try:
            wake = await self._run_together(batch)
        except (Exception, TransactionLostError) as error:  # noqa: BLE001 every asker gets it
            for request in batch:
                request.fail(error)
        for request in batch:
            request.answer()
        if wake:
            self.on_commit(wake)

    async def _run_together(self, batch: list[Request]) -> Wake:
        """Run the works without savepoints, which cost two round trips each, until one raises."""
        with suppress(Exception, TransactionLostError):  # the second run finds out whose it is
            return await self._transact(batch, run_all)
        return await self._transact(batch, _attempt_all)

    async def _transact(self, batch: list[Request], run: Run) -> Wake:
        for attempt in range(1, TRIES + 1):
            async with self._engine.connect() as connection:
                # Begun by hand: the work runs on the driver's cursor, which SQLAlchemy can't see.
                transaction = await connection.begin()
                try:
                    wake = await connection.run_sync(self._run_batch, batch, run)
                    await transaction.commit()
                except (Exception, TransactionLostError) as error:
                    await transaction.rollback()
                    if attempt == TRIES or _state(error) not in AGAIN:
                        raise
                    continue
            return wake
        raise AssertionError("the last try returns or raises")

    async def read(self, work: Callable[[Store], T]) -> T:
        return await asyncio.shield(self._apart(self._look(work)))

    async def close(self) -> None:
        await asyncio.gather(*self._tasks, return_exceptions=True)
        await self._holder.close()
        await self._engine.dispose()

    def _apart(self, work: Coroutine[Any, Any, T]) -> asyncio.Task[T]:
        """Run something in a task of this database, which `close` waits for.

        It is not the asker's, so that who gives up waiting neither takes the neighbours along nor
        breaks the connection in the middle of a query.
        """
        task = asyncio.create_task(work)
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)
        return task

    async def _look(self, work: Callable[[Store], T]) -> T:
        async with self._engine.connect() as connection:
            # As SQLite reads: one snapshot, and no way to write.
            reading = await connection.execution_options(
                isolation_level="REPEATABLE READ", postgresql_readonly=True
            )
            return await reading.run_sync(self._read, work)

    def _run_batch(self, sync: SyncConnection, batch: list[Request], run: Run) -> Wake:
        cursor = sync.connection.cursor()
        try:
            connection = Connection(cursor, sync.dialect, self._cache)
            store = Store(connection)
            run(connection, store, batch)
            return store.wake
        finally:
            cursor.close()

    def _read(self, sync: SyncConnection, work: Callable[[Store], T]) -> T:
        cursor = sync.connection.cursor()
        try:
            return work(Store(Connection(cursor, sync.dialect, self._cache)))
        finally:
            cursor.close()


def _attempt_all(connection: Connection, store: Store, batch: list[Request]) -> None:
    for request in batch:
        request.attempt(connection, store)
        if request.error is not None and _state(request.error) in AGAIN:
            raise request.error


async def _hold(holder: AsyncConnection, url: URL) -> None:
    """Take the database for this process; the server may still be parting from the last one."""
    try:
        await holder.execute(text(f"SET LOCAL lock_timeout = '{PATIENCE}'"))
        await holder.execute(text("SELECT pg_advisory_lock(:key)"), {"key": HOLD})
        await holder.commit()
    except OperationalError as error:
        if _state(error) != LOCKED:
            raise
        raise DatabaseRefusedError(
            f"Another process is using the database {url.database}: stop it first."
        ) from None


def _state(error: BaseException) -> str | None:
    cause = error.__cause__ if isinstance(error, TransactionLostError) else error
    original = cause.orig if isinstance(cause, DBAPIError) else cause
    state: str | None = getattr(original, "sqlstate", None)
    return state
