"""PostgreSQL: the same functions on psycopg 3, a thread and a connection for each that runs at a time.

Threads, not psycopg's asyncio: there each statement is a walk through the event loop that costs five
times what the statement does. Works that share a commit run in a pipeline: what gives nothing back
isn't waited for.
"""

import asyncio
import threading
from collections import deque
from collections.abc import Callable, Coroutine, Hashable
from concurrent.futures import ThreadPoolExecutor
from contextlib import nullcontext, suppress
from functools import partial
from typing import Any, TypeVar

import psycopg
from sqlalchemy import URL, create_engine

from storage.batch import Request, Run, run_all
from storage.connection import AGAIN, Connection
from storage.errors import DatabaseBusyError, DatabaseRefusedError, TransactionLostError
from storage.migrations import migrate
from storage.store import Store, Wake

T = TypeVar("T")
Driver = psycopg.Connection[tuple[Any, ...]]
Connect = Callable[[], Driver]

WRITERS = 8
READERS = 4
TRIES = 5
BATCH = 64
QUEUE = 4096
# Any number of our own: one process at a time holds it as an advisory lock on the database.
HOLD = 0x79_6F_75_68_75
PATIENCE = "2s"


class Desk:
    """Threads with a connection of its own for each, opened when it is first needed."""

    def __init__(self, name: str, size: int, connect: Connect) -> None:
        self._threads = ThreadPoolExecutor(size, thread_name_prefix=name)
        self._connect = connect
        self._of_thread = threading.local()
        self._all: list[Driver] = []

    async def run(self, work: Callable[[Connect], T]) -> T:
        """Run something in a thread; what it is given is how it gets that thread's connection."""
        return await asyncio.get_running_loop().run_in_executor(self._threads, work, self._open)

    def close(self) -> None:
        self._threads.shutdown()
        for raw in self._all:
            raw.close()

    def _open(self) -> Driver:
        """Return the connection of this thread, a new one when there is none or it broke."""
        raw: Driver | None = getattr(self._of_thread, "raw", None)
        if raw is None or raw.closed:
            raw = self._of_thread.raw = self._connect()
            self._all = [*(each for each in self._all if not each.closed), raw]
        return raw


