"""PostgreSQL: the same functions on psycopg 3, a thread and a connection for each that runs at a time.

Threads, not psycopg's asyncio: there each statement is a walk through the event loop that costs five
times what the statement does. Works that share a commit run in a pipeline: what gives nothing back
isn't waited for.
"""

import asyncio
import select
import threading
import time
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
from storage.errors import (
    DatabaseAwayError,
    DatabaseBusyError,
    DatabaseRefusedError,
    TransactionLostError,
)
from storage.migrations import migrate
from storage.store import Store, Wake

T = TypeVar("T")
Driver = psycopg.Connection[tuple[Any, ...]]

WRITERS = 8
READERS = 4
TRIES = 5
BATCH = 64
QUEUE = 4096
# Any number of our own: one process at a time holds it as an advisory lock on the database.
HOLD = 0x79_6F_75_68_75
PATIENCE = "2s"
# How long a server that went away is waited for, in seconds, before the askers hear of it.
PAUSES = (0, 0.1, 0.2, 0.5, 1, 2, 4)
# Every so many seconds it is made sure that the database is still ours.
LOOK = 10


class ConnectionGoneError(BaseException):
    """The connection is gone; `is_undone`: nothing of the transaction stands, it may run again.

    It is no Exception, so that nothing inside the transaction catches it and goes on.
    """

    def __init__(self, *, is_undone: bool) -> None:
        super().__init__()
        self.is_undone = is_undone


class Hold:
    """The advisory lock that keeps other processes from the database, and its connection."""

    def __init__(self, url: URL) -> None:
        self._url = url
        self._address = url.set(drivername="postgresql").render_as_string(hide_password=False)
        self._taking = threading.Lock()
        self._raw: Driver | None = None

    def take(self) -> None:
        """Take the database, or make sure that it is still ours.

        Raises DatabaseRefusedError when another process has it, OperationalError when the server
        doesn't answer.
        """
        with self._taking:
            if self._raw is not None and _is_alive(self._raw):
                return
            self._raw = None
            taking = self.connect()
            try:
                _hold(taking, self._url)
            except BaseException:
                taking.close()
                raise
            self._raw = taking

    def connect(self) -> Driver:
        """Open a connection to the database."""
        return psycopg.connect(self._address, options="-c timezone=UTC")

    def close(self) -> None:
        if self._raw is not None:
            self._raw.close()


class Desk:
    """Threads with a connection of its own for each, opened when it is first needed, and again
    when the server has ended it.
    """

    def __init__(self, name: str, size: int, connect: Callable[[], Driver]) -> None:
        self._threads = ThreadPoolExecutor(size, thread_name_prefix=name)
        self._connect = connect
        self._of_thread = threading.local()
        self._all: list[Driver] = []

    async def run(self, work: Callable[[Driver], T]) -> T:
        """Run a work on a connection; again, when that turns out to be gone before it could do
        anything. Raises DatabaseAwayError when the server stays away.
        """
        return await asyncio.get_running_loop().run_in_executor(self._threads, self._run, work)

    def close(self) -> None:
        self._threads.shutdown()
        for raw in self._all:
            raw.close()

    def _run(self, work: Callable[[Driver], T]) -> T:
        for pause in (*PAUSES, None):
            try:
                return work(self._own())
            except ConnectionGoneError as error:
                if pause is None or not error.is_undone:
                    raise DatabaseAwayError("PostgreSQL went away") from error
            time.sleep(pause)
        raise AssertionError("the last try returns or raises")

    def _own(self) -> Driver:
        raw: Driver | None = getattr(self._of_thread, "raw", None)
        if raw is not None and not raw.closed and _is_hung_up(raw):
            raw.close()
        if raw is None or raw.closed:
            try:
                raw = self._of_thread.raw = self._connect()
            except psycopg.OperationalError as error:
                raise ConnectionGoneError(is_undone=True) from error
            self._all.append(raw)
        return raw


