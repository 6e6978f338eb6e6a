"""What every test may ask for: a database of its own, on each kind of database."""

import shutil
from collections.abc import AsyncIterator, Iterator
from pathlib import Path

import pytest

from bot.settings import Mode
from storage.database import Database, open_database
from tests.chat import Chat, conversation
from tests.servers import PostgresDatabases, postgres_server, sqlite_template
from tests.telegram import on_telegram


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
    if request.param == "sqlite":
        yield request.getfixturevalue("sqlite_url")
        return
    databases: PostgresDatabases = request.getfixturevalue("postgres")
    with databases.copied() as url:
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


@pytest.fixture(params=["sandbox", *Mode])
async def chat_anywhere(request: pytest.FixtureRequest, database_url: str) -> AsyncIterator[Chat]:
    """A conversation on each platform that can carry one, on an empty database."""
    if request.param == "sandbox":
        async with conversation(database_url) as running:
            yield running
    else:
        async with on_telegram(database_url, Mode(request.param)) as running:
            yield running
