"""PostgreSQL: the same functions through SQLAlchemy's async engine on psycopg 3."""

import asyncio
from collections import defaultdict, deque
from collections.abc import Callable, Hashable
from dataclasses import dataclass, field
from typing import Any, TypeVar

from sqlalchemy import URL, text
from sqlalchemy import Connection as SyncConnection
from sqlalchemy.exc import DBAPIError, OperationalError
from sqlalchemy.ext.asyncio import AsyncConnection, AsyncEngine, create_async_engine

from storage.batch import Request
from storage.connection import Connection
from storage.errors import DatabaseBusyError, DatabaseRefusedError, TransactionLostError
from storage.migrations import migrate
from storage.store import Store, Wake

T = TypeVar("T")

POOL = 16
TRIES = 5
BATCH = 64
QUEUE = 4096
# serialization_failure, deadlock_detected: the same work may simply run again.
AGAIN = frozenset({"40001", "40P01"})
# Any number of our own: one process at a time holds it as an advisory lock on the database.
HOLD = 0x79_6F_75_68_75


@dataclass(slots=True)
class _Lane:
    lock: asyncio.Lock = field(default_factory=asyncio.Lock)
    waiting: deque[Request] = field(default_factory=deque)


class PostgresDatabase:
    """A PostgreSQL database held by this process alone."""

    def __init__(self, engine: AsyncEngine, holder: AsyncConnection) -> None:
        self.on_commit: Callable[[Wake], None] = lambda _: None
        self._engine = engine
        self._holder = holder
        self._cache: dict[Any, Any] = {}
        self._lanes: defaultdict[Hashable, _Lane] = defaultdict(_Lane)

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
        if lane is None:
            await self._commit([request])
        else:
            await self._line_up(request, lane)
        result: T = await request.done
        return result

    async def _line_up(self, request: Request, lane_key: Hashable) -> None:
        """Commit with the neighbours of the lane: who holds it takes along all that wait."""
        lane = self._lanes[lane_key]
        if len(lane.waiting) >= QUEUE:
            raise DatabaseBusyError
        lane.waiting.append(request)
        try:
            async with lane.lock:
                while lane.waiting and not request.done.done():
                    batch = [lane.waiting.popleft() for _ in range(min(BATCH, len(lane.waiting)))]
                    try:
                        await self._commit(batch)
                    except asyncio.CancelledError:
                        rest = [each for each in batch if each is not request]
                        lane.waiting.extendleft(reversed(rest))
                        raise
        finally:
            if not lane.waiting and not lane.lock.locked():
                self._lanes.pop(lane_key, None)

    async def _commit(self, batch: list[Request]) -> None:
        """Run the works in one transaction; again, all of them, when they were a deadlock's victim."""
        wake = Wake()
        try:
            wake = await self._transact(batch)
        except (Exception, TransactionLostError) as error:  # noqa: BLE001 every asker gets it
            for request in batch:
                request.fail(error)
        for request in batch:
            request.answer()
        if wake:
            self.on_commit(wake)

    async def _transact(self, batch: list[Request]) -> Wake:
        for attempt in range(1, TRIES + 1):
            async with self._engine.connect() as connection:
                # Begun by hand: the work runs on the driver's cursor, which SQLAlchemy can't see.
                transaction = await connection.begin()
                try:
                    wake = await connection.run_sync(self._run_batch, batch)
                    await transaction.commit()
                except Exception as error:
                    await transaction.rollback()
                    if attempt == TRIES or _state(error) not in AGAIN:
                        raise
                    continue
            return wake
        raise AssertionError("the last try returns or raises")

    async def read(self, work: Callable[[Store], T]) -> T:
        async with self._engine.connect() as connection:
            # As SQLite reads: one snapshot, and no way to write.
            reading = await connection.execution_options(
                isolation_level="REPEATABLE READ", postgresql_readonly=True
            )
            return await reading.run_sync(self._read, work)

    async def close(self) -> None:
        await self._holder.close()
        await self._engine.dispose()

    def _run_batch(self, sync: SyncConnection, batch: list[Request]) -> Wake:
        cursor = sync.connection.cursor()
        try:
            connection = Connection(cursor, sync.dialect, self._cache)
            store = Store(connection)
            for request in batch:
                request.attempt(connection, store)
                if request.error is not None and _state(request.error) in AGAIN:
                    raise request.error
            return store.wake
        finally:
            cursor.close()

    def _read(self, sync: SyncConnection, work: Callable[[Store], T]) -> T:
        cursor = sync.connection.cursor()
        try:
            return work(Store(Connection(cursor, sync.dialect, self._cache)))
        finally:
            cursor.close()


async def _hold(holder: AsyncConnection, url: URL) -> None:
    held = await holder.scalar(text("SELECT pg_try_advisory_lock(:key)"), {"key": HOLD})
    await holder.commit()
    if not held:
        raise DatabaseRefusedError(
            f"Another process is using the database {url.database}: stop it first."
        )


def _state(error: BaseException) -> str | None:
    original = error.orig if isinstance(error, DBAPIError) else error
    state: str | None = getattr(original, "sqlstate", None)
    return state
