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
async def served(emulator: LoBotApiEmulator, answered: asyncio.Event) -> AsyncIterator[str]:
    """Serve the emulator; `answered` is set once the bot has said something."""

    async def watch(request: web.Request, _: web.StreamResponse) -> None:
        if request.path.endswith("/sendMessage"):
            answered.set()

    app = emulator.app()
    app.on_response_prepare.append(watch)
    runner = web.AppRunner(app, access_log=None, shutdown_timeout=0.1)
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", 0).start()
    try:
        yield f"http://127.0.0.1:{runner.addresses[0][1]}"
    finally:
        await runner.cleanup()


async def test_a_message_is_answered(sqlite_url: str) -> None:
    emulator = LoBotApiEmulator()
    answered = asyncio.Event()
    message = {"message_id": 1, "date": 1, "chat": PRIVATE, "from": WANG, "text": "帮助"}
    async with served(emulator, answered) as address:
        account = Telegram(TOKEN, api_base=address)
        settings = Settings(database=sqlite_url, http=Http(port=0), telegram=(account,))
        async with run(settings):
            await emulator.enqueue_update({"message": message}, token=TOKEN)
            await asyncio.wait_for(answered.wait(), WITHIN)
    (sent,) = [each for each in emulator.requests if each["method"] == "sendMessage"]
    assert sent["status"] == 200
