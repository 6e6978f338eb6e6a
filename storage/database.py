"""The door to the database: `write` and `read` take a function of a Store; nothing else commits.

The functions are synchronous, so no network call can stand inside a transaction, and they touch
nothing but the Store, so the database may run one again after a deadlock.
"""

from collections.abc import Callable, Hashable
from typing import Protocol, TypeVar

from sqlalchemy import make_url

from storage.sqlite import SqliteDatabase
from storage.store import Store, Wake

T = TypeVar("T")


class Database(Protocol):
    """A database with the current schema. One process at a time holds it."""

    on_commit: Callable[[Wake], None]

    async def write(self, work: Callable[[Store], T], lane: Hashable = None) -> T:
        """Run the work and commit; what it raises undoes it, and it alone.

        Works of one lane run in the order in which they were handed in; neighbours may share a
        commit. Raises DatabaseBusyError when too much waits, or a server is away.
        """
        ...

    async def read(self, work: Callable[[Store], T]) -> T:
        """Run work that only reads, beside the writer. Never base a decision on it."""
        ...

    async def watch(self) -> None:
        """Wait for as long as this process holds the database: until it is cancelled.

        Raises DatabaseRefusedError when another process took it while its server was away.
        """
        ...

    async def close(self) -> None: ...


async def open_database(url: str) -> Database:
    """Open, and create or migrate, the database at `sqlite:///PATH` or `postgresql://…`.

    Raises DatabaseRefusedError, with a sentence for the operator, when it can't be used.
    """
    parsed = make_url(url)
    if parsed.get_backend_name() == "sqlite":
        return await SqliteDatabase.open(parsed)
    from storage.postgres import PostgresDatabase  # noqa: PLC0415 ten megabytes, for who has one

    return await PostgresDatabase.open(parsed)
