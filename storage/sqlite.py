"""SQLite behind one writer thread with group commit, and a few read-only connections.

The writer takes everything that waits (at most BATCH), commits once and only then answers. So nobody
is told "done" before the disk has it, and synchronous=FULL costs one flush for a whole batch. When a
piece of work raises, which is rare, the batch runs again with a savepoint for each.
"""

import asyncio
import fcntl
import queue
import sqlite3
import threading
from collections.abc import Callable, Hashable
from contextlib import suppress
from pathlib import Path
from typing import Any, TextIO, TypeVar

from sqlalchemy import URL
from sqlalchemy.dialects import sqlite

from storage.batch import Request, Run, attempt_all, run_all
from storage.connection import Connection
from storage.errors import DatabaseBusyError, DatabaseRefusedError, TransactionLostError
from storage.migrations import migrate
from storage.store import Store, Wake

T = TypeVar("T")

BATCH = 256
QUEUE = 8192
READERS = 2
# Short reads that wait together share a snapshot; a long one holds up as many at most.
READ_TOGETHER = 32
# WAL + FULL: a committed answer survives a power cut (measured: one flush a commit).
PRAGMAS = (
    "PRAGMA journal_mode=WAL",
    "PRAGMA synchronous=FULL",
    "PRAGMA busy_timeout=10000",
    "PRAGMA foreign_keys=ON",
    "PRAGMA temp_store=MEMORY",
    "PRAGMA journal_size_limit=67108864",
    "PRAGMA trusted_schema=OFF",
)


class SqliteDatabase:
    """A SQLite file held by this process alone."""

    def __init__(self, path: Path, lock: TextIO) -> None:
        self.on_commit: Callable[[Wake], None] = lambda _: None
        self._path = path
        self._lock = lock
        self._loop = asyncio.get_running_loop()
        self._dialect = sqlite.dialect(paramstyle="qmark")
        self._cache: dict[Any, Any] = {}
        self._queue: queue.SimpleQueue[Request | None] = queue.SimpleQueue()
        self._reads: queue.SimpleQueue[Request | None] = queue.SimpleQueue()
        self._threads = [threading.Thread(target=self._write_all, name="sqlite-writer")]
        for number in range(READERS):
            name = f"sqlite-reader-{number}"
            self._threads.append(threading.Thread(target=self._read_all, name=name))

    @classmethod
    async def open(cls, url: URL) -> "SqliteDatabase":
        path = Path(url.database or "")
        if not url.database or url.database == ":memory:":
            raise DatabaseRefusedError("SQLite needs a file: sqlite:///youhu.db")
        if not path.parent.is_dir():
            raise DatabaseRefusedError(f"The folder of {path} does not exist: create it first.")
        lock = _hold(path)
        try:
            migrate(URL.create("sqlite", database=str(path)))
            database = cls(path, lock)
        except BaseException:
            lock.close()
            raise
        for thread in database._threads:
            thread.start()
        return database

    async def write(self, work: Callable[[Store], T], lane: Hashable = None) -> T:  # noqa: ARG002 one writer is one lane
        if self._queue.qsize() >= QUEUE:
            raise DatabaseBusyError
        request = Request(work, self._loop.create_future())
        self._queue.put(request)
        result: T = await request.done
        return result

    async def read(self, work: Callable[[Store], T]) -> T:
        request = Request(work, self._loop.create_future())
        self._reads.put(request)
        result: T = await request.done
        return result

    async def watch(self) -> None:
        await asyncio.Event().wait()  # nobody can take the file

    async def close(self) -> None:
        self._queue.put(None)
        self._reads.put(None)
        for thread in self._threads:
            await self._loop.run_in_executor(None, thread.join)
        self._lock.close()

    def _write_all(self) -> None:
        raw = sqlite3.connect(self._path, isolation_level=None, check_same_thread=False)
        for pragma in PRAGMAS:
            raw.execute(pragma)
        connection = Connection(raw.cursor(), self._dialect, self._cache)
        while batch := _next_batch(self._queue, BATCH):
            wake = _commit(raw, connection, batch)
            self._loop.call_soon_threadsafe(self._answer, batch, wake)
        raw.close()

    def _read_all(self) -> None:
        uri = f"file:{self._path}?mode=ro"
        raw = sqlite3.connect(uri, uri=True, isolation_level=None, check_same_thread=False)
        raw.execute("PRAGMA query_only=ON")
        connection = Connection(raw.cursor(), self._dialect, self._cache)
        while batch := _next_batch(self._reads, READ_TOGETHER):
            store = Store(connection)
            raw.execute("BEGIN")
            for request in batch:
                request.read(store)
            raw.execute("ROLLBACK")
            self._loop.call_soon_threadsafe(self._answer, batch, store.wake)
        raw.close()

    def _answer(self, batch: list[Request], wake: Wake) -> None:
        for request in batch:
            request.answer()
        if wake:
            self.on_commit(wake)


def _next_batch(waiting: "queue.SimpleQueue[Request | None]", limit: int) -> list[Request]:
    """Wait for work, then take what waits; empty when closing."""
    batch: list[Request] = []
    with suppress(queue.Empty):
        while len(batch) < limit:
            request = waiting.get(block=not batch)
            if request is None:
                waiting.put(None)
                break
            batch.append(request)
    return batch


def _commit(raw: sqlite3.Connection, connection: Connection, batch: list[Request]) -> Wake:
    """Run works in one transaction; when one raises, run them again, each to stand or fall alone."""
    with suppress(Exception, TransactionLostError):  # the second run finds out whose it is
        return _transact(raw, connection, batch, run_all)
    try:
        return _transact(raw, connection, batch, attempt_all)
    except (sqlite3.Error, TransactionLostError) as error:
        for request in batch:
            request.fail(error)
        return Wake()


def _transact(
    raw: sqlite3.Connection, connection: Connection, batch: list[Request], run: Run
) -> Wake:
    store = Store(connection)
    raw.execute("BEGIN IMMEDIATE")
    try:
        run(connection, store, batch)
        raw.execute("COMMIT")
    except BaseException:
        if raw.in_transaction:
            raw.execute("ROLLBACK")
        raise
    return store.wake


def _hold(path: Path) -> TextIO:
    lock = path.with_name(path.name + ".lock").open("w")
    try:
        fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError:
        lock.close()
        raise DatabaseRefusedError(
            f"Another process is using {path}: stop it first, or choose another file with --database."
        ) from None
    return lock