class PostgresDatabase:
    """A PostgreSQL database held by this process alone."""

    def __init__(self, hold: Hold) -> None:
        self.on_commit: Callable[[Wake], None] = lambda _: None
        self._hold = hold
        self._dialect = create_engine("postgresql+psycopg://").dialect
        self._cache: dict[Any, Any] = {}
        self._lanes: dict[Hashable, deque[Request]] = {}
        self._tasks: set[asyncio.Task[Any]] = set()
        self._writers = Desk("postgres-writer", WRITERS, self._connect)
        self._readers = Desk("postgres-reader", READERS, lambda: _only_reading(self._connect()))

    @classmethod
    async def open(cls, url: URL) -> "PostgresDatabase":
        hold = Hold(url)
        try:
            await asyncio.to_thread(hold.take)
            await asyncio.to_thread(migrate, url.set(drivername="postgresql+psycopg"))
        except psycopg.OperationalError as error:
            hold.close()
            raise DatabaseRefusedError(
                f"PostgreSQL at {url.host or 'its socket'} does not answer: {error}"
            ) from error
        except BaseException:
            hold.close()
            raise
        return cls(hold)

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

    async def watch(self) -> None:
        while True:
            with suppress(psycopg.OperationalError):  # away; it is looked for again
                await asyncio.to_thread(self._hold.take)
            await asyncio.sleep(LOOK)

    async def close(self) -> None:
        await asyncio.gather(*self._tasks, return_exceptions=True)
        await asyncio.to_thread(self._writers.close)
        await asyncio.to_thread(self._readers.close)
        self._hold.close()

    def _connect(self) -> Driver:
        """Open a connection, if the database is still ours: what ended it may have ended that."""
        self._hold.take()
        return self._hold.connect()

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
            try:
                wake = await self._writers.run(partial(self._commit, batch))
            except (DatabaseAwayError, DatabaseRefusedError) as error:
                wake = Wake()
                for request in batch:
                    request.fail(error)
            for request in batch:
                request.answer()
            if wake:
                self.on_commit(wake)
        del self._lanes[lane]

    def _commit(self, batch: list[Request], raw: Driver) -> Wake:
        """Run the works together; when one raises, again, each to stand or fall alone."""
        with suppress(Exception, TransactionLostError):  # the second run finds out whose it is
            return self._persist(raw, batch, run_all)
        try:
            return self._persist(raw, batch, _attempt_all)
        except (Exception, TransactionLostError) as error:  # noqa: BLE001 every asker gets it
            for request in batch:
                request.fail(error)
            return Wake()

    def _persist(self, raw: Driver, batch: list[Request], run: Run) -> Wake:
        """Run the works in one transaction; again, all of them, when they were a deadlock's victim."""
        for attempt in range(1, TRIES + 1):
            connection = self._connection(raw)
            store = Store(connection)
            is_undone = True
            try:
                # One by one it must be known whose statement failed.
                with raw.pipeline() if run is run_all else nullcontext():
                    run(connection, store, batch)
                    is_undone = False
                    raw.commit()
                    return store.wake
            except (Exception, TransactionLostError) as error:
                _roll_back(raw)
                if raw.closed:
                    raise ConnectionGoneError(is_undone=is_undone) from error
                if attempt == TRIES or _state(error) not in AGAIN:
                    raise
        raise AssertionError("the last try returns or raises")

    def _read(self, work: Callable[[Store], T], raw: Driver) -> T:
        try:
            with raw.pipeline():
                return work(Store(self._connection(raw)))
        except psycopg.OperationalError as error:
            _roll_back(raw)
            if raw.closed:
                raise ConnectionGoneError(is_undone=True) from error
            raise
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
    """End the transaction; a connection that can't is closed."""
    try:
        raw.rollback()
    except psycopg.OperationalError:
        raw.close()


def _is_alive(raw: Driver) -> bool:
    """Whether the server still answers on a connection."""
    try:
        raw.execute("SELECT 1")
        raw.commit()
    except psycopg.OperationalError:
        raw.close()
        return False
    return True


def _is_hung_up(raw: Driver) -> bool:
    """Whether the server says something although nothing was asked: that this is the end."""
    poll = select.poll()
    poll.register(raw.fileno(), select.POLLIN)
    return bool(poll.poll(0))


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
