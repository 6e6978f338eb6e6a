"""A disk that is full refuses what does not fit, and nothing that was acknowledged is lost."""

import asyncio
import sqlite3
from functools import partial

import pytest

from storage import sqlite
from storage.store import Store
from tests.storage.scene import committed, opened

SPARE_PAGES = 12


def keep(store: Store, name: str) -> str:
    store.sandbox.add_file(name, "image/png", bytes(3000))
    return name


async def test_a_full_disk_loses_nothing_acknowledged(
    sqlite_url: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    (pages,) = committed(sqlite_url, "PRAGMA page_count")
    limit = f"PRAGMA max_page_count={pages + SPARE_PAGES}"
    monkeypatch.setattr(sqlite, "PRAGMAS", (*sqlite.PRAGMAS, limit))
    async with opened(sqlite_url) as database:
        first = await database.write(partial(keep, name="first"))
        answers = await asyncio.gather(
            *(database.write(partial(keep, name=str(n)), "院里") for n in range(40)),
            return_exceptions=True,
        )
        refused = [answer for answer in answers if isinstance(answer, sqlite3.OperationalError)]
        acknowledged = [first, *(answer for answer in answers if isinstance(answer, str))]
        assert len(refused) + len(acknowledged) == 41
        assert refused
        assert all("full" in str(error) for error in refused)
        assert await database.read(lambda store: store.settings.get("any")) is None
    assert sorted(acknowledged) == committed(sqlite_url, "SELECT id FROM sandbox_files ORDER BY id")
    assert committed(sqlite_url, "PRAGMA integrity_check") == ["ok"]
