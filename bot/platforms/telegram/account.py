"""An account at work: it finds out who it is, offers its menus, reads what comes."""

import asyncio
import logging
from collections.abc import AsyncIterator, Sequence
from dataclasses import dataclass

from aiohttp import web
from telegram.error import InvalidToken, TelegramError

from bot import logs, settings
from bot.accounts import Parts, Surroundings
from bot.platform import Menu
from bot.platforms.telegram.api import Api
from bot.platforms.telegram.checks import check
from bot.platforms.telegram.client import Telegram
from bot.platforms.telegram.menus import offer
from bot.platforms.telegram.pace import Pace
from bot.platforms.telegram.polling import Polling
from bot.platforms.telegram.receiver import Receiver
from bot.platforms.telegram.webhook import Webhook, derived_secret, path_of
from bot.settings import Mode, SettingsError

log = logging.getLogger(__name__)

# What Telegram's own servers take from one bot.
PER_SECOND = 30
FIRST_PAUSE, LONGEST_PAUSE = 1.0, 60.0


class Account:
    def __init__(self, wanted: settings.Telegram, around: Surroundings) -> None:
        public_url = around.public_url
        if wanted.mode is Mode.WEBHOOK and public_url is None and wanted.secret is None:
            raise SettingsError("telegram.mode: a webhook needs http.public_url, or else a secret")
        logs.hide(wanted.token)
        logs.hide(wanted.secret)
        api = Api(around.session, wanted.token, wanted.api_base)
        pace = Pace(None if wanted.api_base else PER_SECOND)
        self.platform = Telegram(wanted.name, api, pace, wanted.community)
        self._wanted = wanted
        self._public_url = public_url
        self._clock = around.clock

    @property
    def mode(self) -> Mode:
        return self._wanted.mode

    @property
    def address(self) -> str | None:
        """Where Telegram finds the webhook; None when only the operator knows."""
        base = self._public_url
        return base.rstrip("/") + path_of(self._wanted.name) if base else None

    async def open(self) -> None:
        """Find out who the bot is, if the server answers. Raises SettingsError for a bad token."""
        try:
            await self.platform.open()
        except InvalidToken:
            raise SettingsError(f"telegram.{self._wanted.name}: the token is refused") from None
        except TelegramError as error:
            log.warning("Telegram does not answer yet", extra={"reason": error.message})

    def check(self) -> AsyncIterator[tuple[bool, str]]:
        return check(self.platform, self.mode, self.address, self._clock)

    def at_work(self, parts: Parts) -> "Working":
        receiver = Receiver(self.platform, parts.intake, parts.database, parts.wording)
        return Working(self, receiver, self._transport(receiver))

    def _transport(self, receiver: Receiver) -> Polling | Webhook:
        if self.mode is Mode.POLLING:
            return Polling(receiver)
        return Webhook(
            receiver, self.address, self._wanted.secret or derived_secret(self._wanted.token)
        )


@dataclass(frozen=True, slots=True)
class Working:
    """An account that reads and answers."""

    account: Account
    receiver: Receiver
    transport: Polling | Webhook

    def routes(self) -> list[web.RouteDef]:
        """Return what the HTTP server has to serve for it."""
        return self.transport.routes() if isinstance(self.transport, Webhook) else []

    async def run(self, menus: Sequence[Menu]) -> None:
        """Read updates until cancelled, from when the server has said who the bot is."""
        platform = self.account.platform
        wait = FIRST_PAUSE
        while platform.me is None:
            await asyncio.sleep(wait)
            wait = min(wait * 2, LONGEST_PAUSE)
            try:
                await self.account.open()
            except SettingsError as error:
                log.error("not started", extra={"reason": error})  # noqa: TRY400 it says all
        async with asyncio.TaskGroup() as tasks:
            tasks.create_task(offer(platform.api.bot, menus))
            tasks.create_task(self.transport.run())

    async def close(self) -> None:
        await self.receiver.close()
