"""What every test may ask for: a database of its own, on each kind of database."""

import shutil
from collections.abc import AsyncIterator, Iterator
from pathlib import Path

import pytest

from storage.database import Database, open_database
from tests.chat import Chat, conversation
from tests.servers import PostgresDatabases, postgres_server, sqlite_template, url_of


@pytest.fixture(scope="session")
def migrated_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return sqlite_template(tmp_path_factory.mktemp("sqlite"))


@pytest.fixture(scope="session")
def postgres() -> Iterator[PostgresDatabases]:
    with postgres_server() as databases:
        yield databases


@pytest.fixture
def sqlite_url(migrated_file: Path, tmp_path: Path) -> str:
    """A migrated SQLite file for this test alone."""
    path = tmp_path / "youhu.db"
    shutil.copyfile(migrated_file, path)
    return f"sqlite:///{path}"


@pytest.fixture(params=["sqlite", "postgres"])
def database_url(request: pytest.FixtureRequest) -> Iterator[str]:
    """A migrated database for this test alone, once on SQLite and once on PostgreSQL."""
    with url_of(request.param, request) as url:
        yield url


@pytest.fixture
async def database(database_url: str) -> AsyncIterator[Database]:
    """The opened database; it is closed after the test."""
    opened = await open_database(database_url)
    yield opened
    await opened.close()


@pytest.fixture
async def chat(database_url: str) -> AsyncIterator[Chat]:
    """A conversation with the bot, on an empty database."""
    async with conversation(database_url) as running:
        yield running
