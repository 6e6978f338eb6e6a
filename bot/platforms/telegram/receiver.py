"""What a transport does with each raw update: into the inbox, and a press gets its answer."""

import asyncio
import hashlib
import logging
from collections.abc import Mapping
from typing import Any

import orjson
from telegram.error import TelegramError

from bot import documents
from bot.delivery.toasts import toast
from bot.delivery.wording import Wording
from bot.intake import Intake
from bot.platforms.telegram import decode, encode
from bot.platforms.telegram.client import Telegram
from storage.database import Database
from storage.types import Address, Answered

log = logging.getLogger(__name__)

CLOSE_WITHIN = 2


class Receiver:
    """Owns the answers to presses, which nobody waits for."""

    def __init__(
        self, platform: Telegram, intake: Intake, database: Database, wording: Wording
    ) -> None:
        self.platform = platform
        self._intake = intake
        self._database = database
        self._wording = wording
        self._answering: set[asyncio.Task[None]] = set()

    async def close(self) -> None:
        """Let the answers go that are on their way."""
        if self._answering:
            await asyncio.wait(self._answering, timeout=CLOSE_WITHIN)
        for task in self._answering:
            task.cancel()

    async def take(self, update: Any) -> None:
        """Return when an update and what follows from it are committed.

        Raises DatabaseBusyError or NotTakenError when it has to come again.
        """
        if not isinstance(update, Mapping) or number_of(update) is None:
            await self._intake.receive(self.platform, _name(update), {"unreadable": update})
            return
        if "my_chat_member" in update:
            await self._look_again()
        update = await self._with_document(update)
        answered = await self._intake.receive(self.platform, str(update["update_id"]), update)
        query = update.get("callback_query")
        if isinstance(query, Mapping) and isinstance(query.get("id"), str):
            task = asyncio.create_task(self._answer(query, answered))
            self._answering.add(task)
            task.add_done_callback(self._ended)

    async def _with_document(self, update: Mapping[str, Any]) -> Mapping[str, Any]:
        """Let a document that was sent in private say in the caption what stands in it."""
        found = decode.document_of(update)
        if found is None or not documents.is_readable(found.name):
            return update
        try:
            data = await self.platform.api.download(found.file_id)
        except TelegramError as error:
            log.info("document not fetched", extra={"reason": error.message})
            data = None
        words = await documents.read(found.name, data or b"")
        message = update["message"]
        said = "\n".join(filter(None, (message.get("caption"), words)))
        return {**update, "message": {**message, "caption": said}}

    async def _look_again(self) -> None:
        """Privacy mode may have been switched since the start: that takes effect where the bot
        comes in anew.
        """
        try:
            await self.platform.open()
        except TelegramError as error:
            log.info("not asked who the bot is", extra={"reason": error.message})

    async def _answer(self, query: Mapping[str, Any], answered: Answered) -> None:
        """Stop the button's waiting. Too late is no trouble: the press itself was heard."""
        message = query.get("message")
        chat = message.get("chat") if isinstance(message, Mapping) else None
        words = None
        if isinstance(chat, Mapping):
            address = Address(self.platform.name, self.platform.account, str(chat.get("id")))
            words = await toast(self._database, self._wording, address, answered)
        try:
            await self.platform.api.call("answerCallbackQuery", encode.toast(query["id"], words))
        except TelegramError as error:
            log.info("press not answered", extra={"reason": error.message})

    def _ended(self, task: asyncio.Task[None]) -> None:
        self._answering.discard(task)
        if not task.cancelled() and (error := task.exception()) is not None:
            log.error("press not answered", exc_info=error)


def number_of(update: Any) -> int | None:
    """Return the number of an update; None for what has none."""
    number = update.get("update_id") if isinstance(update, Mapping) else None
    return number if isinstance(number, int) and not isinstance(number, bool) else None


def _name(update: Any) -> str:
    """Name an update that has no number by what it is."""
    return f"unreadable:{hashlib.sha256(orjson.dumps(update)).hexdigest()[:32]}"
