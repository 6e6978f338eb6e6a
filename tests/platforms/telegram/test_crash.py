"""The bot as a process of its own: killed, started again, and refused what it must not do."""

import asyncio
import sys
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from io import BytesIO
from pathlib import Path

import aiohttp
import pytest

from bot.settings import Mode
from tests.chat import OWNER
from tests.peers.telegram import TOKEN, BotApi
from tests.telegram import SECRET, free_port, on_telegram, person

READY = "bot ready on "
PEOPLE = [f"居民{number:02}" for number in range(40)]
NOTICE = "发布活动 明天上午9点到11点 盐运西社区广场 环境整治 60人"


def configured(folder: Path, api: BotApi, database_url: str, mode: Mode) -> Path:
    port = free_port()
    path = folder / "youhu.toml"
    path.write_text(
        f"""
database = "{database_url}"
owner_code = "test-code"
[http]
port = {port}
public_url = "http://127.0.0.1:{port}"
[telegram]
token = "{TOKEN}"
mode = "{mode}"
api_base = "{api.address}"
secret = "{SECRET}"
"""
    )
    return path


@asynccontextmanager
async def running(config: Path) -> AsyncIterator[tuple[asyncio.subprocess.Process, str]]:
    """Start `python -m bot run`; give the process and its address; end it in any case."""
    process = await asyncio.create_subprocess_exec(
        *(sys.executable, "-m", "bot", "run", "--config", str(config)),
        stdout=asyncio.subprocess.PIPE,
        stderr=asyncio.subprocess.PIPE,
    )
    try:
        assert process.stdout is not None
        line = (await process.stdout.readline()).decode()
        assert line.startswith(READY), line
        yield process, line.removeprefix(READY).strip()
    finally:
        if process.returncode is None:
            process.kill()
        await process.wait()


@pytest.mark.parametrize("mode", list(Mode))
async def test_kill_9_loses_no_press_and_repeats_none(
    mode: Mode, sqlite_url: str, tmp_path: Path
) -> None:
    async with BotApi().served() as api:
        async with on_telegram(sqlite_url, mode, api, None) as chat:
            await chat.set_up()
            await chat.says(OWNER, NOTICE)
            await chat.says(OWNER, "确认")
            card, group = await chat.last(), chat.group()
        config = configured(tmp_path, api, sqlite_url, mode)
        for name in PEOPLE[:10]:
            api.press(group, card.id, card.buttons["报名"], person(name))
        for start in (10, 20, 30):
            async with running(config) as (process, _):
                for name in PEOPLE[start : start + 10]:
                    api.press(group, card.id, card.buttons["报名"], person(name))
                await asyncio.wait_for(api.acknowledged(api.newest - 15), 30)
                process.kill()
        async with on_telegram(sqlite_url, mode, api, None) as chat:
            await chat.settled()
            assert api.waiting == 0
            roster = await chat.tells(OWNER, "名单 1")
            assert sorted(name for name in PEOPLE if f". {name}" in roster) == PEOPLE
            assert roster.count(". ") == len(PEOPLE)


async def test_a_webhook_takes_nothing_from_strangers(sqlite_url: str, tmp_path: Path) -> None:
    async with (
        BotApi().served() as api,
        aiohttp.ClientSession() as session,
        running(configured(tmp_path, api, sqlite_url, Mode.WEBHOOK)) as (_, address),
    ):

        async def post(body: bytes, secret: str | None = SECRET) -> int:
            headers = {"X-Telegram-Bot-Api-Secret-Token": secret} if secret else {}
            url = f"{address}/callbacks/telegram/default"
            async with session.post(url, data=BytesIO(body), headers=headers) as response:
                return response.status

        assert await post(b"{}", None) == 403
        assert await post(b"{}", "another") == 403
        assert await post(b"{") == 400
        assert await post(b"[]") == 400
        assert await post(b'{"update_id": true}') == 400
        assert await post(b'{"update_id": 5, "text": "' + b"x" * 1024 * 1024 + b'"}') == 413
        assert await post(b'{"update_id": 5}') == 200
        assert await post(b'{"update_id": 6, "message": {"text": "\\ud83d"}}') == 200


async def test_a_refused_token_stops_the_start_and_stays_secret(
    sqlite_url: str, tmp_path: Path
) -> None:
    async with BotApi().served() as api:
        config = configured(tmp_path, api, sqlite_url, Mode.POLLING)
        wrong = "987654:another-token-that-is-long-enough"
        config.write_text(config.read_text().replace(TOKEN, wrong))
        process = await asyncio.create_subprocess_exec(
            *(sys.executable, "-m", "bot", "run", "--config", str(config)),
            stdout=asyncio.subprocess.PIPE,
            stderr=asyncio.subprocess.PIPE,
        )
        out, err = await process.communicate()
        assert process.returncode == 1
        assert b"telegram.default: the token is refused" in err
        assert wrong.encode() not in out + err


async def test_two_who_ask_for_the_same_updates_lose_none(sqlite_url: str) -> None:
    async with (
        BotApi().served() as api,
        aiohttp.ClientSession() as session,
        on_telegram(sqlite_url, Mode.POLLING, api) as chat,
    ):
        await chat.tells("王阿姨", "你好")
        async with session.post(f"{api.address}/bot{TOKEN}/getUpdates") as response:
            assert response.status == 200
        assert await chat.tells("王阿姨", "帮助")


async def test_the_doctor_says_what_to_do(sqlite_url: str, tmp_path: Path) -> None:
    async with BotApi().served() as api:
        api.me["can_read_all_group_messages"] = False
        config = configured(tmp_path, api, sqlite_url, Mode.POLLING)
        process = await asyncio.create_subprocess_exec(
            *(sys.executable, "-m", "bot", "doctor", "--config", str(config)),
            stdout=asyncio.subprocess.PIPE,
        )
        out, _ = await process.communicate()
    assert process.returncode == 1
    assert "@youhu_test_bot" in out.decode()
    assert "look  privacy mode is on" in out.decode()
