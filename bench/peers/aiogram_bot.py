"""The job on aiogram 3 and its own webhook: python aiogram_bot.py FILE API_BASE TOKEN SECRET PORT."""

import asyncio
import signal
import sys
from pathlib import Path

import uvloop
from aiogram import Bot, Dispatcher, F
from aiogram.client.session.aiohttp import AiohttpSession
from aiogram.client.telegram import TelegramAPIServer
from aiogram.types import Message, Update
from aiogram.webhook.aiohttp_server import SimpleRequestHandler, setup_application
from aiohttp import web
from town import WORDS, Town, town

dispatcher = Dispatcher()


@dispatcher.message(F.text == WORDS)
async def join(message: Message, event_update: Update, place: Town) -> None:
    assert message.from_user is not None
    sender = message.from_user
    answer = await place.sign_up(event_update.update_id, sender.id, sender.full_name)
    if answer is not None:
        await message.answer(answer)


async def main(file: Path, base: str, token: str, secret: str, port: int) -> None:
    bot = Bot(token, session=AiohttpSession(api=TelegramAPIServer.from_base(base)))
    async with town(file) as place:
        dispatcher["place"] = place
        app = web.Application()
        handler = SimpleRequestHandler(dispatcher, bot, secret_token=secret)
        handler.register(app, "/callbacks/telegram/default")
        setup_application(app, dispatcher, bot=bot)
        runner = web.AppRunner(app, access_log=None)
        await runner.setup()
        await web.TCPSite(runner, "127.0.0.1", port).start()
        print(f"aiogram ready on http://127.0.0.1:{port}", flush=True)
        ended = asyncio.Event()
        asyncio.get_running_loop().add_signal_handler(signal.SIGTERM, ended.set)
        await ended.wait()
        await runner.cleanup()
        await bot.session.close()


if __name__ == "__main__":
    uvloop.run(main(Path(sys.argv[1]), *sys.argv[2:5], int(sys.argv[5])))
