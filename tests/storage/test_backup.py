"""A backup is taken while the bot runs, and is a database the bot can start on."""

from pathlib import Path

import pytest

from storage.backup import back_up
from storage.errors import DatabaseRefusedError
from tests.chat import conversation


async def test_a_backup_of_a_running_bot_can_be_started(sqlite_url: str, tmp_path: Path) -> None:
    copy = tmp_path / "copy.db"
    async with conversation(sqlite_url) as chat:
        await chat.tells("王阿姨", "在吗")
        back_up(sqlite_url, copy)
        await chat.tells("王阿姨", "后来的话")
    async with conversation(f"sqlite:///{copy}") as chat:
        assert len(await chat.heard("王阿姨")) == 1


def test_a_backup_overwrites_nothing_and_says_what_is_missing(
    sqlite_url: str, tmp_path: Path
) -> None:
    taken = tmp_path / "taken.db"
    taken.touch()
    with pytest.raises(DatabaseRefusedError, match="exists already"):
        back_up(sqlite_url, taken)
    with pytest.raises(DatabaseRefusedError, match="no database"):
        back_up(f"sqlite:///{tmp_path}/none.db", tmp_path / "copy.db")
    with pytest.raises(DatabaseRefusedError, match="pg_dump"):
        back_up("postgresql://localhost/youhu", tmp_path / "copy.db")
