"""Against a Bot API emulator that others wrote: it refuses what it doesn't know."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from aiohttp import web
from lo_bot_api_emulator import LoBotApiEmulator

from bot.app import run
from bot.settings import Http, Settings, Telegram
from tests.peers.telegram import TOKEN

WANG = {"id": 77, "is_bot": False, "first_name": "王阿姨"}
PRIVATE = {"id": 77, "type": "private", "first_name": "王阿姨"}
WITHIN = 20


@asynccontextmanager
async def served(emulator: LoBotApiEmulator) -> AsyncIterator[str]:
    runner = web.AppRunner(emulator.app(), access_log=None, shutdown_timeout=0.1)
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", 0).start()
    try:
        yield f"http://127.0.0.1:{runner.addresses[0][1]}"
    finally:
        await runner.cleanup()


async def test_a_message_is_answered_and_acknowledged(sqlite_url: str) -> None:
    emulator = LoBotApiEmulator()
    message = {"message_id": 1, "date": 1, "chat": PRIVATE, "from": WANG, "text": "帮助"}
    async with served(emulator) as address:
        account = Telegram(TOKEN, api_base=address)
        settings = Settings(database=sqlite_url, http=Http(port=0), telegram=(account,))
        async with run(settings):
            await emulator.enqueue_update({"message": message}, token=TOKEN)
            async with asyncio.timeout(WITHIN):
                while not any(request["method"] == "sendMessage" for request in emulator.requests):
                    await asyncio.sleep(0.05)
    (sent,) = [each for each in emulator.requests if each["method"] == "sendMessage"]
    assert sent["status"] == 200
