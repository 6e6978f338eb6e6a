"""Which databases are opened, and which are refused with a sentence for the operator."""

import asyncio
import subprocess
import sys
from pathlib import Path

import pytest
from sqlalchemy import create_engine, make_url, text

from storage.database import Database, open_database
from storage.errors import DatabaseRefusedError
from storage.migrations import HEAD
from tests.storage.scene import committed, opened, settle

OPEN = """
import asyncio, sys
from storage.database import open_database
from storage.errors import DatabaseRefusedError
try:
    asyncio.run(open_database(sys.argv[1]))
except DatabaseRefusedError as error:
    print(error)
"""


async def test_a_missing_database_is_made_and_opened_again(tmp_path: Path) -> None:
    url = f"sqlite:///{tmp_path / 'new.db'}"
    async with opened(url) as database:
        await database.write(settle)
    async with opened(url) as database:
        assert len(await database.read(lambda store: store.communities.all())) == 1
    assert committed(url, "SELECT version_num FROM alembic_version") == [HEAD]


async def test_a_second_opening_is_refused(
    database: Database, database_url: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("storage.postgres.PATIENCE", "1ms")
    with pytest.raises(DatabaseRefusedError, match="Another process is using"):
        await open_database(database_url)
    assert await database.write(settle) is not None


async def test_a_second_process_is_told_what_to_do(sqlite_url: str) -> None:
    async with opened(sqlite_url):
        command = [sys.executable, "-c", OPEN, sqlite_url]
        told = await asyncio.to_thread(subprocess.check_output, command, text=True)
    path = make_url(sqlite_url).database
    assert told == (
        f"Another process is using {path}: stop it first, or choose another file with --database.\n"
    )


async def test_a_closed_database_may_be_opened_again(database_url: str) -> None:
    for _ in range(5):
        async with opened(database_url) as database:
            await database.read(lambda store: store.communities.all())


async def test_a_newer_schema_is_refused(database_url: str) -> None:
    url = make_url(database_url)
    if url.get_backend_name() == "postgresql":
        url = url.set(drivername="postgresql+psycopg")
    engine = create_engine(url)
    with engine.begin() as connection:
        connection.execute(text("UPDATE alembic_version SET version_num = '9999'"))
    engine.dispose()
    with pytest.raises(DatabaseRefusedError, match=f"schema 9999, this program knows {HEAD}"):
        await open_database(database_url)


@pytest.mark.parametrize(
    ("url", "sentence"),
    [
        ("sqlite://", "needs a file"),
        ("sqlite:///:memory:", "needs a file"),
        ("sqlite:////nowhere/at/all/youhu.db", "does not exist: create it first"),
        ("postgresql:///youhu?host=/nowhere", "does not answer"),
    ],
)
async def test_what_cannot_be_opened_says_why(url: str, sentence: str) -> None:
    with pytest.raises(DatabaseRefusedError, match=sentence):
        await open_database(url)
