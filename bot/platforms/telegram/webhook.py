"""Updates that Telegram brings: checked, committed, then 200."""

import asyncio
import hashlib
import hmac
import logging
from typing import Any

from aiohttp import web
from telegram.error import RetryAfter, TelegramError

from bot.intake import NotTakenError
from bot.platforms.telegram import api
from bot.platforms.telegram.decode import ALLOWED_UPDATES
from bot.platforms.telegram.receiver import Receiver, number_of
from bot.platforms.telegram.troubles import pause
from storage.errors import DatabaseBusyError

log = logging.getLogger(__name__)

HEADER = "X-Telegram-Bot-Api-Secret-Token"
# An update holds a message of 4,096 characters and its surroundings.
LARGEST = 1024 * 1024
CONNECTIONS = 40
FIRST_PAUSE, LONGEST_PAUSE = 1.0, 60.0


class Webhook:
    """`address` is where Telegram finds it; None when the operator has told Telegram already."""

    def __init__(self, receiver: Receiver, address: str | None, secret: str) -> None:
        self._receiver = receiver
        self._address = address
        self._secret = secret

    @property
    def path(self) -> str:
        return path_of(self._receiver.platform.account)

    def routes(self) -> list[web.RouteDef]:
        return [web.post(self.path, self._receive)]

    async def run(self) -> None:
        """Tell Telegram where to bring updates, as often as that takes."""
        wait = FIRST_PAUSE
        while self._address is not None:
            try:
                await self._receiver.platform.api.bot.set_webhook(
                    self._address,
                    secret_token=self._secret,
                    allowed_updates=ALLOWED_UPDATES,
                    max_connections=CONNECTIONS,
                )
            except RetryAfter as error:
                wait = pause(error).total_seconds()
            except TelegramError as error:
                log.warning("webhook not set", extra={"reason": error.message})
            else:
                return
            await asyncio.sleep(wait)
            wait = min(wait * 2, LONGEST_PAUSE)

    async def _receive(self, request: web.Request) -> web.Response:
        given = request.headers.get(HEADER, "")
        if not hmac.compare_digest(given.encode(), self._secret.encode()):
            return web.Response(status=403)
        if (request.content_length or 0) > LARGEST:
            return web.Response(status=413)
        raw = await request.read()
        if len(raw) > LARGEST:
            return web.Response(status=413)
        update = _update(raw)
        if update is None:
            return web.Response(status=400)
        if self._receiver.platform.me is None:
            return _later()
        try:
            await self._receiver.take(update)
        except (DatabaseBusyError, NotTakenError):
            return _later()
        return web.Response()


def path_of(account: str) -> str:
    return f"/callbacks/telegram/{account}"


def derived_secret(token: str) -> str:
    """Return a secret of our own for an account that names none."""
    return hashlib.sha256(f"webhook of {token}".encode()).hexdigest()


def _update(raw: bytes) -> Any:
    try:
        update = api.loads(raw)
    except (ValueError, RecursionError):
        return None
    return update if number_of(update) is not None else None


def _later() -> web.Response:
    return web.Response(status=503, headers={"Retry-After": "1"})
