"""The job on python-telegram-bot and its own webhook: python ptb_bot.py FILE API_BASE TOKEN SECRET PORT."""

import asyncio
import signal
import sys
from pathlib import Path

from telegram import Update
from telegram.ext import Application, ContextTypes, MessageHandler, filters
from town import WORDS, town


async def join(update: Update, context: ContextTypes.DEFAULT_TYPE) -> None:
    sender, message = update.effective_user, update.effective_message
    assert sender is not None
    assert message is not None
    place = context.bot_data["town"]
    answer = await place.sign_up(update.update_id, sender.id, sender.full_name)
    if answer is not None:
        await message.reply_text(answer)


async def main(file: Path, base: str, token: str, secret: str, port: int) -> None:
    application = (
        Application.builder()
        .token(token)
        .base_url(f"{base}/bot")
        .concurrent_updates(256)
        .connection_pool_size(512)
        .pool_timeout(60)
        .build()
    )
    application.add_handler(MessageHandler(filters.Text([WORDS]), join))
    async with town(file) as place, application:
        application.bot_data["town"] = place
        await application.start()
        assert application.updater is not None
        await application.updater.start_webhook(
            "127.0.0.1",
            port,
            "callbacks/telegram/default",
            webhook_url="https://bench.example/callbacks/telegram/default",
            secret_token=secret,
        )
        print(f"ptb ready on http://127.0.0.1:{port}", flush=True)
        ended = asyncio.Event()
        asyncio.get_running_loop().add_signal_handler(signal.SIGTERM, ended.set)
        await ended.wait()
        await application.updater.stop()
        await application.stop()


if __name__ == "__main__":
    asyncio.run(main(Path(sys.argv[1]), *sys.argv[2:5], int(sys.argv[5])))
