"""A disk that is full refuses what does not fit, and nothing that was acknowledged is lost."""

import asyncio
import sqlite3
from functools import partial
from typing import Protocol

import pytest

from storage import sqlite
from storage.store import Store
from tests.storage.scene import committed, opened

SPARE_PAGES = 12


class Work(Protocol):
    def __call__(self, store: Store, name: str) -> str: ...


def keep(store: Store, name: str) -> str:
    store.sandbox.add_file(name, "image/png", bytes(3000))
    return name


def keep_or_apologise(store: Store, name: str) -> str:
    """Like the dispatch: what fails is undone, and an answer is entered all the same."""
    try:
        with store.attempt():
            return keep(store, name)
    except sqlite3.Error:
        store.settings.put(name, "sorry")
        return f"sorry {name}"


@pytest.mark.parametrize("work", [keep, keep_or_apologise])
async def test_a_full_disk_loses_nothing_acknowledged(
    work: Work, sqlite_url: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    (pages,) = committed(sqlite_url, "PRAGMA page_count")
    limit = f"PRAGMA max_page_count={pages + SPARE_PAGES}"
    monkeypatch.setattr(sqlite, "PRAGMAS", (*sqlite.PRAGMAS, limit))
    async with opened(sqlite_url) as database:
        first = await database.write(partial(work, name="first"))
        answers = await asyncio.gather(
            *(database.write(partial(work, name=str(number)), "院里") for number in range(40)),
            return_exceptions=True,
        )
    refused = [answer for answer in answers if isinstance(answer, sqlite3.OperationalError)]
    acknowledged = [first, *(answer for answer in answers if isinstance(answer, str))]
    assert len(refused) + len(acknowledged) == 41
    assert refused
    assert all("full" in str(error) for error in refused)
    stands = committed(sqlite_url, "SELECT id FROM sandbox_files")
    stands += committed(sqlite_url, "SELECT 'sorry ' || name FROM settings")
    assert sorted(stands) == sorted(acknowledged)
    assert committed(sqlite_url, "PRAGMA integrity_check") == ["ok"]