class PostgresDatabase:
    """A PostgreSQL database held by this process alone."""

    def __init__(self, connect: Connect, holder: Driver) -> None:
        self.on_commit: Callable[[Wake], None] = lambda _: None
        self._holder = holder
        self._dialect = create_engine("postgresql+psycopg://").dialect
        self._cache: dict[Any, Any] = {}
        self._lanes: dict[Hashable, deque[Request]] = {}
        self._tasks: set[asyncio.Task[Any]] = set()
        self._writers = Desk("postgres-writer", WRITERS, connect)
        self._readers = Desk("postgres-reader", READERS, lambda: _only_reading(connect()))

    @classmethod
    async def open(cls, url: URL) -> "PostgresDatabase":
        address = url.set(drivername="postgresql").render_as_string(hide_password=False)
        connect = partial(psycopg.connect, address, options="-c timezone=UTC")
        try:
            holder = await asyncio.to_thread(connect)
        except psycopg.OperationalError as error:
            raise DatabaseRefusedError(
                f"PostgreSQL at {url.host or 'its socket'} does not answer: {error}"
            ) from error
        try:
            await asyncio.to_thread(_hold, holder, url)
            await asyncio.to_thread(migrate, url.set(drivername="postgresql+psycopg"))
        except BaseException:
            holder.close()
            raise
        return cls(connect, holder)

    async def write(self, work: Callable[[Store], T], lane: Hashable = None) -> T:
        request = Request(work, asyncio.get_running_loop().create_future())
        waiting = self._waiting_in(object() if lane is None else lane)
        if len(waiting) >= QUEUE:
            raise DatabaseBusyError
        waiting.append(request)
        result: T = await request.done
        return result

    async def read(self, work: Callable[[Store], T]) -> T:
        return await asyncio.shield(self._apart(self._readers.run(partial(self._read, work))))

    async def close(self) -> None:
        await asyncio.gather(*self._tasks, return_exceptions=True)
        await asyncio.to_thread(self._writers.close)
        await asyncio.to_thread(self._readers.close)
        self._holder.close()

    def _waiting_in(self, lane: Hashable) -> deque[Request]:
        """Return what waits in a lane; a task of its own works it off."""
        waiting = self._lanes.get(lane)
        if waiting is None:
            waiting = self._lanes[lane] = deque()
            _ = self._apart(self._work_off(lane, waiting))
        return waiting

    def _apart(self, work: Coroutine[Any, Any, T]) -> asyncio.Task[T]:
        """Run something in a task of this database, which `close` waits for.

        It is not the asker's, so that who gives up waiting takes no neighbours along.
        """
        task = asyncio.create_task(work)
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)
        return task

    async def _work_off(self, lane: Hashable, waiting: deque[Request]) -> None:
        """Commit what waits, together what waits together, until nothing does."""
        while waiting:
            batch = [waiting.popleft() for _ in range(min(BATCH, len(waiting)))]
            wake = await self._writers.run(partial(self._commit, batch))
            for request in batch:
                request.answer()
            if wake:
                self.on_commit(wake)
        del self._lanes[lane]

    def _commit(self, batch: list[Request], connect: Connect) -> Wake:
        """Run the works together; when one raises, again, each to stand or fall alone."""
        with suppress(Exception, TransactionLostError):  # the second run finds out whose it is
            return self._persist(connect(), batch, run_all)
        try:
            return self._persist(connect(), batch, _attempt_all)
        except (Exception, TransactionLostError) as error:  # noqa: BLE001 every asker gets it
            for request in batch:
                request.fail(error)
            return Wake()

    def _persist(self, raw: Driver, batch: list[Request], run: Run) -> Wake:
        """Run the works in one transaction; again, all of them, when they were a deadlock's victim."""
        for attempt in range(1, TRIES + 1):
            try:
                # One by one it must be known whose statement failed.
                with raw.pipeline() if run is run_all else nullcontext():
                    return self._transact(raw, batch, run)
            except (Exception, TransactionLostError) as error:
                _roll_back(raw)
                if attempt == TRIES or _state(error) not in AGAIN:
                    raise
        raise AssertionError("the last try returns or raises")

    def _transact(self, raw: Driver, batch: list[Request], run: Run) -> Wake:
        connection = self._connection(raw)
        store = Store(connection)
        run(connection, store, batch)
        raw.commit()
        return store.wake

    def _read(self, work: Callable[[Store], T], connect: Connect) -> T:
        raw = connect()
        try:
            with raw.pipeline():
                return work(Store(self._connection(raw)))
        finally:
            _roll_back(raw)

    def _connection(self, raw: Driver) -> Connection:
        # What gives nothing back has a cursor of its own: in a pipeline its result comes late.
        return Connection(raw.cursor(), self._dialect, self._cache, raw.cursor())


def _attempt_all(connection: Connection, store: Store, batch: list[Request]) -> None:
    connection.is_hopeful = False
    for request in batch:
        request.attempt(connection, store)
        if request.error is not None and _state(request.error) in AGAIN:
            raise request.error


def _roll_back(raw: Driver) -> None:
    with suppress(psycopg.Error):  # a connection that broke has nothing left to undo
        raw.rollback()


def _only_reading(raw: Driver) -> Driver:
    """Let a connection read as SQLite reads: one snapshot, and no way to write."""
    raw.set_isolation_level(psycopg.IsolationLevel.REPEATABLE_READ)
    raw.set_read_only(True)
    return raw


def _hold(holder: Driver, url: URL) -> None:
    """Take the database for this process; the server may still be parting from the last one."""
    try:
        holder.execute(f"SET LOCAL lock_timeout = '{PATIENCE}'")
        holder.execute("SELECT pg_advisory_lock(%s)", (HOLD,))
        holder.commit()
    except psycopg.errors.LockNotAvailable:
        raise DatabaseRefusedError(
            f"Another process is using the database {url.database}: stop it first."
        ) from None


def _state(error: BaseException) -> str | None:
    cause = error.__cause__ if isinstance(error, TransactionLostError) else error
    return cause.sqlstate if isinstance(cause, psycopg.Error) else None
